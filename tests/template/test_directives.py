"""Explicit comments: what they say, and what is reported when they cannot be understood."""

import pytest

from designdoc.markdown import parse
from designdoc.source import Span, decode
from designdoc.template.directives import parse_directive, parse_type
from designdoc.template.infer import infer
from designdoc.template.schema import Presence, TypeKind, ValueType

NOWHERE = Span(0, 0)


def test_several_words_in_one_comment() -> None:
    directive, problems = parse_directive(
        "optional; repeat(min=2); role=risks; name=Other; verbatim; ignore; type=date", NOWHERE
    )
    assert not problems
    assert directive.presence is Presence.OPTIONAL
    assert (directive.repeat, directive.role, directive.name) == (2, "risks", "Other")
    assert directive.verbatim
    assert directive.ignore
    assert directive.type == ValueType(TypeKind.DATE, format="YYYY-MM-DD")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("enumeration(a|b, c)", ValueType(TypeKind.ENUMERATION, ("a", "b", "c"))),
        ("sentences(2..3)", ValueType(TypeKind.SENTENCES, minimum=2, maximum=3)),
        ("words(..50)", ValueType(TypeKind.WORDS, maximum=50)),
        ("date(DD.MM.YYYY)", ValueType(TypeKind.DATE, format="DD.MM.YYYY")),
        ("number", ValueType(TypeKind.NUMBER)),
    ],
)
def test_types(text: str, kind: ValueType) -> None:
    assert parse_type(text) == kind


@pytest.mark.parametrize("text", ["colour", "enumeration", "enumeration(a)", "words(many)", "?"])
def test_types_that_are_none(text: str) -> None:
    assert isinstance(parse_type(text), str)


def problems(text: str) -> list[str]:
    template = infer(parse(decode("t.md", text.encode())))
    return [problem.message for problem in template.problems]


def test_what_cannot_be_understood_is_reported() -> None:
    assert "is none of" in problems("# [T]\n\n<!-- designdoc: optionl -->\n## A\n")[0]
    assert problems("# [T]\n\n## A\n\n<!-- designdoc: optional -->\n") == [
        "no element follows this comment"
    ]


def test_words_about_documents_are_no_problem() -> None:
    text = "# [T]\n\n<!-- designdoc: ignore DD201 -->\n## A\n\n<!-- designdoc: template=x.md -->\n"
    assert problems(text) == []


def test_ignore_and_verbatim_of_sections_and_blocks() -> None:
    text = (
        "# [T]\n\n<!-- designdoc: ignore -->\n## A\n\n[x]\n\n"
        "<!-- designdoc: verbatim -->\n## B\n\nKeep me.\n\n"
        "## C\n\n<!-- designdoc: verbatim -->\nAnd me.\n\n<!-- designdoc: role=risks -->\n- [r]\n"
    )
    template = infer(parse(decode("t.md", text.encode())))
    assert template.sections[0].ignore
    assert [kept.text for kept in template.verbatim] == ["Keep me.", "And me."]
    assert template.sections[2].role == "risks"
