"""How rule tests check a document: text in, findings of every rule out, fixes applied."""

from collections.abc import Callable, Sequence
from datetime import date

import msgspec
import pytest

from designdoc.checking import Around, Subject
from designdoc.diagnostics import Edit, Finding
from designdoc.document.bind import bind
from designdoc.markdown import apply, parse
from designdoc.rules import RULES
from designdoc.source import Source, decode
from designdoc.template.infer import infer
from helpers.code_world import Texts, view

Check = Callable[..., list[Finding]]
FixAll = Callable[..., bytes]
AROUND = Around(date(2026, 11, 23))


def check_text(  # noqa: PLR0917 - a document, its template, and what is beside each
    template: str | bytes,
    document: str | bytes,
    template_side: Sequence[Source] = (),
    document_side: Sequence[Source] = (),
    around: Around = AROUND,
    code: tuple[Texts, Texts] | None = None,
) -> list[Finding]:
    """``code`` are the files of the source tree now, and those that an earlier commit had."""
    compiled = infer(parse(decode("template.md", _bytes(template))), template_side)
    tree = parse(decode("document.md", _bytes(document)))
    bound = bind(tree, compiled, document_side)
    if code is not None:
        around = msgspec.structs.replace(around, code=view(bound, *code))
    subject = Subject(bound, around)
    found = [finding for rule in RULES for finding in rule.findings(subject)]
    return sorted(found, key=lambda f: (f.path, f.place.start.offset, f.code, f.message))


def fix_text(template: str | bytes, document: str | bytes, code: str, safe: bool = True) -> bytes:
    """The document with the fixes of one rule applied, as often as there are any."""
    data = _bytes(document)
    for _ in range(5):
        edits: list[Edit] = []
        for finding in check_text(template, data):
            if finding.code == code and finding.fixes and finding.fixes[0].safe >= safe:
                edits += _apart(edits, finding.fixes[0].edits)
        if not edits:
            return data
        data = apply(data, edits)
    raise AssertionError(f"the fixes of {code} never come to an end")


def _apart(edits: list[Edit], more: Sequence[Edit]) -> Sequence[Edit]:
    clash = any((a.start < b.end and b.start < a.end) or a == b for a in edits for b in more)
    return () if clash else more


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@pytest.fixture
def check() -> Check:
    return check_text


@pytest.fixture
def fix_all() -> FixAll:
    return fix_text
