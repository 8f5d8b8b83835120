"""One fault in a sound document gives one deviation, whichever section it is in."""

import re
from pathlib import Path

import pytest

from designdoc.document import bind
from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template.infer import infer
from document.describing import deviations, tree_of

FOLDER = Path(__file__).parent.parent / "golden" / "binding" / "sound"
TEMPLATE = infer(tree_of(FOLDER / "template.md"))
TEXT = (FOLDER / "document.md").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^##+ .*$", TEXT, re.MULTILINE)
NAMED = [heading for heading in HEADINGS if not re.search("Component \\d|Alternative \\d", heading)]


def found(text: str) -> list[str]:
    """The deviations of a text, without their details."""
    document = bind(parse(decode("x.md", text.encode())), TEMPLATE)
    return [deviation.split(":")[0] for deviation in deviations(document)]


def section(heading: str) -> str:
    """A section's text with all below it."""
    level = heading.index(" ")
    start = TEXT.index(heading + "\n")
    following = re.compile(rf"^#{{1,{level}}} ", re.MULTILINE).search(TEXT, start + level)
    return TEXT[start : following.start() if following else len(TEXT)]


def test_the_sound_document_has_none() -> None:
    assert len(HEADINGS) == 17
    assert found(TEXT) == []


@pytest.mark.parametrize("heading", NAMED)
def test_dropped(heading: str) -> None:
    assert found(TEXT.replace(section(heading), "")) == ["absent"]


@pytest.mark.parametrize("heading", NAMED)
def test_emptied(heading: str) -> None:
    assert found(TEXT.replace(section(heading), f"{heading}\n\n<!-- later -->\n\n")) == ["empty"]


@pytest.mark.parametrize("heading", NAMED)
def test_doubled(heading: str) -> None:
    text = TEXT.replace(section(heading), section(heading) + f"{heading}\n\nOnce more.\n\n")
    assert found(text) == ["duplicate"]


@pytest.mark.parametrize("heading", NAMED)
def test_misspelt(heading: str) -> None:
    slip = heading[:-4] + heading[-3] + heading[-4] + heading[-2:]
    assert found(TEXT.replace(f"{heading}\n", f"{slip}\n")) == ["near"]


@pytest.mark.parametrize("heading", NAMED)
def test_answered_by_not_applicable(heading: str) -> None:
    text = TEXT.replace(section(heading), f"{heading}\n\nN/A: not here.\n\n")
    assert found(text) == ["not applicable"]


@pytest.mark.parametrize("heading", NAMED)
def test_moved_to_the_end(heading: str) -> None:
    body = section(heading)
    text = TEXT.replace(body, "").rstrip() + "\n\n" + body
    assert found(text) == ([] if TEXT.endswith(body) else ["misplaced"])


@pytest.mark.parametrize("heading", NAMED)
def test_heading_one_level_deeper(heading: str) -> None:
    text = TEXT.replace(f"{heading}\n", f"#{heading}\n")
    assert found(text) == ["level"]


@pytest.mark.parametrize("heading", [h for h in NAMED if h.startswith("### ")])
def test_heading_one_level_higher(heading: str) -> None:
    assert found(TEXT.replace(f"{heading}\n", f"{heading[1:]}\n")) == ["level"]


@pytest.mark.parametrize("heading", NAMED)
def test_an_own_section_after_it(heading: str) -> None:
    body = section(heading)
    own = "#" * heading.index(" ") + " Zebra\n\nStripes.\n\n"
    assert found(TEXT.replace(body, body.rstrip() + "\n\n" + own)) == ["unknown"]


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize(
    "form",
    ["{0}:", "1. {0}", "2.1 {0}", "A. {0}", "{0} (Optional)", "📌 {0}", "**{0}**", "{0} {{#it}}"],
)
def test_other_ways_to_write_it_are_no_fault(heading: str, form: str) -> None:
    marks, name = heading.split(" ", 1)
    assert found(TEXT.replace(f"{heading}\n", f"{marks} {form.format(name)}\n")) == []


@pytest.mark.parametrize("label", ["Responsibilities", "Interface", "Dependencies", "Pros", "Cons"])
def test_field_dropped(label: str) -> None:
    text = re.sub(rf"^- \*\*{label}\*\*.*\n", "", TEXT, count=1, flags=re.MULTILINE)
    assert found(text) == [f"no field {label}"]


@pytest.mark.parametrize("column", ["Risk", "Impact", "Mitigation", "Date", "Changes", "Author"])
def test_column_dropped(column: str) -> None:
    lines = TEXT.split("\n")
    head = next(i for i, line in enumerate(lines) if re.match(rf"\|.*\b{column} +\|", line))
    index = [cell.strip() for cell in lines[head].split("|")].index(column)
    for number in range(head, head + 3):
        cells = lines[number].split("|")
        lines[number] = "|".join(cells[:index] + cells[index + 1 :])
    assert found("\n".join(lines)) == [f"no column {column}"]
