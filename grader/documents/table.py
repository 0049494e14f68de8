"""A sheet read as a table: the row where some cells fit, its columns by letter or by their heading."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from grader.documents.xlsx import NoSuchCell, column_number
from grader.logic import Truth, both
from seed.text import fold

HEADINGS_WITHIN = 15  # rows
_letters = re.compile(r"[A-Z]{1,3}")
Fits = Callable[[Any, Any], Truth]


class Row(NamedTuple):
    """A row by its number from 1, with the table it is of."""

    number: int
    values: Sequence[Any]
    table: Table

    def cell(self, column: str) -> Any:
        """The value in that column. NoSuchCell."""
        at = self.table.column(column)
        return self.values[at] if at < len(self.values) else None


class Table:
    """The rows of a sheet."""

    def __init__(self, rows: Sequence[Sequence[Any]]):
        self.rows = rows

    def column(self, told: str) -> int:
        """Place of a column from 0, by its heading or its letter. NoSuchCell."""
        for row in self.rows[:HEADINGS_WITHIN]:
            for at, value in enumerate(row):
                if isinstance(value, str) and fold(value) == fold(told):
                    return at
        if _letters.fullmatch(told):
            return column_number(told)
        raise NoSuchCell(f"không có cột “{told}”")

    def where(self, wanted: Mapping[str, Any], fits: Fits) -> Row:
        """The one row whose cells fit. NoSuchCell when there is none, or more than one."""
        columns = {self.column(name): condition for name, condition in wanted.items()}
        found = [
            Row(number, row, self)
            for number, row in enumerate(self.rows, 1)
            if both(fits(row[at] if at < len(row) else None, one) for at, one in columns.items())
        ]
        if len(found) != 1:
            told = ", ".join(map(str, wanted.values()))
            raise NoSuchCell(f"{'không có hàng nào' if not found else 'có nhiều hàng'} ghi “{told}”")
        return found[0]
