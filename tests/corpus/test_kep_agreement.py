"""For every KEP and every section of its template: designdoc and a scan of headings agree.

The few differences are listed with their reasons in ``kep-differences.tsv``; a change of any of
them fails the test, so that it is looked at. Write the list anew with ``UPDATE_GOLDEN=1``.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.heading_scan import Scanned, normal, scan
from designdoc.document import BoundSection, Document, Match, bind
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import Section, Template
from helpers.sampling import Sample

LISTED = Path(__file__).parent / "kep-differences.tsv"
GROUP, GROUP_PARENT = "story", "user stories"
pytestmark = pytest.mark.corpus

Path_ = tuple[str, ...]
Pair = tuple[str, str]


def test_missing_sections_agree_with_a_scan_of_headings(keps: Path, sample: Sample) -> None:
    template = compiled(keps)
    sections = list(paths(template.sections, ()))
    pairs = 0
    differences: dict[Pair, str] = {}
    files = {file.relative_to(keps).as_posix(): file for file in sorted(keps.rglob("*.md"))}
    names = list(files) if os.environ.get("UPDATE_GOLDEN") else sample(files)
    for name in names:
        data = files[name].read_bytes()
        headings = list(scan(data.decode("utf-8", "replace")))
        document = bind(parse(decode(name, data)), template)
        found = {section.path: section for section in document.bound}
        for path, form in sections:
            pairs += 1
            if is_there(form, headings) != (path in found):
                reason = explained(document, found.get(path))
                differences[name, form.name] = reason

    if os.environ.get("UPDATE_GOLDEN"):
        LISTED.write_text(as_table(differences), "utf-8")
    assert len(files) == 676
    assert pairs == len(names) * len(sections)
    assert len(sections) >= 50
    assert 1 - len(differences) / pairs >= 0.995
    assert as_table(differences) == listed(names)
    assert "unexplained" not in differences.values()


def listed(names: list[str]) -> str:
    """The rows of the list that speak of these documents."""
    head, *rows = LISTED.read_text("utf-8").splitlines(keepends=True)
    return head + "".join(row for row in rows if row.split("\t")[0] in names)


def compiled(keps: Path) -> Template:
    """The KEP template."""
    readme = keps / "NNNN-kep-template" / "README.md"
    return infer(parse(decode("README.md", readme.read_bytes())))


def paths(sections: tuple[Section, ...], above: Path_) -> Iterator[tuple[Path_, Section]]:
    """Each section of the template with its path of names."""
    for section in sections:
        path = (*above, section.name)
        yield path, section
        yield from paths(section.children, path)


def is_there(form: Section, headings: list[Scanned]) -> bool:
    """The scan's answer; a group of stories is there under any names below their heading."""
    name = normal(form.name)
    if name != GROUP:
        return any(heading.name == name for heading in headings)
    for index, heading in enumerate(headings):
        if heading.name.startswith(f"{GROUP} "):
            return True
        following = headings[index + 1] if index + 1 < len(headings) else None
        if heading.name == GROUP_PARENT and following and following.level > heading.level:
            return True
    return False


def explained(document: Document, section: BoundSection | None) -> str:
    """Why the two differ, by what designdoc says of the section."""
    if section is None:
        if any(fence.fenced and not fence.closed for fence in document.tree.fences):
            return "a code block that CommonMark reads as open hides the heading"
        if any(part.title.startswith("Story ") for part in document.tree.sections):
            return "stories outside a section of stories"
        return "unexplained"
    return {
        Match.SYNONYM: "another accepted name",
        Match.NEAR: "reworded, reported as DD103",
        Match.INSTANCE: "a member of a group under another parent name",
        Match.EXACT: "singular for plural, or a tail after a dash or colon",
    }[section.match]


def as_table(differences: dict[Pair, str]) -> str:
    """The differences as lines of path, section and reason."""
    lines = [f"{path}\t{name}\t{reason}" for (path, name), reason in sorted(differences.items())]
    return "\n".join(["path\tsection\treason", *lines]) + "\n"
