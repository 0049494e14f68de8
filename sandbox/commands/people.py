"""`user` and `seed`: accounts from the command line, and the made-up population."""

from __future__ import annotations

from typing import Any

import click
from flask.cli import with_appcontext

from sandbox.commands.tables import first_tables, with_tables
from sandbox.commands.words import Failed, as_json, say, table

ROLE = click.Choice(["trainee", "instructor", "reviewer", "administrator"])


@click.group()
def user() -> None:
    """Accounts of the people who log in."""


@user.command("list")
@as_json
@with_tables
def list_users(as_json: bool) -> None:
    """All accounts."""
    from sandbox.accounts.models import User
    from sandbox.db import db

    found = db.session.scalars(db.select(User).order_by(User.login_folded))
    rows = [{"login": u.login, "name": u.full_name, "roles": u.roles.split(), "active": u.active} for u in found]
    say(rows, as_json, lambda: table([_row(row) for row in rows], {"login": "tên", "roles": "quyền", "name": "họ tên"}))


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "roles": " ".join(row["roles"]) + ("" if row["active"] else " (đã khóa)")}


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="Full name, family name first.")
@click.option(
    "--role", "roles", multiple=True, type=ROLE, default=("trainee",), show_default=True, help="Once for each role."
)
@click.option(
    "--password",
    prompt="Mật khẩu",
    hide_input=True,
    confirmation_prompt="Nhập lại mật khẩu",
    help="Asked for when left out.",
)
@with_appcontext
def add(login: str, name: str, roles: tuple[str, ...], password: str) -> None:
    """Make an account. In a new installation also its tables."""
    from sandbox.accounts import people
    from sandbox.accounts.faults import fault_words
    from sandbox.db import db

    first_tables()
    try:
        people.create(login, name, password, roles)
        db.session.commit()
    except people.BadAccount as error:
        raise Failed(fault_words(error.code)) from None
    click.echo(f"Đã tạo tài khoản {login}.")


@user.command()
@click.argument("login")
@click.option(
    "--password",
    prompt="Mật khẩu mới",
    hide_input=True,
    confirmation_prompt="Nhập lại mật khẩu",
    help="Asked for when left out.",
)
@with_tables
def password(login: str, password: str) -> None:
    """Give an account a new password. Its other log-ins end."""
    from sandbox.accounts import people
    from sandbox.accounts.faults import fault_words
    from sandbox.db import db

    found = people.find(login)
    if found is None:
        raise Failed(f"không có tài khoản {login}")
    try:
        people.set_password(found, password)
        db.session.commit()
    except people.BadAccount as error:
        raise Failed(fault_words(error.code)) from None
    click.echo(f"Đã đổi mật khẩu của {login}.")


@click.command()
@click.option("--seed", "number", default=2026, show_default=True, help="Which commune.")
@click.option("--size", default=20_000, show_default=True, type=click.IntRange(200, 200_000), help="Living residents.")
@as_json
def seed(number: int, size: int, as_json: bool) -> None:
    """Draw the made-up commune and print its digest. The same on every machine."""
    from seed.population import build

    made = build(number, size)
    plain = {"version": made.version, "seed": made.seed, "size": made.size, "digest": made.digest}
    say(plain, as_json, lambda: [f"{name}: {value}" for name, value in plain.items()])
