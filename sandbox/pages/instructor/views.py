"""The instructor's pages: classes, matrix, what is set, one person, score table, records."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from sandbox.accounts import classes
from sandbox.accounts.models import Assignment, TrainingClass, User
from sandbox.accounts.permissions import permission, redraws_forms
from sandbox.accounts.sessions import me
from sandbox.accounts.wall import utc_now
from sandbox.db import db
from sandbox.drafting import CannotDraft, draft
from sandbox.pages import results
from sandbox.pages.forms import Form
from sandbox.pages.instructor.asks import SetExercise, set_exercise
from sandbox.pages.instructor.board import board_of
from sandbox.pages.instructor.records import records_of
from sandbox.pages.instructor.table import score_table
from sandbox.runs.address import RunAddress
from sandbox.runs.models import Run
from sandbox.runs.runs import runs
from sandbox.ui.words import _

pages = Blueprint("instructor", __name__, template_folder="templates")


def _class(class_id: int) -> TrainingClass:
    """A class that this instructor teaches; for everybody else there is none."""
    mine = _mine()
    return next((one for one in mine if one.id == class_id), None) or abort(404)


def _mine() -> Sequence[TrainingClass]:
    return classes.of_member(me().user_id, "instructor")


def _runs_of(group: TrainingClass) -> list[results.Result]:
    people = [one.id for one in classes.members(group.id)]
    return results.runs_where(Run.user_id.in_(people)) if people else []


@pages.get("/classes", endpoint="classes")
@permission("class.see")
def all_classes() -> ResponseReturnValue:
    """The classes that I teach; a single one is opened at once."""
    mine = _mine()
    if len(mine) == 1:
        return redirect(url_for("instructor.board", class_id=mine[0].id), 303)
    sizes = {one.id: len(classes.members(one.id)) for one in mine}
    return render_template("instructor/classes.html", classes=mine, sizes=sizes)


@pages.get("/classes/<int:class_id>")
@permission("class.see")
def board(class_id: int) -> ResponseReturnValue:
    """The matrix of people and exercises, and who is working where."""
    group = _class(class_id)
    seen = board_of(group.id, runs().grounds.scenarios, utc_now())
    titles = {name: one.title for name, one in runs().grounds.registry.actions.items()}
    live = request.args.get("live") == "yes"
    return render_template("instructor/board.html", group=group, board=seen, titles=titles, live=live)


@pages.get("/classes/<int:class_id>/people/<int:user_id>")
@permission("class.see")
def person(class_id: int, user_id: int) -> ResponseReturnValue:
    """All runs of one person."""
    group = _class(class_id)
    user = next((one for one in classes.members(group.id) if one.id == user_id), None) or abort(404)
    scenarios = runs().grounds.scenarios
    mine = list(reversed(results.of_user(user.id)))
    return render_template("instructor/person.html", group=group, user=user, runs=mine, scenarios=scenarios)


@pages.route("/classes/<int:class_id>/exercises", methods=["GET", "POST"])
@permission("class.assign")
@redraws_forms
def exercises(class_id: int) -> ResponseReturnValue:
    """What is set to the class, and setting another exercise."""
    group, scenarios, states = _class(class_id), runs().grounds.scenarios, runs().grounds.states
    offered = {id: _offered(one.title, states[id]) for id, one in scenarios.items() if states[id] != "retired"}
    form = Form(SetExercise, {"scenarios": offered})
    form.begin({"scenario": request.args.get("scenario", ""), "mode": "practice"})
    if request.method == "POST" and set_exercise(form, group.id, me().user_id, states):
        db.session.commit()
        return redirect(url_for("instructor.exercises", class_id=group.id, done="set"), 303)
    status = 422 if form.problems else 200
    tasks = classes.assignments(group.id)
    page = render_template("instructor/exercises.html", group=group, tasks=tasks, scenarios=scenarios, form=form)
    return page, status


def _offered(title: str, state: str) -> str:
    return title if state == "released" else _("%(title)s (chưa phát hành)", title=title)


@pages.post("/classes/<int:class_id>/exercises/<int:task_id>/remove")
@permission("class.assign")
def unset(class_id: int, task_id: int) -> ResponseReturnValue:
    """Set an exercise no longer; runs that were begun stay."""
    group = _class(class_id)
    task = db.session.get(Assignment, task_id)
    if task is None or task.class_id != group.id:
        abort(404)
    db.session.delete(task)
    db.session.commit()
    return redirect(url_for("instructor.exercises", class_id=group.id, done="unset"), 303)


@pages.get("/classes/<int:class_id>/scores.csv")
@permission("class.export")
def scores(class_id: int) -> ResponseReturnValue:
    """The score table, for a spreadsheet."""
    group = _class(class_id)
    table = score_table(classes.members(group.id), _runs_of(group), runs().grounds.scenarios)
    response = Response(table, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="diem-lop-{group.id}.csv"'
    return response


@pages.get("/classes/<int:class_id>/records.zip")
@permission("class.export")
def records(class_id: int) -> ResponseReturnValue:
    """The signed records of all submitted runs, each a bundle that the grader reads by itself."""
    group = _class(class_id)
    named: dict[int, User] = {one.id: one for one in classes.members(group.id)}
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    packed = records_of(app, named, [one for one in _runs_of(group) if not one.live])
    return send_file(packed, "application/zip", as_attachment=True, download_name=f"ho-so-lop-{group.id}.zip")


@pages.get("/runs/<run:run>/draft.yaml", endpoint="draft")
@permission("class.export")
def draft_of_run(run: RunAddress) -> ResponseReturnValue:
    """A scenario draft from this run, with the author's questions as comments; or why it gives none."""
    everything, row = runs(), g.visit.run
    record, others = everything.grading.record(row), everything.grading.beside(row)
    try:
        made = draft(everything.grounds, record, f"nhap-{run.id.lower()}"[:40], others)
    except CannotDraft as fault:
        return render_template("instructor/no_draft.html", run=run, fault=str(fault)), 422
    response = Response(made.text, content_type="application/yaml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="nhap-{run.id}.yaml"'
    return response
