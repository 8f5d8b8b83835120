"""``designdoc template fitness``: four formats of one count, and whose documents are counted."""

import base64
import csv
import hashlib
import json
import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from designdoc.output.visible import cells

pytestmark = pytest.mark.requirement("FR-5")

GOLDEN = Path(__file__).parents[1] / "golden" / "fitness"
RAW = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
Program = Callable[..., Any]
Write = Callable[..., Path]

COMMAND = ("template", "fitness", "templates", "docs")
FORMATS = ("text", "json", "csv", "html")
SHOWN = {
    "expected.txt": ("--fields",),
    "expected.json": ("--format", "json"),
    "expected.csv": ("--format", "csv", "--fields"),
    "expected.html": ("--format", "html"),
}


@pytest.fixture
def harbour(write: Write) -> None:
    """The golden templates and documents where the test stands."""
    for path in sorted(GOLDEN.glob("*/*.md")):
        write(path.relative_to(GOLDEN).as_posix(), path.read_bytes())


@pytest.mark.parametrize("name", SHOWN)
def test_golden(harbour: None, program: Program, name: str) -> None:
    ran = program(*COMMAND, "--min-documents", "1", *SHOWN[name])
    assert (ran.status, ran.err) == (0, "")
    expected = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        expected.write_bytes(ran.out.encode())
    assert ran.out == expected.read_bytes().decode()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("more", [(), ("--fields",), ("--sort", "left-out")])
