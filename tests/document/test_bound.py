"""What rules ask of a bound document: facts, status, side files, what is required."""

import gc
from collections.abc import Sequence

import pytest

from designdoc.document import Document, bind
from designdoc.document.align import FormNode, Node
from designdoc.markdown import parse
from designdoc.source import Source, decode
from designdoc.template.infer import infer
from designdoc.template.schema import Presence, Section, When

SIDE = "title: [Title]\nstatus: draft\nowner:\n"


def source_of(name: str, text: str) -> Source:
    return decode(name, text.encode())


def bound(template: str, text: str, sides: Sequence[Source] = (), side: str = "") -> Document:
    own = [source_of("team/plan.yaml", side)] if side else []
    form = infer(parse(source_of("team/template.md", template)), own)
    return bind(parse(source_of("docs/a/x.md", text)), form, sides)


def section_when(presence: Presence, when: When | None = None) -> Section:
    form = infer(parse(source_of("t.md", "# [X]\n\n## Risks\n\n[a]\n"))).sections[0]
    return Section(
        form.name, form.title, form.level, form.span, form.because, presence=presence, when=when
    )


def test_a_side_file_is_bound_by_its_name() -> None:
    mine = source_of("docs/a/plan.yaml", "status: done\ntitle: Parcels\n")
    other = source_of("docs/a/other.yaml", "owner: Ada\n")
    (side,) = bound("# [X]\n", "# X\n", [other, mine], SIDE).side_files
    assert side.source is mine
    assert [(f.form.name, f.value.text) for f in side.fields] == [
        ("title", "Parcels"),
        ("status", "done"),
    ]
    assert [form.name for form in side.absent] == ["owner"]


def test_a_side_file_in_a_folder_of_another_system_is_found() -> None:
    mine = source_of("docs\\a\\plan.yaml", "status: done\n")
    assert len(bound("# [X]\n", "# X\n", [mine], SIDE).side_files) == 1


def test_a_document_without_its_side_file_has_none() -> None:
    assert bound("# [X]\n", "# X\n", [], SIDE).side_files == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("---\nstatus: done\n---\n# X\n", "done"),
        ("# X\n\n* Status: open\n", "open"),
        ("---\nstatus: done\n---\n# X\n\n* Status: open\n", "done"),
        ("# X\n", None),
    ],
    ids=["front matter", "label", "both", "neither"],
)
def test_the_status_is_what_the_document_says(text: str, status: str | None) -> None:
    assert bound("# [X]\n\n* Status: [status]\n\n## A\n\n[a]\n", text).status == status


@pytest.mark.parametrize(
    ("presence", "when", "required"),
    [
        (Presence.REQUIRED, None, True),
        (Presence.OPTIONAL, None, False),
        (Presence.CONDITIONAL, None, False),
        (Presence.CONDITIONAL, When("only a person knows"), False),
        (Presence.CONDITIONAL, When("beta", "stage", ("beta", "stable")), True),
        (Presence.CONDITIONAL, When("beta", "Stage", ("BETA",)), True),
        (Presence.CONDITIONAL, When("stable", "stage", ("stable",)), False),
        (Presence.CONDITIONAL, When("owned", "owner", ("Ada",)), False),
    ],
)
def test_what_is_required(presence: Presence, when: When | None, required: bool) -> None:
    document = bound("# [X]\n", "---\nstage: Beta\n---\n# X\n")
    assert document.is_required(section_when(presence, when)) is required


def test_a_document_knows_its_path() -> None:
    assert bound("# [X]\n", "# X\n").path == "docs/a/x.md"


def test_nothing_of_an_old_version_waits_for_the_garbage_collector() -> None:
    """An editor binds a document after each key; a text kept until a collection is 100 KB each."""
    template = "# [X]\n\n## Parts\n\n### Part: [Name]\n\n#### Use\n\n[a]\n\n## Risks\n\n[a]\n"
    text = "# X\n\n## Parts\n\n### Part: A\n\n#### Use\n\nA.\n\n### Part: B\n\n## Parts\n\nB.\n"
    gc.collect()
    gc.disable()
    try:
        document = bound(template, text)
        left = [each for each in gc.get_objects() if isinstance(each, Node | FormNode)]
    finally:
        gc.enable()
    assert document.sections[0].children
    assert not left
