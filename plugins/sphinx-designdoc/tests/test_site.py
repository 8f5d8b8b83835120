"""Real builds of a small site."""

from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from sphinx.errors import ConfigError

from conftest import Site

FAULTY = "design/upload-limits.html"
SHOWN = {"designdoc_show_findings": True}
FINDINGS = "designdoc: 6 errors, 2 warnings, 1 info"
HOSTILE = """\
# Export Design Document

## Requirements Analysis

### Functional Requirements

- FR-1: Writes `<img src=x onerror=alert(2)>` & `"><script>alert(3)</script>`.

## `</summary><script>alert(4)</script>`
"""
_NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def _tree(text):
    return html5lib.HTMLParser().parse(text)


def _all(tree, name, css=""):
    found = tree.iter(_NAMESPACE + name)
    return [each for each in found if not css or css in (each.get("class") or "").split()]


def _text(element):
    return " ".join("".join(element.itertext()).split())


def _summaries(text):
    return [_text(piece[0]) for piece in _all(_tree(text), "details", "designdoc-findings")]


def _of_ours(site):
    return [each for each in site.warnings if "[designdoc." in each]


def test_findings_are_appended_where_that_is_wanted(site: Site):
    site.build()
    assert _summaries(site.page(FAULTY)) == []
    site.build(**SHOWN)
    assert _summaries(site.page(FAULTY)) == [FINDINGS]
    assert "designdoc: no findings" in site.page("design/offline-notes.html")
    assert "designdoc-findings" not in site.page("prose.html")
    assert "designdoc-findings" not in site.page("design/template.html")


def test_the_directive_shows_findings_of_another_page(site: Site):
    site.build()
    assert _summaries(site.page("limits.html")) == [FINDINGS]
    assert 'href="design/upload-limits.html#' in site.page("limits.html")


def test_findings_that_a_page_shows_itself_are_not_appended(site: Site):
    site.write(
        "design/upload-limits.md",
        site.text("design/upload-limits.md") + "\n```{designdoc-findings}\n```\n",
    )
    site.build(**SHOWN)
    assert len(_summaries(site.page(FAULTY))) == 1


def test_findings_of_what_is_no_document_are_a_warning(site: Site):
    site.write("prose.md", "# Prose\n\n```{designdoc-findings}\n```\n")
    site.build(designdoc_fail_on="never")
    (told,) = _of_ours(site)
    assert "prose.md:3: WARNING" in told and "'prose' is no document" in told


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_every_link_of_ours_leads_to_an_anchor(site: Site, builder: str, theme: str):
    if theme == "furo":
        pytest.importorskip("furo")
    site.write("design/設計.md", HOSTILE.replace("Export", "設計"))
    site.build(builder, html_theme=theme, **SHOWN)
    names = ["trace.html", FAULTY, "limits.html"]
    starts = names if builder == "html" else [n.replace(".html", "/index.html") for n in names]
    checked = 0
    for start in starts:
        tree = _tree(site.page(start))
        pieces = [
            *_all(tree, "table", "designdoc-table"),
            *_all(tree, "details", "designdoc-findings"),
        ]
        for href in (a.get("href") for piece in pieces for a in _all(piece, "a")):
            target = urlsplit(urljoin(f"http://site/{start}", href))
            name = unquote(target.path[1:])
            name = f"{name}index.html" if not name or name.endswith("/") else name
            assert not target.fragment or f'id="{unquote(target.fragment)}"' in site.page(name)
            checked += 1
    assert checked > 40


def test_the_matrix_names_requirements_under_their_document(site: Site):
    site.build()
    documents, matrix = _all(_tree(site.page("trace.html")), "table", "designdoc-table")
    numbers = [[_text(cell) for cell in row] for row in _all(documents, "tr")][1:]
    assert numbers == [
        ["Offline Notes Design Document", "0", "0", "0"],
        ["Upload Limits Design Document", "6", "2", "1"],
    ]
    first = [_text(row) for row in _all(matrix, "tr")][1:3]
    assert first[0] == "Offline Notes Design Document"
    assert first[1].startswith("FR-1 A note can be opened")