def test_text_fits_the_width(
    harbour: None,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    width: int,
    more: tuple[str, ...],
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = program(*COMMAND, "--min-documents", "1", *more).out.splitlines()
    assert any("移行計画" in line for line in lines)
    legend = next(line for line in lines if line.startswith("██ "))
    assert max(cells(line) for line in lines if line is not legend) <= width
    assert cells(legend) <= max(width, 60)


def test_the_order_by_what_is_left_out(harbour: None, program: Program) -> None:
    found = program(*COMMAND, "--sort", "left-out").out.splitlines()
    start = next(at for at, line in enumerate(found) if line.startswith("───"))
    assert found[start + 1].startswith("Alternatives (optional)")
    assert found[start + 2].startswith("Operations > Rollout ")


def test_json_has_the_shape_that_was_promised(harbour: None, program: Program) -> None:
    shown = json.loads(program(*COMMAND, "--format", "json").out)
    assert {"version", "template", "documents", "sections"} <= shown.keys()
    assert (shown["documents"], shown["other_template"], shown["no_template"]) == (7, 1, 1)
    for section in shown["sections"]:
        five = ("filled", "empty", "not_applicable", "renamed", "left_out")
        assert sum(section[name] for name in five) == section["asked"]
        assert {"path", "since", "until", "names"} <= section.keys()
    risks = next(each for each in shown["sections"] if each["path"] == ["Risks and Mitigation"])
    assert (risks["since"], risks["until"], risks["renamed"]) == ("2024-02-20", None, 4)
    assert risks["names"][0] == {"name": "Risks", "count": 3}


def test_few_documents_are_not_judged(harbour: None, program: Program) -> None:
    many, few = program(*COMMAND), program(*COMMAND, "--min-documents", "1")
    assert "Motivation" not in many.out  # of a former version, asked of four
    assert "Motivation" in few.out
    assert "移行計画: 1 of 3 mark it so" in few.out
    assert "mark it so" in many.out
    assert "移行計画: " not in many.out


def test_without_paths_the_configuration_lists_the_documents(
    harbour: None, write: Write, program: Program
) -> None:
    write(
        "designdoc.toml",
        '[[documents]]\ninclude = ["docs/[bfj]*.md"]\ntemplate = "templates"\n'
        '[[documents]]\ninclude = ["docs/kiosk.md"]\ntemplate = "adr"\n',
    )
    write("adr", "# [Title]\n\n## Context\n\n[Why]\n")
    shown = json.loads(program("template", "fitness", "templates", "--format", "json").out)
    assert (shown["documents"], shown["other_template"], shown["no_template"]) == (3, 1, 0)


def test_a_document_that_no_template_claims_counts_where_it_fits(
    write: Write, program: Program
) -> None:
    write("elsewhere/form.md", "# [Name]\n\n## Hull\n\n[a]\n\n## Sail\n\n[b]\n\n## Keel\n\n[c]\n")
    write("docs/boat.md", "# Boat\n\n## Hull\n\nWood.\n\n## Sail\n\nRed.\n\n## Keel\n\nIron.\n")
    write("docs/song.md", "# Song\n\n## Verse\n\nLa.\n\n## Chorus\n\nLa la.\n")
    shown = json.loads(
        program("template", "fitness", "elsewhere/form.md", "docs", "--format", "json").out
    )
    assert (shown["documents"], shown["no_template"]) == (1, 1)
    assert shown["sections"][0]["since"] is None


def test_the_template_itself_is_no_document_of_it(write: Write, program: Program) -> None:
    write("docs/form.md", "# [Name]\n\n## Hull\n\n[a]\n\n## Sail\n\n[b]\n\n## Keel\n\n[c]\n")
    ran = program("template", "fitness", "docs/form.md", "docs")
    assert (ran.status, ran.out) == (0, "docs/form.md\n0 documents.\n")
    assert (
        "No documents of this template"
        in program("template", "fitness", "docs/form.md", "docs", "--format", "html").out
    )


def test_untouched_words_of_the_template_are_empty(write: Write, program: Program) -> None:
    hull = "## Hull\n\n> Say what it is made of.\n\n[Material]\n"
    text = f"# [Name] Plan\n\n{hull}\n## Sail\n\n[Colour]\n"
    write("template.md", text)
    write("boat.md", text.replace("[Name]", "Boat").replace("[Colour]", "Red. [Colour]"))
    shown = json.loads(program("template", "fitness", "template.md", "--format", "json").out)
    hull, sail = shown["sections"]
    assert (hull["empty"], hull["leftover"]) == (1, 0)
    assert (sail["filled"], sail["leftover"]) == (1, 1)


def test_front_matter_and_side_files(write: Write, program: Program) -> None:
    write("ship-template/README.md", "---\nowner: [who]\n---\n\n# [Name]\n\n## Hull\n\n[a]\n")
    write("ship-template/ship.yaml", "stage: alpha | beta\ncrew:\n")
    write("one/README.md", "---\nowner: Mara\n---\n\n# One\n\n## Hull\n\nWood.\n")
    write("one/ship.yaml", "stage: alpha\ncrew:\n")
    write("two/README.md", "# Two\n\n## Hull\n\nIron.\n")
    shown = json.loads(
        program("template", "fitness", "ship-template/README.md", ".", "--format", "json").out
    )
    found = {
        (each["kind"], each["name"]): (each["filled"], each["empty"], each["left_out"])
        for each in shown["fields"]
    }
    assert found == {
        ("front matter", "owner"): (1, 0, 1),
        ("ship.yaml", "stage"): (1, 0, 1),
        ("ship.yaml", "crew"): (0, 1, 1),
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("templats", "docs"), "there is no template 'templats'"),
        (("templates", "dcs"), "dcs"),
        (("templates", "docs", "--min-documents", "0"), "min-documents"),
    ],
)
def test_what_is_not_there(
    harbour: None, program: Program, arguments: tuple[str, ...], words: str
) -> None:
    ran = program("template", "fitness", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert words in ran.err


def test_one_unreadable_document_costs_only_itself(
    harbour: None, write: Write, program: Program
) -> None:
    write("docs/designdoc.toml", "[limits]\nmax_bytes = 600\n")
    ran = program(*COMMAND, "--format", "json")
    assert ran.status == 2
    assert "docs/ferry.md: cannot be read" in ran.err
    assert json.loads(ran.out)["documents"] == 6


def test_a_fault_in_one_document_is_told_and_the_others_are_counted(
    harbour: None, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from designdoc.application import fitness

    def broken(document: Any, *others: Any) -> Any:
        if document.path.endswith("ferry.md"):
            raise RuntimeError("on purpose")
        return see(document, *others)

    see = fitness.see
    monkeypatch.setattr(fitness, "see", broken)
    ran = program(*COMMAND, "--format", "json")
    assert ran.status == 3
    assert "docs/ferry.md: RuntimeError: on purpose" in ran.err
    assert json.loads(ran.out)["documents"] == 6


HOSTILE = "<script>alert(1)</script>"
WRITTEN = HOSTILE.replace("<", r"\<")  # inline HTML is no part of a heading's words


@pytest.fixture
def hostile(write: Write) -> None:
    """Names of sections, fields, versions and documents that would do harm if they could."""
    table = "| @SUM(A1) | '\"><b> |\n|---|---|\n| [x] | [y] |\n"
    section = f"## Risks {WRITTEN} \x1b[31m\u202eder\n\n{table}"
    write("templates/\u202e<b>1.md", "# [Name]\n\n## Hull\n\n[a]\n\n## Sail\n\n[b]\n")
    write("templates/\u202e<b>2.md", f"# [Name]\n\n## Hull\n\n[a]\n\n## Sail\n\n[b]\n\n{section}")
    for number in range(3):
        own = section.replace("Risks", "Risk").replace("[x]", "Ice").replace("[y]", "Low")
        added = f"## @{WRITTEN}\x9b\u2066\n\nIt is there.\n"
        text = f"# B\n\n## Hull\n\nWood.\n\n## Sails &amp; \x07\n\nRed.\n\n{own}\n{added}"
        write(f"docs/{number}\u202e.md", text)


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_names_are_words(hostile: None, program: Program, name: str) -> None:
    ran = program(*COMMAND, "--min-documents", "1", "--fields", "--format", name)
    assert (ran.status, ran.err) == (0, "")
    assert not RAW.search(ran.out)
    if name == "html":
        assert HOSTILE not in ran.out
        assert any(HOSTILE in word for word in Page(ran.out).words)
    if name == "csv":
        rows = list(csv.reader(ran.out.splitlines()))
        assert not any(cell.startswith(("=", "@", "+", "-")) for row in rows for cell in row)
        assert any(row[1] == "'@SUM" for row in rows)


def test_colour_is_the_only_escape(hostile: None, program: Program) -> None:
    out = program(*COMMAND, "--color", "always").out
    assert "\x1b[" in out
    assert not RAW.search(re.sub(r"\x1b\[[0-9;]*m", "", out))


class Page(HTMLParser):
    """What a page is made of: tags, attributes and the words outside of style and script."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._inside = tag

    def handle_data(self, data: str) -> None:
        if self._inside not in {"style", "script"}:
            self.words.append(data.strip())


def test_html_is_one_page_that_needs_nothing_and_runs_only_its_own(
    hostile: None, program: Program
) -> None:
    program(*COMMAND, "--format", "html", "--output", "fitness.html")
    text = Path("fitness.html").read_text("utf-8")
    page = Page(text)
    assert not {"link", "img", "iframe", "base", "b", "form"} & {
        tag for tag, _ in page.tags if tag != "b"
    }
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not any(name.startswith("on") or name == "style" for _, a in page.tags for name in a)
    assert not re.search(r"(?:src|href)=|url\(|@import", text)
    policy = next(a["content"] or "" for _, a in page.tags if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        (inner,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_bars_of_the_page_are_as_long_as_the_counts(harbour: None, program: Program) -> None:
    text = program(*COMMAND, "--format", "html").out
    (risks,) = re.findall(r'<svg[^>]*aria-label="Risks and Mitigation: [^"]*".*?</svg>', text)
    assert re.findall(r'class="(\w+)" x="([\d.]+)" width="([\d.]+)"', risks) == [
        ("filled", "0.0", "20.0"),
        ("renamed", "20.0", "80.0"),
    ]
