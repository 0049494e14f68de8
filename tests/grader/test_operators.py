"""Each operator, what it says of empty and of missing values, and the laws all of them keep."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from grader import operators
from grader.operators import Open, Several
from grader.world import UNKNOWN
from scenarios.written import LIST_OPERATORS, OPERATORS, condition

NAMES = {"$mother": "000198000001", "$none": None, "$lost": UNKNOWN, "$docs": Several(["a", "b"]), "$due": "2026-11-26"}
NAMES["$open"] = Open(["a"])


def fits(actual, wanted):
    return operators.test(actual, wanted, NAMES.__getitem__)


@pytest.mark.parametrize(
    ("actual", "wanted"),
    [
        (1, "1"), (0, "0"), (-5, "-5"), (True, "true"), (False, "false"),
        ("05", "05"), ("chu_tich", "chu_tich"), ("Hoà", "Hoà"), ("Hoa\u0300", "Hoà"),
        ("2026-11-26T17:00:00", "2026-11-26T17:00"), ("2026-11-26T17:00:00", "2026-11-26"),
        ("000198000001", "$mother"), ("a", "$docs"), ("b", "$docs"), (None, "$none"), ("", "$none"), (None, ""),
        ([], []), (["x", "y"], ["x", "y"]), ([1, 2], ["1", "2"]),
        ([{"kind": "person", "staff": "ct", "at": "t"}], [{"kind": "person", "staff": "ct"}]),
        ("x", {"is": "set"}), (0, {"is": "set"}), (False, {"is": "set"}), ([1], {"is": "set"}),
        (None, {"is": "empty"}), ("", {"is": "empty"}), ([], {"is": "empty"}), ((), {"is": "empty"}),
        ({}, {"is": "empty"}),
        ("x", {"not": "y"}), (None, {"not": "y"}), ("x", {"not": {"is": "empty"}}), ("x", {"one_of": ["y", "x"]}),
        (3, {"at_least": "3"}), (3, {"at_most": "3"}), (3, {"after": "2"}), (3, {"before": "4"}),
        (10, {"after": "9"}),
        ("2026-11-26", {"at_most": "2026-11-26"}), ("2026-11-26", {"at_least": "$due", "at_most": "$due"}),
        ("2026-11-26T17:00:00", {"at_most": "2026-11-26T17:00"}),
        ("2026-11-26T17:01:00", {"at_most": "2026-11-26"}),
        (["b", "a"], {"same_set": ["a", "b"]}), (["a", "b", "c"], {"has_all": ["c", "a"]}),
        ([{"k": 1}, {"k": 2}], {"has_rows": [{"k": "2"}]}),
        ([{"k": 2}, {"k": 1}], {"same_set": [{"k": "1"}, {"k": "2"}]}),
        ([1, 2], {"size": "2"}), (["Hồ sơ"], {"has_all": [{"text": "ho so"}]}),
        ([{"k": 5}], [{"k": {"at_least": "4"}}]), ("GIÀNG  thị Đá", {"text": "Giang Thi Da"}),
        ("Về việc rà soát hộ tịch", {"mentions": "Rà soát"}),
        ("rà soát hộ tịch", {"mentions": ["ho tich", "ra soat"]}), ({"a": "Hộ tịch"}, {"mentions": "hộ tịch"}),
        (5, {"at_least": "1", "at_most": "9"}),
    ],
)  # fmt: skip
def test_what_fits(actual, wanted):
    assert fits(actual, wanted) is True


@pytest.mark.parametrize(
    ("actual", "wanted"),
    [
        (1, "2"), (1, "1.0"), ("05", "5"), ("chu_tich", "pho"), (None, "x"), ("", "x"), ("a", ""),
        (["x"], "x"), ("x", ["x"]),
        ("c", "$docs"), ("x", "$none"), (True, "false"), ("2026-11-27", "2026-11-26"),
        (["x", "y"], ["y", "x"]), (["x", "x"], ["x"]), ([{"kind": "org"}], [{"kind": "person"}]),
        ([], [{"kind": "org"}]),
        ("x", {"is": "empty"}), (None, {"is": "set"}), ("y", {"not": "y"}), ("x", {"one_of": ["y"]}),
        ("x", {"one_of": []}),
        (2, {"at_least": "3"}), (4, {"at_most": "3"}), (3, {"after": "3"}), (3, {"before": "3"}),
        (None, {"at_most": "3"}),
        ("soon", {"at_most": "2026-11-26"}), ("2026-11-26T17:01:00", {"at_most": "2026-11-26T17:00"}),
        ("2026-11-27", {"at_most": "2026-11-26"}), (["a"], {"same_set": ["a", "b"]}),
        (["a", "b", "c"], {"same_set": ["a", "b"]}),
        ("a", {"same_set": ["a"]}), (None, {"has_all": ["a"]}), ([], {"has_all": ["a"]}),
        ([1], {"size": "2"}), (None, {"size": "0"}),
        ("Giàng A Tú", {"text": "Giàng A Tủa"}), (["x"], {"has_all": [{"kind": "org"}]}),
        (["x"], [{"kind": "org"}]),
        ([{"k": 3}], [{"k": {"at_least": "4"}}]), (None, {"text": "x"}), ("khai sinh", {"mentions": "khai tử"}),
        ("khai sinh", {"mentions": ["khai", "tử"]}), (5, {"at_least": "1", "at_most": "4"}),
    ],
)  # fmt: skip
def test_what_does_not_fit(actual, wanted):
    assert fits(actual, wanted) is False


@pytest.mark.parametrize(
    "wanted", ["x", ["x"], {"is": "set"}, {"not": "x"}, {"text": "x"}, {"same_set": []}, {"at_most": "1"}]
)
def test_missing_evidence_leaves_everything_open(wanted):
    assert fits(UNKNOWN, wanted) is None


@pytest.mark.parametrize(
    "wanted", ["$lost", {"text": "$lost"}, {"at_most": "$lost"}, {"mentions": ["$lost"]}, ["$lost"]]
)
def test_an_unknown_wish_leaves_it_open(wanted):
    assert fits(["x"] if isinstance(wanted, list) else "x", wanted) is None


def test_one_definite_answer_decides_in_spite_of_an_unknown_one():
    assert fits("x", {"one_of": ["$lost", "x"]}) is True
    assert fits("x", {"not": "x", "text": "$lost"}) is False


def test_a_thing_that_may_be_another_record_too_is_never_definitely_wrong():
    assert fits("a", "$open") is True
    assert fits("c", "$open") is None


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.sampled_from(["", "x", "2026-11-26", "2026-11-26T09:00", "Đá"]),
    st.lists(st.sampled_from(["x", "y"]), max_size=3),
)  # fmt: skip
SCALARS = st.sampled_from(["x", "5", "2026-11-26", "2026-11-26T09:00", "$mother", "$lost", "$docs", "true"])
COMPARING = ["text", "mentions", "at_least", "at_most", "before", "after"]
WISHES = st.one_of(
    SCALARS,
    st.lists(SCALARS, max_size=2),
    st.dictionaries(st.sampled_from(COMPARING), SCALARS, max_size=2),
    st.dictionaries(st.sampled_from(["one_of", "same_set", "has_all"]), st.lists(SCALARS, max_size=2), max_size=2),
)


@given(VALUES, WISHES)
def test_not_turns_every_answer_round_and_twice_gives_it_back(actual, wanted):
    once, twice = fits(actual, {"not": wanted}), fits(actual, {"not": {"not": wanted}})
    assert twice is fits(actual, wanted)
    assert once is (None if twice is None else not twice)


@given(VALUES, st.lists(WISHES, max_size=3))
def test_one_of_is_true_when_any_is_and_false_only_when_all_are(actual, wishes):
    answers = [fits(actual, one) for one in wishes]
    expected = True if True in answers else None if None in answers else False
    assert fits(actual, {"one_of": wishes}) is expected


@given(st.integers(-99, 99), st.integers(-99, 99))
def test_the_four_comparisons_agree(one, other):
    wanted = str(other)
    assert fits(one, {"at_least": wanted}) is not fits(one, {"before": wanted})
    assert fits(one, {"at_most": wanted}) is not fits(one, {"after": wanted})
    assert (fits(one, {"at_least": wanted}) and fits(one, {"at_most": wanted})) is fits(one, wanted)


def test_every_operator_of_the_format_is_judged():
    assert set(operators._OPERATORS) == OPERATORS
    assert condition({"is": "set"}) == {"is": "set"}


TREES = st.recursive(
    st.sampled_from(["x", "5", "$lost", "set", "2026-11-26"]),
    lambda inner: (
        st.lists(inner, max_size=2)
        | st.dictionaries(st.sampled_from([*sorted(OPERATORS), "kind", "k"]), inner, max_size=2)
    ),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(VALUES, st.just([{"k": 5}]), st.just({"k": "x"}), st.just(UNKNOWN)), TREES)
def test_whatever_the_format_lets_in_can_be_judged(actual, wanted):
    try:
        condition(wanted)
    except PydanticCustomError:
        return
    assert fits(actual, wanted) in (True, False, None)


FITTING = st.recursive(
    st.sampled_from(["x", "5", "y", "$lost", "$open", "2026-11-26"]),
    lambda inner: (
        st.fixed_dictionaries({}, optional={name: st.lists(inner, max_size=2) for name in sorted(LIST_OPERATORS)})
        | st.fixed_dictionaries({}, optional={"not": inner, "is": st.sampled_from(["set", "empty"])})
        | st.dictionaries(st.sampled_from(COMPARING), st.sampled_from(["x", "5", "$lost", "$open"]), max_size=2)
        | st.lists(inner, max_size=2)
    ),
    max_leaves=6,
)
TRUTHS = st.sampled_from(["x", "5", "y", "", None, 5, "2026-11-26", "2026-11-26T09:00"])


@settings(max_examples=600, deadline=None)
@given(VALUES | st.decimals(-9, 9, places=1) | st.just([{"k": 5}]), FITTING, TRUTHS, st.booleans())
def test_what_is_definite_without_a_name_stays_so_whatever_the_name_stands_for(actual, wanted, truth, more):
    """Kleene's logic: an answer in spite of `$lost` and `$open` is the answer for every value they may have had."""
    told = {"$lost": truth, "$open": Several(["a", truth] if more else ["a"])}
    without, whole = fits(actual, wanted), operators.test(actual, wanted, (NAMES | told).__getitem__)
    assert without is None or whole is None or without is whole


@settings(max_examples=300, deadline=None)
@given(VALUES, FITTING)
def test_a_lost_value_leaves_every_condition_open(actual, wanted):
    assert fits(UNKNOWN, wanted) is None


@pytest.mark.parametrize(
    "wanted", [{"same_set": ["b", "a"]}, {"has_all": ["a"]}, {"size": "2"}, {"mentions": "a"}, ["a", "b"]]
)
def test_a_list_of_a_record_in_memory_is_one_as_in_a_bundle(wanted):
    assert operators.test(("a", "b"), wanted, lambda name: None) is True
    assert operators.test(["a", "b"], wanted, lambda name: None) is True
