"""The configuration: one frozen object, read once from the environment (`THAOTRUONG_*`) and the instance folder."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

MEGABYTE = 1024 * 1024


class BadConfiguration(ValueError):
    """A variable that cannot be used, named with what is wrong."""


@dataclass(frozen=True, kw_only=True)
class Config:
    """`instance` keeps database, keys and caches. Sizes in bytes; `proxy_hops`: trusted reverse proxies in front.

    `https` makes cookies secure; `population_size` is a number of residents; `worlds_in_memory` of live runs.
    """

    instance: Path
    database_url: str
    secret_key: str
    trusted_hosts: tuple[str, ...] = ()
    max_content_length: int = 50 * MEGABYTE
    proxy_hops: int = 0
    https: bool = False
    population_seed: int = 2026
    population_size: int = 20_000
    calendar: str = "2026.11"
    worlds_in_memory: int = 2_000
    demo: bool = False
    testing: bool = False

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Config:
        """Read the environment; what is not given gets its default. Raises `BadConfiguration`."""
        given = _Given(os.environ if environ is None else environ)
        instance = Path(given.text("INSTANCE", "instance")).absolute()
        _make_folder(instance)
        return cls(
            instance=instance,
            database_url=_database_url(given.text("DATABASE_URL", ""), instance),
            secret_key=given.text("SECRET_KEY", "") or kept_secret(instance / "secret"),
            trusted_hosts=given.words("TRUSTED_HOSTS"),
            max_content_length=given.number("MAX_CONTENT_LENGTH", 50 * MEGABYTE),
            proxy_hops=given.number("PROXY_HOPS", 0),
            https=given.yes("HTTPS"),
            population_seed=given.number("POPULATION_SEED", 2026),
            population_size=given.number("POPULATION_SIZE", 20_000, least=200),
            calendar=given.text("CALENDAR", "2026.11"),
            worlds_in_memory=given.number("WORLDS_IN_MEMORY", 2_000),
            demo=given.yes("DEMO"),
        )

    @classmethod
    def for_tests(cls, instance: Path, **changed: Any) -> Config:
        """A small installation in `instance` (a temporary folder)."""
        plain = {
            "instance": instance,
            "database_url": _database_url("", instance),
            "secret_key": "tests only",
            "population_size": 500,
            "testing": True,
        }
        return cls(**{**plain, **changed})

    def for_flask(self) -> dict[str, Any]:
        """The same, in Flask's words and those of its extensions."""
        return {
            "TESTING": self.testing,
            "SECRET_KEY": self.secret_key,
            "SQLALCHEMY_DATABASE_URI": self.database_url,
            "SQLALCHEMY_ENGINE_OPTIONS": {"pool_size": 16, "max_overflow": 32},
            "TRUSTED_HOSTS": list(self.trusted_hosts) or None,
            "MAX_CONTENT_LENGTH": self.max_content_length,
            "MAX_FORM_PARTS": 2_000,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "SESSION_COOKIE_SECURE": self.https,
            "WTF_CSRF_TIME_LIMIT": None,
            "WTF_CSRF_SSL_STRICT": False,
        }


class _Given:
    """The variables of one environment."""

    def __init__(self, environ: Mapping[str, str]):
        self._environ = environ

    def text(self, name: str, default: str) -> str:
        return self._environ.get(f"THAOTRUONG_{name}", "").strip() or default

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(self.text(name, "").replace(",", " ").split())

    def yes(self, name: str) -> bool:
        return self.text(name, "0").lower() in ("1", "yes", "true", "on")

    def number(self, name: str, default: int, least: int = 0) -> int:
        text = self.text(name, str(default))
        if not text.isdecimal() or int(text) < least:
            raise BadConfiguration(f"THAOTRUONG_{name} must be a whole number of at least {least}, not {text!r}")
        return int(text)


def _make_folder(instance: Path) -> None:
    try:
        instance.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise BadConfiguration(f"THAOTRUONG_INSTANCE: no folder can be made at {instance} ({fault.strerror})") from None


def _database_url(given: str, instance: Path) -> str:
    """SQLAlchemy's address: SQLite in the instance folder, or PostgreSQL by psycopg."""
    if not given:
        return "sqlite:///" + (instance / "thaotruong.db").absolute().as_posix()
    for plain in ("postgresql://", "postgres://"):
        if given.startswith(plain):
            given = "postgresql+psycopg://" + given.removeprefix(plain)
    if not given.startswith(("sqlite:", "postgresql+psycopg:")):
        raise BadConfiguration("THAOTRUONG_DATABASE_URL must begin with sqlite: or postgresql:")
    if given.startswith("postgresql") and find_spec("psycopg") is None:
        raise BadConfiguration('PostgreSQL needs its driver: pip install "thao-truong-so[postgres]"')
    return given


def kept_secret(path: Path) -> str:
    """The secret kept in `path`, made by whoever comes first; several processes may start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as out:
            out.write(secrets.token_hex(32))
    except FileExistsError:
        pass
    for _ in range(100):
        if len(held := path.read_text("ascii")) == 64:
            return held
        time.sleep(0.02)
    raise BadConfiguration(f"{path} is damaged: delete it and start again (everybody will have to sign in anew)")
