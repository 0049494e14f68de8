"""A kept proof is used only while nothing that it depends on has changed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sandbox.proving import many
from sandbox.proving.cache import ROOMS, ROOT, Proofs, code, digest_of, files, key_of
from sandbox.proving.variant import VariantProof, Wanted

TEXT = "id: mot"
FIRST = Wanted(1)
PROOF = VariantProof("mot", 1, fault="không chơi được")


def key(text=TEXT, wanted=FIRST, population="p", calendar="c"):
    return key_of(text, wanted, population, {"calendar": calendar})


def test_the_same_question_has_the_same_key():
    assert key() == key()


@pytest.mark.parametrize(
    "other",
    [
        key("id: hai"),
        key(wanted=Wanted(2)),
        key(wanted=Wanted(1, mutants=True)),
        key(wanted=Wanted(1, real=True)),
        key(population="q"),
        key(calendar="d"),
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
    proofs.put(key(), PROOF)
    assert proofs.get(key()) == PROOF
    assert not list((tmp_path / "proofs").glob("*.part"))


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"{}"])
def test_a_damaged_file_is_no_proof(tmp_path, content):
    (tmp_path / f"{key()}.json").write_bytes(content)
    assert Proofs(tmp_path).get(key()) is None


class Ground:
    """As much of an office as the key asks for."""

    population = SimpleNamespace(digest="p")
    calendar = SimpleNamespace(to_plain=lambda: {})


def test_what_is_kept_is_not_proven_again(tmp_path, monkeypatch):
    done = []
    monkeypatch.setattr(many, "_proved", lambda grounds, task: done.append(task.id) or PROOF)
    monkeypatch.setattr(many, "scenario_proof", lambda scenario, proofs: {"id": scenario.id, "proofs": proofs})
    scenario, proofs = SimpleNamespace(id="mot"), Proofs(tmp_path)
    for text, times in ((TEXT, 1), (TEXT, 1), (f"{TEXT}\ntitle: khác", 2)):
        found = many.prove_all(Ground, [scenario], [many.Task("mot", text, Wanted(1))], proofs=proofs)
        assert found == [{"id": "mot", "proofs": [PROOF]}]
        assert len(done) == times
