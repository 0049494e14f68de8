"""The compose file and the Dockerfile name things that exist: environment the app reads, commands, folders."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_the_web_waits_for_a_healthy_database():
    services = COMPOSE["services"]
    assert set(services) == {"web", "database"}
    assert services["web"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert "pg_isready" in services["database"]["healthcheck"]["test"][1]


def test_the_environment_is_what_the_app_reads():
    config = (ROOT / "sandbox" / "config.py").read_text(encoding="utf-8")
    given = set(COMPOSE["services"]["web"]["environment"]) | set(re.findall(r"THAOTRUONG_\w+", DOCKERFILE))
    unread = {name for name in given if name.removeprefix("THAOTRUONG_") not in config}
    assert given
    assert not unread, f"the app does not read {sorted(unread)}"


def test_no_secret_is_written_down():
    for service in COMPOSE["services"].values():
        for name, value in service["environment"].items():
            if re.search("PASSWORD|SECRET", name):
                assert "${" in value, f"{name} must come from the environment"


def test_volumes_and_ports_are_declared():
    used = {volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service["volumes"]}
    assert used == set(COMPOSE["volumes"])
    assert COMPOSE["services"]["web"]["ports"] == ["127.0.0.1:8000:8000"]


def test_the_image_copies_folders_that_exist_and_starts_our_command():
    for name in re.findall(r"^COPY (\w+) \w+$", DOCKERFILE, re.MULTILINE):
        assert (ROOT / name).is_dir(), name
    assert 'CMD ["thaotruong", "serve"' in DOCKERFILE
    assert "USER thaotruong" in DOCKERFILE
