"""What all commands share: an option for JSON, printing, and errors that say how to go on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, Any

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON for other programs.")


class Failed(click.ClickException):
    """A command that could not do what was asked: one Vietnamese sentence, exit status 1."""

    def format_message(self) -> str:
        return f"Không làm được: {self.message}"

    def show(self, file: IO[Any] | None = None) -> None:
        """The sentence alone, on standard error."""
        click.echo(self.format_message(), file=file, err=file is None)


def say(plain: Any, as_json: bool, lines: Callable[[], Iterable[str]]) -> None:
    """Print the plain value as JSON, or the lines for people."""
    if as_json:
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
    else:
        for line in lines():
            click.echo(line)


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> list[str]:
    """Rows as text in columns; `columns`: name → heading."""
    cells = [list(columns.values())] + [[str(row.get(name, "")) for name in columns] for row in rows]
    wide = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    return ["  ".join(text.ljust(width) for text, width in zip(line, wide, strict=True)).rstrip() for line in cells]
