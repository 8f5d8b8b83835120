"""How soon a live site shows what was saved, and its form what is wrong, in a browser.

    python benchmarks/serve.py [--documents 700] [--runs 7]

Prints medians in milliseconds: from a save until the open page of the document shows it, until the
overview has its new findings, and from a key in the form until its findings are there. It needs
Playwright and a Chromium (``DESIGNDOC_CHROMIUM``, else ``/usr/bin/chromium``).
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

from measure import installed
from playwright.sync_api import sync_playwright
from synthetic import write_corpus

_TOKEN = "measured"  # noqa: S105 - of a server that ends with the run
_FAULT = "\n## TBD\n\n[What remains]\n"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=700)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        paths = write_corpus(Path(scratch, "docs"), options.documents)
        document = next(path for path in paths[len(paths) // 2 :] if "feature-design" in str(path))
        with _served(Path(scratch)) as base, _browser() as page:
            found = _measured(page, base, document, Path(scratch), options.runs)
    for name, times in found.items():
        print(f"{name:<28}{median(times) * 1000:>8.0f} ms")
    return 0


def _measured(
    page: Any, base: str, document: Path, root: Path, runs: int
) -> dict[str, list[float]]:
    text, name = document.read_text(encoding="utf-8"), document.relative_to(root).as_posix()
    found: dict[str, list[float]] = {"saved to shown": [], "saved to overview": [], "typed": []}
    _wait(lambda: page.goto(f"{base}documents/{name[:-3]}.html?token={_TOKEN}").ok, 120)
    for number in range(runs):
        words = f"Saved for the {number}th time."
        document.write_text(f"{text}\n{words}\n", encoding="utf-8")
        found["saved to shown"].append(_wait(lambda: words in page.inner_text(".prose")))  # noqa: B023 - asked at once
        page.wait_for_timeout(1500)
    page.goto(f"{base}index.html")
    row = page.locator("#dd-documents tbody tr", has=page.get_by_text(name, exact=True))
    for number in range(runs):
        before = row.inner_text()
        document.write_text(text + _FAULT * (number + 1), encoding="utf-8")
        found["saved to overview"].append(_wait(lambda: row.inner_text() != before))  # noqa: B023 - asked at once
        page.wait_for_timeout(1500)
    page.goto(f"{base}edit/{name}")
    field = page.locator("textarea").first
    said = page.locator(".savebar .said")
    _wait(field.count)
    for number in range(runs):
        field.fill(f"Typed for the {number}th time, [Name]")
        found["typed"].append(_wait(lambda: said.inner_text().startswith("1 change")))
        page.wait_for_timeout(300)
    return found


def _wait(what: Callable[[], Any], most: float = 10) -> float:
    """Seconds until something is so."""
    start = time.perf_counter()
    while not what():
        if time.perf_counter() - start > most:
            sys.exit("it never came; nothing is measured")
        time.sleep(0.004)
    return time.perf_counter() - start


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    environment = os.environ | {"DESIGNDOC_SITE_TOKEN": _TOKEN, "XDG_CACHE_HOME": f"{folder}/cache"}
    command = [installed("designdoc"), "site", "serve", "docs"]
    with subprocess.Popen(
        command, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as process:
        address = re.search(r"http://[\d.:]+/", process.stderr.readline() if process.stderr else "")
        if address is None:
            sys.exit("the server does not start")
        try:
            yield address[0]
        finally:
            process.kill()


@contextmanager
def _browser() -> Iterator[Any]:
    path = os.environ.get("DESIGNDOC_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path)
        yield chromium.new_page(viewport={"width": 1280, "height": 900})
        chromium.close()


if __name__ == "__main__":
    sys.exit(main())
