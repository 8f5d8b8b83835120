"""How long a site takes to build, and how large it is; in a browser, how soon it is usable.

    python benchmarks/site.py [--documents 700] [--corpus DIR] [--runs 3]

The corpus is synthetic (``synthetic.py``: 700 documents have some 1,700 functional and 2,300
quality requirements), or the folder that is named. The results go to ``results/site.json`` in the
shape that hyperfine exports. With Playwright and a Chromium (``DESIGNDOC_CHROMIUM``, else
``/usr/bin/chromium``) it also opens the first page, scrolls the matrix and searches; without, it
says so.
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from measure import Run, installed, measure, to_hyperfine
from synthetic import write_corpus

RESULTS = Path(__file__).parent / "results" / "site.json"
QUERIES = ("requirement", "connection", "rollback", "store times", "FR-2")
_SCROLL = """async () => {
  const box = document.querySelector('#dd-matrix-scroll'), times = [];
  let last = performance.now();
  for (let n = 0; n < 180; n++) {
    box.scrollTop += 400;
    await new Promise(requestAnimationFrame);
    const now = performance.now();
    times.push(now - last);
    last = now;
  }
  return times;
}"""


def main() -> int:
    """Measure, print, and write the results."""
    options = _options()
    with tempfile.TemporaryDirectory() as scratch:
        corpus = Path(options.corpus) if options.corpus else Path(scratch, "corpus")
        if not options.corpus:
            write_corpus(corpus, options.documents)
        site = Path(scratch, "site")
        found = _builds(corpus, site, Path(scratch, "cache"), options.runs)
        read = sum(path.stat().st_size for path in corpus.rglob("*.md"))
        written = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
        results = [to_hyperfine(f"site {name}", runs) for name, runs in found.items()]
        for name, runs in found.items():
            print(f"{name:<24}{median(run.wall for run in runs):>8.2f} s")
        print(f"{'size':<24}{written / read:>8.2f} times the documents")
        large = [p for p in site.rglob("*.html") if p.stat().st_size > 400_000]
        print(f"{'pages over 400 KB':<24}{len(large):>8}")
        seen = _in_browser(site)
    for name, seconds in seen.items():
        print(f"{name:<24}{seconds * 1000:>8.0f} ms")
        results.append({"command": f"site {name}", "mean": seconds, "times": [seconds]})
    RESULTS.write_text(json.dumps({"results": results}, indent=1) + "\n", encoding="utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--documents", type=int, default=700)
    parser.add_argument("--corpus", default="", help="a folder of documents")
    parser.add_argument("--runs", type=int, default=3)
    return parser.parse_args()


def _builds(corpus: Path, site: Path, cache: Path, count: int) -> dict[str, list[Run]]:
    """Runs of each kind: from nothing, with everything kept, and with one document changed."""
    command = [installed("designdoc"), "site", "build", ".", "--output", str(site), "--quiet"]
    variables = {"XDG_CACHE_HOME": str(cache)}

    def clean() -> None:
        shutil.rmtree(site, ignore_errors=True)
        shutil.rmtree(cache, ignore_errors=True)

    def change() -> None:
        path = sorted(corpus.rglob("*.md"))[-1]
        path.write_text(path.read_text(encoding="utf-8") + "\nOne more.\n", encoding="utf-8")

    kinds: dict[str, Callable[[], None]] = {"cold": clean, "warm": lambda: None}
    if corpus.is_relative_to(tempfile.gettempdir()):
        kinds["one changed"] = change
    found: dict[str, list[Run]] = {}
    for name, before in kinds.items():
        runs = []
        for _ in range(count):
            before()
            runs.append(measure(command, variables, corpus))
        if any(run.status == 3 for run in runs):
            sys.exit(f"designdoc has a fault; {name} says nothing")
        found[name] = runs
    return found


def _in_browser(site: Path) -> dict[str, float]:
    """Seconds until the first page is painted, of a frame while scrolling, and of an answer."""
    browser = os.environ.get("DESIGNDOC_CHROMIUM", "/usr/bin/chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        print("no Playwright: the pages are not opened")
        return {}
    if not Path(browser).exists():
        print(f"no browser at {browser}: the pages are not opened")
        return {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser)
        page = chromium.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"file://{site}/index.html")
        usable = page.evaluate("performance.getEntriesByType('navigation')[0].domComplete") / 1000
        page.goto(f"file://{site}/matrix.html")
        page.wait_for_timeout(500)
        frames = sorted(page.evaluate(_SCROLL))
        cold, warm = _answers(page)
        chromium.close()
    return {
        "first page usable": usable,
        "frame, median": frames[len(frames) // 2] / 1000,
        "frame, longest": frames[-1] / 1000,
        "answer, first time": cold,
        "answer, again": warm,
    }


def _answers(page: Any) -> tuple[float, float]:
    first, again = [], []
    page.keyboard.press("/")
    field, dialog = page.locator("dialog.search input"), page.locator("dialog.search")
    page.wait_for_timeout(300)
    for query in QUERIES:
        for words, times in ((query, first), (f"{query} ", again)):
            field.fill(words)
            page.wait_for_timeout(400)
            times.append(float(dialog.get_attribute("data-ms") or 0) / 1000)
    return median(first), median(again)


if __name__ == "__main__":
    sys.exit(main())
