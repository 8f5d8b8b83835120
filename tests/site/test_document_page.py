"""The page of a document in a browser: what stands where, keys, guidance, diagrams, chips."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from designdoc.site.page import document_page

LOGIN = "documents/docs/login.html"
HOSTILE = quote(document_page("docs/<img src=x onerror=alert(1)>.md"))
_BOXES = """() => [...document.querySelectorAll(".note[data-at]:not([data-at=''])")].map((note) => {
  const named = document.getElementById(note.dataset.at);
  const block = named.localName === "a" ? named.parentElement : named;
  const [one, other] = [note.getBoundingClientRect(), block.getBoundingClientRect()];
  const prose = document.querySelector(".prose").getBoundingClientRect();
  return { top: one.top, bottom: one.bottom, left: one.left, right: one.right,
           at: other.top, edge: prose.right, inside: block.contains(note),
           after: !!(block.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING) };
})"""


def until(page: Any, what: Callable[[], Any], seconds: float = 5) -> Any:
    """Poll for a condition: Playwright's own waiting needs what the policy forbids."""
    end = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < end, page.inner_text("main")[:400]
        page.wait_for_timeout(15)
    return found


def test_notes_stand_beside_their_lines_and_do_not_overlap(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}", 1440)
    until(page, lambda: page.locator(".dd-doc.placed").count())
    found = page.evaluate(_BOXES)
    assert len(found) >= 8
    room = -1e9
    for each in found:
        assert each["left"] >= each["edge"]
        assert each["top"] >= room
        assert abs(each["top"] - max(each["at"], room + 6)) < 8, each
        room = each["bottom"]
    assert any(abs(each["top"] - each["at"]) < 2 for each in found)


def test_notes_stand_between_the_blocks_on_a_phone(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}", 390)
    until(page, lambda: page.locator(".inline-note .note").count())
    found = page.evaluate(_BOXES)
    assert len(found) >= 8
    for each in found:
        assert each["after"] or each["inside"]
        assert each["top"] > each["at"]
        assert each["right"] <= 390
    assert page.locator(".margin .note[data-at^=L]").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert not page.locator(".outline ol").is_visible()


def test_notes_move_when_the_window_does(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}", 1440)
    until(page, lambda: page.locator(".dd-doc.placed").count())
    notes = page.locator(".note").count()
    for width in (390, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        until(page, lambda: bool(page.locator(".dd-doc.placed").count()) == (width > 1000))  # noqa: B023 - asked at once
        assert page.locator(".note").count() == notes
    assert page.locator(".inline-note").count() == 0


def test_n_and_p_go_from_finding_to_finding(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}")
    found = page.locator(".note.found")
    now = "all => all.findIndex((note) => note.classList.contains('now'))"
    seen = []
    for key in ("n", "n", "p", "p", "n"):
        page.keyboard.press(key)
        seen.append(found.evaluate_all(now))
    last = found.count() - 1
    assert seen == [0, 1, 0, last, 0]
    inside = "document.activeElement.closest('.note')?.classList.contains('now')"
    assert page.evaluate(inside) is True
    page.keyboard.press("/")
    page.keyboard.type("n")
    assert found.evaluate_all(now) == 0, "what is typed is no command"


def test_the_outline_marks_the_section_that_is_read(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}")
    marked = page.locator(".outline li.current")
    for name in ("test-strategy", "overview"):
        page.evaluate("id => document.getElementById(id).scrollIntoView()", name)
        words = name.replace("-", " ").capitalize()[:4]
        until(page, lambda: marked.count() == 1 and words in marked.inner_text())  # noqa: B023 - asked at once
    assert "missing" in page.locator(".outline li.missing").inner_text()


def test_guidance_is_loaded_when_it_is_asked_for(site: Path, opened: Any) -> None:
    asked: list[str] = []
    page = opened(f"file://{site / LOGIN}")
    page.on("request", lambda request: asked.append(request.url))
    assert page.locator(".guidance.more").count() == 0
    page.check("#dd-guidance")
    shown = page.locator(".guidance.more:visible")
    until(page, lambda: shown.count() > 2)
    assert "One or two sentences" in shown.all_inner_texts()[0]
    assert len([url for url in asked if "guidance" in url]) == 1
    page.uncheck("#dd-guidance")
    assert shown.count() == 0


@pytest.mark.parametrize("behind_policy", [False, True], ids=["file", "strict policy"])
def test_diagrams_are_drawn_and_what_cannot_be_says_why(
    site: Path, served: str, opened: Any, behind_policy: bool
) -> None:
    page = opened(f"{served}/{LOGIN}" if behind_policy else f"file://{site / LOGIN}")
    picture = page.locator(".diagram img")
    page.locator(".diagram").first.scroll_into_view_if_needed()
    until(page, lambda: page.locator(".nothing-drawn").count() and picture.count(), 20)
    assert picture.evaluate("each => each.decode().then(() => each.naturalWidth)") > 50
    assert "Gateway" in picture.get_attribute("src")
    wrong = page.locator(".diagram:has(.nothing-drawn)")
    assert "cannot be drawn: Parse error" in wrong.inner_text()
    assert wrong.locator("details[open] pre").inner_text().count("this is no diagram") == 1
    assert page.locator(".diagram:has(img) details[open]").count() == 0
    before = picture.get_attribute("src")
    page.click("#dd-theme")
    page.click("#dd-theme")
    until(page, lambda: picture.count() and picture.get_attribute("src") != before)


def test_a_heading_gives_its_link(served: str, opened: Any) -> None:
    page = opened(f"{served}/{LOGIN}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=served)
    button = page.get_by_role("button", name="Copy the link to Test Strategy")
    button.click()
    until(page, lambda: button.inner_text() == "✓")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{served}/{LOGIN}#test-strategy"


def test_chips_lead_to_something_and_gaps_are_said(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}")
    first = page.locator(".note.links", has=page.locator("p:first-child > a", has_text="FR-1"))
    assert first.locator("p + p a").count() >= 3
    assert page.locator(".note .gap", has_text="no test").count() >= 1
    broken = page.evaluate("""() => [...document.querySelectorAll(".dd-doc a[href^='#']")]
        .map((a) => decodeURIComponent(a.hash.slice(1)))
        .filter((id) => !document.getElementById(id))""")
    assert broken == []
    first.locator("p + p a").first.click()
    assert page.evaluate("document.querySelector(':target') !== null")


def test_links_lead_to_pages_and_what_is_not_there_is_no_link(site: Path, opened: Any) -> None:
    page = opened(f"file://{site / LOGIN}")
    assert page.locator(".prose .nowhere", has_text="what is not there").count() == 1
    page.get_by_text("the other one").click()
    assert page.url.endswith("documents/docs/other.html#overview")


def test_hostile_titles_and_paths_do_nothing(site: Path, served: str, opened: Any) -> None:
    for base in (f"file://{site}", served):
        page = opened(f"{base}/{HOSTILE}")
        page.locator(".diagram").scroll_into_view_if_needed()
        until(page, lambda: page.locator(".diagram :is(img, .nothing-drawn)").count(), 20)  # noqa: B023 - asked at once
        wrong = "script:not([src]), [onerror], [onload], iframe:not(.dd-drawing)"
        assert page.locator(f"{wrong}, a[href^='javascript']").count() == 0
