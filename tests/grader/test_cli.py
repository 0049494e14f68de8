"""The command line works where nothing of the office is installed, and says in Vietnamese what is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from grader import grade, write_bundle
from grader.cli import main
from tests.grader.story import FILE, solved
from tests.grader.test_bundle import KEY, packed, parts

ALONE = """
import sys
ALLOWED = {"grader", "scenarios", "seed", "msgspec", "pydantic", "pydantic_core", "yaml", "_yaml", "cryptography",
    "annotated_types", "typing_extensions", "typing_inspection", "pyhanko", "pyhanko_certvalidator", "asn1crypto",
    "oscrypto", "uritools", "tzlocal", "tzdata", "lxml", "requests", "defusedxml", "_cffi_backend", "cffi"}
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
assert not loaded & {"flask", "sqlalchemy", "sandbox", "faker", "holidays", "typst", "jinja2"}, loaded
assert "seed.population" not in sys.modules
sys.exit(status)
"""


@pytest.fixture
def bundle(tmp_path) -> Path:
    path = tmp_path / "run.zip"
    path.write_bytes(write_bundle(solved().record(), KEY))
    return path


def test_grading_and_verifying_need_nothing_of_the_office(bundle):
    for command in ("grade", "verify"):
        done = subprocess.run(
            [sys.executable, "-c", ALONE, command, str(bundle), "--json"],
            capture_output=True,
            cwd=Path.cwd(),
            timeout=60,
        )
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
    assert "chờ: returned" in printed


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
