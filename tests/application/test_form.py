"""A form writes what was changed in it, and no other byte."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from designdoc.api import wiring
from designdoc.application.form import Form, Input, Value, edits_for, form_of
from designdoc.application.one_document import one_document
from designdoc.application.options import CheckOptions
from designdoc.diagnostics import DesigndocError, UsageError
from designdoc.document import Document
from designdoc.markdown import apply
from helpers.corpora import keps as kep_documents
from helpers.sampling import Sample

ROOT = Path(__file__).parents[2]
OWN = ("examples/feature-design/offline-notes.md", "examples/feature-design/upload-limits.md",
       "examples/decisions/0001-store-times-in-utc.md", "examples/rfcs/0001-quiet-imports.md",
       "docs/design/designdoc.md")  # fmt: skip


def reader() -> Callable[[str, bytes], Document]:
    """Reads texts as documents; their templates are compiled once."""
    checker, overlay = wiring.checker_over({}, CheckOptions(cache=False))

    def read(path: str, data: bytes) -> Document:
        overlay.put(path, data)
        return one_document(path, checker)[0]

    return read


def document(path: str, data: bytes) -> Document:
    return reader()(path, data)


def inputs(form: Form) -> list[Input]:
    return [each for group in form.groups for each in group.inputs]


def as_is(form: Form) -> dict[str, Value]:
    return {i.id: i.rows if i.kind == "grid" else i.value for i in inputs(form)}


def changed(each: Input, chance: Random) -> Value:
    if each.kind == "grid":
        rows = [list(row) for row in each.rows]
        rows.insert(chance.randrange(len(rows) + 1), ["new"] * len(each.columns))
        return rows
    more = "\n\nand more" if each.kind == "text" else " and more"
    return f"{each.value}{more}".strip()


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("ending", [b"\n", b"\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("path", OWN)
@pytest.mark.requirement("FR-12")
def test_what_is_not_changed_keeps_its_bytes(path: str, ending: bytes) -> None:
    data = (ROOT / path).read_bytes().replace(b"\n", ending)
    read = reader()
    found = read(path, data)
    form = form_of(found)
    assert len(inputs(form)) >= 5
    assert edits_for(found, as_is(form)) == []
    chance = Random(7)  # noqa: S311 - repeatable
    for each in inputs(form):
        value = changed(each, chance)
        edits = edits_for(found, {each.id: value})
        assert len(edits) == 1, each
        after = apply(data, edits)
        start, end = edits[0].start, edits[0].end
        assert after.startswith(data[:start])
        assert after.endswith(data[end:])
        assert b"\n" not in after.replace(b"\r\n", b"") or ending == b"\n"
        if chance.random() < 0.3 and each.kind != "grid":
            then = read(path, after)
            again = next((i for i in inputs(form_of(then)) if i.id == each.id), None)
            if again is not None and again.kind == each.kind:
                assert apply(after, edits_for(then, {each.id: each.value})) == data, each


@pytest.mark.corpus
def test_keps_as_they_are_need_no_edit(
    shared: Path, sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    read = reader()
    for number, (_, data) in enumerate(sample(kep_documents(shared))):
        try:
            found = read(f"k{number}.md", data)
        except DesigndocError:
            continue
        assert edits_for(found, as_is(form_of(found))) == []


@pytest.mark.usefixtures("here")
def test_a_table_is_a_grid_with_its_choices() -> None:
    data = (ROOT / OWN[1]).read_bytes()
    found = document(OWN[1], data)
    grid = next(i for i in inputs(form_of(found)) if i.kind == "grid" and i.columns[1].choices)
    assert [c.label for c in grid.columns] == ["Risk", "Impact", "Probability", "Mitigation"]
    assert grid.columns[1].choices == ("High", "Medium", "Low")
    rows = [["a | b", "High", "Low", "c"], *grid.rows]
    after = apply(data, edits_for(found, {grid.id: rows}))
    assert b"| a \\| b | High | Low | c |\n" in after
    assert after.replace(b"| a \\| b | High | Low | c |\n", b"") == data


@pytest.mark.usefixtures("here")
def test_what_cannot_be_is_refused() -> None:
    found = document(OWN[1], (ROOT / OWN[1]).read_bytes())
    form = form_of(found)
    grid = next(i for i in inputs(form) if i.kind == "grid")
    text = next(i for i in inputs(form) if i.kind == "text")
    for values in ({"t999999": "x"}, {grid.id: "x"}, {text.id: [["x"]]},
                   {grid.id: [["x"] * 99]}, {grid.id: [["a\nb"]]}):  # fmt: skip
        with pytest.raises(UsageError):
            edits_for(found, values)


@pytest.mark.usefixtures("here")
def test_a_section_has_its_guidance_and_a_missing_one_no_input() -> None:
    data = (ROOT / OWN[1]).read_bytes()
    cut = data[: data.index(b"## References")] + data[data.index(b"## Revision History") :]
    groups = {group.title: group for group in form_of(document(OWN[1], cut)).groups}
    assert groups["References"].state == "missing"
    assert not groups["References"].inputs
    assert "sentences" in groups["Overview"].guidance
