"""Documents full of HTML, scripts and addresses run nothing, in a browser, from the disk."""

from pathlib import Path
from typing import Any

from click.testing import CliRunner

from designdoc.cli.site import site
from helpers.attacks import ATTACKS, SVG, SVG_ATTACKS
from helpers.site_texts import PICTURE
from helpers.texts import SOUND, TEMPLATE

_TOUCHED = """() => {
  for (const each of document.querySelectorAll("[title], a"))
    each.dispatchEvent(new MouseEvent("mouseover", {bubbles: true}));
  return [window.attacked ?? null, document.cookie, location.protocol];
}"""


def test_nothing_runs(tmp_path: Path, monkeypatch: Any, opened: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE, "utf-8")
    (tmp_path / "x.png").write_bytes(PICTURE)
    for number, attack in enumerate(ATTACKS):
        one_line = attack.replace("\n", " ").replace("|", "\\|")
        text = f"---\nowner: '{one_line[:200]}'\n---\n{SOUND}\n\n## {one_line}\n\n{attack}\n"
        text += f"\n- FR-9{number}: {one_line}\n\n| {one_line} |\n|---|\n| {one_line} |\n"
        (tmp_path / f"d{number}.md").write_text(text, "utf-8", "surrogatepass")
    for flags in (["-o", "out"], ["--single-file", "-o", "one.html"]):
        ran = CliRunner().invoke(site, ["build", "-q", "--title", ATTACKS[0], *flags])
        assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    names = [f"out/{name}.html" for name in ("index", "matrix", "components", "templates")]
    names += [f"out/documents/d{number}.html" for number in range(len(ATTACKS))]
    page = opened(f"file://{tmp_path}/{names[0]}")
    for name in names:
        page.goto(f"file://{tmp_path}/{name}")
        told = page.evaluate(_TOUCHED)
        assert told == [None, "", "file:"], name
    page.goto(f"file://{tmp_path}/one.html")
    for number in range(0, len(ATTACKS), 7):
        page.evaluate("n => { location.hash = `#/documents/d${n}.html`; }", number)
        page.wait_for_selector(f"#dd-main .path:text-is('d{number}.md')")
        assert page.evaluate("window.attacked ?? null") is None, number


def test_a_picture_does_nothing_but_draw(tmp_path: Path, monkeypatch: Any, opened: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "template.md").write_text(TEMPLATE, "utf-8")
    names = [f"{number}.svg" for number in range(len(SVG_ATTACKS))]
    for name, text in zip([*names, "good.svg"], [*SVG_ATTACKS, SVG], strict=True):
        (tmp_path / name).write_text(text, "utf-8")
    shown = "\n".join(f"![picture {name}]({name})" for name in [*names, "good.svg"])
    (tmp_path / "d.md").write_text(f"{SOUND}\n{shown}\n", "utf-8")
    for flags in (["-o", "out"], ["--single-file", "-o", "one.html"]):
        ran = CliRunner().invoke(site, ["build", "-q", *flags])
        assert ran.exception is None or isinstance(ran.exception, SystemExit), ran.output
    assert [path.name for path in (tmp_path / "out").rglob("*.svg")] == ["good.svg"]
    for url in ("out/documents/d.html", "one.html#/documents/d.html"):
        page = opened(f"file://{tmp_path}/{url}")
        page.wait_for_selector(".prose img")
        page.locator(".prose img").scroll_into_view_if_needed()
        assert page.locator(".prose img").count() == 1
        wide = "img => img.decode().then(() => img.naturalWidth)"
        assert page.locator(".prose img").evaluate(wide) == 40
        assert page.locator(".prose .picture.nowhere").count() == len(names)
        assert "picture 0.svg" in page.inner_text(".prose")
        assert page.evaluate("window.attacked ?? null") is None
