"""Kept texts of scenarios: which score alike, asked once, and never guessed."""

from __future__ import annotations

import pytest

from sandbox.runs.models import ScenarioVersion
from scenarios import loads
from tests.runs.house import another_process, statements
from tests.runs.tiny import SOURCE

WORDS = ("hãy ghi chú, chuyển", "hãy đọc, ghi chú, chuyển")
POINTS = ("title: Kết thúc việc\n    points: 6", "title: Kết thúc việc\n    points: 5")


def other(old: str, new: str):
    assert SOURCE.count(old) == 1
    return loads(SOURCE.replace(old, new).encode())


@pytest.fixture
def kept(house):
    """The texts of three versions: as it is, other words, other points."""
    three = [loads(SOURCE.encode()), other(*WORDS), other(*POINTS)]
    with house.runs.database.writing() as connection:
        for one in (*three, *three):
            house.runs.versions.keep(connection, one)
    return three


def test_other_words_score_alike_and_other_points_do_not(house, kept):
    first, words, points = kept
    versions = house.runs.versions
    assert len({one.digest for one in kept}) == 3
    assert versions.score_alike(words.digest, first)
    assert versions.score_alike(first.digest, words)
    assert not versions.score_alike(points.digest, first)
    assert not versions.score_alike(first.digest, points)
    assert versions.alike(first) == versions.alike(words) == sorted([first.digest, words.digest])
    assert versions.alike(points) == [points.digest]


def test_a_text_is_read_once_in_each_process(house, kept):
    first, words, _points = kept
    for one in (house, another_process(house)):
        versions = one.runs.versions
        assert len(statements(one, lambda v=versions: v.score_alike(words.digest, first))) == 1
        assert statements(one, lambda v=versions: v.score_alike(words.digest, first)) == []
        assert statements(one, lambda v=versions: v.score_alike(first.digest, first)) == []


def test_a_text_that_was_not_kept_is_taken_for_another_rubric(house):
    assert not house.runs.versions.score_alike("0" * 64, loads(SOURCE.encode()))


def test_a_text_that_can_no_longer_be_read_is_taken_for_another_rubric(house, kept):
    table = ScenarioVersion.__table__
    first, words, _points = kept
    with house.runs.database.writing() as connection:
        broken = table.update().where(table.c.digest == words.digest)
        connection.execute(broken.values(source=words.text.replace("minutes: 5", "minuten: 5")))
    assert not house.runs.versions.score_alike(words.digest, first)
    assert house.runs.versions.alike(first) == [first.digest]


def test_a_text_that_the_library_holds_needs_no_database(house):
    unknown = other(*WORDS)
    assert not house.runs.versions.score_alike(unknown.digest, loads(SOURCE.encode()))
    assert house.runs.versions.score_alike(unknown.digest, unknown)
    assert house.runs.versions.alike(unknown) == [unknown.digest]
