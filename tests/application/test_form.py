"""A form writes what was changed in it, and no other byte."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from designdoc.api import wiring
from designdoc.application.form import Form, edits_for, form_of
from designdoc.application.form_edits import Value
from designdoc.application.form_fields import Input
from designdoc.application.one_document import one_document
from designdoc.application.options import CheckOptions
from designdoc.diagnostics import DesigndocError, Edit, UsageError
from designdoc.document import Document
from designdoc.markdown import apply
from helpers.corpora import keps as kep_documents
from helpers.sampling import Sample

ROOT = Path(__file__).parents[2]
OWN = ("examples/feature-design/offline-notes.md", "examples/feature-design/upload-limits.md",
       "examples/decisions/0001-store-times-in-utc.md", "examples/rfcs/0001-quiet-imports.md",
       "docs/design/designdoc.md")  # fmt: skip


ROWS = {"grid", "tasks"}


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
    return {i.id: i.rows if i.kind in ROWS else i.value for i in inputs(form)}


def changed(each: Input, chance: Random) -> Value:
    if each.kind == "grid":
        rows = [list(row) for row in each.rows]
        rows.insert(chance.randrange(len(rows) + 1), ["new"] * len(each.columns))
        return rows
    if each.kind == "tasks":
        rows = [list(row) for row in each.rows]
        rows[0][0] = "" if rows[0][0] else "x"
        return rows
    if each.value.startswith("["):
        return f"{each.value[:-1]}, more]"
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
        if chance.random() < 0.3 and each.kind not in ROWS and not each.absent:
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


LACKING_TEMPLATE = """\
---
title: [Title]
status: [draft or accepted]
owner: [Who]
tags: []
---
# [Name] Design

**Author**: [Who]
**Date**: YYYY-MM-DD

## People

- **Owner**: [Who]
- **Reviewer**: [Who]
- **Approver**: [Who]

## Steps

- [ ] [Step]
"""
LACKING = """\
---
title: Gate
# said in the chat
owner: "Ann"
---
# Gate Design

## People

* __Reviewer__: Bob
  - by mail
  - or by phone

Others may help.

## Steps

- [x] Ask
  - [ ] who decides
- [ ] Build it `now`

