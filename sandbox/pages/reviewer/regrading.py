"""Grading anew on pages: what a newer rubric would change in one's classes, then applied in one step."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, or_

from sandbox.accounts import classes
from sandbox.accounts.models import User
from sandbox.accounts.permissions import permission
from sandbox.accounts.sessions import me
from sandbox.db import db
from sandbox.regrading.compare import Regraded, Summary, summed
from sandbox.regrading.kept import Kept, kept_records, write
from sandbox.regrading.workers import regrade
from sandbox.runs.models import Run
from sandbox.runs.runs import runs
from sandbox.ui.words import _
from scenarios import Scenario

MOST = 300
pages = Blueprint("regrade", __name__, template_folder="templates")


class Trial(NamedTuple):
    """What grading anew would do: all records, whose they are, the counts, and a digest of it all."""

    records: Sequence[Regraded]
    names: Mapping[str, str]
    summary: Summary
    digest: str

    @property
    def shown(self) -> list[Regraded]:
        """Those in which something is different: who crosses the pass mark first, then the greatest losses."""
        different = [one for one in self.records if not one.same or one.marked or one.fault]
        return sorted(different, key=lambda one: (not one.fault, not one.crossing, one.gain, one.run))


@pages.get("/regrade")
@permission("score.regrade")
def scenarios() -> ResponseReturnValue:
    """Scenarios of which submitted runs in my classes were graded by an older rubric."""
    counted = [(one, len(_records(one))) for one in runs().grounds.scenarios.values()]
    return render_template("regrade/scenarios.html", scenarios=[(one, count) for one, count in counted if count])


@pages.route("/regrade/<scenario_id>", methods=["GET", "POST"])
@permission("score.regrade")
def scenario(scenario_id: str) -> ResponseReturnValue:
    """The trial; its confirmation; and, confirmed with a reason, the entries in the ledger."""
    one = runs().grounds.scenarios.get(scenario_id) or abort(404)
    records = _records(one)
    if len(records) > MOST:
        return render_template("regrade/many.html", scenario=one, count=len(records), most=MOST)
    trial = _trial(one, records)
    why = request.form.get("why", "").strip()[:2000]
    if request.method == "GET":
        return _page(one, trial)
    if not why:
        return _page(one, trial, bad=_("Hãy ghi lý do chấm lại."), status=422)
    if request.form.get("_step") != "do":
        return render_template("regrade/confirm.html", scenario=one, trial=trial, why=why)
    if request.form.get("trial") != trial.digest:
        return _page(one, trial, why, _("Bài nộp hoặc thang điểm vừa thay đổi; hãy xem lại kết quả mới."), 409)
    made = write(runs().database, trial.records, why, me().user_id)
    return redirect(url_for("regrade.scenarios", done=made), 303)


def _page(one: Scenario, trial: Trial, why: str = "", bad: str = "", status: int = 200) -> ResponseReturnValue:
    return render_template("regrade/trial.html", scenario=one, trial=trial, why=why, bad=bad), status


def _records(one: Scenario) -> list[Kept]:
    return kept_records(runs().database, one.id, one.digest, _watched())


def _watched() -> ColumnElement[bool]:
    """Runs of others in the classes that I teach or review."""
    viewer = me().user_id
    roles = [role for role in ("instructor", "reviewer") if role in me().roles]
    return (Run.user_id != viewer) & or_(*(classes.watches(viewer, Run.user_id, role) for role in roles))


def _trial(one: Scenario, records: Sequence[Kept]) -> Trial:
    found = [each for batch in regrade(runs(), one, records) for each in batch]
    asked = db.select(Run.id, User.full_name).join(User, User.id == Run.user_id)
    names: dict[Any, Any] = dict(db.session.execute(asked.where(Run.id.in_([each.run for each in found]))).all())  # type: ignore[arg-type]
    return Trial(found, names, summed(found), _digest(found))


def _digest(found: Sequence[Regraded]) -> str:
    told = hashlib.sha256()
    for one in found:
        told.update(f"{one.run} {one.sheet} {hashlib.sha256(one.content).hexdigest()}\n".encode())
    return told.hexdigest()
