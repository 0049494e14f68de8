"""Backup of an installation: one zip of all tables as lines of JSON, its keys, and the digest of every member.

The same file is restored on SQLite or PostgreSQL. It is read in one snapshot of the database, so it is consistent while
people work. It holds password hashes and private keys: keep it as you keep the installation itself.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, DateTime, Engine, LargeBinary, MetaData, Table, inspect, select, text

FORMAT = 1
KEYS = ("keys", "secret")


class BadBackup(Exception):
    """A backup that cannot be made or restored; the message is Vietnamese and says why."""


def write(engine: Engine, metadata: MetaData, instance: Path, target: Path) -> dict[str, int]:
    """Write the backup to `target` (made new, never overwritten) and give the number of rows of each table."""
    if target.exists():
        raise BadBackup(f"tệp {target} đã có; hãy chọn tên khác")
    try:
        return _write(engine, metadata, instance, target)
    except FileExistsError:
        raise
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _write(engine: Engine, metadata: MetaData, instance: Path, target: Path) -> dict[str, int]:
    counts: dict[str, int] = {}
    digests: dict[str, str] = {}
    with zipfile.ZipFile(target, "x", zipfile.ZIP_DEFLATED) as zipped, _snapshot(engine) as connection:
        for table in metadata.sorted_tables:
            lines = [_line(table, row) for row in connection.execute(select(table))]
            counts[table.name] = len(lines)
            _put(zipped, digests, f"tables/{table.name}.jsonl", "".join(lines).encode())
        for path in _key_files(instance):
            _put(zipped, digests, "instance/" + path.relative_to(instance).as_posix(), path.read_bytes())
        manifest = {"format": FORMAT, "revision": _revision(connection), "members": digests}
        zipped.writestr("manifest.json", json.dumps(manifest, indent=1, sort_keys=True))
    return counts


def read(engine: Engine, metadata: MetaData, instance: Path, source: Path) -> dict[str, int]:
    """Restore `source` into an installation without accounts; everything or nothing. Gives the rows of each table."""
    try:
        with zipfile.ZipFile(source) as zipped:
            members = _checked(zipped)
            counts = _fill(engine, metadata, members, _manifest(zipped)["revision"])
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise BadBackup(f"{source} không phải bản sao lưu dùng được ({error})") from error
    for name, content in members.items():
        if name.startswith("instance/"):
            _keep(instance / name.removeprefix("instance/"), content)
    return counts


def _snapshot(engine: Engine) -> Connection:
    if engine.dialect.name == "postgresql":
        return engine.connect().execution_options(isolation_level="REPEATABLE READ")
    connection = engine.connect()
    connection.exec_driver_sql("SELECT 1")
    return connection


def _line(table: Table, row: Any) -> str:
    return json.dumps([_out(value) for value in row], ensure_ascii=False, separators=(",", ":")) + "\n"


def _out(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    return value.isoformat() if isinstance(value, datetime) else value


def _in(column: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value)
    return datetime.fromisoformat(value) if isinstance(column.type, DateTime) else value


def _key_files(instance: Path) -> Iterator[Path]:
    for name in KEYS:
        path = instance / name
        yield from sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path] * path.is_file()


def _put(zipped: zipfile.ZipFile, digests: dict[str, str], name: str, content: bytes) -> None:
    digests[name] = hashlib.sha256(content).hexdigest()
    zipped.writestr(name, content)


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def _manifest(zipped: zipfile.ZipFile) -> Any:
    manifest = json.loads(zipped.read("manifest.json"))
    if manifest.get("format") != FORMAT:
        raise ValueError(f"định dạng {manifest.get('format')!r}")
    return manifest


def _checked(zipped: zipfile.ZipFile) -> dict[str, bytes]:
    members = {}
    for name, expected in _manifest(zipped)["members"].items():
        if ".." in name.split("/") or name.startswith("/") or "\\" in name or ":" in name:
            raise ValueError(f"tên {name!r}")
        members[name] = zipped.read(name)
        if hashlib.sha256(members[name]).hexdigest() != expected:
            raise ValueError(f"phần {name} đã bị thay đổi")
    return members


def _fill(engine: Engine, metadata: MetaData, members: dict[str, bytes], revision: str) -> dict[str, int]:
    counts = {}
    with engine.begin() as connection:
        if revision != _revision(connection):
            raise BadBackup(f"bản sao lưu ở phiên bản bảng {revision}, máy này ở {_revision(connection)}")
        if any(connection.execute(select(table).limit(1)).first() for table in metadata.sorted_tables):
            raise BadBackup("nơi phục hồi đã có dữ liệu; hãy dùng một thư mục hoặc cơ sở dữ liệu trống")
        for table in metadata.sorted_tables:
            rows = list(_rows(table, members[f"tables/{table.name}.jsonl"]))
            counts[table.name] = len(rows)
            for begin in range(0, len(rows), 500):
                connection.execute(table.insert(), rows[begin : begin + 500])
        _advance_sequences(connection, metadata)
    return counts


def _rows(table: Table, content: bytes) -> Iterator[dict[str, Any]]:
    for line in content.decode().splitlines():
        values = json.loads(line)
        yield {c.name: _in(c, value) for c, value in zip(table.columns, values, strict=True)}


def _advance_sequences(connection: Connection, metadata: MetaData) -> None:
    """PostgreSQL gives ids from sequences, which rows inserted with their ids do not move."""
    if connection.dialect.name != "postgresql":
        return
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is not None:
            query = "SELECT setval(pg_get_serial_sequence(:t, :c), GREATEST((SELECT max({0}) FROM {1}), 1))"
            named = text(query.format(column.name, table.name))  # names from our own metadata
            connection.execute(named, {"t": table.name, "c": column.name})


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o600)
