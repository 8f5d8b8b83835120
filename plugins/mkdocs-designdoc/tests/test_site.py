"""Real builds of a small site."""

from urllib.parse import unquote, urljoin, urlsplit

import html5lib
import pytest
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from conftest import HOSTILE, Site

FAULTY = "design/upload-limits/index.html"
OWN = "designdoc/index.html"
_NAMESPACE = "{http://www.w3.org/1999/xhtml}"


def _tree(text, strict=False):
    return html5lib.HTMLParser(strict=strict).parse(text)


def _all(tree, name, css=""):
    return [
        e for e in tree.iter(_NAMESPACE + name) if css in (e.get("class") or "").split() or not css
    ]


def _text(element):
    return " ".join("".join(element.itertext()).split())


def test_a_document_shows_its_findings_folded(site: Site):
    site.build()
    (piece,) = _all(_tree(site.page(FAULTY)), "details", "designdoc-findings")
    assert piece.get("open") is None
    assert _text(piece[0]) == "designdoc: 6 errors, 2 warnings, 1 info"
    heads = [_text(head) for head in _all(piece, "p", "designdoc-head")]
    lines = [int(head.rpartition(" ")[2]) for head in heads]
    assert lines == sorted(lines) and len(lines) == 9
    assert "error DD203 not-in-enumeration, line 112" in heads


def test_a_code_leads_to_the_page_of_its_rule(site: Site):
    site.build()
    tree = _tree(site.page(FAULTY))
    pages = {each.get("id"): _text(each) for each in _all(tree, "pre") if each.get("id")}
    links = [a for head in _all(tree, "p", "designdoc-head") for a in _all(head, "a")]
    codes = [a for a in links if _text(a).startswith("DD")]
    assert len(codes) == 9
    assert all(a.get("href")[1:] in pages for a in codes)
    assert "impact" in pages["designdoc-dd203"].lower() or "enumeration" in pages["designdoc-dd203"]


def test_a_document_without_findings_says_so(site: Site):
    site.build()
    tree = _tree(site.page("design/offline-notes/index.html"))
    assert [_text(p) for p in _all(tree, "p", "designdoc-findings")] == ["designdoc: no findings"]


@pytest.mark.parametrize("name", ["index.html", "design/template/index.html"])
def test_a_page_that_is_no_document_shows_nothing(site: Site, name: str):
    site.build()
    assert "designdoc-findings" not in site.page(name)


def test_findings_can_stand_below_the_title_or_nowhere(site: Site):
    site.build({"position": "start"})
    text = site.page(FAULTY)
    assert text.index("</h1>") < text.index("designdoc-findings") < text.index("<h2")
    site.build({"show_findings": False})
    assert "designdoc-findings" not in site.page(FAULTY)


def test_the_page_counts_and_links(site: Site):
    site.build()
    tree = _tree(site.page(OWN))
    documents, matrix = _all(tree, "table", "designdoc-table")
    assert [[_text(cell) for cell in row] for row in _all(documents, "tr")][1:] == [
        ["Offline Notes Design Document", "0", "0", "0"],
        ["Upload Limits Design Document", "6", "2", "1"],
    ]
    rows = {_text(a) for a in _all(matrix, "a")}
    assert {"FR-1", "Offline Notes Design Document"} <= rows


def test_a_title_is_escaped_once(site: Site):
    name = "design/upload-limits.md"
    text = (site.root / "docs" / name).read_text(encoding="utf-8")
    site.write(name, text.replace("# Upload Limits", "# Up & `a<b` <i>Limits</i>", 1))
    site.build()
    documents, _ = _all(_tree(site.page(OWN)), "table", "designdoc-table")
    assert "Up & a<b Limits Design Document" in [_text(a) for a in _all(documents, "a")]


@pytest.mark.parametrize("directories", [True, False])
@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_every_link_of_ours_leads_to_an_anchor(site: Site, theme: str, directories: bool):
    if theme == "material":
        pytest.importorskip("material")
    site.write("design/\u8a2d\u8a08.md", HOSTILE.replace("Export", "\u8a2d\u8a08"))
    site.build(theme={"name": theme}, use_directory_urls=directories)
    own = OWN if directories else "designdoc.html"
    faulty = FAULTY if directories else "design/upload-limits.html"
    checked = 0
    for start in (own, faulty):
        for href in _our_links(_tree(site.page(start))):
            target = urlsplit(urljoin(f"http://site/{start}", href))
            name = unquote(target.path[1:])
            name = f"{name}index.html" if not name or name.endswith("/") else name
            assert f'id="{unquote(target.fragment)}"' in site.page(name), href
            checked += 1
    assert checked > 30


