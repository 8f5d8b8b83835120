"""Checks a document of these pairs with all rules, and says what each link in it leads to."""

import posixpath
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from designdoc.checking import Around, Choice, Linked, Settings, Subject, run
from designdoc.diagnostics import Finding
from designdoc.document import Document, bind
from designdoc.markdown import parse
from designdoc.markdown.anchors import anchors
from designdoc.model.extract import extract
from designdoc.rules import RULES
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Template
from designdoc.workspace.documents import beside
from designdoc.workspace.local_links import local_links
from designdoc.workspace.symbols import Symbols
from designdoc.workspace.unit import unit_of
from designdoc.workspace.wanted import By

HOME = Path(__file__).parent / "pairs"
TODAY = date(2026, 11, 23)
EVERY = Settings((Choice(select=("DD",)),))


class Linking(NamedTuple):
    """A template, a sound document, and the files that the document links to."""

    name: str
    template: str
    document: str
    files: dict[str, str]

    @property
    def lines(self) -> list[str]:
        """The document's lines."""
        return self.document.split("\n")


def load_all() -> list[Linking]:
    """Every pair, by name."""
    return [_load(folder) for folder in sorted(HOME.iterdir()) if folder.is_dir()]


def _load(folder: Path) -> Linking:
    texts = {f.relative_to(folder).as_posix(): f.read_text("utf-8") for f in folder.rglob("*.md")}
    return Linking(folder.name, texts.pop("template.md"), texts.pop("document.md"), texts)


@cache
def _template(text: str) -> Template:
    return infer(parse(decode("template.md", text.encode())), [])


def check(pair: Linking, text: str) -> tuple[Finding, ...]:
    """All findings of all rules in a document of the pair's template."""
    document = bind(parse(decode("document.md", text.encode())), _template(pair.template), [])
    checked = run(Subject(document, _around(pair, document)), RULES, EVERY)
    assert not checked.faults, checked.faults[0].trace
    return checked.findings


def _around(pair: Linking, document: Document) -> Around:
    return Around(TODAY, _linked(pair, document), cited=_cited(pair, document))


def _cited(pair: Linking, document: Document) -> dict[str, Symbols]:
    """What the files beside the document define, by the names that it gives them."""
    found = {}
    for each in unit_of(document, extract(document)).wanted:
        path = next((p for p in beside(each.document, "") if p in pair.files), "")
        if path and each.by is not By.LINK:
            other = bind(parse(decode(path, pair.files[path].encode())), _template(pair.template))
            found[each.document] = unit_of(other, extract(other)).symbols
    return found


def _linked(pair: Linking, document: Document) -> dict[str, Linked]:
    found = {}
    for link in local_links(document.tree):
        name = posixpath.normpath(link.path)
        there = pair.files.get(name)
        if there is None:
            found[link.path] = Linked(exists=False, near=tuple(pair.files))
        else:
            found[link.path] = Linked(True, frozenset(anchors(parse(decode(name, there.encode())))))
    return found
