"""The command line `thaotruong`: Flask's own group with the commands of this house, and `db` for the tables."""

from __future__ import annotations

import sys

from flask.cli import FlaskGroup

from sandbox import create_app
from sandbox.commands.keeping import backup, doctor, restore
from sandbox.commands.people import seed, user
from sandbox.commands.regrade import regrade
from sandbox.commands.runs import grade, run
from sandbox.commands.scenario import scenario
from sandbox.commands.serving import demo, serve

group = FlaskGroup(
    create_app=lambda: create_app(),
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
    help="Thao trường số: a drill ground of mock e-government systems.",
)
for command in (demo, serve, scenario, run, grade, regrade, seed, user, backup, restore, doctor):
    group.add_command(command)


def main() -> None:
    """Entry point; output is UTF-8 also where the console's own encoding is another."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    group.main(prog_name="thaotruong")


if __name__ == "__main__":
    main()
