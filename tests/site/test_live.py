"""The real server as a process, in a browser: live pages, the form, conflicts, how it ends."""

import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from helpers.live_site import COMMAND, Serving, until
from helpers.site_texts import DOCUMENT, TEMPLATE

pytestmark = pytest.mark.requirement("FR-12")
_RISKS = """
## Risks and Mitigation

| Risk | Impact | Probability | Mitigation |
|------|--------|-------------|------------|
| Theft | High | Low | Locks |
"""


class Running(Serving):
    """A server over one document."""

    def __init__(self, folder: Path, *flags: str) -> None:
        self.document = folder / "docs/login.md"
        self.document.parent.mkdir(parents=True)
        (folder / "docs/template.md").write_text(TEMPLATE, "utf-8")
        self.document.write_text(DOCUMENT, "utf-8")
        super().__init__(folder, "documents/docs/login.html", *flags)

    def text(self) -> str:
        return self.document.read_text("utf-8")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    running = Running(tmp_path_factory.mktemp("live"))
    yield running
    running.end()


@pytest.fixture
def server(shared: Running) -> Running:
    """The server, with the document as it was at first."""
    if shared.text() != DOCUMENT:
        shared.document.write_text(DOCUMENT, "utf-8")
    return shared


def form(server: Running, opened: Any, width: int = 1400) -> Any:
    """The form of the document as it stands on the disk."""
    page = server.opened(opened, "edit/docs/login.md", width)
    until(page, lambda: page.locator(".groups[aria-busy=false] textarea").count())
    return page


def said(page: Any) -> str:
    return str(page.inner_text(".savebar .said"))


def field(page: Any, group: str) -> Any:
    return page.locator(".group", has=page.locator(f"h2:text('{group}')")).locator("textarea").first


def saved(page: Any) -> None:
    until(page, lambda: not page.locator(".savebar .primary").is_disabled())
    page.click(".savebar .primary")
    until(page, lambda: said(page) == "Saved")


def accessible(page: Any) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, options={"preload": False}).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"][:200]) for v in found] == []


def test_a_page_shows_what_was_saved_and_stays_where_it_was(server: Running, opened: Any) -> None:
    page = server.opened(opened, "documents/docs/login.html")
    assert "token" not in page.url
    page.evaluate("scrollTo(0, 1500)")
    for number in range(2):
        start = time.monotonic()
        server.document.write_text(DOCUMENT.replace("a right and", f"{number} right and"), "utf-8")
        until(page, lambda: f"{number} right and" in page.inner_text(".prose"), 3)  # noqa: B023 - asked at once
        assert time.monotonic() - start < 3
    assert abs(page.evaluate("scrollY") - 1500) < 40
    assert page.locator(".prose h1").count() == 1


def test_typing_shows_findings_and_ctrl_s_saves(server: Running, opened: Any) -> None:
    page = form(server, opened)
    assert said(page) == "No changes"
    field(page, "Overview").fill("Sign in with [Name].")
    until(page, lambda: "1 change, 1 new finding" in said(page))
    assert "(new)" in page.inner_text(".groups")
    assert server.text() == DOCUMENT
    field(page, "Overview").fill("Sign in with a name.")
    until(page, lambda: said(page).startswith("1 change") and "new" not in said(page))
    page.keyboard.press("Control+s")
    until(page, lambda: said(page) == "Saved")
    head, tail = DOCUMENT.split("Users sign in.")[0], DOCUMENT.partition("## Requirements")[2]
    assert server.text() == f"{head}Sign in with a name.\n\n## Requirements{tail}"


def test_a_row_is_added_and_a_level_chosen(server: Running, opened: Any) -> None:
    server.document.write_text(DOCUMENT + _RISKS, "utf-8")
    page = form(server, opened)
    page.locator("button:text('Add a row')").last.click()
    page.get_by_label("Risk, row 2").fill("Loss")
    page.get_by_label("Impact, row 2").select_option("Low")
    page.get_by_label("Probability, row 1").select_option("Medium")
    page.get_by_label("Probability, row 2").select_option("High")
    page.get_by_label("Mitigation, row 2").fill("Copies | more")
    saved(page)
    before = DOCUMENT + _RISKS.partition("| Theft")[0]
    assert server.text().startswith(before)
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
            for line in server.text().removeprefix(before).splitlines()]  # fmt: skip
    wanted = [["Theft", "High", "Medium", "Locks"], ["Loss", "Low", "High", "Copies \\| more"]]
    assert rows == wanted


