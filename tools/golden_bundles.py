"""Make the golden records of a bundle format: run once, by hand, when a format is new, and never again for an old one.

    python tools/golden_bundles.py

Plays two real runs with keys, accounts and stamps in a folder that is thrown away, and writes their signed bundles and
the score sheets that the grader gives them today into tests/grader/golden. `--sheets` writes only the sheets of the
bundles that are there: for a change of the score sheet that was meant, so that its difference is seen in review.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from grader import grade, trusted_record
from grader.bundle import FORMAT

GOLDEN = Path(__file__).parents[1] / "tests" / "grader" / "golden"
RUNS = {"letter": ("tra-loi-van-ban-den", ""), "birth": ("khai-sinh-tai-quay", "wrong_father")}


def main() -> None:
    if "--sheets" not in sys.argv[1:]:
        with tempfile.TemporaryDirectory() as folder:
            _play_all(Path(folder))
    for bundle in sorted(GOLDEN.glob("v*.zip")):
        record, _ = trusted_record(bundle)
        bundle.with_suffix(".json").write_bytes(grade(record).to_json())


def _play_all(folder: Path) -> None:
    from flask_migrate import upgrade

    from sandbox.accounts import people
    from sandbox.app import build
    from sandbox.config import Config
    from sandbox.db import db
    from sandbox.runs.bundles import export_bundle

    app = build(Config.for_tests(folder))
    with app.app_context():
        upgrade()
        user = people.create("hocvien", "Học viên", "bản-mường-sớm-mai", ["trainee"])
        db.session.commit()
        number = user.id
        for name, (scenario, mistake) in RUNS.items():
            bundle = export_bundle(app, _play(app.extensions["runs"], number, scenario, mistake))
            (GOLDEN / f"v{FORMAT}-{name}.zip").write_bytes(bundle)


def _play(runs: Any, user: int, scenario: str, mistake: str) -> str:
    from sandbox.pages.demo import KeptPlayer
    from scenarios import plan

    run = runs.start_run(user, scenario, variant=1)
    expanded = runs.beginning(runs.row(run)).expanded
    makes = {name: step.makes for name, step in expanded.steps.items() if step.makes}
    KeptPlayer(runs, run).play(plan(expanded, mistake=mistake), makes)
    return run


if __name__ == "__main__":
    main()
