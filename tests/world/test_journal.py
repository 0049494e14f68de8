"""The chain: what was altered is found; the same acts give the same bytes; old entries always decode."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.world.journal import Content, Stamp, chain_breaks, differing, read_entry, write_entry
from sandbox.world.perform import perform
from sandbox.world.record import canonical
from tests.world.office import WRITER, start

GOLDEN = Path(__file__).parent / "golden"


def journal(stamp=None):
    world, entries = start().world(), []
    for text in ("một", "hai", "ba"):
        outcome = perform(world, WRITER, "notes.write", {"topic": "t", "text": text}, stamp=stamp)
        world, entries = outcome.world, entries + list(outcome.entries)
    return start().digest, entries


def test_an_unaltered_chain_holds():
    assert chain_breaks(*journal()) is None


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_altered_content_breaks_the_chain_at_its_entry(place):
    begin, entries = journal()
    forged = entries[place].content_bytes.replace(b'"topic":"t"', b'"topic":"u"')
    entries[place] = read_entry(forged, entries[place].stamp_bytes, entries[place].hash)
    assert chain_breaks(begin, entries) == place + 1


def test_an_altered_stamp_a_missing_entry_and_another_start_break_it():
    begin, entries = journal(Stamp(wall="2026-11-20T07:00:00Z"))
    stamped = read_entry(entries[0].content_bytes, canonical(Stamp(wall="later")), entries[0].hash)
    assert chain_breaks(begin, [stamped, *entries[1:]]) == 1
    assert chain_breaks(begin, [entries[0], entries[2]]) == 2
    assert chain_breaks("00" * 32, entries) == 1


def test_the_same_acts_give_the_same_contents_whatever_the_stamp():
    plain, stamped = journal()[1], journal(Stamp(wall="w", account="a", key="k"))[1]
    assert [one.content_bytes for one in plain] == [one.content_bytes for one in stamped]
    assert plain[-1].hash != stamped[-1].hash


def test_the_first_entry_ever_written_is_still_written_and_read_alike():
    """Golden bytes: a change here breaks every stored run; ship an upgrade instead."""
    golden = (GOLDEN / "entry-1.json").read_bytes().rstrip(b"\n")
    assert journal()[1][0].content_bytes == golden
    assert read_entry(golden, b"{}", "").content.changes[1].after["text"] == "một"


values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text("abcxyz_", min_size=1), inner),
    max_leaves=20,
)


@given(values)
def test_canonical_bytes_are_those_of_rfc_8785(value):
    expected = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        assert canonical(value) == expected.encode()
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            canonical(value)


@given(
    st.dictionaries(st.sampled_from("abc"), st.integers()),
    st.dictionaries(st.sampled_from("abc"), st.integers()),
)
def test_a_change_applied_to_the_old_gives_the_new(old, new):
    base = {"a": 0, "b": 0, "c": 0}
    before, after = differing(base | old, base | new)
    assert (base | old) | after == base | new
    assert set(before) == set(after)


def test_bytes_that_are_no_entry_are_an_error():
    with pytest.raises(msgspec.DecodeError):
        read_entry(b'{"seq": "one"}', b"{}", "")


def test_content_leaves_out_what_is_empty():
    entry = write_entry("00" * 32, Content(1, "t", "system", "a", "r", "x.y", {}), Stamp())
    assert (
        entry.content_bytes == b'{"action":"x.y","actor":"a","at":"t","origin":"system","params":{},"role":"r","seq":1}'
    )
    assert entry.stamp_bytes == b"{}"