def _our_links(tree):
    for table in _all(tree, "table", "designdoc-table")[1:]:
        yield from (a.get("href") for a in _all(table, "a"))
    for piece in _all(tree, "details", "designdoc-findings"):
        yield from (a.get("href") for a in _all(piece, "a"))


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_nothing_of_a_document_becomes_mark_up(site: Site, theme: str):
    if theme == "material":
        pytest.importorskip("material")
    site.write("design/hostile.md", HOSTILE)
    site.build(theme={"name": theme})
    for name in ("design/hostile/index.html", OWN):
        text = site.page(name)
        pieces = [
            *_all(_tree(text), "details", "designdoc-findings"),
            *_all(_tree(text), "table", "designdoc-table"),
        ]
        assert pieces
        for piece in pieces:
            assert not _all(piece, "script") and not _all(piece, "img")
            assert not [e for e in piece.iter() if any(a.startswith("on") for a in e.attrib)]
            assert "\u202e" not in "".join(piece.itertext())


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_pages_are_as_valid_as_the_theme(site: Site, theme: str):
    if theme == "material":
        pytest.importorskip("material")
    site.write("design/hostile.md", HOSTILE)
    site.build(theme={"name": theme})
    of_the_theme = _errors(site.page("index.html"))
    for name in (OWN, FAULTY, "design/hostile/index.html"):
        assert _errors(site.page(name)) <= of_the_theme


def _errors(text):
    parser = html5lib.HTMLParser()
    parser.parse(text)
    return {code for _, code, _ in parser.errors}


def test_findings_end_a_strict_build_where_that_is_wanted(site: Site):
    site.build(strict=True)
    assert site.warnings == []
    with pytest.raises(Abort, match="6 warnings"):
        site.build({"strict": True}, strict=True)
    assert any("design/upload-limits.md:112: error DD203" in each for each in site.warnings)
    with pytest.raises(Abort, match="8 warnings"):
        site.build({"strict": True, "fail_on": "warning"}, strict=True)
    site.build({"strict": True, "fail_on": "never"}, strict=True)
    assert site.warnings == []


def test_rules_are_selected_and_ignored(site: Site):
    site.build({"select": ["DD2"], "ignore": ["DD203"]})
    (piece,) = _all(_tree(site.page(FAULTY)), "details", "designdoc-findings")
    assert _text(piece[0]) == "designdoc: 2 errors, 1 info"


def test_the_page_has_its_place_in_the_navigation(site: Site):
    nav = [{"Home": "index.md"}, {"Limits": "design/upload-limits.md"}]
    site.build({"title": "Where we stand", "path": "quality/state"}, nav=nav)
    assert 'href="quality/state/"' in site.page("index.html")
    assert "Where we stand" in site.page("index.html")
    assert "<h1" in site.page("quality/state/index.html")
    site.build({"page": False}, nav=[{"Home": "index.md"}])
    assert "designdoc/" not in site.page("index.html")


def test_a_page_of_the_user_is_not_overwritten(site: Site):
    site.write("designdoc.md", "# Mine\n")
    with pytest.raises(Abort):
        site.build()


def test_a_template_that_is_not_there_is_said(site: Site):
    with pytest.raises(Abort):
        site.build({"template": "nowhere.md"})


def test_a_wrong_option_is_said(site: Site):
    with pytest.raises((Abort, ConfigurationError, PluginError, AssertionError)):
        site.build({"fail_on": "sometimes"})


def test_a_change_is_seen_by_the_next_build_of_serve(site: Site):
    site.build()
    text = (site.root / "docs/design/upload-limits.md").read_text(encoding="utf-8")
    site.write("design/upload-limits.md", text.replace("Severe", "High"))
    site.build()
    (piece,) = _all(_tree(site.page(FAULTY)), "details", "designdoc-findings")
    assert _text(piece[0]) == "designdoc: 5 errors, 2 warnings, 1 info"
