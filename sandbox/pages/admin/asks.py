"""What the administrator's forms ask."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from sandbox.pages.words import ROLES
from sandbox.world.params import N_, Ask, Code, Options, Text, Widget

Role = Annotated[str, *Options(**ROLES)]
Roles = Annotated[tuple[Role, ...], Widget("choice", options=ROLES), Field(min_length=1)]


class NewAccount(Ask):
    """An account; its password is invented and shown once."""

    login: Annotated[Code, Field(title=N_("Tên đăng nhập"), examples=["lo.nhung"])]
    full_name: Annotated[Text, Field(title=N_("Họ và tên"))]
    roles: Annotated[Roles, Field(title=N_("Vai trò"))]
    class_id: Annotated[str, Widget("choice", of="classes"), Field(title=N_("Xếp vào lớp"))] = ""


class Account(Ask):
    """What can be changed of an account."""

    full_name: Annotated[Text, Field(title=N_("Họ và tên"))]
    roles: Annotated[Roles, Field(title=N_("Vai trò"))]
    active: Annotated[bool, Field(title=N_("Được dùng (bỏ chọn để khóa tài khoản)"))] = False
    class_id: Annotated[str, Widget("choice", of="classes"), Field(title=N_("Xếp thêm vào lớp"))] = ""


class NewClass(Ask):
    """A class."""

    name: Annotated[Text, Field(title=N_("Tên lớp"))]
