"""The tables that commands work on: those of this version, or one sentence that says how to get them."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from flask import current_app
from flask.cli import with_appcontext

from sandbox.commands.words import Failed
from sandbox.db import tables


def upgrade() -> None:
    """Bring the database's tables to the newest migration."""
    from flask_migrate import upgrade as migrate

    migrate()


def first_tables() -> None:
    """Make the tables where there are none yet; `Failed` where they are of another version."""
    if tables().held is None:
        upgrade()
    check_tables()


def check_tables() -> None:
    """`Failed` unless the tables are those of this version."""
    found = tables()
    if found.held is None:
        go_on = "hãy chạy thaotruong serve một lần, hoặc đặt THAOTRUONG_INSTANCE đúng thư mục"
        raise Failed(f"chưa có dữ liệu trong {current_app.instance_path}; {go_on}")
    if not found.ready:
        raise Failed(
            f"bảng dữ liệu ở phiên bản {found.held}, phần mềm cần {found.needed}; hãy chạy thaotruong db upgrade"
        )


def with_tables(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command on an installation that has its tables, in the application's context."""

    def checked(*args: Any, **options: Any) -> Any:
        check_tables()
        return command(*args, **options)

    return with_appcontext(update_wrapper(checked, command))
