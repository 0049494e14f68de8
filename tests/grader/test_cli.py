"""The command line works where nothing of the office is installed, and says in Vietnamese what is wrong."""

import json
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from grader import grade, write_bundle
from grader.cli import main
from tests.grader.story import FILE, solved
from tests.grader.test_bundle import KEY, packed, parts

ALONE = """
import sys
ALLOWED = set(sys.argv.pop(1).split(","))
class Only:
    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if top in sys.stdlib_module_names or top in ALLOWED or top.startswith("_"):
            return None
        raise ModuleNotFoundError("not for the grader: " + name, name=name)
sys.meta_path.insert(0, Only())
import socket
def refuse(*args, **kwargs): raise AssertionError("the grader asks no network")
socket.socket.connect = refuse
from grader.cli import main
import grader.signatures
status = main(sys.argv[1:])
loaded = {name.partition(".")[0] for name in sys.modules}
assert "sandbox" not in loaded and "seed.population" not in sys.modules
sys.exit(status)
"""


def allowed() -> set[str]:
    """Importable names of what the extra `grader` installs, with all that it needs in turn."""
    project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
    wanted = [_name(one) for one in project["optional-dependencies"]["grader"]]
    found: set[str] = set()
    while wanted:
        one = wanted.pop()
        if one not in found:
            found.add(one)
            wanted += [_name(two) for two in _requires(one) if "extra" not in two]
    packages = {top for top, owners in metadata.packages_distributions().items() if {_name(o) for o in owners} & found}
    return packages | {"grader", "scenarios", "seed"}


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # needed on other platforms only


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement)[0].lower().replace("_", "-")


@pytest.fixture
def bundle(tmp_path) -> Path:
    path = tmp_path / "run.zip"
    path.write_bytes(write_bundle(solved().record(), KEY))
    return path


def test_grading_and_verifying_need_nothing_of_the_office(bundle):
    for command in ("grade", "verify"):
        told = [sys.executable, "-c", ALONE, ",".join(sorted(allowed())), command, str(bundle), "--json"]
        done = subprocess.run(told, capture_output=True, cwd=Path.cwd(), timeout=60)
        assert (done.returncode, done.stderr.decode()) == (0, "")
        assert json.loads(done.stdout)


def test_the_module_can_be_run(bundle):
    done = subprocess.run([sys.executable, "-m", "grader", "verify", str(bundle)], capture_output=True, timeout=60)
    assert done.returncode == 0
    assert "Nguyên vẹn" in done.stdout.decode("utf-8")


def test_grade_prints_the_score_sheet_as_json(bundle, capfdbinary):
    assert main(["grade", str(bundle), "--json"]) == 0
    printed = capfdbinary.readouterr().out
    assert printed == grade(solved().record()).to_json() + b"\n"
    assert json.loads(printed)["score"] == 22


def test_grade_prints_words_for_people(bundle, capfdbinary):
    assert main(["grade", str(bundle)]) == 0
    assert "22/22 điểm. Đạt" in capfdbinary.readouterr().out.decode()


def test_what_is_missed_is_explained(tmp_path, capfdbinary):
    path = tmp_path / "run.zip"
    path.write_bytes(write_bundle(solved(upto="return").record(), KEY))
    assert main(["grade", str(path)]) == 0
    printed = capfdbinary.readouterr().out.decode()
    assert "[chưa đạt] Trả đúng người: 0/2" in printed
    before, _, under = printed.partition("Trả đúng người: 0/2")
    assert "chưa xét" not in before
    assert "\n      [chưa xét] Trả đúng hạn: 0/1\n" in under
    assert all(line.strip() and not line.endswith(": ") for line in printed.splitlines()), "nothing empty is told"


def test_an_altered_bundle_is_judged_as_far_as_it_can_be_and_exits_with_1(bundle, capfdbinary):
    members = parts(bundle.read_bytes())
    members["journal"] = members["journal"].replace(b'"opinion":"pass"', b'"opinion":"fail"', 1)
    bundle.write_bytes(packed(members))
    assert main(["grade", str(bundle), "--json"]) == 1
    told = capfdbinary.readouterr()
    assert json.loads(told.out)["passed"] is None
    assert "mục 6" in told.err.decode()
    assert main(["verify", str(bundle)]) == 1
    assert "KHÔNG nguyên vẹn" in capfdbinary.readouterr().out.decode()


def test_a_changed_rubric_needs_another_one(bundle, capfd):
    members = parts(bundle.read_bytes())
    members["scenario.yaml"] += b"\n"
    bundle.write_bytes(packed(members))
    assert main(["grade", str(bundle)]) == 2
    assert "--scenario" in capfd.readouterr().err
    assert main(["grade", str(bundle), "--scenario", str(FILE)]) == 1


@pytest.mark.parametrize("command", ["grade", "verify"])
def test_what_cannot_be_read_exits_with_2_and_says_how_to_go_on(command, tmp_path, capfd):
    assert main([command, str(tmp_path / "nowhere.zip")]) == 2
    assert "kiểm tra đường dẫn" in capfd.readouterr().err
    (tmp_path / "run.zip").write_bytes(b"no bundle")
    assert main([command, str(tmp_path / "run.zip")]) == 2
    assert "hãy xuất lại" in capfd.readouterr().err
