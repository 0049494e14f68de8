"""The check `document`: which rules of layout and components of a document it may name (NĐ 30/2020, Phụ lục I).

The grader holds what each rule asks (`grader/documents/rules`); a test keeps both lists the same.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from scenarios.written import Condition, Conditions, Name, Part, Ref, many, wrong

RULE_IDS = (
    "paper_size", "margin_top", "margin_bottom", "margin_left", "margin_right", "font", "colour", "page_number",
    "first_page_number", "national_name", "motto", "motto_line", "parent_org", "org_name", "org_line", "number",
    "place_date", "type_name", "subject", "subject_line", "addressee", "bases", "body_size", "body_style", "body_align",
    "body_indent", "paragraph_gap", "line_spacing", "signing_capacity", "signer_name", "recipients_label", "recipients",
    "archive_line",
)  # fmt: skip

_TEXT, _LINES = {"type": "text"}, {"type": "list", "item": {"type": "text"}}
# Component → its type, as conditions in `says` are typed; see docs/checks/document.md.
SAYS: dict[str, Any] = {
    "parent_org": _TEXT,
    "org_name": _TEXT,
    "number": {"type": "integer"},
    "symbol": _TEXT,
    "place": _TEXT,
    "date": {"type": "date"},
    "type_name": _TEXT,
    "subject": _TEXT,
    "addressees": _LINES,
    "body": _TEXT,
    "capacity": _TEXT,
    "signer_name": _TEXT,
    "recipients": _LINES,
    "archive": _TEXT,
    "text": _TEXT,
}


def _rules(value: Any) -> Any:
    """`all`, one rule or a list of rules of layout, each of which exists."""
    names = list(RULE_IDS) if value == "all" else many(value)
    for name in names if isinstance(names, list | tuple) else ():
        if name not in RULE_IDS:
            raise wrong(f"không có quy tắc thể thức “{name}”; có: {', '.join(RULE_IDS)}")
    return names


RuleIds = Annotated[tuple[str, ...], BeforeValidator(_rules)]
CellName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Cells = dict[CellName, Condition]


class RowOf(Part):
    """The one row whose cells fit `where`, and what its other cells hold; columns by letter or by their heading."""

    where: Annotated[Cells, Field(min_length=1)]
    has: Annotated[Cells, Field(min_length=1)]


class Document(Part):
    """A PDF, DOCX or XLSX: these rules of layout (NĐ 30/2020), what its components say, what its cells hold.

    `cells`: by address (`B4`, `Biểu 2!B4`) or name; `sheet`: the first when left out. `within`: how far numbers may be
    off.
    """

    check: Literal["document"]
    record: Ref
    file: Name = "file"
    rules: RuleIds = ()
    except_: Annotated[RuleIds, Field(alias="except")] = ()
    says: Conditions = {}
    sheet: str = ""
    cells: Cells = {}
    rows: tuple[RowOf, ...] = ()
    within: Annotated[Decimal, Field(ge=0)] = Decimal(0)

    @property
    def layout(self) -> tuple[str, ...]:
        """The rules to judge by."""
        return tuple(name for name in self.rules if name not in self.except_)

    @model_validator(mode="after")
    def _asks_one_sort(self) -> Document:
        of_page, of_table = bool(self.layout or self.says), bool(self.cells or self.rows)
        if of_page == of_table:
            raise wrong("cần rules hoặc says (PDF, DOCX), hoặc cells hay rows (XLSX), không cả hai")
        unknown = [name for name in self.says if name not in SAYS]
        if unknown:
            raise wrong(f"văn bản không có thành phần “{unknown[0]}”; có: {', '.join(SAYS)}")
        return self
