"""How a run stands in an address: `id`, or `id@n` for the run as it stood after entry n."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug.routing import BaseConverter, ValidationError


@dataclass(frozen=True, slots=True)
class RunAddress:
    """`at` None is now."""

    id: str
    at: int | None = None

    def __str__(self) -> str:
        return self.id if self.at is None else f"{self.id}@{self.at}"


class RunConverter(BaseConverter):
    """`<run:run>` in rules."""

    regex = r"[a-z2-7]{16}(?:@[0-9]{1,6})?"

    def to_python(self, value: str) -> RunAddress:
        id, _, at = value.partition("@")
        return RunAddress(id, int(at) if at else None)

    def to_url(self, value: RunAddress | str) -> str:
        if not isinstance(value, RunAddress | str):
            raise ValidationError
        return str(value)
