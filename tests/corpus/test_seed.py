"""The founders' seed template: every fact that a reader sees in it is in its schema."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from designdoc.checking.run import run
from designdoc.checking.settings import Choice, Settings
from designdoc.diagnostics import Finding, Severity
from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.rules import RULES
from designdoc.source import decode
from designdoc.template.infer import infer
from designdoc.template.schema import (
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

SOUND = Path(__file__).parent.parent / "defects" / "pairs" / "feature" / "document.md"
STRUCTURE = Settings((Choice(select=("DD0", "DD1", "DD2")),))
FUTURE = "## Future Extensibility\n\nLists of other kinds may share the relay.\n\n"
LOAD = "### Performance Tests\n\nA thousand lists change at once; the relay keeps up.\n\n"
pytestmark = pytest.mark.corpus


@pytest.fixture(scope="module")
def seed(shared: Path) -> bytes:
    """The seed template's bytes."""
    return (shared / "seed" / "design-template.md").read_bytes()


@pytest.fixture(scope="module")
def template(seed: bytes) -> Template:
    """The seed's schema."""
    return infer(parse(decode("design-template.md", seed)))


def section(template: Template, *path: str) -> Section:
    """A section of the schema by its path of names."""
    found, sections = None, template.sections
    for name in path:
        found = next(each for each in sections if each.name == name)
        sections = found.children
    assert found is not None
    return found


def check(template: Template, document: bytes) -> tuple[Finding, ...]:
    """All findings in a document."""
    return run(bind(parse(decode("a.md", document)), template), RULES, STRUCTURE).findings


def sound() -> str:
    """A sound document of the seed, in our own words."""
    text = SOUND.read_text("utf-8")
    text = text.replace("## Security Considerations", f"{LOAD}## Security Considerations")
    return text.replace("## Alternative Approaches", f"{FUTURE}## Alternative Approaches")


def test_it_has_eleven_sections_and_those_below_them(template: Template) -> None:
    outline = {top.name: [child.name for child in top.children] for top in template.sections}

    assert outline == {
        "Overview": [],
        "Background and Context": ["Problem to Solve", "Current Challenges", "Requirements"],
        "Design": [
            "Architecture Overview",
            "Data Flow",
            "Major Components",
            "Type Definitions",
            "Error Handling",
            "Logging and Monitoring",
        ],
        "Implementation Plan": ["Phased Approach", "Migration Strategy"],
        "Testing Strategy": ["Unit Tests", "Integration Tests", "Performance Tests"],
        "Security Considerations": [],
        "Future Extensibility": [],
        "Alternative Approaches": ["Alternative"],
        "Risks and Mitigation": [],
        "References": [],
        "Revision History": [],
    }
    requirements = section(template, "Background and Context", "Requirements")
    assert [child.name for child in requirements.children] == [
        "Functional Requirements",
        "Non-Functional Requirements",
    ]
    assert {each.presence for each in template.walk()} == {Presence.REQUIRED}
    assert {top.level for top in template.sections} == {2}


def test_the_title_ends_in_design_document(template: Template) -> None:
    assert template.title is not None
    assert template.title.suffix.strip() == "Design Document"
    assert [hole.text for hole in template.title.holes] == ["Feature Name"]


def test_the_overview_has_two_to_three_sentences(template: Template) -> None:
    (prose,) = section(template, "Overview").content

    assert isinstance(prose, Prose)
    kind, low, high = prose.type.kind, prose.type.minimum, prose.type.maximum
    assert (kind, low, high) == (TypeKind.SENTENCES, 2, 3)


def test_non_functional_requirements_are_four_fields(template: Template) -> None:
    home = section(template, "Background and Context", "Requirements")
    (fields,) = section_of(home, "Non-Functional Requirements").content

    assert isinstance(fields, Fields)
    names = ["Performance", "Scalability", "Reliability", "Maintainability"]
    assert [field.name for field in fields.fields] == names


