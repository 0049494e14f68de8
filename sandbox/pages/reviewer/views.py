"""The reviewer's pages: the queue of submitted runs, one run with its evidence, a mark with its reason."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, abort, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.accounts import classes
from sandbox.accounts.models import User
from sandbox.accounts.permissions import permission
from sandbox.accounts.sessions import me
from sandbox.db import db
from sandbox.pages import results
from sandbox.pages.results import Result
from sandbox.pages.reviewer import ledger
from sandbox.pages.reviewer.evidence import pdfs, writings
from sandbox.pages.reviewer.queue import Queue, queue_of
from sandbox.pages.sheet import reasons, sheet_page
from sandbox.pages.timeline import Past, lines
from sandbox.runs.address import RunAddress
from sandbox.runs.models import Run
from sandbox.runs.runs import runs
from sandbox.ui.screen import screen

pages = Blueprint("reviewer", __name__, template_folder="templates")


def _queue() -> Queue:
    asked = {name: request.args.get(name, "") for name in ("scenario", "show")}
    return queue_of(me().user_id, runs().grounds.scenarios, **asked)


@pages.get("/review")
@permission("review.see")
def queue() -> ResponseReturnValue:
    """Submitted runs of my classes, those that wait for a person first."""
    asked = _queue()
    page = min(max(request.args.get("page", 1, int), 1), asked.pages)
    return render_template("reviewer/queue.html", queue=asked, page=page, blind=request.args.get("blind") == "yes")


class Refused(NamedTuple):
    """A mark that was not written, as it was filled in. `changed`: the machine has graded anew meanwhile."""

    criterion: str
    points: str
    reason: str
    changed: bool = False


@pages.get("/review/<run:run>")
@permission("review.see")
def review(run: RunAddress) -> ResponseReturnValue:
    """One run: its timeline left, the findings with their evidence right."""
    return _desk(run)


def _desk(run: RunAddress, refused: Refused | None = None) -> str:
    result = _reviewed(run.id)
    past = Past(screen, run.id, request.script_root)
    told = lines(screen, past, runs().beginning(g.visit.run).expanded.questions)
    scenario = runs().grounds.scenarios.get(result.scenario_id)
    page = None
    if result.sheet is not None:
        marks = ledger.marks_of(run.id, result.sheet.id)
        history = ledger.history_of(run.id)
        page = sheet_page(results.sheet(result.sheet.id), past, marks, reasons(scenario), history)
    owner = db.session.get_one(User, result.user_id)
    return render_template(
        "reviewer/review.html",
        run=result,
        owner=owner,
        lines=told,
        page=page,
        pdfs=pdfs(screen, told),
        writings=writings(screen, page) if page else {},
        queue=_queue(),
        scenario=scenario,
        blind=request.args.get("blind") == "yes",
        past=past,
        refused=refused,
    )


@pages.post("/review/<run:run>/marks")
@permission("review.mark")
def mark(run: RunAddress) -> ResponseReturnValue:
    """Put a human mark beside a finding of the sheet that was seen: points and a reason."""
    sheet = _reviewed(run.id).sheet or abort(404)
    given = Refused(*(request.form.get(name, "").strip()[:2000] for name in ("criterion", "points", "reason")))
    findings = results.sheet(sheet.id).findings
    finding = next((one for one in findings if one.criterion == given.criterion), None) or abort(404)
    if request.form.get("sheet", "") != str(sheet.id):
        return _desk(run, given._replace(changed=True)), 409
    if not given.reason or not _within(given.points, finding.max_points):
        return _desk(run, given), 422
    told = run.id, sheet.id, finding.criterion
    if not ledger.is_given(*told, int(given.points), given.reason, me().user_id):
        ledger.add(*told, finding.points, int(given.points), given.reason, me().user_id)
        db.session.commit()
    kept = {name: request.args.get(name) for name in ("blind", "scenario", "show")}
    done = {"_anchor": f"c-{finding.criterion}", "done": finding.criterion}
    return redirect(url_for("reviewer.review", run=run.id, **kept, **done), 303)  # type: ignore[arg-type]


def _within(points: str, most: int) -> bool:
    return points.isdecimal() and len(points) <= 4 and int(points) <= most


def _reviewed(run_id: str) -> Result:
    """A submitted run that this reviewer may judge; for everybody else there is none."""
    mine, viewer = classes.watches(me().user_id, Run.user_id, "reviewer"), me().user_id
    seen = results.runs_where(Run.id == run_id, Run.state == "submitted", Run.user_id != viewer, mine)
    return (seen and results.one(run_id)) or abort(404)
