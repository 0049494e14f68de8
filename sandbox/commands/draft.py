"""`scenario draft`: a draft from one recorded run, kept here or in a bundle."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from sandbox.commands.tables import check_tables
from sandbox.commands.words import Failed, as_json, say


@click.command()
@click.argument("run")
@click.option("--out", type=click.Path(path_type=Path), help="Where to write the draft; printed when left out.")
@click.option("--id", "id", default="ban-nhap", show_default=True, help="The draft's id.")
@as_json
@with_appcontext
def draft(run: str, out: Path | None, id: str, as_json: bool) -> None:
    """A scenario's draft from one run (its id, or a bundle). It proves its own solution and says what is left."""
    from sandbox.drafting import CannotDraft
    from sandbox.drafting import draft as draft_from

    if out is not None and out.exists():
        raise Failed(f"{out} đã có; không ghi đè")
    record, others = _records(run)
    try:
        made = draft_from(current_app.extensions["runs"].grounds, record, id, others)
    except CannotDraft as fault:
        raise Failed(str(fault)) from None
    if out is not None:
        out.write_text(made.text, encoding="utf-8", newline="\n")
    plain = {"id": id, "open": list(made.open), "proven": list(made.proven)}
    say({**plain, "text": made.text}, as_json, lambda: _lines(made, out))


def _records(run: str) -> tuple[Any, list[Any]]:
    """The record of a run of this installation with others of its exercise; or one in a bundle that nobody altered."""
    path = Path(run)
    if path.is_file():
        return _from_bundle(path), []
    check_tables()
    runs = current_app.extensions["runs"]
    try:
        row = runs.row(run)
    except LookupError:
        raise Failed(f"không có lượt làm {run}, cũng không có tệp nào tên như vậy") from None
    return runs.grading.record(row), runs.grading.beside(row)


def _from_bundle(path: Path) -> Any:
    from grader.unpack import BrokenBundle
    from grader.verify import trusted_record

    try:
        record, told = trusted_record(path)
    except BrokenBundle as fault:
        raise Failed(f"{path}: {fault}") from None
    if not told.intact:
        raise Failed(f"{path}: hồ sơ đã bị sửa; xem python -m grader verify {path}")
    return record


def _lines(made: Any, out: Path | None) -> list[str]:
    """The draft when it is written nowhere, then the questions."""
    variants = ", ".join(map(str, made.proven))
    head = [made.text] if out is None else [f"Đã ghi {out}."]
    told = f"Lời giải đạt đủ điểm ở các biến thể {variants}. Còn phải quyết định:"
    return [*head, told, *(f"- {one}" for one in made.open)]
