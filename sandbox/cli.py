"""The command line `thaotruong`: the commands of this house, and Flask-Migrate's `db` for the tables."""

from __future__ import annotations

import sys
from typing import Any

import click
from flask.cli import AppGroup, ScriptInfo
from flask_migrate.cli import db
from sqlalchemy.exc import OperationalError

from sandbox import create_app
from sandbox.commands.keeping import backup, doctor, restore
from sandbox.commands.people import seed, user
from sandbox.commands.regrade import regrade
from sandbox.commands.runs import grade, run
from sandbox.commands.scenario import scenario
from sandbox.commands.serving import demo, serve
from sandbox.commands.words import Failed
from sandbox.config import BadConfiguration


class Commands(AppGroup):
    """Commands on the installation that the environment names; it is opened by the first that needs it."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        extra.setdefault("obj", ScriptInfo(create_app=lambda: create_app(), set_debug_flag=False))
        return super().make_context(info_name, args, parent, **extra)

    def invoke(self, context: click.Context) -> Any:
        """Run the command; what is wrong with the installation, or a file, is told in one sentence."""
        try:
            return super().invoke(context)
        except BadConfiguration as fault:
            raise Failed(f"cấu hình không dùng được: {fault}") from None
        except OSError as fault:
            if fault.filename is None:
                raise
            raise Failed(f"không mở hay ghi được {fault.filename} ({fault.strerror}); hãy kiểm tra đường dẫn") from None
        except OperationalError as fault:
            raise Failed(f"cơ sở dữ liệu không dùng được: {fault.orig}; xem THAOTRUONG_DATABASE_URL") from None


group = Commands(help="Thao trường số: a drill ground of mock e-government systems.")
for command in (demo, serve, scenario, run, grade, regrade, seed, user, backup, restore, doctor, db):
    group.add_command(command)


def main() -> None:
    """Entry point; output is UTF-8 also where the console's own encoding is another."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    group.main(prog_name="thaotruong")


if __name__ == "__main__":
    main()
