"""Inference on whole templates: the seed, the KEP template, the Rust RFC template, odd files."""

import tarfile
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.markdown import parse
from designdoc.source import Source, decode
from designdoc.template.infer import infer
from designdoc.template.schema import (
    Checklist,
    FenceForm,
    Fields,
    ItemList,
    Presence,
    Prose,
    Section,
    TableForm,
    Template,
    TypeKind,
)


def compiled(text: str) -> Template:
    return infer(parse(decode("template.md", text.encode())))


def section(template: Template, name: str) -> Section:
    return next(s for s in template.walk() if s.name == name)


@pytest.fixture(scope="module")
def seed(shared: Path) -> Template:
    path = shared / "seed" / "design-template.md"
    return infer(parse(decode("design-template.md", path.read_bytes())))


@pytest.fixture(scope="module")
def kep_sources(shared: Path) -> tuple[Source, Source]:
    with tarfile.open(shared / "corpora" / "kep.tar.xz") as archive:
        found = {}
        for member in archive:
            if "/NNNN-kep-template/" in f"/{member.name}" and member.isfile():
                stream = archive.extractfile(member)
                assert stream is not None
                found[Path(member.name).name] = stream.read()
    readme, yaml = found["README.md"], found["kep.yaml"]
    return decode("NNNN-kep-template/README.md", readme), decode("kep.yaml", yaml)


@pytest.fixture(scope="module")
def kep(kep_sources: tuple[Source, Source]) -> Template:
    return infer(parse(kep_sources[0]), [kep_sources[1]])


@pytest.mark.corpus
def test_seed_figures(seed: Template) -> None:
    assert len(seed.sections) == 11
    assert seed.title is not None
    assert (seed.title.prefix, seed.title.suffix) == ("", " Design Document")
    overview = section(seed, "Overview").content[0]
    assert isinstance(overview, Prose)
    limits = overview.type
    assert (limits.kind, limits.minimum, limits.maximum) == (TypeKind.SENTENCES, 2, 3)
    quality = section(seed, "Non-Functional Requirements").content[0]
    assert isinstance(quality, Fields)
    assert [form.name for form in quality.fields] == [
        "Performance",
        "Scalability",
        "Reliability",
        "Maintainability",
    ]
    repeated = {s.name: s.repeat.minimum for s in seed.walk() if s.repeat}
    assert repeated == {"Component": 1, "Alternative": 1}
    phases = section(seed, "Phased Approach").content[0]
    assert isinstance(phases, ItemList)
    assert phases.stem == "Phase"
    assert phases.ordered


@pytest.mark.corpus
def test_seed_tables_and_fences(seed: Template) -> None:
    risks = section(seed, "Risks and Mitigation").content[0]
    assert isinstance(risks, TableForm)
    assert risks.stem == "Risk"
    levels = {c.name: c.type.values for c in risks.columns if c.type.values}
    assert levels == dict.fromkeys(("Impact", "Probability"), ("High", "Medium", "Low"))
    history = section(seed, "Revision History").content[0]
    assert isinstance(history, TableForm)
    kinds = [c.type.kind for c in history.columns]
    assert kinds == [TypeKind.DATE, TypeKind.VERSION, TypeKind.TEXT, TypeKind.TEXT]
    types, flow = (section(seed, n).content[0] for n in ("Type Definitions", "Data Flow"))
    assert isinstance(types, FenceForm)
    assert types.language == "typescript"
    assert types.sample.startswith("//")
    assert isinstance(flow, FenceForm)
    assert flow.language == ""
    assert section(seed, "Data Flow").holes


@pytest.mark.corpus
def test_each_hole_of_the_seed_is_help_of_the_section_that_it_stands_in(seed: Template) -> None:
    for part in seed.walk():
        for hole in part.holes:
            assert part.extent.covers(hole.span)
            helped = any(g.span == hole.span and not g.leftover for g in part.guidance)
            assert helped or hole.convention == "token", hole


@pytest.mark.corpus
def test_kep_sections(kep: Template) -> None:
    assert kep.title is not None
    assert [hole.written for hole in kep.title.holes] == ["NNNN", "Your short, descriptive title"]
    assert kep.title.prefix == "KEP-"
    assert kep.contents is not None
    assert kep.preamble.guidance[0].text.count("\n") > 60
    names = [s.name for s in kep.walk()]
    assert "GA" not in names, "the heading is inside an unbalanced comment"
    assert "Upgrade / Downgrade Strategy" in names
    assert section(kep, "User Stories").presence is Presence.OPTIONAL
    story = section(kep, "Story")
    assert story.repeat is not None
    assert (story.repeat.minimum, story.presence) == (0, Presence.OPTIONAL)
    unit = section(kep, "Unit tests")
    assert unit.level == 5


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("Feature Enablement and Rollback", ("alpha", "beta", "stable")),
        ("Monitoring Requirements", ("beta", "stable")),
        ("Scalability", ("beta", "stable")),
        ("What specific metrics should inform a rollback?", ("beta", "stable")),
    ],
)
def test_kep_stages(kep: Template, name: str, values: tuple[str, ...]) -> None:
    found = section(kep, name)
    assert found.presence is Presence.CONDITIONAL
    assert found.when is not None
    assert (found.when.key, found.when.values) == ("stage", values)


