"""Formatting keeps what a document says, and is done after the first time."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.application.session import Session
from designdoc.application.tidy import shape, tidied, tidy
from designdoc.change.diff import diff
from designdoc.diagnostics import DesigndocError
from designdoc.document import bind
from designdoc.markdown import apply, parse
from designdoc.model.extract import extract
from designdoc.model.readable import readable
from designdoc.source import decode
from helpers.sampling import Sample

PIECES = (
    "- a\n", "* b\n", "+ c\n", "  - d\n", "  * e\n", "* \n", "\n", "1. f\n", "> - g\n", "> * h\n",
    "text\n", "| a | b |\n", "|---|:-:|\n", "| `|` | 日本 |\n", "|x|\\||\n", "a | b\n",
    "-|-\n", "```\n", "* * *\n", "- [ ] t\n", "\t* tab\n", "***\n", "    | x | y |\n",
)  # fmt: skip


def tidy_text(text: str) -> str:
    return apply(text.encode(), tidy(parse(decode("d.md", text.encode())))).decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("|a|b|\n|-|:-:|\n|long cell|x|\n",
         "| a         |  b  |\n| --------- | :-: |\n| long cell |  x  |\n"),
        ("| 名 | b |\n|--|--|\n| a | b |\n", "| 名  | b   |\n| --- | --- |\n| a   | b   |\n"),
        ("- a\n- b\n\ntext\n\n* c\n", "- a\n- b\n\ntext\n\n- c\n"),
        ("* a\n  - b\n* c\n", "* a\n  * b\n* c\n"),
        ("- a\n* b\n* c\n", "- a\n* b\n* c\n"),  # two lists: with one marker they would be one
        ("a | b\n-|-\nc | d\n", "a | b\n-|-\nc | d\n"),
        ("|a|b|\r\n|-|-|\r\n|c|d|\r\n", "| a   | b   |\r\n| --- | --- |\r\n| c   | d   |\r\n"),
    ],
)  # fmt: skip
def test_what_is_formatted(before: str, after: str) -> None:
    assert tidy_text(before) == after


@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_text_keeps_its_shape_and_is_done_at_once(pieces: list[str]) -> None:
    before = "".join(pieces)
    after = tidy_text(before)
    assert shape(parse(decode("d.md", after.encode()))) == shape(
        parse(decode("d.md", before.encode()))
    )
    assert tidy_text(after) == after


def says_the_same(session: Session, path: str) -> bool:
    """Formats one document; whether there was something to format."""
    document = session.document(path)
    edits = tidied(document, session.checker.terms(path))
    after = parse(decode(path, apply(document.source.data, edits)))
    assert shape(document.tree) == shape(after), path
    sides = [side.source for side in document.side_files]
    bound = bind(after, document.template, sides)
    models = [readable(extract(each), each.tree) for each in (document, bound)]
    assert not diff(models[0], models[1]), path
    assert not tidy(after), path
    return bool(edits)


@pytest.mark.corpus
def test_real_documents_say_the_same(
    keps: Path, sample: Sample, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(keps)
    session = wiring.session(str(keps), CheckOptions(cache=False))
    formatted = 0
    for path in sample(list(session.jobs)[::3]):
        try:
            formatted += says_the_same(session, path)
        except (DesigndocError, OSError):
            continue  # a README above the documents
    assert formatted
