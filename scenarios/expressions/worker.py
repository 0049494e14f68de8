"""The process that evaluates expressions: a request a line in, an answer a line out. Run as a file; imports no house.

Request: {"expression", "types": {variable: type}, "data": {variable: value}}. Answer: {"value": true} or
{"fault": words} for what can never work, {"open": words} for what these values do not tell.
"""

from __future__ import annotations

import contextlib
import json
import sys
from functools import lru_cache
from typing import Any

MOST_MEMORY = 512 * 1024 * 1024
MOST_SECONDS = 2
HOPELESS = ("budget exceeded", "recursion limit", "recursion depth")


def main() -> None:
    """Answer until the input ends. Arguments: folders where the package lies."""
    sys.path += sys.argv[1:]
    from cel_expr_python import cel

    sys.stdout.write(json.dumps({"ready": True}) + "\n")
    sys.stdout.flush()
    for line in sys.stdin:
        _limit()
        sys.stdout.write(json.dumps(_answer(cel, json.loads(line))) + "\n")
        sys.stdout.flush()


def _limit() -> None:
    """No more memory than this, and two more seconds of the processor; only where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + MOST_SECONDS
    for what, most in ((resource.RLIMIT_CPU, until), (resource.RLIMIT_AS, MOST_MEMORY)):
        hard = resource.getrlimit(what)[1]
        with contextlib.suppress(OSError, ValueError):  # macOS knows RLIMIT_AS and does not allow it
            resource.setrlimit(what, (most if hard < 0 else min(most, hard), hard))


def _answer(cel: Any, asked: dict[str, Any]) -> dict[str, Any]:
    try:
        compiled = _compiled(asked["expression"], json.dumps(asked["types"]))
        if compiled.return_type() != cel.Type.BOOL:
            return {"fault": f"the value is {compiled.return_type().name()}, not BOOL"}
        value = compiled.eval(data=asked["data"])
    except (RuntimeError, MemoryError, ValueError) as refused:
        return {"fault": _short(str(refused) or type(refused).__name__)}
    told = value.plain_value()
    if isinstance(told, bool):
        return {"value": told}
    hopeless = any(word in str(told) for word in HOPELESS)
    return {"fault" if hopeless else "open": _short(str(told))}


@lru_cache(maxsize=512)
def _compiled(expression: str, types: str) -> Any:
    from cel_expr_python import cel

    variables = {name: cel.Type(signature) for name, signature in json.loads(types).items()}
    parameters = [cel.Type.List(cel.Type.DYN)]
    one = cel.Overload("sum_list", return_type=cel.Type.INT, parameters=parameters, impl=_sum)
    return cel.NewEnv(variables=variables, functions=[cel.FunctionDecl("sum", [one])]).compile(expression)


def _sum(values: list[Any]) -> int:
    """The sum of whole numbers; anything else among them is an error."""
    plain = [one.plain_value() if hasattr(one, "plain_value") else one for one in values]
    if not all(isinstance(one, int) and not isinstance(one, bool) for one in plain):
        raise ValueError("sum: not all are whole numbers")
    return sum(plain)


def _short(words: str) -> str:
    return " ".join(words.split())[:300]


if __name__ == "__main__":
    main()
