"""Who may open what: every route of the whole application, for every role."""

from __future__ import annotations

import pytest

from sandbox.accounts.guard import UnmarkedView
from sandbox.accounts.permissions import PERMISSIONS, PUBLIC, ROLE_PERMISSIONS, permission_of
from sandbox.app import build
from sandbox.config import Config

EVERYBODY = {"nobody", "trainee", "instructor", "reviewer", "administrator"}
SIGNED_IN = EVERYBODY - {"nobody"}
LEARN = {"trainee", "instructor"}

# Endpoint → who is let in by their role alone. What a page then shows of others' runs and classes is tested with it.
# A new view has to be added here on purpose. Pages of the office are those of `run.see`, their acts of `run.act`.
WHO = {
    "accounts.change_password": SIGNED_IN,
    "accounts.end_others": SIGNED_IN,
    "accounts.home": EVERYBODY,
    "accounts.log_in": EVERYBODY,
    "accounts.log_out": SIGNED_IN,
    "accounts.own": SIGNED_IN,
    "admin.classes": {"administrator"},
    "admin.end_sessions": {"administrator"},
    "admin.health": {"administrator"},
    "admin.leave": {"administrator"},
    "admin.new_password": {"administrator"},
    "admin.new_person": {"administrator"},
    "admin.people": {"administrator"},
    "admin.people_list": {"administrator"},
    "admin.person": {"administrator"},
    "do.act": LEARN,
    "do.draw": LEARN | {"reviewer"},
    "health.alive": EVERYBODY,
    "health.ready": EVERYBODY,
    "health.version": EVERYBODY,
    "instructor.board": {"instructor"},
    "instructor.classes": {"instructor"},
    "instructor.draft": {"instructor"},
    "instructor.exercises": {"instructor"},
    "instructor.person": {"instructor"},
    "instructor.records": {"instructor"},
    "instructor.scores": {"instructor"},
    "instructor.unset": {"instructor"},
    "regrade.scenario": {"instructor", "reviewer"},
    "regrade.scenarios": {"instructor", "reviewer"},
    "regrade.writing": {"instructor", "reviewer"},
    "reviewer.mark": {"reviewer"},
    "reviewer.queue": {"reviewer"},
    "reviewer.review": {"reviewer"},
    "runs.ask_submit": LEARN | {"reviewer"},
    "runs.check": LEARN,
    "runs.file": LEARN | {"reviewer"},
    "runs.word_file": LEARN | {"reviewer"},
    "runs.file_page": LEARN | {"reviewer"},
    "runs.answer": LEARN,
    "runs.hint": LEARN,
    "runs.notes": LEARN,
    "runs.open": LEARN | {"reviewer"},
    "runs.paper": LEARN | {"reviewer"},
    "runs.paper_page": LEARN | {"reviewer"},
    "runs.record": {"instructor"},
    "runs.submit": LEARN | {"reviewer"},
    "trainee.competences": LEARN,
    "trainee.desk": LEARN,
    "trainee.exam": LEARN,
    "trainee.exercise": LEARN,
    "trainee.sheet": LEARN | {"reviewer"},
    "trainee.sheet_json": LEARN | {"reviewer"},
    "trainee.start": LEARN,
    "ui.guide": EVERYBODY,
    "ui.static": EVERYBODY,
}
SYSTEMS = {"onestop", "eoffice", "registry", "signing"}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The application with all its services."""
    return build(Config.for_tests(tmp_path_factory.mktemp("whole")))


def test_every_view_says_which_permission_it_asks_for(whole):
    unmarked = [name for name, view in whole.view_functions.items() if permission_of(view) is None]
    assert not unmarked, (
        f"{unmarked} have no permission mark: put @permission(...) or @public of sandbox.accounts.permissions "
        "directly above the function, under its @route, and add the view to WHO in tests/pages/test_visibility.py"
    )


def test_every_mark_names_a_known_permission(whole):
    marks = {permission_of(view) for view in whole.view_functions.values()}
    assert marks <= {*PERMISSIONS, PUBLIC}


def let_in(view):
    wanted = permission_of(view)
    if wanted == PUBLIC:
        return EVERYBODY
    return {role for role, may in ROLE_PERMISSIONS.items() if wanted in may}


def test_every_role_is_let_in_where_the_table_says_and_nowhere_else(whole):
    for name, view in whole.view_functions.items():
        if name.partition(".")[0] in SYSTEMS:
            assert permission_of(view) in ("run.see", "run.act"), f"{name} is a page of the office"
            continue
        assert name in WHO, f"{name} is new: add it to WHO on purpose"
        assert let_in(view) == WHO[name], f"{name} asks for {permission_of(view)}"


def test_the_table_names_no_view_that_is_gone(whole):
    gone = set(WHO) - set(whole.view_functions)
    assert not gone, f"no such views any more: {gone}"


def test_pages_that_change_something_are_never_reached_by_a_link(whole):
    """A view that takes GET must not be one that only acts."""
    acting = {"do.act", "runs.answer", "runs.check", "runs.hint", "runs.notes"}
    acting |= {"reviewer.mark", "trainee.start", "accounts.log_out"}
    for rule in whole.url_map.iter_rules():
        if rule.endpoint in acting:
            assert "GET" not in rule.methods, rule


def addresses(school):
    """One address for each route that can be opened, about people and runs of the class."""
    run = school.right()
    values = {"run": run, "class_id": school.group, "user_id": school.me, "scenario_id": "tiny", "run_id": run}
    values |= {"name": "tiny.remark", "id": "V-0000", "seq": 1, "page": 1, "task_id": 1, "order_id": 1}
    values |= {"address": "x", "at": "x"}
    with school.app.test_request_context():
        adapter = school.app.url_map.bind("localhost")
        for rule in school.app.url_map.iter_rules():
            if "GET" in rule.methods and rule.endpoint != "ui.static":
                yield rule.endpoint, adapter.build(rule.endpoint, {one: values[one] for one in rule.arguments})


def test_the_door_is_where_the_table_says(school):
    """Opening every page for real: 403 or the login page for whom it is not meant, never a page."""
    people = {
        "nobody": None,
        "trainee": school.me,
        "instructor": school.teacher,
        "reviewer": school.judge,
        "administrator": school.admin,
    }
    for endpoint, address in list(addresses(school)):
        for role, user in people.items():
            with school.client(user).get(address) as answer:
                status = answer.status_code
            allowed = LEARN | {"reviewer"} if endpoint.partition(".")[0] == "tiny" else WHO[endpoint]
            if role in allowed:
                assert status not in (401, 500), (endpoint, role, status)
            else:
                assert status in (303, 403, 404), (endpoint, role, status)


def test_a_view_without_a_mark_is_refused_to_everybody(school):
    school.app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    school.app.config["PROPAGATE_EXCEPTIONS"] = True
    with pytest.raises(UnmarkedView, match="forgotten has no permission mark"):
        school.client(school.admin).get("/forgotten")


def test_whoever_has_several_roles_may_do_what_either_may(school):
    both = school.user("hai", "instructor", "reviewer")
    for address in ("/classes", "/review"):
        assert school.client(both).get(address).status_code == 200
    assert school.client(both).get("/admin").status_code == 403
