"""`python -m seed` tells what a seed and a size give."""

import json

import pytest

from seed.__main__ import main


def test_the_summary_is_given_as_json(capsys, small):
    assert main(["--seed", "7", "--size", "500", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["digest"] == small.digest
    assert (told["residents"], told["villages"], told["commune"]) == (500, 2, "xã Pà Vầy, tỉnh Mô Phỏng")


def test_the_summary_is_given_for_people(capsys, small):
    assert main(["--seed", "7", "--size", "500"]) == 0
    out = capsys.readouterr().out
    assert f"digest               {small.digest}" in out
    assert "Mông" in out


def test_a_size_that_is_too_small_is_refused(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--size", "5"])
    assert stopped.value.code == 2
    assert "--size must be 200 or more" in capsys.readouterr().err
