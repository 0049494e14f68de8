"""PDFium must not be entered by two threads of a process at once: whoever uses it holds this lock."""

from __future__ import annotations

from threading import Lock

ENTERING = Lock()
