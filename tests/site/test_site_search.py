"""Search without a server: what is found, how fast, by keyboard; from the disk."""

import zlib
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from designdoc.cli.site import site as command
from designdoc.site.search import bucket
from designdoc.source.words import words_in

QUERIES = ("feature gate", "rollback", "kubelet", "alpha beta", "monitoring", "api")


def typed(page: Any, words: str) -> list[str]:
    page.keyboard.press("/")
    page.locator("dialog.search input").fill(words)
    page.wait_for_timeout(250)
    return page.locator("#dd-hits li").all_inner_texts()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Token Store", ["token", "store"]),
        ("FR-10", ["fr-10", "fr", "10"]),
        ("TokenStore", ["tokenstore", "token", "store"]),
        ("Straße ＦＲ", ["strasse", "fr"]),
        ("要件定義", ["要件", "件定", "定義"]),
        ("snake_case", ["snake_case", "snake", "case"]),
        ("機能FR-1", ["機能", "fr-1", "fr", "1"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words


def test_an_identifier_a_name_and_a_slip_are_found(site: Path, opened: Any) -> None:
    page = opened(f"file://{site}/matrix.html")
    assert "FR-1" in " ".join(typed(page, "FR-1"))
    page.keyboard.press("Escape")
    assert typed(page, "requirments"), "one letter is missing"
    page.keyboard.press("Escape")
    assert not typed(page, "xyzzyqux")
    assert "Nothing" in page.inner_text("dialog.search [role=status]")


def test_keys_open_choose_and_go(site: Path, opened: Any) -> None:
    page = opened(f"file://{site}/index.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("overview")
    page.wait_for_timeout(250)
    selected = page.locator("#dd-hits [aria-selected=true]")
    first = selected.get_attribute("id")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert selected.get_attribute("id") == first
    assert page.locator("dialog input").get_attribute("aria-activedescendant") == first
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.evaluate("document.querySelector(decodeURIComponent(location.hash)) !== null")


@pytest.mark.corpus
@pytest.mark.slow
def test_answers_over_the_keps_come_at_once(
    keps: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened: Any
) -> None:
    monkeypatch.chdir(keps)
    ran = CliRunner().invoke(command, ["build", "-q", "-o", str(tmp_path / "out")])
    assert ran.exception is None, ran.output
    index = sum(path.stat().st_size for path in (tmp_path / "out/search").iterdir())
    read = sum(path.stat().st_size for path in keps.rglob("*.md"))
    assert index < 0.65 * read
    page = opened(f"file://{tmp_path}/out/matrix.html")
    times = []
    for query in QUERIES:
        assert typed(page, query), query
        page.locator("dialog.search input").fill(query + " ")  # its pieces are there now
        page.wait_for_timeout(200)
        times.append(float(page.locator("dialog.search").get_attribute("data-ms")))
    assert sorted(times)[len(times) // 2] < 50, times


def test_buckets_are_those_of_the_script(site: Path) -> None:
    said = (site / f"search/w{bucket('login')}.js").read_text("utf-8")
    packed = said.rpartition(',"')[2].removesuffix('");\n')
    assert b'"login"' in zlib.decompress(b64decode(packed))
