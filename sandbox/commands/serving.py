"""`demo` and `serve`: an installation that works in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from sandbox.commands.words import Failed

if TYPE_CHECKING:
    from flask import Flask

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
threads_option = click.option("--threads", default=8, show_default=True, type=click.IntRange(1, 64))


@click.command()
@host_option
@port_option
@threads_option
@with_appcontext
def serve(host: str, port: int, threads: int) -> None:
    """Serve this installation; its tables are brought up to date first."""
    upgrade()
    listen(current_app._get_current_object(), host, port, threads)  # type: ignore[attr-defined]


@click.command()
@host_option
@port_option
@threads_option
@with_appcontext
def demo(host: str, port: int, threads: int) -> None:
    """Serve with a demo class and accounts, and print how to sign in."""
    from sandbox.accounts import demo as accounts

    upgrade()
    click.echo("Đang tạo xã diễn tập và lớp mẫu…")
    people = accounts.seed()
    address = f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"
    click.echo(f"\nThao trường số: mở {address} trong trình duyệt (dừng bằng Ctrl+C).\n")
    wide = max(len(one.login) for one in people)
    for one in people:
        click.echo(f"  {one.login:<{wide}}  {one.password}  {one.what}")
    click.echo("\nTài khoản và mật khẩu này chỉ để thử trên máy của bạn.\n")
    listen(current_app._get_current_object(), host, port, threads)  # type: ignore[attr-defined]


def upgrade() -> None:
    """Bring the database's tables to the newest migration."""
    from flask_migrate import upgrade as migrate

    migrate()


def listen(app: Flask, host: str, port: int, threads: int) -> None:
    """Answer requests until stopped."""
    import waitress

    app.extensions["runs"].grounds.population  # noqa: B018  made before the first visitor waits for it
    try:
        waitress.serve(app, host=host, port=port, threads=threads, ident=None)
    except OSError as error:
        raise Failed(f"cổng {port} đang được dùng hoặc không mở được ({error}); thử --port khác") from None
