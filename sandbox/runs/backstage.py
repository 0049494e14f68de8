"""What stands behind a run's screen: performing and keeping, papers and their pictures, verdicts on signatures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.accounts.sessions import Login
from sandbox.runs.acts import Closed, Crowded, Sent
from sandbox.runs.keys import key_of
from sandbox.runs.papers import Papers
from sandbox.runs.questions import require_fit
from sandbox.runs.runs import Runs
from sandbox.runs.visits import RunRow
from sandbox.ui.screen import Busy, Sheet
from sandbox.world.perform import Frozen, Outcome


class RunBackstage:
    """Behind the screen of one request: for `login`, in the run `row`, whose addresses begin with `base`."""

    def __init__(self, runs: Runs, papers: Papers, row: RunRow, login: Login, base: str):
        self._runs, self._papers, self._row, self._login, self._base = runs, papers, row, login, base
        self._files = runs.store.files(row.id)

    def perform(self, action: str, params: Mapping[str, Any], token: str, seen: int | None) -> Outcome:
        beginning = self._runs.beginning(self._row)
        require_fit(beginning.expanded, self._row.mode, action, params)
        pepper = self._runs.grounds.config.secret_key
        key = key_of(token, action, params, pepper)
        sent = Sent(action, params, key, str(self._login.user_id), seen)
        try:
            return self._runs.acts.perform(self._row, beginning.start, sent)
        except Crowded as crowded:
            raise Busy(str(crowded)) from None
        except Closed as closed:
            raise Frozen(str(closed)) from None

    def typeset(self, form: str, fields: Mapping[str, Any]) -> Sheet:
        start = self._runs.beginning(self._row).start
        return self._papers.typeset(self._base, self._row.id, form, fields, start.now.isoformat())

    def sheet(self, digest: str) -> Sheet:
        return self._papers.stored(self._base, digest, self._files)

    def judge(self, digest: str) -> Any:
        return self._runs.grounds.judge(self._files.read(digest), self._runs.live(self._row).world.now)

    def store(self, content: bytes) -> str:
        return self._files.keep(content)
