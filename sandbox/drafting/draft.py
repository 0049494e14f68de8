"""One recorded run → a draft that loads, earns everything by its own solution and nothing by idleness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import scenarios
from grader.proof import idle, solution
from grader.record import RunRecord
from sandbox.drafting import page
from sandbox.drafting.answers import Answers, counting
from sandbox.drafting.criteria import Criteria
from sandbox.drafting.deeds import Unreadable, deeds
from sandbox.drafting.support import support
from sandbox.drafting.way import Way
from sandbox.runs.grounds import Grounds
from sandbox.runs.play import Keeping
from sandbox.runs.proof import CannotPlay, player
from sandbox.world.effects import Maker

OTHERS = (1, 2, 3)
BRIEFING = "Bản nháp lấy từ một lượt làm: viết phần giao việc ở đây."


class CannotDraft(Exception):
    """This run gives no draft; the text says why, in Vietnamese."""


@dataclass(frozen=True)
class Draft:
    """`text`: the scenario file. `open`: what the author still has to decide. `proven`: variants in which its own
    solution earns everything and idleness nothing."""

    scenario: Any
    text: str
    open: tuple[str, ...]
    proven: tuple[int, ...]


def draft(grounds: Grounds, record: RunRecord, id: str = "ban-nhap", others: Sequence[RunRecord] = ()) -> Draft:
    """The draft that this record suggests; `others`: further runs of the exercise, by which orders are weighed.

    `CannotDraft`.
    """
    if not record.scenario_text or record.start is None:
        raise CannotDraft("lượt làm không còn tình huống hoặc trạng thái đầu")
    try:
        text, questions = _written(record, id, others)
        scenario = scenarios.must_fit(scenarios.loads(text.encode()), grounds.vocabulary)
    except Unreadable as fault:
        raise CannotDraft(str(fault)) from None
    except scenarios.ScenarioError as fault:
        raise CannotDraft("; ".join(map(str, fault.problems))) from None
    except (LookupError, TypeError, ValueError, AttributeError) as fault:  # a record from elsewhere may say anything
        raise CannotDraft(f"lượt làm có chỗ không đúng dạng ({type(fault).__name__})") from fault
    return _proven(grounds, record, scenario, text, questions)


def _written(record: RunRecord, id: str, others: Sequence[RunRecord]) -> tuple[str, dict[str, list[str]]]:
    source = scenarios.loads(record.scenario_text.encode())
    done = counting(source, deeds(record))
    if not any(one.sort == "act" for one in done):
        raise CannotDraft("lượt làm chưa có thao tác nào")
    told = page.plain(record.scenario_text)
    way = Way(record, source, told, done)
    criteria = Criteria(way, done)
    answers = Answers(way, done, [one["id"] for one in criteria.told])
    judged = [*criteria.told, *answers.told]
    if not judged:
        raise CannotDraft("lượt làm không để lại kết quả nào có tên để chấm")
    for one in criteria.told:
        if one["check"] == "ordered":
            criteria.open[one["id"]] += support(one["rules"], way.steps, others)
    questions = {**criteria.open, **answers.open, **_questions(way, told, criteria.open.get("", []))}
    new = {"cast": way.cast, "things": way.things, "steps": way.steps, "solution": way.moves}
    return page.page(_head(source, id), source.text, new, judged, questions), questions


def _head(source: Any, id: str) -> dict[str, Any]:
    return {
        "id": id,
        "version": "1",
        "title": f"Bản nháp từ “{source.title}”",
        "level": source.level,
        "minutes": str(source.minutes),
        "systems": list(source.systems),
        "briefing": [BRIEFING],
    }


def _questions(way: Way, source: dict[str, Any], whole: list[str]) -> dict[str, list[str]]:
    """What is open beside the criteria: the briefing, the cast that did not act, mistakes and further ways."""
    silent = [name for name in source.get("cast", {}) if name not in way.cast]
    quiet = [f"phản ứng “{name}” không xảy ra trong lượt này nên đã bỏ; cần thì chép lại" for name in silent]
    briefing = "viết briefing: nói bằng lời của người giao việc, không nói trước lời giải"
    mistakes = "viết mistakes: mỗi tiêu chí là phần mất riêng của ít nhất một lỗi"
    return {
        "": [*whole, "đặt id, title, summary, competences, sources", briefing],
        "cast": quiet if way.cast else [],
        "steps": [
            "ai nữa được làm bước nào (who là danh sách), bước nào không bắt buộc (times: any)",
            *_late(way, quiet),
        ],
        "solution": ["còn cách làm đúng nào khác thì ghi vào solutions", mistakes],
    }


def _late(way: Way, quiet: list[str]) -> list[str]:
    """What is said of the silent cast, when there is no section of its own to say it in."""
    return [] if way.cast else quiet


def _proven(grounds: Grounds, record: RunRecord, scenario: Any, text: str, questions: dict[str, list[str]]) -> Draft:
    own, makers = record.variant, Keeping(grounds.makers).makers
    faults = {one: _fault(grounds, scenario, one, makers) for one in dict.fromkeys((own, *OTHERS))}
    if faults[own]:
        raise CannotDraft(f"lời giải của bản nháp chưa đạt: {faults[own]}")
    weak = [f"biến thể {one}: {told}" for one, told in faults.items() if told]
    open = [f"{name}: {one}" if name else one for name, each in questions.items() for one in each]
    return Draft(scenario, text, (*open, *weak), tuple(one for one, told in faults.items() if not told))


def _fault(grounds: Grounds, scenario: Any, variant: int, makers: Mapping[str, Maker]) -> str:
    """Why this variant's solution does not earn everything, or idleness earns something; "" when all is well."""
    try:
        beginning = grounds.begin(scenario, variant)
        play = player(grounds, beginning, makers)
        won = solution(beginning.expanded, "main", play(scenarios.plan(beginning.expanded)))
        points = (won, idle(beginning.expanded, play([])))
    except (CannotPlay, scenarios.CannotExpand, scenarios.NobodyFits) as fault:
        return str(fault)
    return "; ".join(one.told for one in points if not one.holds)
