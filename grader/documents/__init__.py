"""Papers as files: PDF, DOCX and XLSX read into plain values, whatever somebody has uploaded, and the rules of layout.

Everything here is hostile until read: `read_paper` and `read_xlsx` bound size, number, depth and time, and raise
Unreadable with a Vietnamese sentence.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from grader.documents.model import Paper, Unreadable


@runtime_checkable
class ReadsPapers(Protocol):
    """A reader of signatures that reads the page of such papers too, for proofs that play without real ones."""

    def paper(self, content: bytes) -> Paper | None:
        """The page, None for a file that is to be read as what it is. Raises Unreadable."""
        ...


def read_paper(content: bytes) -> Paper:
    """The PDF or DOCX as the plain model. Raises Unreadable."""
    if not content:
        raise Unreadable("Tệp trống")
    if b"%PDF-" in content[:1024]:
        from grader.documents.pdf import read_pdf

        return read_pdf(content)
    if content[:2] == b"PK":
        from grader.documents.docx import read_docx

        return read_docx(content)
    raise Unreadable("Tệp không phải PDF hay tài liệu Word (.docx)")


__all__ = ["Paper", "ReadsPapers", "Unreadable", "read_paper"]
