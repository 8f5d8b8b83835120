"""A site says of a folder exactly what ``check`` and ``trace`` say of it as JSON."""

import json
import re
import shutil
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import html5lib
import pytest

from designdoc.cli.main import run
from designdoc.output.visible import one_line
from designdoc.site.page import file_url
from helpers.sampling import Sample
from helpers.site_texts import DOCUMENT, HOSTILE, OTHER, TEMPLATE

ROOT = Path(__file__).parents[2]
COLUMNS = {"Criteria": "criterion", "Components": "component", "Types": "type", "Phases": "phase",
           "Tests": "test", "Risks": "risk"}  # fmt: skip
STATES = {"linked": "linked", "partly": "partly-linked", "none": "unlinked"}
LEFT = {"DD101", "DD107", "DD108", "DD109", "DD110", "DD201", "DD202"}
Run = Callable[..., str]


class Told(NamedTuple):
    """What was said of a folder: by ``check``, by ``trace``, in its site, in a report."""

    check: dict[str, Any]
    trace: dict[str, Any]
    pages: dict[str, Any]
    report: Any


class Said(NamedTuple):
    """A finding as a page and as JSON have it."""

    path: str
    line: int
    code: str
    severity: str
    message: str


@pytest.fixture
def program(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the program; what it wrote to standard output."""

    def call(*arguments: str) -> str:
        capfd.readouterr()
        assert run(arguments) in {0, 1}
        return capfd.readouterr().out

    return call


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: Run) -> Callable[..., Told]:
    """Asks all three of a folder."""

    def ask(root: Path, *paths: str) -> Told:
        monkeypatch.chdir(root)
        site = tmp_path / "the site"
        check = json.loads(program("check", *paths, "--format", "json"))
        trace = json.loads(program("trace", *paths, "--format", "json"))
        program("site", "build", "-q", "--history", "0", *paths, "-o", str(site))
        program("site", "report", "-q", *paths, "-o", str(tmp_path / "report.html"))
        pages = {path.relative_to(site).as_posix(): parsed(path) for path in site.rglob("*.html")}
        assert (site / "matrix.csv").read_text("utf-8") == program(
            "trace", *paths, "--format", "csv"
        )
        return Told(check, trace, pages, parsed(tmp_path / "report.html"))

    return ask


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    """Documents with what is seldom: findings in files that they share, hostile names, no UTF-8."""
    root = tmp_path / "odd"
    (root / "docs/deep").mkdir(parents=True)
    (root / "docs/template.md").write_text(TEMPLATE, "utf-8")
    (root / "docs/login.md").write_text(DOCUMENT, "utf-8")
    (root / "docs/deep/other.md").write_text(
        f"<!-- designdoc: ignore-file DD302 -->\n{OTHER}", "utf-8"
    )
    (root / "docs/<img src=x onerror=alert(1)>.md").write_text(HOSTILE, "utf-8")
    (root / "docs/latin.md").write_bytes(DOCUMENT.replace("password", "pässword").encode("latin-1"))
    (root / "docs/README.md").write_text("# Read me\n", "utf-8")
    (root / "docs/designdoc.lock").write_text("{", "utf-8")
    (root / "designdoc.toml").write_text('[evidence]\ntests = ["r.xml"]\n', "utf-8")
    (root / "r.xml").write_text("<testsuite>\n  <testcase", "utf-8")
    return root


@pytest.mark.requirement("FR-12")
@pytest.mark.parametrize(
    ("folder", "paths"),
    [("examples", ()), ("examples/evidence", ()), ("", ("docs/design",))],
)
def test_our_own_documents(told: Callable[..., Told], folder: str, paths: tuple[str, ...]) -> None:
    assert compared(told(ROOT / folder, *paths)) > 0


def test_findings_in_shared_files_and_hostile_names(told: Callable[..., Told], odd: Path) -> None:
    found = told(odd, "docs")
    shared = {each["path"] for each in found.check["diagnostics"] if not each["path"].endswith("d")}
    assert shared == {"docs/designdoc.lock", "r.xml"}
    assert found.check["summary"]["suppressed"] > 0
    assert compared(found) > 20


@pytest.mark.corpus
def test_keps(told: Callable[..., Told], keps: Path, sample: Sample, tmp_path: Path) -> None:
    """Two dozen of them at most: what is said is the same code for each."""
    some = sample(sorted(path.parent for path in keps.rglob("kep.yaml")))[:24]
    chosen = [path for path in some if "template" not in path.name]
    for path in (*chosen, next(keps.rglob("NNNN-kep-template"))):
        shutil.copytree(path, tmp_path / "keps" / path.relative_to(keps), dirs_exist_ok=True)
    assert compared(told(tmp_path, "keps")) > 100


def parsed(path: Path) -> Any:
    return html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)


def compared(told: Told) -> int:
    """Assert that a site says what JSON says; how many findings and requirements there are."""
    page_of = dict(_documents(told))
    diagnostics = [_diagnostic(each) for each in told.check["diagnostics"]]
    own = [each for each in diagnostics if each.path in page_of]
    elsewhere = [each for each in diagnostics if each.path not in page_of]
    pages = {path: told.pages[page] for path, page in page_of.items()}
    assert Counter(said for path, page in pages.items() for said in _margin(path, page)) == (
        Counter(own)
    )
    first = told.pages["index.html"]
    assert sorted(_others(first)) == sorted(_beside(each) for each in elsewhere)
    beside = {each for page in pages.values() for each in _others(page)}
    assert beside <= {_beside(each) for each in elsewhere}
    assert Counter(_reported(told.report)) == Counter(diagnostics)
    _compare_overview(told, own, pages)
    _compare_matrix(told, page_of)
    return len(diagnostics) + len(_requirements(told))


def _documents(told: Told) -> Iterator[tuple[str, str]]:
    """The documents of the overview with their pages."""
    for row in _rows(told.pages["index.html"], "dd-documents"):
        link = next(each for each in row.iter("a") if each.get("class") == "title")
        yield _text(_first(row, "path")), unquote(link.get("href"))


def _compare_overview(told: Told, own: list[Said], pages: dict[str, Any]) -> None:
    first, summary = told.pages["index.html"], told.check["summary"]
    figures = {
        _text(card.find("dt")): [int(n) for n in re.findall(r"\d+", _text(card.find("dd")))]
        for card in first.iter("div")
        if card.find("dt") is not None
    }
    names = {"Errors": "error", "Warnings": "warning", "Notes": "info"}
    assert {name: figures[name] for name in names} == {
        name: [summary[severity]] for name, severity in names.items()
    }
    coverage = told.trace["coverage"]
    linked = [coverage["linked"], coverage["requirements"]]
    assert figures.get("Requirements linked", [0, 0]) == linked
    statuses = {each["path"]: each["status"] for each in told.check["documents"]}
    filled = asked = 0
    rows = _rows(first, "dd-documents")
    assert len(rows) == summary["documents"] == len(statuses)
    for row in rows:
        path, cells = _text(_first(row, "path")), list(row)
        status = statuses[_among(path, statuses)]
        assert _text(cells[1]) == one_line(status or "")
        written, of = map(int, (_text(cells[2]) or "0/0").split("/"))
        assert (written, of) == _completeness(pages[path], [s for s in own if s.path == path], told)
        filled, asked = filled + written, asked + of
        told_of = {name[:-1].lower(): int(n) for n, name in _counts(_text(cells[3]))}
        counted = Counter(each.severity for each in own if each.path == path)
        beside = Counter(_severities(pages[path]))
        assert told_of == {
            word: counted[severity] + beside[severity]
            for word, severity in (("error", "error"), ("warning", "warning"), ("note", "info"))
            if counted[severity] + beside[severity]
        }
    assert figures["Sections written"] == [filled, asked]


def _counts(words: str) -> list[tuple[str, str]]:
    return [(n, f"{word}s") for n, word in re.findall(r"(\d+) (error|warning|note)", words)]


def _completeness(page: Any, own: list[Said], told: Told) -> tuple[int, int]:
    """Sections that are written, and that are asked for: by the outline, and by what check says."""
    data = {
        (one_line(each["path"]), each["code"], each["span"]["start"]["line"]): each["data"]
        for each in told.check["diagnostics"]
    }
    left = {
        tuple(data[each.path, each.code, each.line].get("section", ()))
        for each in own
        if each.code in LEFT
    }
    facts = [_text(each) for each in _first(page, "facts").iter("small")]
    written, of = next(
        (tuple(map(int, re.findall(r"\d+", fact))) for fact in facts if "sections" in fact), (0, 0)
    )
    outline = [(each.get("class") or "written", _text(each.find("a"))) for each in _outline(page)]
    asked = [
        each for each in outline if each[0] in {"written", "empty", "not-applicable", "missing"}
    ]
    assert of == len(asked)
    unwritten = sum(state in {"empty", "missing"} for state, _ in asked)
    assert (
        unwritten
        <= of - written
        <= unwritten
        + sum(state in {"written", "not-applicable"} and any(left) for state, _ in asked)
    )
    return written, of


def _compare_matrix(told: Told, page_of: dict[str, str]) -> None:
    page = told.pages["matrix.html"]
    rows, wanted = _rows(page, "dd-matrix"), _requirements(told)
    assert len(rows) == len(wanted) <= 300
    heads = [_text(each) for each in page.iter("th") if each.get("scope") == "col"]
    nodes = {each["id"]: each for each in told.trace["nodes"]}
    for row, node in zip(rows, wanted, strict=True):
        cells = dict(zip(heads, row, strict=True))
        assert _text(_first(row, "path")) == f"{one_line(node['path'])}:{node['line']}"
        assert STATES[_text(cells["Links"])] == node["state"]
        assert (
            _text(cells["Evidence"]) == (node["evidence"] or "").replace("-", " ")
            if ("Evidence" in cells)
            else not node.get("evidence")
        )
        around = _around(node["id"], told, nodes)
        for head, kind in COLUMNS.items():
            there = [each for each in around if each["kind"] == kind]
            if head not in cells:
                assert not there
                continue
            links = [each.get("href") for each in cells[head].iter("a")]
            for link, each in zip(links, there, strict=False):
                assert _leads_to(link, each, told, page_of), link
            rest = re.search(r"and (\d+) more", _text(cells[head]))
            assert len(links) + int(rest[1] if rest else 0) == len(there)
    for path, place in page_of.items():
        own = [each for each in wanted if one_line(each["path"]) == path]
        notes = [each for each in told.pages[place].iter("li") if each.get("class") == "links"]
        assert len(notes) == len(own)
        words = [_text(e) for n in notes for e in n.iter() if e.get("class") == "gap"]
        gaps = Counter(gap.removeprefix("no ") for each in words for gap in each.split(", "))
        assert gaps == Counter(kind for each in own for kind in _missing(each, told, nodes))


def _missing(node: dict[str, Any], told: Told, nodes: dict[str, dict[str, Any]]) -> tuple[str, ...]:
    """What a requirement has to be linked to and is not, as the coverage says; a quality's test."""
    if node["kind"] == "quality":
        tests = [each for each in _around(node["id"], told, nodes) if each["kind"] == "test"]
        return () if tests else ("test",)
    known = {each["id"]: tuple(each["missing"]) for each in told.trace["coverage"]["missing"]}
    return known.get(node["id"], ())


def _requirements(told: Told) -> list[dict[str, Any]]:
    return [each for each in told.trace["nodes"] if each["kind"] in {"requirement", "quality"}]


def _around(
    id_: str, told: Told, nodes: dict[str, dict[str, Any]], criteria: bool = True
) -> list[dict[str, Any]]:
    """What is linked to a requirement or one of its criteria; an item stands for its phase."""
    links = told.trace["links"]
    near = [each["to"] for each in links if each["from"] == id_]
    near += [each["from"] for each in links if each["to"] == id_]
    found: dict[str, dict[str, Any]] = {}
    for other in near:
        kind = nodes[other]["kind"]
        holds = (
            each["from"] for each in links if each["to"] == other and each["kind"] == "contains"
        )
        shown = next(holds) if kind == "phase-item" else other
        found[shown] = nodes[shown]
    if criteria:
        for inner in [each for each in found.values() if each["kind"] == "criterion"]:
            for each in _around(inner["id"], told, nodes, criteria=False):
                if each["kind"] != "criterion":
                    found.setdefault(each["id"], each)
    return list(found.values())


def _leads_to(link: str, node: dict[str, Any], told: Told, page_of: dict[str, str]) -> bool:
    """Whether a link leads to the block that begins at a node's line or before: to its heading, by
    name, or to the nearest block that is known by its line.
    """
    page = page_of[one_line(node["path"])]
    address, _, place = link.partition("#")
    ids = [each.get("id", "") for each in told.pages[page].iter()]
    lines = sorted(int(each[1:]) for each in ids if re.fullmatch(r"L\d+", each))
    near = lines[max(0, bisect_right(lines, node["line"]) - 1)] if lines else 0
    named = unquote(place)
    is_there = named in ids and (named == f"L{near}" or not re.fullmatch(r"L\d+", named))
    return address == file_url(page, "matrix.html") and is_there


def _diagnostic(each: dict[str, Any]) -> Said:
    line, message = each["span"]["start"]["line"], one_line(each["message"])
    return Said(one_line(each["path"]), line, each["code"], each["severity"], message)


def _margin(path: str, page: Any) -> Iterator[Said]:
    """The findings in the margin of a document."""
    for box in page.iter("div"):
        name, _, severity = (box.get("class") or "").partition(" ")
        if name != "finding":
            continue
        words = _text(box.find("p")).removeprefix(f"{severity}: ")
        message, _, line = words.rpartition(" line ")
        yield Said(path, int(line), _text(box.find("details/summary"))[:5], severity, message)


def _reported(report: Any) -> Iterator[Said]:
    """The findings of a report, under the heading of their document."""
    path = ""
    for element in report.iter():
        if element.tag == "h3":
            path = _text(element.find("small"))
        if element.tag == "li" and element.find("b") is not None:
            line = int(_text(element.find("small")).removeprefix("line "))
            code = element.find("b").tail.strip()
            severity = element.find("b").get("class")
            yield Said(path, line, code, severity, one_line(_text(element.find("p"))))


def _others(page: Any) -> list[str]:
    sections = [each for each in page.iter("section") if each.get("class") == "others"]
    return [_text(item) for section in sections for item in section.iter("li")]


def _severities(page: Any) -> list[str]:
    sections = [each for each in page.iter("section") if each.get("class") == "others"]
    return [item.find("span").get("class").split()[-1] for s in sections for item in s.iter("li")]


def _beside(said: Said) -> str:
    return f"{said.code} {said.path}:{said.line}: {said.message}"


def _among(path: str, known: dict[str, Any]) -> str:
    return next(each for each in known if one_line(each) == path)


def _outline(page: Any) -> list[Any]:
    box = _first(page, "outline")
    return list(box.iter("li"))


def _rows(page: Any, table: str) -> list[Any]:
    found = [each for each in page.iter("table") if each.get("id") == table]
    return [row for each in found for row in each.iter("tr") if row[0].get("scope") == "row"]


def _first(element: Any, name: str) -> Any:
    return next(each for each in element.iter() if (each.get("class") or "") == name)


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
