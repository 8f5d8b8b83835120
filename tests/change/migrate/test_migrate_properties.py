"""Whatever the next version of a template does, no line of an author is lost or moves twice."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.change.migrate import migrate
from designdoc.change.schema import compare
from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.rules import dd101_missing_section
from designdoc.source import decode
from designdoc.template.infer import infer
from helpers.migration import carried

pytestmark = pytest.mark.requirement("FR-5")

NAMES = [
    "Summary", "Motivation", "Detailed Design", "Data Model", "Alternatives", "Risks", "Rollout",
    "Testing", "Prior Art", "Costs", "Glossary", "概要", "代替案", "移行計画",
]  # fmt: skip
OWN = ["We chose this.", "- a point", "    code", "> said", "| a | b |", "語は残る。", "* [ ] open"]


@st.composite
def versions(draw: st.DrawFn) -> tuple[str, str, str]:
    """A template, its next version, and a document that was written from the first."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=8, unique=True))
    levels = [2, *(draw(st.integers(2, 3)) for _ in names[1:])]
    base = list(zip(levels, names, strict=True))
    theirs = list(base)
    for _ in range(draw(st.integers(0, 4))):
        theirs = draw(st.sampled_from([_added, _removed, _moved, _renamed]))(draw, theirs)
    shift = draw(st.integers(0, 1))
    theirs = [(level + shift, name) for level, name in theirs]
    return _template(base), _template(theirs), _document(draw, base)


def _added(draw: st.DrawFn, sections: list) -> list:
    free = [name for name in NAMES if name not in {each for _, each in sections}]
    at = draw(st.integers(1, len(sections)))
    return [*sections[:at], (2, draw(st.sampled_from(free))), *sections[at:]] if free else sections


def _removed(draw: st.DrawFn, sections: list) -> list:
    at = draw(st.integers(0, len(sections) - 1))
    kept = [*sections[:at], *sections[at + 1 :]]
    return kept if kept and kept[0][0] == 2 else sections


def _moved(draw: st.DrawFn, sections: list) -> list:
    order = draw(st.permutations(sections))
    return order if order[0][0] == 2 else sections


def _renamed(draw: st.DrawFn, sections: list) -> list:
    at = draw(st.integers(0, len(sections) - 1))
    level, name = sections[at]
    return [*sections[:at], (level, f"{name} and More"), *sections[at + 1 :]]


def _template(sections: list) -> str:
    parts = [f"{'#' * level} {name}\n\n[What {name} says]\n" for level, name in sections]
    return "# [Name]\n\n" + "\n".join(parts)


def _document(draw: st.DrawFn, sections: list) -> str:
    parts = ["# Login\n"]
    for number, (level, name) in enumerate(sections):
        own = draw(st.lists(st.sampled_from(OWN), max_size=3))
        body = "\n\n".join(f"{line} {number}" for line in own) or f"[What {name} says]"
        parts.append(f"{'#' * level} {name}\n\n{body}\n")
        if draw(st.integers(0, 5)) == 0:
            parts.append(f"{'#' * level} My own {number}\n\nOwn text {number}.\n")
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = "\n".join(parts).replace("\n", newline)
    return text if draw(st.booleans()) else text.rstrip("\r\n")


@given(versions())
def test_no_line_of_the_author_is_lost_and_a_second_run_changes_nothing(
    drawn: tuple[str, str, str],
) -> None:
    base, theirs, document = (text.encode() for text in drawn)
    data, _ = carried(document, base, theirs)
    assert not _own_lines(document) - _own_lines(data)
    assert data.endswith(b"\n") == document.endswith(b"\n")
    assert (b"\r\n" in data) == (b"\r\n" in document)
    new = infer(parse(decode("template.md", theirs)))
    bound = bind(parse(decode("document.md", data)), new)
    assert [d.message for d in dd101_missing_section.RULE.check(bound) if not d.severity] == []
    assert carried(data, theirs, theirs)[0] == data


@given(versions())
def test_a_document_of_the_newest_version_stays_byte_for_byte(drawn: tuple[str, str, str]) -> None:
    base, _, document = (text.encode() for text in drawn)
    template = infer(parse(decode("template.md", base)))
    bound = bind(parse(decode("document.md", document)), template)
    assert migrate(bound, template, compare(template, template)).data == document


def _own_lines(data: bytes) -> Counter[str]:
    """The lines that are neither blank nor headings nor the template's own."""
    lines = (line.strip() for line in data.decode().splitlines())
    return Counter(line for line in lines if line and not line.startswith(("#", "[What")))
