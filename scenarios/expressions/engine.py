"""The other side of the process that evaluates: asks it, waits no longer than the deadline, starts it anew."""

from __future__ import annotations

import atexit
import contextlib
import importlib.util
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

Types = Mapping[str, str]
DEADLINE = 5.0
TO_START = 30.0
WORKER = Path(__file__).with_name("worker.py")
_PASSED_ON = ("SYSTEMROOT", "PATH", "LD_LIBRARY_PATH", "TMP", "TEMP")


class Cannot(Exception):
    """The expression has no value here; `hopeless` when it can have none anywhere, and the text says why."""

    def __init__(self, why: str, hopeless: bool = False):
        super().__init__(why)
        self.hopeless = hopeless


def installed() -> bool:
    """Whether the optional package is there."""
    return importlib.util.find_spec("cel_expr_python") is not None


def fault_of(expression: str, types: Types) -> str:
    """Why the expression can never be evaluated with variables of these types; "" when it can."""
    try:
        evaluate(expression, types, {})
    except Cannot as cannot:
        return str(cannot) if cannot.hopeless else ""
    return ""


def evaluate(expression: str, types: Types, data: Mapping[str, Any]) -> bool:
    """The expression's value; variables without data are unknown. Raises `Cannot`."""
    asked = json.dumps({"expression": expression, "types": dict(types), "data": dict(data)}, sort_keys=True)
    told = _told(asked)
    if "value" in told:
        return bool(told["value"])
    raise Cannot(str(told.get("fault") or told.get("open")), "fault" in told)


@lru_cache(maxsize=4096)
def _told(asked: str) -> Mapping[str, Any]:
    if not installed():
        raise Cannot("cel_expr_python is not installed")
    return _process().ask(asked)


class _Process:
    """One worker and the thread that reads its answers."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self._lock = threading.Lock()
        self._worker: subprocess.Popen[str] | None = None
        self._answers: queue.SimpleQueue[str] = queue.SimpleQueue()

    def ask(self, line: str) -> Mapping[str, Any]:
        """The answer; a worker that is silent or gone is put away, and that is the answer."""
        with self._lock:
            try:
                worker = self._ready()
                assert worker.stdin is not None
                worker.stdin.write(line + "\n")
                worker.stdin.flush()
                return self._next(DEADLINE)
            except (OSError, queue.Empty, ValueError):
                self.stop()
                return {"fault": "the expression took too long or too much memory"}

    def _ready(self) -> subprocess.Popen[str]:
        if self._worker is None or self._worker.poll() is not None:
            self.stop()
            self._worker = _started()
            self._answers = queue.SimpleQueue()
            reading = threading.Thread(target=_read, args=(self._worker, self._answers), daemon=True)
            reading.start()
            self._next(TO_START)
        return self._worker

    def _next(self, seconds: float) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = json.loads(self._answers.get(timeout=seconds))
        return answer

    def stop(self) -> None:
        """Put the worker away."""
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            worker.wait()
            for pipe in (worker.stdin, worker.stdout):
                with contextlib.suppress(OSError):
                    assert pipe is not None
                    pipe.close()


def _started() -> subprocess.Popen[str]:
    known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    spec = importlib.util.find_spec("cel_expr_python")
    where = [str(Path(one).parent) for one in (spec.submodule_search_locations or ())] if spec else []
    return subprocess.Popen(
        [sys.executable, "-I", "-X", "utf8", str(WORKER), *where],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=known,
        text=True,
        encoding="utf-8",
    )


def _read(worker: subprocess.Popen[str], answers: queue.SimpleQueue[str]) -> None:
    """Hand on what the worker says; its end is an answer that cannot be read."""
    assert worker.stdout is not None
    with contextlib.suppress(ValueError, OSError):
        for line in worker.stdout:
            answers.put(line)
    answers.put("")


_held: list[_Process] = []


def _process() -> _Process:
    """This process's worker; a child that was forked off gets one of its own."""
    if not _held or _held[0].pid != os.getpid():
        _held[:] = [_Process()]
    return _held[0]


@atexit.register
def _stop() -> None:
    if _held and _held[0].pid == os.getpid():
        _held[0].stop()
