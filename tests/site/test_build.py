"""The folder of a site: the same bytes however it is made, and nothing that is not ours."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.adapters.site_folder import MANIFEST
from designdoc.cli.main import run
from designdoc.site.page import document_page
from helpers.site_links import checked_links, pages
from helpers.site_texts import DOCUMENT, OTHER, PICTURE, TEMPLATE

Build = Callable[..., str]
ODD = (
    "a b.md", "a#b.md", "a%20b.md", "a?b.md", "設計.md", "twin.md", "Twin.md", "con.md", "aux.x.md",
    "dots..md", " .md", "a&amp;b.md", "a'b\"c.md", "a:b.md", "a\\b.md", "x.markdown",
    "x.md", "-x.md", f"{'long' * 50}.md", "a b/index.md", "a#b/twin.md", "a%2e%2e/x.md",
)  # fmt: skip
"""Names of documents that some file system, URL or markup takes for something else."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two documents, which is the working directory."""
    root = tmp_path / "work"
    (root / "docs").mkdir(parents=True)
    monkeypatch.chdir(root)
    (root / "template.md").write_text(TEMPLATE, "utf-8")
    (root / "docs/login.md").write_text(DOCUMENT, "utf-8")
    (root / "docs/other.md").write_text(f"{OTHER}\n![A picture](p.png)\n", "utf-8")
    (root / "docs/p.png").write_bytes(PICTURE)
    return root


@pytest.fixture
def build(folder: Path, capfd: pytest.CaptureFixture[str]) -> Build:
    """Runs ``site build docs``; what was said."""

    def call(*arguments: str, documents: str = "docs", status: int = 0) -> str:
        capfd.readouterr()
        command = ["site", "build", documents, "--template", "template.md", *arguments]
        ended = run(command)
        said = "".join(capfd.readouterr())
        assert ended == status, said
        return said

    return call


def read(root: Path) -> dict[str, bytes]:
    """All of a site but its manifest, which has times in it."""
    every = (path for path in root.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in every}


def times(root: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in root.rglob("*") if path.is_file()}


@pytest.mark.requirement("FR-12")
def test_the_same_bytes_however_it_is_made(folder: Path, build: Build) -> None:
    ways = {"cold": (), "warm": (), "alone": ("--no-cache",), "one": ("--no-cache", "--jobs", "1"),
            "two": ("--no-cache", "--jobs", "2")}  # fmt: skip
    made = {}
    for name, flags in ways.items():
        build("-q", "-o", name, *flags)
        made[name] = read(folder / name)
    assert {"index.html", "documents/docs/login.html", "files/docs/p.png"} <= made["cold"].keys()
    for name in ways:
        assert made[name].keys() == made["cold"].keys()
        assert [path for path, data in made[name].items() if data != made["cold"][path]] == [], name


def test_nothing_is_written_where_nothing_is_new(folder: Path, build: Build) -> None:
    build("-o", "out")
    before = times(folder / "out")
    for flags in ((), ("--no-cache",)):
        said = build("-o", "out", *flags)
        del before[str(folder / "out" / MANIFEST)]
        after = times(folder / "out")
        assert {path: after[path] for path in before} == before
        assert "none of them new" in said or " 0 of them new" in said
        before = after


def test_what_changed_is_written_and_what_somebody_changed_is_put_right(
    folder: Path, build: Build
) -> None:
    build("-o", "out")
    before = times(folder / "out")
    login = folder / "docs/login.md"
    login.write_text(DOCUMENT.replace("right and a wrong", "short"), "utf-8")
    spoiled = folder / "out/assets/site.css"
    good = spoiled.read_bytes()
    spoiled.write_bytes(b"spoiled")
    build("-o", "out")
    page = folder / "out/documents/docs/login.html"
    assert "a short password" in page.read_text("utf-8")
    assert spoiled.read_bytes() == good
    kept = folder / "out/documents/docs/other.html"
    assert kept.stat().st_mtime_ns == before[str(kept)]


def test_a_page_goes_with_its_document_and_what_is_not_ours_stays(
    folder: Path, build: Build
) -> None:
    (folder / "docs/sub").mkdir()
    (folder / "docs/sub/gone.md").write_text(DOCUMENT, "utf-8")
    build("-o", "out")
    page = folder / "out/documents/docs/sub/gone.html"
    assert page.is_file()
    own = folder / "out/documents/docs/own.txt"
    own.write_text("mine", "utf-8")
    (folder / "docs/sub/gone.md").unlink()
    assert "1 removed" in build("-o", "out")
    assert not page.parent.exists()
    assert own.read_text("utf-8") == "mine"
    assert checked_links(folder / "out") > 50


