"""The reviewer's pages: the queue of submitted runs, one run with its evidence, a mark with its reason."""

from __future__ import annotations

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


@pages.get("/review/<run:run>")
@permission("review.see")
def review(run: RunAddress) -> ResponseReturnValue:
    """One run: its timeline left, the findings with their evidence right."""
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
    )


@pages.post("/review/<run_id>/marks")
@permission("review.mark")
def mark(run_id: str) -> ResponseReturnValue:
    """Put a human mark beside a finding of the sheet that was seen: points and a reason."""
    result = _reviewed(run_id)
    criterion, reason = request.form.get("criterion", ""), request.form.get("reason", "").strip()[:2000]
    sheet = result.sheet or abort(404)
    findings = results.sheet(sheet.id).findings
    finding = next((one for one in findings if one.criterion == criterion), None) or abort(404)
    if request.form.get("sheet", "") != str(sheet.id):
        return _back(run_id, criterion, changed=criterion)
    points = request.form.get("points", "").strip()
    if not reason or not points.isdecimal() or len(points) > 4 or int(points) > finding.max_points:
        return _back(run_id, criterion, wrong=criterion)
    if not ledger.is_given(run_id, sheet.id, criterion, int(points), reason, me().user_id):
        ledger.add(run_id, sheet.id, criterion, finding.points, int(points), reason, me().user_id)
        db.session.commit()
    return _back(run_id, criterion, done=criterion)


def _back(run_id: str, criterion: str, **told: str) -> ResponseReturnValue:
    kept = {name: request.args.get(name) for name in ("blind", "scenario", "show")}
    return redirect(url_for("reviewer.review", run=run_id, _anchor=f"c-{criterion}", **kept, **told), 303)  # type: ignore[arg-type]


def _reviewed(run_id: str) -> Result:
    """A submitted run that this reviewer may judge; for everybody else there is none."""
    mine, viewer = classes.watches(me().user_id, Run.user_id, "reviewer"), me().user_id
    seen = results.runs_where(Run.id == run_id, Run.state == "submitted", Run.user_id != viewer, mine)
    return (seen and results.one(run_id)) or abort(404)
