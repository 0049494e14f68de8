"""The committed JSON Schema is the format's, and the documentation names every key."""

import re
from pathlib import Path

import pytest

from scenarios import layout, papers, questions, rubric
from scenarios import written as values
from scenarios.model import Mistake, Person, Reaction, Scenario, StartRecord
from scenarios.schema import COPY, schema, written


def test_the_committed_schema_is_current():
    assert COPY.read_text("utf-8") == written(), "run: python -m scenarios"


def test_the_schema_names_every_key_and_every_check():
    made = schema()
    assert set(made["required"]) >= {"id", "title", "minutes", "plays", "steps", "criteria"}
    assert not made["additionalProperties"]
    assert set(made["properties"]["criteria"]["items"]["discriminator"]["mapping"]) == {
        "ends_with", "happened", "never", "ordered", "in_time", "nothing_else", "signed", "looked_up",
        "any_of", "answer", "written", "document",
    }  # fmt: skip


DOCUMENTED = [Scenario, Person, StartRecord, Reaction, Mistake, rubric.Step, rubric.Thing, rubric.OrderRule]
DOCUMENTED += [rubric.EndsWith, rubric.InTime, rubric.LookedUp, rubric.Signed, rubric.Judged, rubric.AnyOf]
DOCUMENTED += [layout.Document, layout.RowOf, papers.File, papers.Letter]
DOCUMENTED += [questions.Question, questions.Answer, questions.Written, questions.Element]


@pytest.mark.parametrize("model", DOCUMENTED, ids=lambda one: one.__name__)
def test_every_key_is_documented(model):
    told = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`[^`]*`|```.*?```", DOCS, re.S))))
    missing = {field.alias or name for name, field in model.model_fields.items()} - told
    assert not missing, f"say in docs/scenarios.md what {sorted(missing)} of {model.__name__} means"


def test_every_operator_is_documented():
    assert not {one for one in values.OPERATORS if f"`{one}" not in DOCS}


DOCS = Path("docs/scenarios.md").read_text("utf-8")
