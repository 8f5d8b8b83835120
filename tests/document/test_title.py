"""The title's form: fixed words around holes."""

import time

import pytest

from designdoc.document.title import bind_title
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import TitleForm


def form_of(title: str) -> TitleForm:
    form = infer(parse(decode("t.md", f"# {title}\n\n## A\n\n[a]\n".encode()))).title
    assert form is not None
    return form


@pytest.mark.parametrize(
    ("form", "title", "words"),
    [
        ("[Name] Design Document", "Login Design Document", ["Login"]),
        ("[Name] Design Document", "Log in design  document", ["Log in"]),
        ("[Name] Design Document", "`Login` *Design* Document", ["Login"]),
        ("[Name] Design Document", "Design Document", None),
        ("[Name] Design Document", "Login", None),
        ("[Name] Design Document", "Design Document of Login", None),
        ("Plan: [Name]", "Plan: Login", ["Login"]),
        ("Plan: [Name]", "plan:Login", ["Login"]),
        ("Plan: [Name]", "Plan:", None),
        ("[Kind] of [Name]", "Plan of Login of Users", ["Plan", "Login of Users"]),
        ("[Kind] of [Name]", "of Login", None),
        ("[Name]", "Anything at all", ["Anything at all"]),
        ("Handbook", "Something else", []),
    ],
)
def test_words_in_the_holes(form: str, title: str, words: list[str] | None) -> None:
    (part,) = parse(decode("d.md", f"# {title}\n".encode())).outline.children
    bound = bind_title(form_of(form), part)
    assert ([found for _, found in bound.holes] if bound.fits else None) == words


def test_no_title_does_not_fit() -> None:
    assert not bind_title(form_of("[Name]"), None).fits


def test_a_title_without_end_is_read_once() -> None:
    form = form_of("[Kind] - [Name] - [Part] - [Date] end")
    (part,) = parse(decode("d.md", b"# " + b"x - " * 100_000 + b"\n")).outline.children
    start = time.process_time()
    assert not bind_title(form, part).fits
    assert time.process_time() - start < 1
