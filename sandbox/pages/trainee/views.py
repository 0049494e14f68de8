"""The trainee's pages: desk, one exercise, starting a run, score sheet."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from grader.sheet import ScoreSheet
from sandbox.accounts.models import User
from sandbox.accounts.permissions import permission
from sandbox.accounts.sessions import me
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.pages import results
from sandbox.pages.competences import areas
from sandbox.pages.debrief import Debrief, is_kept_back, to_practise, way_beside
from sandbox.pages.results import Result, Sheet
from sandbox.pages.reviewer import ledger
from sandbox.pages.sheet import reasons, sheet_page
from sandbox.pages.timeline import Line, Past, lines
from sandbox.pages.trainee.desk import Desk, Exercise, desk_of
from sandbox.runs.address import RunAddress
from sandbox.runs.runs import runs
from sandbox.ui.screen import screen
from scenarios import NobodyFits

pages = Blueprint("trainee", __name__, template_folder="templates")


def _desk(now: datetime | None = None) -> Desk:
    grounds = runs().grounds
    return desk_of(me().user_id, grounds.scenarios, grounds.states, now or utc_now())


def _exercise(scenario_id: str) -> Exercise:
    return next((one for one in _desk().exercises if one.id == scenario_id), None) or abort(404)


def run_url(run_id: str) -> str:
    """Where a run is gone on with."""
    return url_for("runs.open", run=run_id)


@pages.get("/desk")
@permission("desk.see")
def desk() -> ResponseReturnValue:
    """My exercises and the one next thing to do."""
    mine = _desk()
    latest = {one.id: one.latest for one in mine.exercises if one.latest is not None}
    sheets = results.counted_sheets(latest.values())
    repeat = {id: results.missed(sheets[run.id])[:3] for id, run in latest.items()}
    return render_template("trainee/desk.html", desk=mine, repeat=repeat, run_url=run_url)


@pages.get("/exercises/<scenario_id>")
@permission("desk.see")
def exercise(scenario_id: str) -> ResponseReturnValue:
    """One exercise: what it is about, ways to begin, earlier runs."""
    return render_template("trainee/exercise.html", one=_exercise(scenario_id), run_url=run_url)


@pages.get("/exercises/<scenario_id>/exam")
@permission("run.start")
def exam(scenario_id: str) -> ResponseReturnValue:
    """What an exam means, before it is begun."""
    one = _exercise(scenario_id)
    return render_template("trainee/exam.html", one=one) if one.may_sit_exam else abort(404)


@pages.post("/exercises/<scenario_id>/start")
@permission("run.start")
def start(scenario_id: str) -> ResponseReturnValue:
    """Begin a run, or go on with one of the same kind in which nothing was done yet."""
    one, mode = _exercise(scenario_id), request.form.get("mode", "practice")
    guided = mode == "practice" and request.form.get("guided") == "yes" and one.scenario.guided
    if mode not in ("practice", "exam") or not (one.may_sit_exam if mode == "exam" else one.may_practise):
        abort(409)
    fresh = (run for run in one.runs if run.live and (run.mode, run.guided) == (mode, guided))
    waiting = next((run.id for run in fresh if not run.seq or mode == "exam"), None)
    try:
        return redirect(run_url(waiting or _begin(one, mode, guided)), 303)
    except NobodyFits:
        current_app.logger.exception("begin %s", one.id)
        return render_template("trainee/exercise.html", one=one, run_url=run_url, nobody=True), 409


def _begin(one: Exercise, mode: str, guided: bool) -> str:
    task = one.exam if mode == "exam" else one.practice
    assignment = task.id if task is not None else None
    return runs().start_run(me().user_id, one.id, assignment_id=assignment, mode=mode, guided=guided)


@pages.get("/sheets/<run:run>")
@permission("run.see")
def sheet(run: RunAddress) -> ResponseReturnValue:
    """The score sheet of a submitted run: criteria in the order of work, the way beside a solution's, competences."""
    result, graded = _graded(run)
    past = Past(screen, run.id, request.script_root)
    scenario = runs().grounds.scenarios.get(g.visit.run.scenario_id)
    marks, history = ledger.marks_of(run.id, graded.id), ledger.history_of(run.id)
    page = sheet_page(results.sheet(graded.id), past, marks, reasons(scenario), history)
    told, own = lines(screen, past, runs().beginning(g.visit.run).expanded.questions), g.visit.as_whom == "owner"
    return render_template(
        "trainee/sheet.html",
        page=page,
        lines=told,
        result=result,
        owner=me().full_name if own else db.session.get_one(User, result.user_id).full_name,
        scenario=scenario,
        own=own,
        talk=_debrief(page.sheet, told, past, own),
        areas=areas([page.sheet]),
    )


def _debrief(sheet: ScoreSheet, told: list[Line], past: Past, own: bool) -> Debrief:
    row = g.visit.run
    kept_back = own and is_kept_back(row, utc_now())
    rows = [] if kept_back else way_beside(runs(), row, g.screen, past, told)
    return Debrief(rows, kept_back, to_practise(_desk(), sheet) if own else {})


@pages.get("/desk/competences")
@permission("desk.see")
def competences() -> ResponseReturnValue:
    """What my best sheets show of my digital competence, by the six contents of the programme."""
    mine = _desk()
    best = results.counted_sheets(one.best for one in mine.exercises if one.best is not None).values()
    titles = {one.id: one.scenario.title for one in mine.exercises}
    return render_template("trainee/competences.html", areas=areas(best, all_contents=True), titles=titles)


@pages.get("/sheets/<run:run>/sheet.json")
@permission("run.see")
def sheet_json(run: RunAddress) -> ResponseReturnValue:
    """The sheet as the grader wrote it, byte for byte."""
    named = {"Content-Disposition": f'attachment; filename="phieu-diem-{run.id}.json"'}
    return Response(results.stored(_graded(run)[1].id), mimetype="application/json", headers=named)


def _graded(run: RunAddress) -> tuple[Result, Sheet]:
    result = results.one(run.id)
    return (result, result.sheet) if result is not None and result.sheet is not None else abort(404)
