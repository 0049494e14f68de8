"""The demonstration class, with the real office: who is in it, and what was played ahead."""

from __future__ import annotations

import pytest

from sandbox.accounts import classes, demo, passwords, people
from sandbox.accounts.models import Assignment, User
from sandbox.app import build
from sandbox.config import Config
from sandbox.db import db
from sandbox.pages import demo as played
from sandbox.pages import results
from sandbox.pages.demo import Played, play_ahead


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    made = build(Config.for_tests(tmp_path_factory.mktemp("demo")))
    with made.app_context():
        db.create_all()
        yield made
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def accounts(app):
    return demo.seed(app.extensions["runs"].grounds.scenarios)


def test_there_is_somebody_for_every_role_and_eight_who_learn(accounts):
    roles = [one.role for one in accounts]
    assert sorted(set(roles)) == ["administrator", "instructor", "reviewer", "trainee"]
    assert roles.count("trainee") == 8


def test_the_printed_password_fits(app, accounts):
    assert passwords.verify(people.find("hv01").password_hash, accounts[0].password)


def test_every_scenario_is_set_for_practice_and_as_an_exam(app, accounts):
    scenarios = app.extensions["runs"].grounds.scenarios
    set_ = {(one.scenario_id, one.mode) for one in db.session.scalars(db.select(Assignment))}
    assert set_ == {(id, mode) for id in scenarios for mode in ("practice", "exam")}


def test_seeding_again_adds_nothing(app, accounts):
    before = db.session.scalar(db.select(db.func.count()).select_from(User))
    demo.seed(app.extensions["runs"].grounds.scenarios)
    assert db.session.scalar(db.select(db.func.count()).select_from(User)) == before
    group = db.session.scalars(db.select(demo.TrainingClass)).one()
    assert len(classes.members(group.id)) == 8


def test_what_is_played_ahead_is_graded_as_it_was_played(app, accounts, monkeypatch):
    birth, letter = "khai-sinh-tai-quay", "van-ban-gui-nham"
    live_one = Played("hv04", letter, part=40, submitted=False, idle=12)
    cast = (Played("hv02", birth), Played("hv03", birth, mistake=0), live_one)
    monkeypatch.setattr(played, "CAST", cast)
    all_runs = app.extensions["runs"]
    assert play_ahead(all_runs) == 3
    assert play_ahead(all_runs) == 0
    right, wrong, live = (results.of_user(people.find(one.login).id)[0] for one in cast)
    assert right.sheet.percent == 100
    assert wrong.sheet.percent < 100
    assert live.live
    assert live.seq > 0


def test_the_whole_cast_names_people_and_mistakes_that_exist(app, accounts):
    scenarios = app.extensions["runs"].grounds.scenarios
    for one in played.CAST:
        assert people.find(one.login) is not None
        assert one.scenario in scenarios
        assert one.mistake is None or one.mistake < len(scenarios[one.scenario].mistakes)