def test_a_folder_of_somebody_else_is_refused(folder: Path, build: Build) -> None:
    (folder / "out").mkdir()
    (folder / "out/thesis.txt").write_text("mine", "utf-8")
    assert "is not empty and was not made by" in build("-o", "out", status=2)
    assert "'docs/login.md' is a file" in build("-o", "docs/login.md", status=2)
    assert [path.name for path in (folder / "out").iterdir()] == ["thesis.txt"]
    assert (folder / "docs/login.md").read_text("utf-8") == DOCUMENT


def test_a_link_that_leads_out_is_not_followed(folder: Path, build: Build) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "out").mkdir()
    (folder / "out" / MANIFEST).write_text('{"files": {}}', "utf-8")
    (folder / "out/documents").symlink_to(folder / "elsewhere", target_is_directory=True)
    assert "leads out of 'out'" in build("-o", "out", status=2)
    assert list((folder / "elsewhere").rglob("*")) == []


def test_a_file_that_is_a_link_is_replaced_not_written_through(folder: Path, build: Build) -> None:
    (folder / "mine.txt").write_text("mine", "utf-8")
    build("-o", "out")
    page = folder / "out/index.html"
    page.unlink()
    page.symlink_to(folder / "mine.txt")
    build("-o", "out")
    assert not page.is_symlink()
    assert (folder / "mine.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "path", ["../mine.txt", "docs/../../mine.txt", "ABSOLUTE", "a/mine.txt", ".."]
)
def test_a_hostile_manifest_takes_nothing_away_outside(
    folder: Path, build: Build, path: str
) -> None:
    mine = folder / "mine.txt"
    mine.write_text("mine", "utf-8")
    out = folder / "out"
    out.mkdir()
    (out / "a").symlink_to(folder, target_is_directory=True)
    entry = ["0" * 32, 4, mine.stat().st_mtime_ns]
    named = str(mine) if path == "ABSOLUTE" else path
    (out / MANIFEST).write_text(json.dumps({"files": {named: entry}}), "utf-8")
    build("-o", "out")
    assert mine.read_text("utf-8") == "mine"


@pytest.mark.parametrize("written", ["", "[]", '{"files": 3}', '{"files": {"a": [1]}}', "\0"])
def test_a_manifest_that_cannot_be_read_is_none(folder: Path, build: Build, written: str) -> None:
    (folder / "out").mkdir()
    (folder / "out" / MANIFEST).write_text(written, "utf-8")
    assert "is not empty" in build("-o", "out", status=2)


def test_every_name_gets_a_page_and_every_link_leads_there(folder: Path, build: Build) -> None:
    links = []
    for name in ODD:
        path = folder / "docs" / name
        path.parent.mkdir(exist_ok=True)
        try:
            path.write_text(OTHER, "utf-8")
        except OSError:
            continue
        links.append(name)
    listed = "\n".join(f"- [x](<{name}>)" for name in links)
    (folder / "docs/login.md").write_text(f"{DOCUMENT}\n{listed}\n", "utf-8")
    build("-q", "-o", "out")
    made = [path for path in pages(folder / "out") if path.is_relative_to(folder / "out/documents")]
    assert len(made) == len(links) + 2
    lowered = {str(path).casefold() for path in made}
    assert len(lowered) == len(made), "no two names differ in case alone"
    assert checked_links(folder / "out") > 500
    build("-q", "--single-file", "-o", "one.html")


@pytest.mark.parametrize(
    "path",
    ["../../etc/passwd.md", "/etc/x.md", "..\\..\\x.md", "a/../../x.md", "...", "", "CON.md"],
)
def test_a_page_stays_in_its_folder(path: str) -> None:
    page = document_page(path)
    assert os.path.normpath(page) == page
    assert page.startswith("documents/")
    assert page.rpartition("/")[2].casefold() not in {".html", "con.html"}


def test_what_cannot_be_read_is_said_and_the_rest_is_there(folder: Path, build: Build) -> None:
    (folder / "docs/large.md").write_bytes(b"# Large\n" + b"x" * 30_000_000)
    said = build("-o", "out", status=2)
    assert "docs/large.md: cannot be read" in said
    assert (folder / "out/documents/docs/login.html").is_file()
    assert checked_links(folder / "out") > 50


