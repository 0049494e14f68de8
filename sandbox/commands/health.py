"""What `doctor` examines, one function each; a check that breaks is a finding, not a crash."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import select

from sandbox.db import db, tables


def examine(app: Flask) -> list[dict[str, Any]]:
    """Findings `{"what", "well", "seen"}` in the order of the checks."""
    checks: tuple[tuple[str, Callable[[Flask], str]], ...] = (
        ("cơ sở dữ liệu", _database),
        ("phiên bản bảng", _tables),
        ("chỗ trống trên đĩa", _space),
        ("dân cư giả lập", _population),
        ("văn bản và chữ ký", _papers),
        ("tình huống", _scenarios),
        ("nhật ký các lượt", _chains),
    )
    return [_examined(app, what, check) for what, check in checks]


def _grounds(app: Flask) -> Any:
    return app.extensions["runs"].grounds


class Unwell(Exception):
    """A check found something wrong; the message says what."""


def _examined(app: Flask, what: str, check: Callable[[Flask], str]) -> dict[str, Any]:
    try:
        return {"what": what, "well": True, "seen": check(app)}
    except Exception as error:
        return {"what": what, "well": False, "seen": str(error) or type(error).__name__}


def _database(app: Flask) -> str:
    with db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            found = connection.exec_driver_sql("PRAGMA integrity_check").scalar()
            if found != "ok":
                raise Unwell(str(found))
        return connection.dialect.name


def _tables(app: Flask) -> str:
    found = tables()
    if not found.ready:
        raise Unwell(f"đang ở {found.held}, cần {found.needed}: chạy thaotruong serve hoặc thaotruong db upgrade")
    return str(found.held)


def _space(app: Flask) -> str:
    free = shutil.disk_usage(app.instance_path).free // 2**20
    if free < 200:
        raise Unwell(f"chỉ còn {free} MB")
    return f"còn {free} MB"


def _population(app: Flask) -> str:
    people = _grounds(app).population
    return f"{people.size} người, {people.digest[:12]}"


def _papers(app: Flask) -> str:
    """Typeset and sign one letter with the installation's own keys, then judge it."""
    from grader.signatures import judge
    from sandbox.world.effects import Effects

    grounds = _grounds(app)
    effects = Effects(grounds.makers)
    at = grounds.calendar.opens(datetime(2026, 11, 20, 9)).isoformat()
    _, letter = effects.make("typeset", {"form": "official_letter", "fields": {"subject": "thử chữ ký"}, "at": at})
    signer = {"id": "chu_tich", "name": "Chữ ký thử", "post": "Chủ tịch", "org": "UBND xã"}
    _, signed = effects.make("sign_person", {"file": letter, "signer": signer, "at": at})
    verdict = judge(effects.read(signed), grounds.installation.trust_pem()).verdict
    if verdict != "passed":
        raise Unwell(f"chữ ký thử: {verdict}")
    return f"ký thử và kiểm tra được; khóa của hồ sơ lượt làm (SHA-256): {grounds.installation.public_fingerprint()}"


def _scenarios(app: Flask) -> str:
    import scenarios

    grounds = _grounds(app)
    for one in grounds.scenarios.values():
        scenarios.must_fit(one, grounds.vocabulary)
    return f"{len(grounds.scenarios)} tình huống đúng định dạng"


def _chains(app: Flask) -> str:
    from sandbox.runs.models import Run

    runs = db.session.scalars(select(Run)).all()
    broken = [run.id for run in runs if not _chain_holds(app, run)]
    if broken:
        raise Unwell(f"chuỗi băm đứt ở lượt {', '.join(broken[:5])}")
    return f"{len(runs)} lượt nguyên vẹn"


def _chain_holds(app: Flask, run: Any) -> bool:
    from sandbox.world.journal import chain_breaks

    entries = app.extensions["runs"].store.entries(run.id)
    held = entries[-1].hash if entries else run.start_digest
    return chain_breaks(run.start_digest, entries) is None and (len(entries), held) == (run.seq, run.head)
