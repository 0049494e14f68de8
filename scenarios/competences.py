"""The competences that criteria name: to which of the six contents of the training programme, and of DigComp, each
belongs."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from seed.text import fold

FILE = Path(__file__).with_name("competences.yaml")
DigComp = Annotated[str, StringConstraints(pattern=r"^[1-5]\.[1-6]$")]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Content(_Part):
    """One of the six contents; `digcomp`: the area of DigComp 2.2 nearest to it."""

    title: str
    digcomp: str


class Competence(_Part):
    """`content`: number of the content it belongs to; `why`: what it means for the citizen when it fails."""

    name: str
    content: Annotated[int, Field(ge=1, le=6)]
    digcomp: Annotated[tuple[DigComp, ...], Field(min_length=1)]
    why: str


class Catalogue(_Part):
    contents: dict[int, Content]
    competences: tuple[Competence, ...]


@cache
def catalogue() -> Catalogue:
    """All contents and competences."""
    return Catalogue.model_validate(yaml.safe_load(FILE.read_text("utf-8")))


@cache
def _by_name() -> dict[str, Competence]:
    return {fold(one.name): one for one in catalogue().competences}


def competence(name: str) -> Competence | None:
    """The competence of this name, written with or without diacritics; None for one that the catalogue has not."""
    return _by_name().get(fold(name))
