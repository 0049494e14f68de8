"""The drill's own pages around the office: entering a run, papers, hints, notes, check-my-work, submitting, export."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sandbox.accounts.guard import form_expired
from sandbox.accounts.permissions import permission, redraws_forms
from sandbox.accounts.wall import utc_now
from sandbox.makers.page_images import UnreadablePdf
from sandbox.runs.bundles import export_bundle
from sandbox.runs.models import Notes
from sandbox.runs.papers import Papers
from sandbox.runs.questions import TAKE_HINT, Attempt, problem, sent_for, texts_of
from sandbox.runs.runs import Runs, runs
from sandbox.ui.screen import Busy, screen
from sandbox.ui.system import tabs
from sandbox.ui.words import _
from sandbox.world.action import Unreadable
from sandbox.world.effects import NoFile
from sandbox.world.perform import Frozen
from scenarios.questions import ANSWER, BadAnswer, Question

pages = Blueprint("runs", __name__, url_prefix="/r/<run:run>", template_folder="templates")
KEPT_FOR = "private, max-age=86400, immutable"
MOST_NOTES = 20_000
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_notes = Notes.__table__


@pages.url_value_preprocessor
def _drop_run(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        values.pop("run", None)


def papers() -> Papers:
    """The papers of this application."""
    found: Papers = current_app.extensions["papers"]
    return found


@pages.get("/")
@permission("run.see")
def open() -> ResponseReturnValue:
    """Into the office: the first page of the first system that the scenario names."""
    known = [one.name for one in tabs()]
    named = [name for name in runs().beginning(g.visit.run).scenario.systems if name in known]
    first = (named or known or [None])[0]
    return redirect(screen.system_url(first)) if first else abort(404)


# Papers


@pages.get("/file/<name>.pdf")
@permission("run.see")
def file(name: str) -> ResponseReturnValue:
    """A PDF that this run made or holds."""
    return _kept(_stored(name), "application/pdf")


@pages.get("/file/<name>.docx")
@permission("run.see")
def word_file(name: str) -> ResponseReturnValue:
    """A Word file that was uploaded in this run or lay in it at the start: to keep, never shown in the browser."""
    response = _kept(_stored(name), DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="du-thao-{name[:8]}.docx"'
    return response


@pages.get("/file/<name>/<int:page>.png")
@permission("run.see")
def file_page(name: str, page: int) -> ResponseReturnValue:
    """A picture of a page of it."""
    return _picture(_stored(name), page)


@pages.get("/paper/<address>.pdf")
@permission("run.see")
def paper(address: str) -> ResponseReturnValue:
    """A paper that a page of this run showed."""
    return _kept(_addressed(address), "application/pdf")


@pages.get("/paper/<address>/<int:page>.png")
@permission("run.see")
def paper_page(address: str, page: int) -> ResponseReturnValue:
    """A picture of a page of it."""
    return _picture(_addressed(address), page)


def _stored(name: str) -> bytes:
    try:
        return runs().store.files(g.visit.run.id).read(name)
    except NoFile:
        abort(404)


def _addressed(address: str) -> bytes:
    try:
        return papers().addressed(g.visit.run.id, address)
    except NoFile:
        abort(404)


def _picture(pdf: bytes, page: int) -> Response:
    try:
        return _kept(papers().picture(pdf, page), "image/png")
    except (UnreadablePdf, LookupError):
        abort(404)


def _kept(content: bytes, kind: str) -> Response:
    response = Response(content, mimetype=kind)
    response.headers["Cache-Control"] = KEPT_FOR
    response.headers["Content-Disposition"] = "inline"
    return response


# Beside the work


@pages.post("/answer")
@permission("run.act")
@redraws_forms
def answer() -> ResponseReturnValue:
    """Answer a question of the scenario; what cannot be read is drawn again with the input. The last answer counts."""
    name = request.form.get("question", "")
    question = runs().beginning(g.visit.run).expanded.questions.get(name)
    if question is None:
        abort(404)
    if form_expired():
        return _not_answered(name, question, _("Trang đã mở quá lâu. Nội dung còn nguyên, hãy gửi lại."), 400)
    try:
        params = {"question": name, **sent_for(question, request.form)}
        outcome = screen.perform(ANSWER, params, request.form.get("_token", "")[:80])
    except BadAnswer as bad:
        return _not_answered(name, question, problem(bad))
    except Unreadable:
        return _not_answered(name, question, _("Câu trả lời có ký tự không dùng được"))
    except (Busy, Frozen):
        abort(409)
    return redirect(f"{_back()}?done={outcome.entry.seq}", 303)


def _not_answered(name: str, question: Question, problem: str, status: int = 422) -> ResponseReturnValue:
    g.attempt = Attempt(name, texts_of(question, request.form), problem)
    return make_response(render_template("runs/answer.html", title=_("Câu hỏi"), back=_back()), status)


@pages.post("/hint")
@permission("run.act")
def hint() -> ResponseReturnValue:
    """Take the next hint of a criterion; it stands in the journal and costs points."""
    criterion = request.form.get("criterion", "")
    if g.visit.run.mode != "practice" or criterion not in runs().beginning(g.visit.run).expanded.hints:
        abort(404)
    try:
        outcome = screen.perform(TAKE_HINT, {"criterion": criterion}, request.form.get("_token", "")[:80])
    except (Busy, Frozen):
        abort(409)
    return redirect(f"{_back()}?done={outcome.entry.seq}", 303)


@pages.post("/check")
@permission("run.act")
def check() -> ResponseReturnValue:
    """Check my work: grade the run as it stands, in practice only."""
    if g.visit.run.mode != "practice":
        abort(404)
    return redirect(f"{_back()}?checked={runs().grading.check(g.visit.run)}", 303)


@pages.post("/notes")
@permission("run.act")
def notes() -> ResponseReturnValue:
    """Keep what the trainee wrote for themselves."""
    body = request.form.get("notes", "").replace("\r\n", "\n")[:MOST_NOTES]
    _write_notes(runs(), g.visit.run.id, body)
    return ("", 204) if request.headers.get("X-Kept") else redirect(_back(), 303)


def _write_notes(all_runs: Runs, run: str, body: str) -> None:
    row = {"run_id": run, "body": body, "changed_at": utc_now()}
    insert = all_runs.database.insert(_notes)
    kept = insert.on_conflict_do_update(index_elements=[_notes.c.run_id], set_={"body": body, "changed_at": utc_now()})
    with all_runs.database.writing() as connection:
        connection.execute(kept, row)


def _back() -> str:
    """The page of this run that a form of the frame stood on."""
    back = request.form.get("_back", "").partition("?")[0].partition("#")[0]
    inside = back.startswith(screen.base + "/") and "\\" not in back
    return back if inside else screen.base + "/"


# Handing in


@pages.get("/submit")
@permission("run.see")
def ask_submit() -> ResponseReturnValue:
    """What handing in means, before it is done; a run that was handed in shows its sheet."""
    if g.visit.as_whom != "owner":
        abort(403)
    if not g.visit.run.live:
        return redirect(_sheet_url(), 303)
    acts = sum(1 for entry in screen.journal if entry.content.origin == "trainee")
    return render_template("runs/submit.html", title=_("Nộp bài"), acts=acts, row=g.visit.run)


@pages.post("/submit")
@permission("run.see")
def submit() -> ResponseReturnValue:
    """Hand the run in: nothing more can be done in it, and it is graded."""
    if g.visit.as_whom != "owner" or g.run.at is not None:
        abort(403)
    runs().grading.submit(g.visit.run)
    return redirect(_sheet_url(), 303)


def _sheet_url() -> str:
    known = "trainee.sheet" in current_app.view_functions
    return url_for("trainee.sheet", run=g.run.id) if known else screen.base + "/"


@pages.get("/record.zip")
@permission("class.export")
def record() -> ResponseReturnValue:
    """The signed record of the run, for instructors and the grader; its rubric is inside, so not for the trainee."""
    if g.visit.as_whom == "owner":
        abort(403)
    response = make_response(export_bundle(current_app, g.visit.run.id))
    response.mimetype = "application/zip"
    response.headers["Content-Disposition"] = f'attachment; filename="ho-so-{g.visit.run.id}.zip"'
    return response
