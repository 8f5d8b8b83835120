"""The changes say everything: applied to the old version they give the new one, both ways."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.change.canonical import canonical
from designdoc.change.diff import Edit, Kind, apply, diff, edits_of
from designdoc.change.whole import whole
from designdoc.markdown import parse
from designdoc.model.facts import DesignModel
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from helpers.commits import Pair, blob, both_sides, commit_pairs
from helpers.sampling import Sample

pytestmark = pytest.mark.requirement("FR-6")

Modelled = Callable[..., DesignModel]
GOLDEN = Path(__file__).parents[1] / "golden" / "diff"
COUNT = 200
_MIRROR = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}


@pytest.mark.parametrize("case", sorted(each.name for each in GOLDEN.iterdir()))
def test_golden_cases_are_said_whole(case: str, modelled: Modelled) -> None:
    old, new = ((GOLDEN / case / name).read_bytes() for name in ("old.md", "new.md"))
    assert_whole(modelled(old), modelled(new))


_LINES = st.sampled_from([
    "# T", "## Goals", "- no passwords", "- one minute", "## Risks and Mitigation", "- late mail",
    "| Risk | Impact |", "|---|---|", "| leaks | High |", "| leaks | Low |", "", "## Notes",
    "some words", "some other words", "## Functional Requirements", "- FR-1: one", "- FR-1: two",
    "- FR-2: one", "## Major Components", "### Gate", "- **Dependencies**: Store", "### Store",
    "## Implementation Plan", "### Phase 1: A", "- [ ] do it", "- [x] do it", "## 目標", "- 速い",
    "## Non-Functional Requirements", "- **Speed**: p95 < 200 ms", "- **Speed**: p95 < 300 ms",
    "```mermaid", "graph TD", "A --> B", "B --> C", "```", "## Data Flow", "N/A",
])  # fmt: skip


@given(st.lists(_LINES, max_size=30), st.lists(_LINES, max_size=30))
def test_any_two_texts(modelled: Modelled, one: list[str], other: list[str]) -> None:
    assert_whole(modelled("\n".join(one)), modelled("\n".join(other)))


@pytest.mark.corpus
def test_commits_of_the_rust_rfcs(rfcs: Path, sample: Sample, modelled: Modelled) -> None:
    pairs = commit_pairs(rfcs, "text")
    assert len(pairs) > 6_000
    template = _template(blob(rfcs, "main:0000-template.md"))
    chosen = Random(4).sample(pairs, COUNT)  # noqa: S311 - repeatable, not secret
    for pair in both_sides(rfcs, sample(chosen)):
        _assert_pair(pair, template, modelled)


@pytest.mark.corpus
def test_commits_of_the_seed_in_two_languages(
    boilerplate: Path, modelled: Modelled, feature_design: Template
) -> None:
    pairs = commit_pairs(boilerplate, "*design*")
    assert len(pairs) >= 15
    for pair in both_sides(boilerplate, pairs):
        _assert_pair(pair, feature_design, modelled)


def _assert_pair(pair: Pair, template: Template, modelled: Modelled) -> None:
    name, old, new = pair
    try:
        assert_whole(modelled(old, template), modelled(new, template))
    except AssertionError as error:
        raise AssertionError(name) from error


def assert_whole(old: DesignModel, new: DesignModel) -> None:
    """Forth gives the new version, back the old one; and both ways say the same."""
    forth, back = diff(old, new), diff(new, old)
    assert apply(edits_of(forth), whole(old)).encoded == whole(new).encoded
    assert apply(edits_of(back), whole(new)).encoded == whole(old).encoded
    mirrored = Counter(_said(edit, mirrored=True) for edit in edits_of(back))
    assert Counter(_said(edit) for edit in edits_of(forth)) == mirrored


def _said(edit: Edit, mirrored: bool = False) -> tuple[object, ...]:
    """What an edit says, without the places of texts that are the same."""
    before = edit.before.encoded if edit.before else b""
    after = edit.after.encoded if edit.after else b""
    old, new = canonical(edit.old), canonical(edit.new)
    if mirrored:
        return _MIRROR.get(edit.kind, edit.kind), edit.name, new, old, after, before
    return edit.kind, edit.name, old, new, before, after


def test_changes_that_start_elsewhere_are_refused(modelled: Modelled) -> None:
    one, other = modelled("# A\n\nStatus: draft\n"), modelled("# B\n\nStatus: draft\n")
    edits = list(edits_of(diff(one, other)))
    assert edits
    with pytest.raises(ValueError, match="title is 'B', not 'A'"):
        apply(edits, whole(other))


def _template(data: bytes) -> Template:
    return infer(parse(decode("template.md", data)))
