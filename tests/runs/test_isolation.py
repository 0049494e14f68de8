"""Nobody reaches another's run: every address with a run in it, read from the application itself."""

from __future__ import annotations

import pytest

import scenarios
from sandbox.runs.models import JournalEntry
from tests.players.commune import open_commune
from tests.players.web import ClientWeb
from tests.runs.house import count

SCENARIO = next(iter(scenarios.library()))
SAMPLES = {"int": "1", "default": "x", "path": "x", "string": "x"}


@pytest.fixture(scope="module")
def commune(tmp_path_factory):
    return open_commune(tmp_path_factory.mktemp("isolation"))


@pytest.fixture(scope="module")
def run(commune):
    """My run, in which something has been done."""
    made = commune.runs.start_run(commune.me, SCENARIO, variant=1)
    commune.act(made, "clock.next_day")
    return made


@pytest.fixture(scope="module")
def people(commune):
    """Browsers of everybody else: another trainee of my class, an instructor and a reviewer of another class."""
    mate = commune.user("ban")
    stranger = commune.user("co_khac", "instructor")
    reviewer = commune.user("giam_khao", "reviewer")
    administrator = commune.user("quan_tri", "administrator")
    commune.school((commune.me, "trainee"), (mate, "trainee"))
    commune.school((mate, "trainee"), (stranger, "instructor"), (reviewer, "reviewer"))
    everybody = {"mate": mate, "stranger": stranger, "reviewer": reviewer, "administrator": administrator}
    return {name: commune.app.test_client() for name in everybody} | {"_logins": everybody}


def addresses(app, run):
    """Every address of a run with the methods it answers; parts of addresses filled with samples."""
    for rule in app.url_map.iter_rules():
        if "run" in rule.arguments:
            values = {name: SAMPLES.get(_kind(rule, name), "1") for name in rule.arguments - {"run"}}
            yield app.url_map.bind("localhost").build(rule.endpoint, {"run": run, **values}), rule.methods


def _kind(rule, name):
    return {"IntegerConverter": "int"}.get(type(rule._converters[name]).__name__, "default")


@pytest.mark.parametrize("who", ["mate", "stranger", "reviewer", "administrator"])
def test_no_address_of_a_run_opens_for_others(commune, run, people, who):
    client = people[who]
    web = ClientWeb(client, commune.login(people["_logins"][who]))
    opened = [address for address, methods in addresses(commune.app, run) if _opens(web, address, methods)]
    assert opened == []


def _opens(web, address, methods) -> bool:
    seen = [web.client.get(address).status_code] if "GET" in methods else []
    seen += [web.client.post(address).status_code] if "POST" in methods else []
    return any(status not in (400, 403, 404) for status in seen)


def test_no_address_of_a_run_opens_without_login(commune, run):
    client = commune.app.test_client()
    for address, methods in addresses(commune.app, run):
        if "GET" in methods:
            answer = client.get(address)
            assert answer.status_code in (302, 303), address
            assert "/r/" not in answer.headers["Location"].partition("?")[0], address


def test_nothing_was_written_by_all_of_that(commune, run):
    assert count(commune, JournalEntry.__table__, run_id=run) == 1


def test_there_are_many_addresses_to_try(commune, run):
    assert len(list(addresses(commune.app, run))) > 40


def test_my_own_run_opens(commune, run):
    me = ClientWeb(commune.app.test_client(), commune.login(commune.me))
    assert me.get(f"/r/{run}/")[1] == 200


def test_the_instructor_of_my_class_looks_and_cannot_act(commune, run):
    teacher = commune.user("thay", "instructor")
    commune.school((commune.me, "trainee"), (teacher, "instructor"))
    web = ClientWeb(commune.app.test_client(), commune.login(teacher))
    _, status, text = web.get(f"/r/{run}/")
    assert status == 200
    assert "do/clock.next_day" not in text
    assert web.client.post(f"/r/{run}/do/clock.next_day").status_code in (400, 403)
    assert web.get(f"/r/{run}@0/")[1] == 200


def test_a_reviewer_of_my_class_sees_my_run_only_when_it_was_submitted(commune):
    mine = commune.runs.start_run(commune.me, SCENARIO, variant=2)
    judge = commune.user("giam_khao_2", "reviewer")
    commune.school((commune.me, "trainee"), (judge, "reviewer"))
    web = ClientWeb(commune.app.test_client(), commune.login(judge))
    assert web.get(f"/r/{mine}/")[1] == 404
    commune.runs.grading.submit(commune.runs.row(mine))
    assert web.get(f"/r/{mine}/")[1] == 200


def test_a_login_that_was_ended_opens_nothing(commune, run):
    from datetime import timedelta

    from sandbox.accounts.sessions import IDLE
    from sandbox.accounts.wall import utc_now

    idle = commune.login(commune.me, seen=utc_now() - IDLE - timedelta(minutes=1))
    client = commune.app.test_client()
    client.set_cookie("login", idle)
    assert client.get(f"/r/{run}/").status_code == 303
    gone = commune.user("nghi_viec", active=False)
    client.set_cookie("login", commune.login(gone))
    assert client.get(f"/r/{run}/").status_code == 303


def test_the_trainee_cannot_fetch_the_record_with_its_rubric(commune, run):
    me = ClientWeb(commune.app.test_client(), commune.login(commune.me))
    assert me.client.get(f"/r/{run}/record.zip").status_code == 403


def test_the_instructor_fetches_a_record_that_the_grader_verifies(commune, run, tmp_path):
    from grader.verify import verify

    teacher = commune.user("thay_ba", "instructor")
    commune.school((commune.me, "trainee"), (teacher, "instructor"))
    web = ClientWeb(commune.app.test_client(), commune.login(teacher))
    answer = web.client.get(f"/r/{run}/record.zip")
    assert answer.status_code == 200
    assert verify(answer.data).intact