def test_boxes_are_ticked_and_an_absent_field_is_filled_in(server: Running, opened: Any) -> None:
    line = "- **Responsibility**: Accepts passwords (FR-1).\n"
    without = DOCUMENT.replace(line, "")
    server.document.write_text(without, "utf-8")
    page = form(server, opened)
    page.get_by_label("Done: Bring FR-1").check()
    page.get_by_role("button", name="Add an item").click()
    page.keyboard.type("Say so")
    page.locator(".field.absent").get_by_label("Responsibility").fill("Accepts (FR-1).")
    accessible(page)
    saved(page)
    wanted = without.replace("- [ ] Bring FR-1\n", "- [x] Bring FR-1\n- [ ] Say so\n")
    head = "### Component 1: Gateway\n\n"
    wanted = wanted.replace(head, f"{head}- **Responsibility**: Accepts (FR-1).\n")
    assert server.text() == wanted


def test_a_missing_section_is_added(server: Running, opened: Any) -> None:
    page = form(server, opened)
    page.get_by_role("button", name="Add this section").first.click()
    until(page, lambda: page.locator("button:text('Add a row')").count())
    saved(page)
    assert server.text().startswith(DOCUMENT)
    assert "## Risks and Mitigation" in server.text()


def test_a_conflict_is_shown_and_both_changes_are_kept(server: Running, opened: Any) -> None:
    page = form(server, opened)
    field(page, "Overview").fill("Mine.")
    until(page, lambda: "1 change" in said(page))
    theirs = DOCUMENT.replace("Users sign in.", "Theirs.").replace("wrong password", "wrong key")
    server.document.write_text(theirs, "utf-8")
    page.click(".savebar .primary")
    until(page, lambda: page.locator("dialog.conflict").is_visible())
    assert server.text() == theirs
    sides = " ".join(page.locator(".piece pre").all_inner_texts())
    assert "Mine." in sides
    assert "Theirs." in sides
    accessible(page)
    page.get_by_role("button", name="Save both").click()
    until(page, lambda: not page.locator("dialog.conflict").is_visible())
    until(page, lambda: said(page) == "Saved, with both changes")
    assert "Mine." in server.text()
    assert "Theirs." not in server.text()
    assert "wrong key" in server.text()


def test_what_was_typed_is_not_left_by_accident(server: Running, chromium: Any) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    form(server, lambda url, _: page.goto(url) and page)
    field(page, "Overview").fill("Typed.")
    until(page, lambda: "1 change" in said(page))
    page.reload()
    page.close()
    assert asked == ["beforeunload"]


def test_a_new_document_is_begun(server: Running, opened: Any) -> None:
    page = server.opened(opened, "new")
    page.fill("[name=title]", "Parcels & more")
    assert page.input_value("[name=path]") == "docs/parcels-more.md"
    accessible(page)
    page.click("form.new .primary")
    until(page, lambda: page.url.endswith("/edit/docs/parcels-more.md"), 15)
    made = server.document.with_name("parcels-more.md")
    assert made.read_text("utf-8").startswith("# Parcels & more")
    made.unlink()


@pytest.mark.parametrize("width", [1400, 390])
def test_the_form_is_accessible_and_fits(server: Running, opened: Any, width: int) -> None:
    server.document.write_text(DOCUMENT + _RISKS, "utf-8")
    page = form(server, opened, width)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_read_only_has_no_form(tmp_path: Path, opened: Any) -> None:
    running = Running(tmp_path, "--read-only")
    try:
        page = running.opened(opened, "index.html")
        until(page, lambda: page.locator("a:text('Login Design Document')").count())
        assert page.locator("nav a:text-is('New')").count() == 0
        page.locator("a:text('Login Design Document')").first.click()
        until(page, lambda: page.locator(".prose h1").count())
        assert page.locator("a:text-is('Edit')").count() == 0
        page.wait_for_load_state()
        page.close()  # before its server ends
    finally:
        running.end()


def test_ctrl_c_ends_it_though_somebody_listens(tmp_path: Path) -> None:
    running = Running(tmp_path)
    host = running.base[7:-1]
    with socket.create_connection(host.split(":"), timeout=5) as listener:  # type: ignore[arg-type]  # host and port
        cookie = f"designdoc_{host.partition(':')[2]}=t0ken"
        listener.sendall(
            f"GET /events HTTP/1.1\r\nHost: {host}\r\nCookie: {cookie}\r\n\r\n".encode()
        )
        heard = b""
        while b"hello" not in heard:
            heard += listener.recv(4096)
        running.process.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, rest = running.process.communicate(timeout=10)
    assert running.process.returncode == 0, rest
    assert time.monotonic() - start < 3
    assert rest.splitlines()[-1].endswith("stopped")
    assert "Traceback" not in rest


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*COMMAND, "--port", port]
        ran = subprocess.run(command, cwd=tmp_path, check=False, capture_output=True, text=True)
    assert ran.returncode == 2
    assert f"port {port} cannot be used" in ran.stderr