@pytest.mark.parametrize(
    ("path", "labels"),
    [
        (
            ("Design", "Major Components", "Component"),
            ["Responsibilities", "Interface", "Dependencies"],
        ),
        (
            ("Alternative Approaches", "Alternative"),
            ["Overview", "Pros", "Cons", "Reason for Rejection"],
        ),
    ],
)
def test_repeated_sections_are_groups_with_fields(
    template: Template, path: tuple[str, ...], labels: list[str]
) -> None:
    group = section(template, *path)

    assert group.repeat is not None
    assert (group.repeat.minimum, group.repeat.stem) == (1, path[-1])
    (fields,) = group.content
    assert isinstance(fields, Fields)
    assert [field.name for field in fields.fields] == labels


def test_phases_are_a_repeated_item(template: Template) -> None:
    (phases,) = section(template, "Implementation Plan", "Phased Approach").content

    assert isinstance(phases, ItemList)
    assert (phases.ordered, phases.stem) == (True, "Phase")


def test_risks_are_rows_with_enumerations(template: Template) -> None:
    (table,) = section(template, "Risks and Mitigation").content

    assert isinstance(table, TableForm)
    assert table.stem == "Risk"
    values = {column.name: column.type.values for column in table.columns}
    levels = ("High", "Medium", "Low")
    assert values == {"Risk": (), "Impact": levels, "Probability": levels, "Mitigation": ()}


def test_the_history_has_a_date_and_a_version(template: Template) -> None:
    (table,) = section(template, "Revision History").content

    assert isinstance(table, TableForm)
    kinds = {column.name: column.type.kind for column in table.columns}
    assert kinds == {
        "Date": TypeKind.DATE,
        "Version": TypeKind.VERSION,
        "Changes": TypeKind.TEXT,
        "Author": TypeKind.TEXT,
    }


def test_types_are_typescript_and_the_data_flow_is_a_fence(template: Template) -> None:
    (types,) = section(template, "Design", "Type Definitions").content
    (flow,) = section(template, "Design", "Data Flow").content

    assert isinstance(types, FenceForm)
    assert isinstance(flow, FenceForm)
    assert (types.language, flow.language) == ("typescript", "")


def test_each_hole_is_guidance_of_the_element_that_it_stands_in(
    template: Template, seed: bytes
) -> None:
    for each in template.walk():
        told = " ".join(guidance.text for guidance in each.guidance)
        squares = [hole.text for hole in each.holes if hole.convention == "square"]
        assert [words for words in squares if words not in told] == []
    brackets = set(re.findall(r"\[([^\]]+)\]", seed.decode()))
    assert len(brackets) == 33
    assert {hole.text for hole in template.holes} == {*brackets, "YYYY-MM-DD"}


def test_every_constraint_has_its_line_and_reason(template: Template) -> None:
    for each in template.walk():
        assert each.because
        assert template.source.slice(each.span).lstrip("# \n").startswith(each.title)
        assert all(element.because for element in each.content)


def test_a_sound_document_has_no_error_and_no_warning(template: Template) -> None:
    findings = check(template, sound().encode())

    assert [f for f in findings if f.severity is not Severity.INFO] == []


def test_another_title_is_one_finding(template: Template) -> None:
    text = sound().replace("# Shared Shopping List Design Document", "# Shopping together")

    findings = check(template, text.encode())

    assert [f.code for f in findings] == ["DD111"]


def test_the_template_as_a_document_is_one_finding_for_each_hole(
    template: Template, seed: bytes, tmp_path: Path
) -> None:
    (tmp_path / "design-template.md").write_bytes(seed)
    (tmp_path / "copy.md").write_bytes(seed)

    findings = check(template, seed)
    command = [sys.executable, "-m", "designdoc", "check", "copy.md"]
    command += ["--template", "design-template.md"]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert {f.code for f in findings} == {"DD201"}
    assert len(findings) == holes_by_eye(seed.decode())
    assert result.returncode == 1, result.stdout + result.stderr


def holes_by_eye(text: str) -> int:
    """Brackets, unfilled choices, the date and the comment in the code block."""
    brackets = text.count("[")
    choices = text.count("High/Medium/Low")
    return brackets + choices + text.count("YYYY-MM-DD") + text.count("// Key type")


def section_of(home: Section, name: str) -> Section:
    """A section directly inside another."""
    return next(child for child in home.children if child.name == name)