@pytest.mark.corpus
def test_kep_choices(kep: Template) -> None:
    how = section(kep, "How can this feature be enabled / disabled in a live cluster?").content[0]
    assert isinstance(how, Checklist)
    assert how.choose == (1, 1)
    assert how.fields[0][0].name == "Feature gate name"
    assert how.fields[0][0].blank
    signoff = section(kep, "Release Signoff Checklist").content[0]
    assert isinstance(signoff, Checklist)
    assert signoff.choose is None
    many = [e for s in kep.walk() for e in s.content if isinstance(e, Checklist)]
    assert sum(e.choose == (1, None) for e in many) == 2


@pytest.mark.corpus
def test_kep_side_file(kep: Template) -> None:
    fields = {form.name: form for form in kep.side_files[0].fields}
    required = {n for n, form in fields.items() if form.presence is Presence.REQUIRED}
    assert required == {
        "title",
        "status",
        "authors",
        "owning-sig",
        "kep-number",
        "creation-date",
    }
    assert len(fields["status"].type.values) == 7
    # Its comment names three further values for a deprecation.
    assert fields["stage"].type.values[:3] == ("alpha", "beta", "stable")
    assert fields["creation-date"].type.kind is TypeKind.DATE
    metrics = fields["metrics"]
    assert metrics.presence is Presence.CONDITIONAL
    assert metrics.when is not None
    assert metrics.when.values == ("beta", "stable")


@pytest.mark.corpus
def test_kep_template_compiles_quickly(kep_sources: tuple[Source, Source]) -> None:
    tree = parse(kep_sources[0])
    times = []
    for _ in range(5):
        begin = time.perf_counter()
        infer(tree, [kep_sources[1]])
        times.append(time.perf_counter() - begin)
    assert min(times) < 0.1  # 20 ms on an idle machine


def test_several_h1_are_sections() -> None:
    template = compiled("# Summary\n\nSay it.\n\n# Detail\n\nTell it.\n")
    assert template.title is None
    assert [s.name for s in template.sections] == ["Summary", "Detail"]


def test_of_several_h1_the_first_with_a_hole_is_the_title() -> None:
    template = compiled("# [Name]\n\n# Summary\n\nSay it.\n")
    assert template.title is not None
    assert [s.name for s in template.sections] == ["Summary"]


def test_front_matter_that_no_parser_reads_is_read_line_by_line() -> None:
    template = compiled("---\nowner: @jane\nstate: open | closed\n---\n# [Name]\n\n## A\n")
    assert [form.name for form in template.front_matter] == ["owner", "state"]
    assert template.front_matter[1].type.values == ("open", "closed")


def test_a_label_before_a_list_is_a_caption() -> None:
    text = "# [Name]\n\n## A\n\n**Steps**:\n\n1. [first step]\n"
    assert [type(e).__name__ for e in section(compiled(text), "A").content] == ["ItemList"]


@pytest.mark.parametrize("text", ["", "\n\n", "---\n---\n", "<!-- x", "# ", "[", "| a |\n|---|\n"])
def test_odd_files_compile_to_something(text: str) -> None:
    assert compiled(text).path == "template.md"


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="#[]{}<>-*_:|/`!\n abN1.…年YM—()", max_size=200))
def test_whatever_the_text_there_is_a_template(text: str) -> None:
    template = compiled(text)
    size = len(template.source.data)
    for hole in template.holes:
        assert 0 <= hole.span.start < hole.span.end <= size
        assert template.source.slice(hole.span) == hole.written


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20000,
        "# " + "[a" * 5000 + "]" * 5000,
        "{" * 20000 + "}",
        "<a" * 20000,
        "A_" * 20000,
        "- " + "a: " * 20000,
        "| a |\n|---|\n| " + "/".join(["a"] * 20000) + " |",
        "**a" * 10000,
        "<!-- " + "repeat not required until " * 2000 + "-->",
        "(fill in" * 10000,
    ],
    ids=range(10),
)
def test_hostile_text_costs_no_more_than_its_size(text: str) -> None:
    begin = time.perf_counter()
    compiled(text)
    assert time.perf_counter() - begin < 5
