"""`demo` and `serve`: an installation that works in a browser."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import with_appcontext

from sandbox.commands.tables import upgrade
from sandbox.commands.words import Failed

if TYPE_CHECKING:
    from flask import Flask

host_option = click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
port_option = click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Its port.")
threads_option = click.option(
    "--threads", default=8, show_default=True, type=click.IntRange(1, 64), help="Requests answered at once."
)


@click.command()
@host_option
@port_option
@threads_option
@with_appcontext
def serve(host: str, port: int, threads: int) -> None:
    """Serve this installation. Its tables are brought up to date first."""
    upgrade()
    click.echo(f"Thao trường số: http://{_shown(host)}:{port} (dừng bằng Ctrl+C).")
    listen(current_app._get_current_object(), host, port, threads)  # type: ignore[attr-defined]


@click.command()
@host_option
@port_option
@threads_option
def demo(host: str, port: int, threads: int) -> None:
    """Serve a demo class in a folder of its own. Prints the accounts to sign in with."""
    from sandbox import create_app
    from sandbox.accounts.demo import seed
    from sandbox.pages.demo import play_ahead
    from sandbox.pages.words import role_words

    os.environ.setdefault("THAOTRUONG_INSTANCE", str(Path("instance") / "demo"))
    os.environ.setdefault("THAOTRUONG_DEMO", "1")
    click.echo("Đang dựng xã diễn tập và lớp mẫu…")
    app = create_app()
    with app.app_context():
        upgrade()
        accounts = seed(app.extensions["runs"].grounds.scenarios)
        play_ahead(app.extensions["runs"])
    click.echo(f"\nThao trường số: mở http://{_shown(host)}:{port} trong trình duyệt (dừng bằng Ctrl+C).\n")
    for one in accounts:
        click.echo(f"  {one.login:<10} {one.password}   {role_words(one.role).lower():<14} {one.full_name}")
    click.echo("\nTài khoản và mật khẩu này chỉ để thử trên máy của bạn.\n")
    listen(app, host, port, threads)


def _shown(host: str) -> str:
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host


def listen(app: Flask, host: str, port: int, threads: int) -> None:
    """Answer requests until stopped. What all runs share is made before the first visitor waits for it."""
    import waitress

    grounds = app.extensions["runs"].grounds
    _ = grounds.calendar, grounds.population
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        door = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise Failed(f"cổng {port} đang được dùng hoặc không mở được ({error}); thử --port khác") from None
    waitress.serve(app, sockets=[door], threads=threads, ident=None)
