"""Grading anew on pages: what a newer rubric would change in one's classes, then applied as it was shown.

Any number of submissions: a request works for about `SECONDS` and shows how far it is; the page asks for the next by
itself, and what was done stays done when nobody asks.
"""

from __future__ import annotations

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
from sandbox.regrading import orders
from sandbox.regrading.compare import Regraded, Summary, summed
from sandbox.regrading.kept import counts, kept_records
from sandbox.regrading.trials import digest_of, forget_faults, tried
from sandbox.runs.models import Run
from sandbox.runs.runs import runs
from sandbox.ui.words import _
from scenarios import Scenario

SECONDS = 1.0
PAGE = 100
pages = Blueprint("regrade", __name__, template_folder="templates")


class Trial(NamedTuple):
    """What grading anew would do: the records tried, of how many, the counts, and a digest of it all."""

    records: Sequence[Regraded]
    all: int
    summary: Summary
    digest: str

    @property
    def whole(self) -> bool:
        return len(self.records) == self.all

    @property
    def shown(self) -> list[Regraded]:
        """Those in which something is different: who crosses the pass mark first, then the greatest losses."""
        different = [one for one in self.records if not one.same or one.marked or one.fault]
        return sorted(different, key=lambda one: (not one.fault, not one.crossing, one.gain, one.run))

    @property
    def sheets(self) -> list[int]:
        """Numbers of the sheets that would be followed by another."""
        return [one.sheet for one in self.records if not one.fault]


@pages.get("/regrade")
@permission("score.regrade")
def scenarios() -> ResponseReturnValue:
    """Scenarios of which submitted runs in my classes were graded by an older rubric, and what I left half written."""
    found, known = counts(runs(), _watched()), runs().grounds.scenarios
    waiting = [(one, found[id]) for id, one in known.items() if id in found]
    return render_template(
        "regrade/scenarios.html",
        scenarios=waiting,
        unfinished=[(one, known[one.scenario_id]) for one in _unfinished() if one.scenario_id in known],
    )


def _unfinished() -> Sequence[Any]:
    return orders.unfinished(runs().database, me().user_id)


@pages.route("/regrade/<scenario_id>", methods=["GET", "POST"])
@permission("score.regrade")
def scenario(scenario_id: str) -> ResponseReturnValue:
    """The trial; its confirmation; and, confirmed with a reason, the order to write it. `faults`: try those again."""
    one = runs().grounds.scenarios.get(scenario_id) or abort(404)
    if request.form.get("_step") == "faults":
        forget_faults(runs().database, one)
        return redirect(url_for("regrade.scenario", scenario_id=one.id), 303)
    trial = _trial(one)
    if not trial.whole:
        return render_template("regrade/trying.html", scenario=one, done=len(trial.records), all=trial.all)
    why = request.form.get("why", "").strip()[:2000]
    if request.method == "GET":
        return _page(one, trial)
    if not why:
        return _page(one, trial, bad=_("Hãy ghi lý do chấm lại."), status=422)
    if request.form.get("_step") != "do":
        return render_template("regrade/confirm.html", scenario=one, trial=trial, why=why)
    if request.form.get("trial") != trial.digest:
        return _page(one, trial, why, _("Bài nộp hoặc thang điểm vừa thay đổi; hãy xem lại kết quả mới."), 409)
    order = orders.confirm(runs().database, one, trial.sheets, why, me().user_id)
    return redirect(url_for("regrade.writing", scenario_id=one.id, order_id=order), 303)


@pages.get("/regrade/<scenario_id>/writing/<int:order_id>")
@permission("score.regrade")
def writing(scenario_id: str, order_id: int) -> ResponseReturnValue:
    """What I confirmed is written, a part for each time that this page is asked for; then how it ended."""
    one = runs().grounds.scenarios.get(scenario_id) or abort(404)
    order = _order(one, order_id)
    if order.rubric != one.digest:
        orders.give_up(runs().database, order_id)
    elif order.left:
        orders.carry_out(runs(), one, order, SECONDS)
    order = _order(one, order_id)
    if order.left:
        done = order.records - order.left
        return render_template("regrade/writing.html", scenario=one, done=done, all=order.records)
    passed_over = order.records - order.written or None
    return redirect(url_for("regrade.scenarios", done=order.written, left=passed_over), 303)


def _order(one: Scenario, id: int) -> Any:
    """An order of mine for this scenario; for everybody else there is none."""
    found = orders.order_of(runs().database, id, me().user_id)
    return found if found is not None and found.scenario_id == one.id else abort(404)


def _page(one: Scenario, trial: Trial, why: str = "", bad: str = "", status: int = 200) -> ResponseReturnValue:
    shown = trial.shown
    pages = max(1, -(-len(shown) // PAGE))
    page = min(max(request.args.get("page", 1, int), 1), pages)
    rows = shown[(page - 1) * PAGE : page * PAGE]
    told = {"rows": rows, "names": _names(rows), "page": page, "pages": pages, "why": why, "bad": bad}
    return render_template("regrade/trial.html", scenario=one, trial=trial, **told), status


def _names(rows: Sequence[Regraded]) -> Mapping[str, str]:
    """Whose these records are, by run."""
    asked = db.select(Run.id, User.full_name).join(User, User.id == Run.user_id)
    found = db.session.execute(asked.where(Run.id.in_([one.run for one in rows])))
    return {one.id: one.full_name for one in found}


def _watched() -> ColumnElement[bool]:
    """Runs of others in the classes that I teach or review."""
    viewer = me().user_id
    roles = [role for role in ("instructor", "reviewer") if role in me().roles]
    return (Run.user_id != viewer) & or_(*(classes.watches(viewer, Run.user_id, role) for role in roles))


def _trial(one: Scenario) -> Trial:
    records = kept_records(runs(), one, _watched())
    found = tried(runs(), one, records, SECONDS)
    regraded = [each.regraded for each in found]
    return Trial(regraded, len(records), summed(regraded), digest_of(found))
