"""The grader: a pure function from a rubric and the record of a run to an explained score sheet.

Imports no office, no web and no database; works years later from a signed bundle (`python -m grader`).
"""

from grader.bundle import write_bundle
from grader.grade import grade
from grader.record import Line, RunRecord, lines_of
from grader.sheet import Evidence, Finding, ScoreSheet, read_sheet
from grader.unpack import BrokenBundle
from grader.verify import Alteration, Verification, trusted_record, verify

__all__ = [
    "Alteration", "BrokenBundle", "Evidence", "Finding", "Line", "RunRecord", "ScoreSheet", "Verification", "grade",
    "lines_of", "read_sheet", "trusted_record", "verify", "write_bundle",
]  # fmt: skip
