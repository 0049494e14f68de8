"""How many statements reach the database: three for an act, one more when it makes files, whatever else it does."""

from __future__ import annotations

import pytest

from sandbox.runs.acts import Sent, seated
from sandbox.runs.models import JournalEntry
from sandbox.runs.store import LostRace
from sandbox.world.effects import NoFile
from sandbox.world.perform import perform
from sandbox.world.record import digest
from tests.runs.house import another_process, count, statements
from tests.runs.tiny import Case

entries = JournalEntry.__table__


def test_what_another_process_wrote_is_read_with_one_more_statement(house, config):
    run = house.begin()
    house.remark(run)
    house.world(run)
    other = another_process(house)
    other.remark(run, "Từ tiến trình khác")
    row = house.runs.row(run)
    seen = statements(house, lambda: house.runs.live(row))
    assert len(seen) == 1
    assert house.world(run).get(Case, "V-0000").remarks[-1] == "Từ tiến trình khác"


def test_an_act_takes_three_statements_in_the_database(house):
    run = house.begin()
    house.remark(run)
    assert said(house, run, "tiny.remark", text="x") == ["UPDATE", "INSERT"]


def test_an_act_that_makes_a_file_takes_one_more(house):
    run = house.begin()
    house.remark(run)
    assert said(house, run, "tiny.print") == ["UPDATE", "INSERT", "INSERT"]


def test_an_act_that_signs_what_was_made_here_takes_no_more_than_one_that_makes_a_file(house):
    run = house.begin()
    house.act(run, "tiny.print", case="V-0000")
    assert said(house, run, "tiny.sign") == ["UPDATE", "INSERT", "INSERT"]


def test_an_act_that_signs_reads_once_what_another_process_made(house):
    run = house.begin()
    house.act(run, "tiny.print", case="V-0000")
    house.forget()
    house.world(run)
    assert said(house, run, "tiny.sign") == ["SELECT", "UPDATE", "INSERT", "INSERT"]
    assert said(house, run, "tiny.sign") == ["UPDATE", "INSERT", "INSERT"]


def test_the_reactions_that_an_act_sets_off_take_no_statement_of_their_own(house):
    run = house.begin()
    house.remark(run)
    assert said(house, run, "clock.wait", case=None) == ["UPDATE", "INSERT"]
    assert count(house, entries, run_id=run) == 3


def test_several_files_are_stored_by_one_statement(house):
    run = house.begin()
    made = {digest(one): one for one in (b"first", b"second", b"third")}
    row, world = house.runs.row(run), house.world(run)
    outcome = perform(world, seated(world, "tiny.remark"), "tiny.remark", {"case": "V-0000", "text": "x"})
    seen = statements(house, lambda: house.runs.store.append(run, world, outcome.entries, None, made, row.started_at))
    assert [one.split()[0] for one in seen] == ["UPDATE", "INSERT", "INSERT"]
    assert house.runs.store.files(run).all() == made


def test_a_file_of_an_act_that_was_not_committed_is_not_held(house):
    run = house.begin()
    content = b"never committed"
    world, at = house.world(run), house.runs.row(run).started_at
    house.remark(run)
    outcome = perform(world, seated(world, "tiny.remark"), "tiny.remark", {"case": "V-0000", "text": "x"})
    with pytest.raises(LostRace):
        house.runs.store.append(run, world, outcome.entries, None, {digest(content): content}, at)
    with pytest.raises(NoFile):
        house.runs.store.files(run).read(digest(content))


def said(house, run: str, action: str, case: str | None = "V-0000", **params) -> list[str]:
    """The first words of the statements that this act sends after its page was looked up."""
    row = house.runs.row(run)
    start = house.runs.beginning(row).start
    sent = Sent(action, params if case is None else {"case": case, **params}, "k" + str(row.seq), "1")
    seen = statements(house, lambda: house.runs.acts.perform(row, start, sent))
    return [one.split()[0] for one in seen]
