"""The cells of an XLSX as typed values: numbers as decimals, dates as ISO text, truth, text."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from python_calamine import CalamineWorkbook

from grader.documents.guard import members
from grader.documents.model import Unreadable
from seed.text import fold, nfc

SHEET = b"spreadsheetml.sheet.main+xml"
MOST_CELLS = 500_000  # rows times columns of a sheet
MOST_SHEETS = 60
_place = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,8})["']""")
_row = re.compile(rb"""<(?:\w+:)?row\b[^>]*?\br\s*=\s*["']([0-9]{1,8})["']""")
_name = re.compile(r"<(?:\w+:)?definedName\b[^>]*?\bname\s*=\s*[\"']([^\"']{1,255})[\"'][^>]*>([^<]{1,300})<")
_address = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


class NoSuchCell(LookupError):
    """There is no such sheet, cell or name; the text says which, in Vietnamese."""


class Workbook:
    """Sheets by name; `names`: what a defined name stands for, such as `Biểu!$B$4`."""

    def __init__(self, sheets: Mapping[str, Sequence[Sequence[Any]]], names: Mapping[str, str]):
        self.sheets, self.names = sheets, names

    @cached_property
    def first(self) -> str:
        return next(iter(self.sheets))

    def rows(self, sheet: str = "") -> Sequence[Sequence[Any]]:
        """The rows of a sheet, the first when none is named. NoSuchCell."""
        found = next((one for one in self.sheets if fold(one) == fold(sheet or self.first)), None)
        if found is None:
            raise NoSuchCell(f"không có trang tính “{sheet}”")
        return self.sheets[found]

    def cell(self, told: str, sheet: str = "") -> Any:
        """The value at `B4`, `Biểu 2!B4`, or a defined name; None when the cell is empty. NoSuchCell."""
        told = self.names.get(told.casefold(), told)
        named, _, address = told.rpartition("!")
        found = _address.fullmatch(address)
        if found is None:
            raise NoSuchCell(f"không có ô nào tên “{told}”")
        rows = self.rows(named.strip("'") or sheet)
        row, column = int(found[2]) - 1, column_number(found[1])
        return rows[row][column] if 0 <= row < len(rows) and column < len(rows[row]) else None


def column_number(letters: str) -> int:
    """Place of a column from 0: A is 0, AA is 26."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


def read_xlsx(content: bytes) -> Workbook:
    """The workbook that the XLSX holds. Raises Unreadable; never anything else, whatever the file is."""
    found = members(content)
    if SHEET not in found["[Content_Types].xml"]:
        raise Unreadable("Tệp không phải bảng tính Excel (.xlsx)")
    for name, part in found.items():
        if "worksheets/" in name:
            _small(part)
    try:
        return _read(content, found.get("xl/workbook.xml", b""))
    except Unreadable:
        raise
    except Exception:  # whatever a broken file does to the parser, it is no proper workbook
        raise Unreadable("Tệp Excel bị hỏng, không đọc được nội dung") from None


def _small(part: bytes) -> None:
    """A cell far out makes a sheet huge although the file is small: counted before anything is laid out."""
    columns = rows = 1
    for letters, number in _place.findall(part):
        columns, rows = max(columns, column_number(letters.decode()) + 1), max(rows, int(number))
    rows = max([rows, *map(int, _row.findall(part))])
    if columns * rows > MOST_CELLS:
        raise Unreadable("Bảng tính có ô ở quá xa nên không mở", definite=False)


def _read(content: bytes, book: bytes) -> Workbook:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as workbook:
        names = workbook.sheet_names
        if not 0 < len(names) <= MOST_SHEETS:
            raise Unreadable("Bảng tính không có trang hoặc có quá nhiều trang", definite=False)
        sheets = {nfc(name): _values(workbook.get_sheet_by_name(name)) for name in names}
    defined = {name.casefold(): where for name, where in _name.findall(book.decode("utf-8", "replace"))}
    return Workbook(sheets, defined)


def _values(sheet: Any) -> list[list[Any]]:
    return [[_plain(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]


def _plain(value: Any) -> Any:
    """A cell as the conditions of a rubric compare it."""
    if value == "" or value is None or isinstance(value, bool):
        return None if value == "" else value
    if isinstance(value, int | float):
        return Decimal(str(value)).normalize() + 0
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, timedelta) else nfc(str(value)).strip()
