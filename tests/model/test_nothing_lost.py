"""Every word of a document is in a fact or in ``other``: own documents and the real corpora."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.model.extract import extract
from designdoc.model.to_json import to_json
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from helpers.corpora import keps, rfcs
from helpers.lost_words import lost_words
from helpers.own_documents import own_documents
from helpers.sampling import Sample

pytestmark = pytest.mark.requirement("FR-3")

# Backquotes that do not pair, so that a person and a parser see different words.
ODD_BACKQUOTES = {
    ("1027-api-unions", 253), ("1027-api-unions", 260), ("4008-crd-ratcheting", 388),
    ("4402-go-workspaces", 164), ("3424-cargo-script", 402),
}  # fmt: skip


def test_own_documents_lose_nothing(document: Callable[..., Document]) -> None:
    for own in own_documents():
        assert _lost(own.text.encode(), document(own.text)) == [], own.name


@pytest.mark.corpus
def test_no_kep_loses_a_word(shared: Path, sample: Sample) -> None:
    documents = dict(keps(shared))
    assert len(documents) >= 600
    form = _template(documents["keps/NNNN-kep-template/README.md"])
    assert _all_lost(dict(sample(documents.items())), form) <= ODD_BACKQUOTES


@pytest.mark.corpus
def test_no_rfc_loses_a_word(shared: Path, sample: Sample, tmp_path: Path) -> None:
    documents = dict(rfcs(shared, tmp_path / "rfcs"))
    assert len(documents) >= 600
    form = _template((tmp_path / "rfcs" / "0000-template.md").read_bytes())
    assert _all_lost(dict(sample(documents.items())), form) <= ODD_BACKQUOTES


_LINES = st.sampled_from([
    "# T", "## Risks", "## Major Components", "### A", "#### B: `x.py`", "## Alternatives",
    "- **Pros**: one", "- [ ] two", "  - three", "1. four", "| Risk | Impact |", "|---|---|",
    "| five | High |", "```ts", "interface A { six: string }", "```", "> seven", "**Cons**", "",
    "eight", "## Functional Requirements", "## 機能要件", "- FR-1: nine", "## Test Plan", "N/A",
    "## Phases", "### Phase 1: ten", "## References", "[eleven]: https://x.y", "<p>twelve</p>",
    "## Data Flow", "A -> B", "## Revision History", "- 2026-01-02: thirteen", "## Logging",
])  # fmt: skip


@settings(deadline=None)
@given(st.lists(_LINES, max_size=40))
def test_any_mixture_of_lines_loses_nothing(feature_design: Template, lines: list[str]) -> None:
    text = "\n".join(lines).encode()
    bound = bind(parse(decode("a.md", text)), feature_design)
    spans = sorted(other.span for other in extract(bound).other)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    kept = str(to_json(extract(bound), bound.source))
    for word in ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve"):
        assert word not in text.decode() or word in kept or f"{word}|" in kept


def _all_lost(documents: dict[str, bytes], form: Template) -> set[tuple[str, int]]:
    found = set()
    for name, data in documents.items():
        short = name.removesuffix("/README.md").removesuffix(".md").rpartition("/")[2]
        bound = bind(parse(decode(name, data)), form)
        found |= {(short, line) for line, _ in _lost(data, bound)}
    return found


def _lost(data: bytes, bound: Document) -> list[tuple[int, list[str]]]:
    model = to_json(extract(bound), bound.source)
    return list(lost_words(data.decode("utf-8", "replace"), model))


def _template(data: bytes) -> Template:
    return infer(parse(decode("template.md", data)))
