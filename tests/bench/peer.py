"""The peer of pages and acts: a bare Flask application that reads 20 rows, or inserts one, by ORM."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask, redirect, render_template_string, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from werkzeug.wrappers import Response

PAGE = """<!doctype html><html lang="vi"><title>Hồ sơ</title><h1>Hồ sơ</h1><table>
{% for row in rows %}<tr><td>{{ row.code }}</td><td>{{ row.name }}</td><td>{{ row.at.strftime("%d/%m/%Y") }}</td></tr>
{% endfor %}</table></html>"""


def bare(folder: Path) -> Flask:
    """GET / reads 20 rows and draws them; POST / inserts one row, durably, and redirects."""
    app = Flask("peer", root_path=str(folder))
    app.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{(folder / 'peer.db').as_posix()}"
    db = SQLAlchemy(app)

    class Row(db.Model):  # type: ignore[name-defined, misc]
        id = db.Column(db.Integer, primary_key=True)
        code = db.Column(db.String(40))
        name = db.Column(db.String(80))
        at = db.Column(db.DateTime)

    @app.get("/")
    def listed() -> str:
        return render_template_string(PAGE, rows=db.session.scalars(db.select(Row).order_by(Row.id).limit(20)))

    @app.post("/")
    def inserted() -> Response:
        db.session.add(Row(code=request.form["code"], name=request.form["name"], at=datetime(2026, 11, 20)))
        db.session.commit()
        return redirect("/", 303)

    with app.app_context():
        event.listen(db.engine, "connect", _durable)
        db.create_all()
        db.session.add_all(Row(code=f"H99.1-{n}", name=f"Người {n}", at=datetime(2026, 11, 20)) for n in range(20))
        db.session.commit()
    return app


def _durable(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")
