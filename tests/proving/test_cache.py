"""A kept proof is used only while nothing that it depends on has changed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sandbox.proving.cache import ROOMS, ROOT, Proofs, code, digest_of, files, key_of

SCENARIO = SimpleNamespace(id="mot", digest="a" * 64)


def key(scenario=SCENARIO, population="p", calendar="c", **how):
    return key_of(scenario, population, {"calendar": calendar}, **(how or {"variants": 20}))


def test_the_same_question_has_the_same_key():
    assert key() == key()


@pytest.mark.parametrize(
    "other",
    [
        key(SimpleNamespace(id="mot", digest="b" * 64)),
        key(SimpleNamespace(id="hai", digest="a" * 64)),
        key(population="q"),
        key(calendar="d"),
        key(variants=5),
    ],
)
def test_another_question_has_another_key(other):
    assert other != key()


def test_a_changed_file_changes_the_digest_of_the_code_and_its_line_ends_do_not(tmp_path):
    one = tmp_path / "grader" / "checks" / "one.py"
    one.parent.mkdir(parents=True)
    one.write_bytes(b"a = 1\nb = 2\n")
    before = digest_of(files(tmp_path, ["grader"]), tmp_path)
    one.write_bytes(b"a = 1\r\nb = 2\r\n")
    assert digest_of(files(tmp_path, ["grader"]), tmp_path) == before
    one.write_bytes(b"a = 1\nb = 3\n")
    assert digest_of(files(tmp_path, ["grader"]), tmp_path) != before


def test_other_scenarios_do_not_count_and_the_services_do():
    counted = {path.relative_to(ROOT).as_posix() for path in files(ROOT, ROOMS)}
    assert not [one for one in counted if one.startswith("scenarios/library/")]
    assert {"sandbox/services/onestop/actions.py", "grader/grade.py", "scenarios/competences.yaml"} <= counted
    assert len(code()) == 64


def test_what_is_kept_is_found_again(tmp_path):
    proofs = Proofs(tmp_path / "proofs")
    assert proofs.get(key()) is None
    proofs.put(key(), {"id": "mot", "mutation_score": 0.98})
    assert proofs.get(key()) == {"id": "mot", "mutation_score": 0.98}
    assert not list((tmp_path / "proofs").glob("*.part"))


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe"])
def test_a_damaged_file_is_no_proof(tmp_path, content):
    (tmp_path / f"{key()}.json").write_bytes(content)
    assert Proofs(tmp_path).get(key()) is None
