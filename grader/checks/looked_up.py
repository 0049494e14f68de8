"""looked_up: personal data looked up only of the people concerned, for the case, for a purpose; or before deciding."""

from __future__ import annotations

from collections.abc import Iterator

from grader import say
from grader.case import Case, Match
from grader.checks import Found, check, entry
from grader.logic import Truth, both, some
from grader.operators import test
from grader.record import Entry
from scenarios import words
from scenarios.rubric import LookedUp


@check("looked_up")
def looked_up(criterion: LookedUp, case: Case) -> Found:
    """Met when no look-up was of somebody else or for something else, and everybody in `must` was looked up in time."""
    found = list(look_ups(case))
    allowed = {case.plain(who) for who in criterion.only or ()}
    judged = [(one, list(_faults(criterion, case, one, allowed))) for one in found]
    wrong = [(one, faults) for one, faults in judged if faults]
    clean: Truth = False if any(sure for _, why in wrong for sure, _ in why) else None if wrong else True
    if clean and _forbids(criterion) and (case.world.gaps or blind(case)):
        clean = None
    needed = [(person, _in_time(criterion, case, found, person)) for person in criterion.must]
    met = both((clean, *(truth for _, truth in needed)))
    if met:
        return Found(met, evidence=tuple(entry(one.seq) for one in found))
    missing = [f"chưa tra cứu {say.wanted(case, person)} kịp lúc" for person, truth in needed if truth is not True]
    told = [f"{_told(case, one)}: {', '.join(why for _, why in faults)}" for one, faults in wrong] + missing
    told_of = [one for one, _ in wrong] or found
    seen = "; ".join(told) or "Không đủ chứng cứ về việc tra cứu"
    return Found(met, seen, _expected(criterion, case), tuple(entry(one.seq) for one in told_of))


def blind(case: Case) -> bool:
    """Whether nothing tells which acts are look-ups."""
    return not case.record.vocabulary.get("actions")


def look_ups(case: Case) -> Iterator[Entry]:
    """The trainee's look-ups of personal data that were not refused, in order."""
    actions = case.record.vocabulary.get("actions", {})
    names = [name for name in case.by_action if actions.get(name, {}).get("look_up")]
    found = (one for name in names for one in case.by_action[name] if one.origin == "trainee")
    yield from sorted(found, key=lambda one: one.seq)


def people(case: Case, one: Entry) -> list[str]:
    """Identity numbers that the look-up asked for; none for a search by name."""
    return [str(one.params[name]) for name in case.person_params(one.action) if one.params.get(name)]


def shown(case: Case, one: Entry) -> list[str]:
    """Identity numbers of whom a search showed; none for a look-up of one person."""
    if case.person_params(one.action):
        return []
    return [read.partition("/")[2] for read in one.reads if read.startswith("person/")]


def _forbids(criterion: LookedUp) -> bool:
    """Whether some look-ups would be wrong."""
    return any(one is not None for one in (criterion.only, criterion.case, criterion.purpose))


def _faults(criterion: LookedUp, case: Case, one: Entry, allowed: set[str | None]) -> Iterator[tuple[bool, str]]:
    """What is wrong with a look-up, each with whether that is certain."""
    if criterion.only is not None:
        concerned = [_concerned(criterion, case, who, allowed) for who in people(case, one)]
        if found := shown(case, one):
            concerned.append(some(_concerned(criterion, case, who, allowed) for who in found))
        for truth in concerned:
            if truth is not True:
                yield truth is False, "người không liên quan"
    declared = case.record.vocabulary["actions"][one.action]["params"]
    for name, wanted, word in (("case", criterion.case, _NO_CASE), ("purpose", criterion.purpose, _NO_PURPOSE)):
        given = one.params.get(name)
        if wanted is None or name not in declared or (given is not None and given == case.plain(wanted)):
            continue
        fits = test(given, wanted, case.resolve)
        if fits is not True:
            yield fits is False, word


def _concerned(criterion: LookedUp, case: Case, person: str, allowed: set[str | None]) -> Truth:
    """Whether the person is one of those who may be looked up."""
    return person in allowed or some(test(person, who, case.resolve) for who in criterion.only or ())


_NO_CASE, _NO_PURPOSE = "không gắn với hồ sơ", "mục đích không đúng"


def _in_time(criterion: LookedUp, case: Case, found: list[Entry], person: str) -> Truth:
    """Whether the person was looked up, before the first time of the step `before` when there is one."""
    before = case.matches(criterion.before) if criterion.before is not None else None
    if before is None:
        return some((*(_of(case, one, person) for one in found), None if case.world.gaps or blind(case) else False))
    if not before:
        return False
    answers = {_earlier(case, found, person, limit) for limit in _firsts(before)}
    return answers.pop() if len(answers) == 1 else None


def _firsts(before: list[Match]) -> Iterator[Match | None]:
    """Each act that may be the first time, None when it may never have been."""
    for one in before:
        yield one
        if one.sure:
            return
    yield None


def _earlier(case: Case, found: list[Entry], person: str, limit: Match | None) -> Truth:
    if limit is None:
        return False
    known = (_of(case, one, person) for one in found if one.seq < limit.seq)
    lost = blind(case) or any(seq < limit.seq for seq in case.world.gaps)
    return some((*known, None if lost else False))


def _of(case: Case, one: Entry, person: str) -> Truth:
    return some(test(asked, person, case.resolve) for asked in people(case, one))


def _told(case: Case, one: Entry) -> str:
    who = ", ".join(say.value(case, person) for person in people(case, one)) or say.value(case, one.params.get("name"))
    return f"tra cứu {who} lúc {words.shown(one.at)} (mục {one.seq})"


def _expected(criterion: LookedUp, case: Case) -> str:
    told = []
    if criterion.only is not None:
        names = ", ".join(say.wanted(case, one) for one in criterion.only) or "không ai"
        told.append(f"Chỉ tra cứu: {names}")
    if criterion.must:
        told.append("Phải tra cứu: " + ", ".join(say.wanted(case, one) for one in criterion.must))
    if criterion.before is not None:
        told.append(f"trước {say.step(case, criterion.before)}")
    if criterion.case is not None:
        told.append(f"cho hồ sơ {say.wanted(case, criterion.case)}")
    if criterion.purpose is not None:
        told.append(f"mục đích: {say.wanted(case, criterion.purpose, ('', 'purpose'))}")
    return "; ".join(told)
