"""A real server of the tiny office in a process of its own, to be killed. Forked from a process that has everything
imported where the system can fork, started from nothing elsewhere."""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection
from pathlib import Path

import waitress.server

from sandbox.app import build
from sandbox.config import Config
from seed.population import population
from tests.runs.tiny import tiny_grounds
from tests.runs.tiny_pages import tiny_system

RESIDENTS = 200
population(2026, RESIDENTS)  # kept by the process that is forked from


def serve(folder: str, database_url: str, port: Connection) -> None:
    """Listen on a free port of this machine and tell which."""
    server = waitress.server.create_server(_app(Path(folder), database_url), host="127.0.0.1", port=0, threads=6)
    port.send(server.effective_port)
    server.run()


def small_config(folder: Path, database_url: str) -> Config:
    return Config.for_tests(folder, population_size=RESIDENTS, database_url=database_url)


def _app(folder: Path, database_url: str):
    config = small_config(folder, database_url)
    app = build(config, tiny_grounds(config), [tiny_system()], ("ui", "accounts", "runs"))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


class Server:
    """One life of the server."""

    def __init__(self, config: Config):
        how = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        context = multiprocessing.get_context(how)
        if how == "forkserver":
            context.set_forkserver_preload(["tests.runs.server"])
        ours, theirs = context.Pipe(duplex=False)
        self.process = context.Process(
            target=serve, args=(str(config.instance), config.database_url, theirs), daemon=True
        )
        self.process.start()
        theirs.close()
        if not ours.poll(120):
            raise TimeoutError("the server does not start")
        self.port: int = ours.recv()
        ours.close()

    def kill(self) -> None:
        """No good-bye: SIGKILL, on Windows TerminateProcess."""
        self.process.kill()
        self.process.join()
        self.process.close()
