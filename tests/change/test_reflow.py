"""Another form is no change: wrapping, markers, padding, numbering, emphasis, line endings."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.change.diff import Change, diff
from designdoc.markdown import parse
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from helpers.commits import blob, both_sides, commit_pairs, tree
from helpers.own_documents import own_documents
from helpers.reflow import reflowed
from helpers.sampling import Sample

pytestmark = pytest.mark.requirement("FR-6")

Modelled = Callable[..., DesignModel]
OWN = {own.name: own.text.encode() for own in own_documents()}


@given(st.sampled_from(sorted(OWN)), st.integers(0, 10_000))
def test_own_documents(modelled: Modelled, name: str, seed: int) -> None:
    assert _changes(OWN[name], seed, modelled) == []


@pytest.mark.corpus
def test_rust_rfcs(rfcs: Path, sample: Sample, modelled: Modelled) -> None:
    names = [name for name in tree(rfcs, "main") if name.startswith("text/")]
    assert len(names) >= 600
    template = infer(parse(decode("t.md", blob(rfcs, "main:0000-template.md"))))
    for seed, name in enumerate(sample(names)):
        assert _changes(blob(rfcs, f"main:{name}"), seed, modelled, template) == [], name


@pytest.mark.corpus
def test_the_seed_in_two_languages(boilerplate: Path, modelled: Modelled) -> None:
    versions = list(both_sides(boilerplate, commit_pairs(boilerplate, "*design*")))
    assert len(versions) >= 15
    for seed, (name, _, data) in enumerate(versions):
        assert _changes(data, seed, modelled) == [], name


def _changes(
    data: bytes, seed: int, modelled: Modelled, template: Template | None = None
) -> list[Change]:
    other = reflowed(data, Random(seed))  # noqa: S311 - repeatable, not secret
    return list(diff(modelled(data, template), modelled(other, template)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("A line\nthat is wrapped.", "A line that\nis wrapped."),
        ("長い文を\n折り返す。", "長い文を折り返す。"),
        ("It’s “so”…", 'It\'s "so"...'),
        ("*one* and __two__", "_one_ and **two**"),
        ("- a\n- b", "* a\n* b"),
        ("| a | b |\n|---|---|\n| c | d |", "|a|b|\n|:--|--:|\n|  c  |  d  |"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("### 3.1 Part\n\nWords", "### 4. Part\n\nWords"),
        (
            "## Contents\n\n- [A](#a)\n- [B](#b)\n\n## A",
            "## Contents\n\n- [A](#a)\n- [C](#c)\n\n## A",
        ),
    ],
)
def test_forms(modelled: Modelled, one: str, other: str) -> None:
    head = "# T\n\n## Notes\n\n"
    assert diff(modelled(head + one), modelled(head + other)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2.5 seconds", "3.5 seconds"),
        ("10²", "102"),
        ("not now", "now"),
        ("`*const T`", "`const T`"),
        ("- a\n- b", "- b\n- a"),
        ("| a | b |\n|---|---|\n| c | d |", "| a | b |\n|---|---|\n| d | c |"),
        ("[x]: one.md", "[x]: two.md"),
    ],
)
def test_near_misses_are_changes(modelled: Modelled, one: str, other: str) -> None:
    head = "# T\n\n## Notes\n\n"
    assert diff(modelled(head + one), modelled(head + other)) != ()
