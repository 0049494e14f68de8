"""Foata normal form: the order of what touches one another counts, and no other."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from sandbox.proving.foata import Event, dependent, normal_form


def event(label: str, reads: str = "", writes: str = "", adds: str = "") -> Event:
    return Event(label, frozenset(reads.split()), frozenset(writes.split()), frozenset(adds.split()))


READ_X, WRITE_X, WRITE_Y = event("read x", "x"), event("write x", "", "x"), event("write y", "", "y")


def test_events_are_dependent_when_one_changes_what_the_other_touches():
    assert dependent(READ_X, WRITE_X)
    assert dependent(WRITE_X, READ_X)
    assert dependent(WRITE_X, WRITE_X)
    assert not dependent(READ_X, READ_X)
    assert not dependent(WRITE_X, WRITE_Y)


def test_two_additions_to_a_list_do_not_mind_each_other_but_who_reads_it_does():
    one, other, reader = event("a", adds="l"), event("b", adds="l"), event("c", "l")
    assert not dependent(one, other)
    assert dependent(one, reader)
    assert dependent(reader, one)


def test_levels_are_as_low_as_dependence_lets_them_be():
    assert normal_form([WRITE_X, READ_X, WRITE_Y]) == (("'write x'", "'write y'"), ("'read x'",))


def test_independent_events_may_be_exchanged_and_dependent_ones_may_not():
    assert normal_form([WRITE_X, WRITE_Y]) == normal_form([WRITE_Y, WRITE_X])
    assert normal_form([WRITE_X, READ_X]) != normal_form([READ_X, WRITE_X])


def test_how_often_something_happened_counts():
    assert normal_form([READ_X, READ_X]) != normal_form([READ_X])


places = st.frozensets(st.sampled_from("xyz"), max_size=2)
events = st.lists(st.builds(Event, st.sampled_from("abcd"), places, places, places), max_size=5)


@settings(max_examples=150, deadline=None)
@given(events)
def test_the_form_is_that_of_the_trace(row: list[Event]):
    """Exactly the runs that come from each other by exchanging independent neighbours have one form."""
    numbered = [one._replace(label=(number, one.label)) for number, one in enumerate(row)]
    same = _class_of(numbered)
    for order in permutations(numbered):
        assert (normal_form(order) == normal_form(numbered)) == (tuple(order) in same)


def _class_of(row: list[Event]) -> set[tuple[Event, ...]]:
    """All rows reached by exchanging neighbours that are not dependent."""
    found, left = {tuple(row)}, [tuple(row)]
    while left:
        one = left.pop()
        for at in range(len(one) - 1):
            if not dependent(one[at], one[at + 1]):
                other = (*one[:at], one[at + 1], one[at], *one[at + 2 :])
                if other not in found:
                    found.add(other)
                    left.append(other)
    return found