@pytest.mark.parametrize("theme", ["alabaster", "furo"])
def test_pages_are_as_valid_as_the_theme(site: Site, theme: str):
    if theme == "furo":
        pytest.importorskip("furo")
    site.write("design/hostile.md", HOSTILE)
    site.build(html_theme=theme, **SHOWN)
    for name in ("trace.html", FAULTY, "design/hostile.html"):
        assert _errors(site.page(name)) <= _errors(site.page("prose.html"))
        for piece in _all(_tree(site.page(name)), "details", "designdoc-findings"):
            assert not _all(piece, "script") and not _all(piece, "img")


def _errors(text):
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return {code for _, code, _ in parser.errors}


def test_a_finding_is_a_warning_with_its_place_and_type(site: Site):
    site.build()
    told = _of_ours(site)
    assert len(told) == 8
    place = "design/upload-limits.md:112: WARNING: error DD203 not-in-enumeration"
    assert any(place in each and each.endswith("[designdoc.DD203]") for each in told)


def test_warnings_can_be_suppressed_and_fail_a_build(site: Site):
    quiet = {"suppress_warnings": ["designdoc.DD203", "myst", "misc"]}
    site.build(**quiet)
    assert len(_of_ours(site)) == 7
    site.build(strict=True, suppress_warnings=["designdoc", "misc", "toc"])
    assert site.status == 0 and not _of_ours(site)
    site.build(strict=True, **quiet)
    assert site.status != 0


@pytest.mark.parametrize(("level", "number"), [("error", 6), ("info", 9), ("never", 0)])
def test_the_level_of_warnings_is_chosen(site: Site, level: str, number: int):
    site.build(designdoc_fail_on=level)
    assert len(_of_ours(site)) == number


def test_an_unknown_level_or_template_is_said(site: Site):
    with pytest.raises(ConfigError, match="one of error, warning"):
        site.build(designdoc_fail_on="sometimes")
    with pytest.raises(ConfigError, match=r"nowhere\.md"):
        site.build(designdoc_template="nowhere.md")


def test_a_parallel_build_is_the_same(site: Site):
    for number in range(12):
        site.write(f"more{number}.md", f"# More {number}\n")
    site.build(**SHOWN)
    names = ("trace.html", FAULTY, "limits.html")
    once = [_ours(site.page(name)) for name in names]
    (site.root / "out").rename(site.root / "before")
    (site.root / "trees").rename(site.root / "trees-before")
    site.build(jobs=2, **SHOWN)
    assert [_ours(site.page(name)) for name in names] == once


def _ours(text):
    tree = _tree(text)
    found = [*_all(tree, "table", "designdoc-table"), *_all(tree, "details", "designdoc-findings")]
    return [_text(each) for each in found]


def test_pages_are_written_again_when_what_they_show_changed(site: Site):
    site.build(**SHOWN)
    site.build(**SHOWN)
    assert site.read == set() == site.written
    name = "design/upload-limits.md"
    site.write(name, site.text(name).replace("Severe", "High"))
    site.build(**SHOWN)
    assert site.read == {"design/upload-limits"}
    assert {"limits", "trace"} <= site.written
    assert "prose" not in site.written
    assert _summaries(site.page("limits.html")) == ["designdoc: 5 errors, 2 warnings, 1 info"]


def test_a_page_whose_findings_hang_on_another_is_written_again(site: Site):
    name = "design/offline-notes.md"
    link = "see [limits](upload-limits.md#overview)"
    site.write(
        name, site.text(name).replace("A note can be opened", f"A note ({link}) can be opened")
    )
    site.build(**SHOWN)
    before = site.page("design/offline-notes.html")
    limits = "design/upload-limits.md"
    site.write(limits, site.text(limits).replace("## Overview", "## Summary of it"))
    site.build(**SHOWN)
    assert "design/offline-notes" not in site.read
    assert site.page("design/offline-notes.html") != before
    (told,) = _summaries(site.page("design/offline-notes.html"))
    assert told == "designdoc: 1 warning"
    assert "has no heading with the anchor" in site.page("design/offline-notes.html")


def test_a_removed_document_is_gone_from_the_matrix(site: Site):
    site.write("limits.rst", "Limits\n======\n")
    site.build()
    (site.root / "docs/design/upload-limits.md").unlink()
    site.build()
    assert "Upload Limits" not in site.page("trace.html").partition("<table")[2]


def test_builders_of_other_formats_report_and_show_nothing(site: Site):
    site.build("text", **SHOWN)
    assert len(_of_ours(site)) >= 8
    assert "designdoc:" not in site.page("design/upload-limits.txt")
