"""Whatever is done to a bundle: no changed content is taken as whole, nothing falls over, nothing takes long."""

from __future__ import annotations

import time
import warnings
from random import Random

import pytest

from grader import BrokenBundle, grade, trusted_record, verify, write_bundle
from grader.bundle import open_bundle
from grader.chain import sha256
from tests.grader.spoilers import SPOILERS, packed_anew
from tests.grader.story import Story, solved
from tests.grader.test_bundle import KEY

SECONDS = 5
PAPERS = {sha256(one): one for one in (b"a paper", b"another paper" * 90)}


def _bundle(story: Story) -> bytes:
    story.files = dict(PAPERS)
    return write_bundle(story.record(software="0.1.0"), KEY)


WHOLE, PART = _bundle(solved()), _bundle(solved(upto="draft"))
SCENARIO = Story().expanded.scenario


def content(bundle: bytes):
    """Everything that a bundle holds, however it is packed."""
    opened = open_bundle(bundle)
    return opened.manifest_bytes, opened.signature, opened.members


def outcomes(bundle: bytes) -> dict[str, str]:
    return dict(grade(trusted_record(bundle)[0], SCENARIO).outcomes())


TRUTH = {bundle: (content(bundle), outcomes(bundle)) for bundle in (WHOLE, PART)}


def told_wrongly(bundle: bytes, spoilt: bytes) -> str:
    """What is wrong with what is told of a spoilt bundle, "" when nothing is."""
    held, right = TRUTH[bundle]
    try:
        record, told = trusted_record(spoilt)
    except BrokenBundle as refused:
        return "" if str(refused) and content_of(spoilt) != held else "a whole bundle is refused"
    if told.intact != (content_of(spoilt) == held):
        return f"content is {'' if told.intact else 'not '}told to be whole"
    if not told.intact and not all(one.message for one in told.alterations):
        return "an alteration is not named"
    found = grade(record, SCENARIO).outcomes()
    worse = {name: one for name, one in found.items() if one not in (right[name], "undecided")}
    return f"altered evidence decides otherwise: {worse}" if worse else ""


def content_of(spoilt: bytes):
    try:
        return content(spoilt)
    except BrokenBundle:
        return None


def hunt(name: str, first: int, count: int) -> list[str]:
    """What went wrong in `count` tries of a spoiler."""
    found = []
    for seed in range(first, first + count):
        chance = Random(f"{name} {seed}")
        bundle = chance.choice((WHOLE, PART))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of the zip library, where a name comes twice
            spoilt = SPOILERS[name](bundle, chance)
        began = time.perf_counter()
        wrong = told_wrongly(bundle, spoilt)
        took = time.perf_counter() - began
        if wrong or took > SECONDS:
            found.append(f"{name} {seed}: {wrong or f'took {took:.1f} s'}")
    return found


@pytest.mark.parametrize("name", SPOILERS)
def test_a_spoilt_bundle_is_never_taken_as_whole_and_never_falls_over(name):
    assert hunt(name, 0, 24) == []


@pytest.mark.ondemand
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("name", SPOILERS)
def test_twenty_thousand_more(name):
    assert hunt(name, 24, 20_000 // len(SPOILERS) + 1) == []


def test_the_spoilers_do_spoil():
    """Else the tests above would hold of nothing: every spoiler but one nearly always changes or breaks the content."""
    for name, spoil in SPOILERS.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            kept = sum(content_of(spoil(WHOLE, Random(seed))) == TRUTH[WHOLE][0] for seed in range(8))
        if name in ("packed_anew", "garbage_before", "garbage_after"):
            assert kept == 8, name
        else:
            assert kept < 8, name


def test_packed_otherwise_it_is_the_same_bundle():
    for seed in range(8):
        assert verify(packed_anew(WHOLE, Random(seed))).intact