def test_one_file_opens_goes_about_and_searches(folder: Path, build: Build, opened: Any) -> None:
    build("-q", "--single-file", "-o", "one.html")
    page = opened(f"file://{folder}/one.html")
    assert page.locator("#dd-main").get_attribute("data-page") == "overview"
    page.click("nav >> text=Matrix")
    page.wait_for_selector("#dd-main[data-page=matrix] #dd-matrix")
    assert page.locator("nav [aria-current]").inner_text() == "Matrix"
    page.locator("#dd-matrix tbody tr th a").first.click()
    page.wait_for_selector("#dd-main[data-page=document]")
    assert page.evaluate("location.hash").startswith("#/documents/docs/login.html#L")
    page.get_by_text("the other one").click()
    page.wait_for_selector("#dd-main .path:text-is('docs/other.md')")
    page.locator(".prose img").first.scroll_into_view_if_needed()
    page.wait_for_selector(".prose img[src^='data:image/png']")
    page.check("#dd-guidance")
    assert page.locator(".guidance.more:visible").count() > 2
    page.locator(".diagram").first.scroll_into_view_if_needed()
    page.wait_for_selector(".diagram img")
    page.go_back()
    page.wait_for_selector("#dd-main .path:text-is('docs/login.md')")
    page.keyboard.press("/")
    page.keyboard.type("phase first")
    page.wait_for_selector("#dd-hits li")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.search", state="hidden")
    assert page.evaluate("location.hash").startswith("#/documents/docs/")
    page.reload()
    page.wait_for_selector("#dd-main[data-page=document]")


def test_a_folder_without_documents_gets_a_site(folder: Path, build: Build) -> None:
    (folder / "empty").mkdir()
    build("-q", "-o", "out", documents="empty")
    assert checked_links(folder / "out") > 20


def test_a_picture_that_changed_is_copied_again(folder: Path, build: Build) -> None:
    build("-o", "out")
    copied = folder / "out/files/docs/p.png"
    (folder / "docs/p.png").write_bytes(PICTURE + b"more")
    build("-o", "out")
    assert copied.read_bytes() == PICTURE + b"more"
    (folder / "docs/p.png").unlink()
    build("-o", "out")
    assert not copied.exists()
    assert checked_links(folder / "out") > 50


def test_a_link_to_a_place_that_is_not_there_is_none(folder: Path, build: Build) -> None:
    text = (
        "\n[gone](#gone) [own](#REQUIREMENTS) [there](login.md#gone) [kept](login.md#Overview)"
        " [line](login.md#L3) <a title='x' href='#gone'>raw</a> [blank](<my mail.md>)\n\n"
        'Says href="dd-page:docs/login.md" and `<a href="#gone">` and src="dd-file:p.png".\n'
    )
    (folder / "docs/my mail.md").write_text(DOCUMENT + text, "utf-8")
    build("-o", "out")
    assert checked_links(folder / "out") > 50
    html = (folder / "out/documents/docs/my mail.html").read_text("utf-8")
    assert "<a class=nowhere>gone</a> <a href=#requirements>own</a>" in html
    assert '<a href="login.html">there</a> <a href="login.html#overview">kept</a>' in html
    assert '<a href="login.html#login-design-document">line</a>' in html
    assert '<a href="#dd-main">blank</a>' in html
    told = 'Says href="dd-page:docs/login.md" and <code>&lt;a href="#gone"&gt;</code>'
    assert f'{told} and src="dd-file:p.png".' in html


def test_pictures_have_any_name(folder: Path, build: Build) -> None:
    names = ["a#b.png", "a b.png", "50%.png", "a%20b.png"]
    for name in names:
        (folder / "docs" / name).write_bytes(PICTURE)
    text = "![1](a%23b.png) ![2](<a b.png>) ![3](50%25.png) ![4](a%2520b.png) ![5](none.png)"
    (folder / "docs/other.md").write_text(f"{OTHER}\n{text}\n", "utf-8")
    build("-o", "out")
    assert sorted(path.name for path in (folder / "out/files/docs").iterdir()) == sorted(names)
    assert checked_links(folder / "out") > 50


def test_no_page_has_the_name_of_a_folder(folder: Path, build: Build) -> None:
    (folder / "docs/login.html").mkdir()
    (folder / "docs/login.html/deep.md").write_text(OTHER, "utf-8")
    build("-o", "out")
    assert (folder / "out/documents/docs/login-2.html").is_file()
    assert (folder / "out/documents/docs/login.html/deep.html").is_file()
    assert checked_links(folder / "out") > 50


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode_is_said(folder: Path, build: Build) -> None:
    try:
        Path(os.fsdecode(b"docs/bad\xff.md")).write_text(OTHER, "utf-8")
    except OSError:
        pytest.skip("this file system has Unicode names only")
    said = build("-o", "out", status=2)
    assert "no page for it" in said
    assert "fault" not in said
    assert (folder / "out/documents/docs/login.html").is_file()
    build("-o", "one.html", "--single-file", "--no-cache", status=2)
