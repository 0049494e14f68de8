"""Keeping runs: what was acknowledged is there again, whoever reads it; races and replays leave one entry."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError

from sandbox.runs import store as stores
from sandbox.runs.acts import Closed, Sent
from sandbox.runs.models import JournalEntry, Run, Snapshot, StoredFile
from sandbox.runs.store import BrokenJournal
from sandbox.world.action import Unreadable
from sandbox.world.effects import NoFile
from sandbox.world.journal import chain_breaks
from tests.runs.house import another_process, count
from tests.runs.tiny import Case

entries, snapshots, runs_table = JournalEntry.__table__, Snapshot.__table__, Run.__table__


def change(house, statement) -> None:
    with house.runs.database.writing() as connection:
        connection.execute(statement)


def test_an_act_is_there_after_everything_in_memory_is_lost(house):
    run = house.begin()
    house.remark(run, "Đã đọc kỹ")
    house.forget()
    assert house.world(run).get(Case, "V-0000").remarks == ("Đã đọc kỹ",)


def test_the_stored_chain_begins_with_the_start_and_has_no_break(house):
    run = house.begin()
    for number in range(4):
        house.remark(run, f"Lần {number}")
    start = house.runs.row(run).start_digest
    stored = house.runs.store.entries(run)
    assert [one.seq for one in stored] == [1, 2, 3, 4]
    assert chain_breaks(start, stored) is None
    assert house.runs.row(run).head == stored[-1].hash


def test_a_run_goes_on_from_its_kept_start_when_the_library_has_another_version(house):
    run = house.begin()
    house.remark(run)
    house.runs.grounds.scenarios = {}
    house.forget()
    house.remark(run, "Vẫn làm được")
    assert len(house.world(run).get(Case, "V-0000").remarks) == 2


def test_a_refusal_is_an_entry_and_what_cannot_be_read_is_none(house):
    run = house.begin()
    outcome = house.act(run, "tiny.close", case="V-0000", pin="123456")
    assert outcome.refused is not None
    assert outcome.refused.code == "not_permitted"
    with pytest.raises(Unreadable):
        house.act(run, "tiny.remark", case="V-9999", text="x")
    assert house.runs.row(run).seq == 1


def test_an_act_and_the_reactions_it_sets_off_are_committed_together(house):
    run = house.begin()
    house.remark(run)
    outcome = house.act(run, "clock.wait")
    assert [entry.content.origin for entry in outcome.entries] == ["trainee", "cast"]
    assert house.runs.row(run).seq == 3
    assert house.runs.row(run).last_action == "clock.wait"


def test_the_same_form_sent_again_finds_its_first_entry(house):
    run = house.begin()
    first = house.remark(run, key="a")
    again = house.remark(run, key="a")
    assert again.entry.seq == first.entry.seq == 1
    assert again.record.remarks == ("Đã xem",)
    assert house.runs.row(run).seq == 1


def test_a_form_sent_again_shows_its_first_entry_even_when_it_could_not_be_read_any_more(house):
    run = house.begin()
    house.act(run, "tiny.open_case", key="k", subject="Mới")
    row = house.runs.row(run)
    assert house.act(run, "tiny.open_case", key="k", subject="").entry.seq == 1
    assert house.runs.row(run).seq == row.seq


def test_twenty_presses_at_once_are_one_entry(house):
    run = house.begin()
    gate = threading.Barrier(20)

    def press(_: int) -> int:
        gate.wait()
        return house.remark(run, key="pressed").entry.seq

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(press, range(20))) == {1}
    assert count(house, entries, run_id=run) == 1


def test_acts_at_the_same_time_are_all_kept_one_after_the_other(house):
    run = house.begin()
    gate = threading.Barrier(4)

    def write(number: int) -> None:
        gate.wait()
        house.remark(run, f"Ghi {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(4)))
    assert sorted(house.world(run).get(Case, "V-0000").remarks) == [f"Ghi {number}" for number in range(4)]
    assert chain_breaks(house.runs.row(run).start_digest, house.runs.store.entries(run)) is None


def test_a_race_lost_to_another_process_is_tried_again(house):
    run = house.begin()
    house.remark(run)
    row = house.runs.row(run)
    start = house.runs.beginning(row).start
    another_process(house).remark(run, "Nhanh hơn")
    stale = Sent("tiny.remark", {"case": "V-0000", "text": "Chậm hơn"}, None, "1")
    house.runs.acts.perform(row, start, stale)
    assert house.world(run).get(Case, "V-0000").remarks == ("Đã xem", "Nhanh hơn", "Chậm hơn")


def test_a_world_in_memory_is_not_believed_when_its_hash_differs(house):
    run = house.begin()
    house.remark(run, "Bị mất")
    assert house.world(run).seq == 1
    forget_entries(house, run)
    other = another_process(house)
    other.remark(run, "Sau khi khôi phục")
    assert house.world(run).get(Case, "V-0000").remarks == ("Sau khi khôi phục",)


def test_a_restored_backup_is_read_anew(house):
    run = house.begin()
    house.remark(run)
    forget_entries(house, run)
    assert house.world(run).seq == 0
    house.remark(run, "Làm lại")
    assert house.world(run).get(Case, "V-0000").remarks == ("Làm lại",)


@pytest.mark.parametrize("column", ["content", "stamp"])
def test_an_altered_entry_is_noticed(house, column):
    run = house.begin()
    house.remark(run, "Sự thật")
    house.remark(run, "Tiếp theo")
    with house.runs.database.reading() as connection:
        row = connection.execute(select(entries).where(entries.c.run_id == run, entries.c.seq == 1)).one()
    altered = bytes(row._mapping[column]).replace(b"2", b"3")
    change(house, update(entries).where(entries.c.run_id == run, entries.c.seq == 1).values({column: altered}))
    house.forget()
    with pytest.raises(BrokenJournal) as broken:
        house.world(run)
    assert broken.value.seq == 1


def test_an_entry_taken_out_of_the_middle_is_noticed(house):
    run = house.begin()
    for _ in range(3):
        house.remark(run)
    change(house, delete(entries).where(entries.c.run_id == run, entries.c.seq == 2))
    house.forget()
    with pytest.raises(BrokenJournal):
        house.world(run)


def test_entries_cut_off_at_the_end_are_noticed(house):
    run = house.begin()
    for _ in range(3):
        house.remark(run)
    change(house, delete(entries).where(entries.c.run_id == run, entries.c.seq == 3))
    house.forget()
    with pytest.raises(BrokenJournal):
        house.world(run)


def test_a_submitted_run_takes_no_more_acts(house):
    run = house.begin()
    house.world(run)
    change(house, update(runs_table).where(runs_table.c.id == run).values(state="submitted"))
    with pytest.raises(Closed):
        house.remark(run)
    assert count(house, entries, run_id=run) == 0


def test_a_file_is_kept_with_the_entry_that_made_it_and_read_through_its_run_only(house):
    mine, other = house.begin(), house.begin()
    made = house.act(mine, "tiny.print", case="V-0000").record.file
    assert house.runs.store.files(mine).read(made).startswith(b"%PDF")
    with pytest.raises(NoFile):
        house.runs.store.files(other).read(made)
    assert list(house.runs.store.files(mine).all()) == [made]


def test_the_same_file_made_twice_in_a_run_is_stored_once_and_goes_with_its_run(house):
    first, second = house.begin(variant=1), house.begin(variant=1)
    for run in (first, first, second):
        house.act(run, "tiny.print", case="V-0000")
    assert count(house, StoredFile.__table__) == 2
    change(house, delete(runs_table).where(runs_table.c.id == first))
    assert count(house, StoredFile.__table__, run_id=second) == count(house, StoredFile.__table__) == 1


def test_a_snapshot_is_used_and_the_entries_before_it_are_read_only_when_asked(house, monkeypatch):
    monkeypatch.setattr(stores, "SNAPSHOT_EVERY", 5)
    monkeypatch.setattr("sandbox.runs.acts.SNAPSHOT_EVERY", 5)
    run = house.begin()
    for number in range(7):
        house.remark(run, f"Lần {number}")
    whole = house.world(run).plain()
    house.forget()
    live = house.runs.live(house.runs.row(run))
    assert live.journal.first == 5
    assert live.world.plain() == whole
    assert [entry.seq for entry in live.journal] == list(range(1, 8))
    assert count(house, snapshots, run_id=run) == 1


@pytest.mark.parametrize("damage", [{"content": b"not a snapshot"}, {"format": 0}, {"head": "0" * 64}])
def test_a_snapshot_that_does_not_fit_is_ignored(house, monkeypatch, damage):
    monkeypatch.setattr("sandbox.runs.acts.SNAPSHOT_EVERY", 5)
    run = house.begin()
    for number in range(7):
        house.remark(run, f"Lần {number}")
    change(house, update(snapshots).where(snapshots.c.run_id == run).values(**damage))
    house.forget()
    assert len(house.world(run).get(Case, "V-0000").remarks) == 7


def test_the_least_recently_used_world_leaves_memory_first(house):
    house.runs.store.memory._most = 2
    runs = [house.begin() for _ in range(3)]
    for run in runs:
        house.world(run)
    held = house.runs.store.memory
    assert [held.get(run) is not None for run in runs] == [False, True, True]


def forget_entries(house, run) -> None:
    """The database as a backup from before the first entry would leave it."""
    start = house.runs.row(run).start_digest
    change(house, delete(entries).where(entries.c.run_id == run))
    change(house, update(runs_table).where(runs_table.c.id == run).values(seq=0, head=start))


def test_a_snapshot_that_cannot_be_written_does_not_spoil_the_act(house, monkeypatch, caplog):
    def full(*_):
        raise OperationalError("INSERT", {}, Exception("disk full"))

    monkeypatch.setattr("sandbox.runs.acts.SNAPSHOT_EVERY", 1)
    monkeypatch.setattr(house.runs.store, "snapshot", full)
    run = house.begin()
    assert house.remark(run).entry.seq == 1
    assert "no snapshot" in caplog.text


def test_a_connection_that_failed_is_not_used_again(house):
    run = house.begin()
    with pytest.raises(house.runs.database.engine.dialect.loaded_dbapi.Error), house.runs.database.looking() as driver:
        driver.connection.cursor().execute("SELECT nonsense FROM nowhere")
    with pytest.raises(house.runs.database.engine.dialect.loaded_dbapi.Error), house.runs.database.changing() as driver:
        driver.connection.cursor().execute("SELECT nonsense FROM nowhere")
    assert house.remark(run).entry.seq == 1