The rest is later.
"""


@pytest.fixture
def lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A document that lacks keys and labels of its template; it is the working directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(LACKING_TEMPLATE, "utf-8")
    (tmp_path / "gate.md").write_text(LACKING, "utf-8")
    return LACKING.encode()


def by_label(found: Document) -> dict[str, Input]:
    return {i.label: i for i in inputs(form_of(found)) if i.label != "Text"}


ADDED = {
    "status": ("accepted", "title: Gate\n", "status: accepted\n"),
    "tags": ("[a, b]", 'owner: "Ann"\n', "tags: [a, b]\n"),
    "Owner": ("Cid", "## People\n\n", "* __Owner__: Cid\n"),
    "Approver": ("Dee", "or by phone\n", "* __Approver__: Dee\n"),
    "Author": ("Eve", "# Gate Design\n", "\n- **Author**: Eve\n"),
}


@pytest.mark.requirement("FR-12")
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", ADDED)
def test_a_field_that_is_not_there_is_put_where_the_template_has_it(
    lacking: bytes, name: str, newline: str
) -> None:
    value, before, line = (each.replace("\n", newline) for each in ADDED[name])
    text = "\ufeff" + LACKING.replace("\n", newline)
    found = document("gate.md", text.encode())
    absent = by_label(found)[name]
    assert absent.absent
    assert text.count(before) == 1
    after = apply(text.encode(), edits_for(found, {absent.id: value})).decode()
    assert after == text.replace(before, before + line)
    again = by_label(document("gate.md", after.encode()))[name]
    assert not again.absent
    assert again.value == value


def test_several_fields_are_added_at_once_in_the_order_of_the_template(lacking: bytes) -> None:
    found = document("gate.md", lacking)
    known = by_label(found)
    words = {"Owner": "Cid", "Approver": "Dee", "Reviewer": "Bea", "status": "draft", "tags": "[]",
             "title": "Door", "Author": "Eve", "Date": "2026-01-01"}  # fmt: skip
    values: dict[str, Value] = {known[name].id: word for name, word in words.items()}
    for order in (values, dict(reversed(values.items()))):
        after = apply(lacking, edits_for(found, order)).decode()
        assert "title: Door\nstatus: draft\n# said in the chat\n" in after
        assert '"Ann"\ntags: []\n---\n' in after
        assert "* __Owner__: Cid\n* __Reviewer__: Bea\n* __Approver__: Dee\n" in after
        assert "\n- **Author**: Eve\n- **Date**: 2026-01-01\n" in after
        again = by_label(document("gate.md", after.encode()))
        assert {name: again[name].value for name in words} == words


def test_a_front_matter_is_begun(lacking: bytes) -> None:
    data = b"\xef\xbb\xbf" + LACKING.partition("---\n# G")[2].join(["# G", ""]).encode()
    found = document("gate.md", data)
    known = by_label(found)
    after = apply(data, edits_for(found, {known["owner"].id: "Ann", known["title"].id: "Gate"}))
    assert after == data[:3] + b"---\ntitle: Gate\nowner: Ann\n---\n" + data[3:]


TASKS = {
    "ticked": (lambda rows: [rows[0], ["x", *rows[1][1:]], rows[2]], ("[ ] who", "[x] who")),
    "not done": (lambda rows: [["", *rows[0][1:]], *rows[1:]], ("[x] Ask", "[ ] Ask")),
    "other words": (lambda rows: [rows[0], ["", "when", "1"], rows[2]], ("who decides", "when")),
    "a new one": (
        lambda rows: [*rows, ["x", "Ship it", ""]],
        ("`now`\n", "`now`\n- [x] Ship it\n"),
    ),
    "a new one at the top": (
        lambda rows: [["", "Think", ""], *rows],
        ("- [x] Ask", "- [ ] Think\n- [x] Ask"),
    ),
    "one without words": (lambda rows: [*rows, ["x", " ", ""]], ("Ask", "Ask")),
    "one gone": (lambda rows: [rows[0], rows[2]], ("  - [ ] who decides\n", "")),
    "the last gone": (lambda rows: rows[:2], ("\n- [ ] Build it `now`", "")),
    "as they are": (lambda rows: rows, ("Ask", "Ask")),
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("name", TASKS)
def test_a_checklist_is_boxes(lacking: bytes, name: str, newline: str) -> None:
    text = LACKING.replace("\n", newline)
    found = document("gate.md", text.encode())
    (tasks,) = [i for i in inputs(form_of(found)) if i.kind == "tasks"]
    assert tasks.rows == (("x", "Ask", "0"), ("", "who decides", "1"), ("", "Build it `now`", "2"))
    change, (old, new) = TASKS[name]
    rows = change([list(row) for row in tasks.rows])
    after = apply(text.encode(), edits_for(found, {tasks.id: rows})).decode()
    assert after == text.replace(old.replace("\n", newline), new.replace("\n", newline))


@pytest.mark.parametrize("rows", [[["x"]], [["y", "a", "0"]], [["x", "a\nb", "0"]], "x"])
def test_what_is_no_row_of_a_checklist_is_refused(lacking: bytes, rows: Value) -> None:
    found = document("gate.md", lacking)
    with pytest.raises(UsageError):
        edits_for(found, {i.id: rows for i in inputs(form_of(found)) if i.kind == "tasks"})


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)
MARKUP = st.lists(
    st.sampled_from(
        ["# ", "- ", "[ ] ", "[x]", "|", "\\", "`", "```", "**", "__", ": ", "<!-- ", "-->", "\n",
         "\n\n", "\r\n", "---", "'", '"', "{", "}", "[", "]", "&", "*", "\t", "  ", "a", "B c",
         "**Owner**: ", "Owner: ", "> ", "1. ", "~~~", "\u3000", "：", "設計", "\u202e"]
    ),
    max_size=8,
).map("".join)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(data=st.data())
def test_whatever_is_entered_is_read_back_or_refused(lacking: bytes, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from([lacking, lacking.replace(b"\n", b"\r\n"), lacking.rstrip()]))
    found = document("gate.md", text)
    fields = [i for i in inputs(form_of(found)) if i.kind not in {"text", *ROWS}]
    chosen = data.draw(st.lists(st.sampled_from(fields), min_size=1, max_size=3, unique=True))
    values: dict[str, Value] = {i.id: data.draw(WORDS | MARKUP) for i in chosen}
    try:
        edits = edits_for(found, values)
    except UsageError:
        return
    after = apply(text, edits)
    assert kept(text, edits) == kept_after(after, edits)
    again = {i.label: i for i in inputs(form_of(document("gate.md", after))) if i.label != "Text"}
    for each in chosen:
        assert again[each.label].value.split() == str(values[each.id]).split(), each
        assert again[each.label].absent == (each.absent and not str(values[each.id]).strip())
    others = set(by_label(found)) - {each.label for each in chosen}
    for name in others:
        assert again[name].value == by_label(found)[name].value
        assert again[name].rows == by_label(found)[name].rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=st.text("abcdefghij XYZ0129äöü設計,.()", min_size=1, max_size=30).map(str.strip))
def test_plain_words_are_never_refused(lacking: bytes, words: str) -> None:
    found = document("gate.md", lacking)
    for each in inputs(form_of(found)):
        if each.kind not in ROWS and each.label != "tags":
            edits_for(found, {each.id: words})


def kept(data: bytes, edits: list[Edit]) -> list[bytes]:
    """The bytes between the edits."""
    starts = [0, *(edit.end for edit in edits)]
    return [data[a:b] for a, b in zip(starts, [*(e.start for e in edits), None], strict=True)]


def kept_after(data: bytes, edits: list[Edit]) -> list[bytes]:
    """The same, in what came of them."""
    moved, grown = [], 0
    for edit in edits:
        start = edit.start + grown
        size = len(edit.text.encode())
        moved.append(Edit(start, start + size, ""))
        grown += size - (edit.end - edit.start)
    return kept(data, moved)
