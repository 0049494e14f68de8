"""The grader: a pure function from a rubric and the record of a run to an explained score sheet.

Imports no office, no web and no database; works years later from a signed bundle (`python -m grader`).
"""

from grader.grade import grade
from grader.record import Line, RunRecord, lines_of
from grader.sheet import Evidence, Finding, ScoreSheet, read_sheet

__all__ = ["Evidence", "Finding", "Line", "RunRecord", "ScoreSheet", "grade", "lines_of", "read_sheet"]
