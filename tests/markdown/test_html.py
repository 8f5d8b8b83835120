"""Documents as HTML: what CommonMark means, nothing that runs, a place for every line."""

import re
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given

from designdoc.markdown import parse
from designdoc.markdown.html import Rendered, to_html
from designdoc.markdown.raw_html import TAGS
from designdoc.source import decode
from helpers.attacks import ATTACKS
from helpers.corpora import keps as kep_documents
from helpers.sampling import Sample
from helpers.soup import markdown

SCHEMES = ("http:", "https:", "mailto:", "data:image/png", "data:image/jpeg", "data:image/gif",
           "data:image/webp", "dd-page:")  # fmt: skip


ROOT = Path(__file__).parents[2]
OWN = sorted(p for folder in ("docs", "examples") for p in (ROOT / folder).rglob("*.md"))


class Everywhere:
    """Every relative address is a page, and no picture is there."""

    def page(self, target: str) -> str | None:
        return f"dd-page:{target}"

    def image(self, target: str) -> str | None:
        del target
        return None


def rendered(text: str | bytes) -> Rendered:
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return to_html(parse(decode("d.md", data)), Everywhere())


def elements(html: str) -> list[Any]:
    parser = html5lib.HTMLParser(strict=False, namespaceHTMLElements=False)
    return [each for each in parser.parseFragment(html).iter() if isinstance(each.tag, str)]


def assert_harmless(html: str) -> None:
    for element in elements(html):
        if element.tag == "DOCUMENT_FRAGMENT":
            continue
        assert element.tag in TAGS, element.tag
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in {"style", "srcdoc", "formaction", "action", "srcset", "name"}
            if name in {"href", "src"}:
                scheme = value.partition(":")[0] if ":" in value.split("/")[0] else ""
                assert not scheme or value.startswith(SCHEMES), value
            if name == "id":
                assert not value.startswith("dd-") or value.startswith(("dd-fn-", "dd-fnref-"))


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_is_text(attack: str) -> None:
    assert_harmless(rendered(f"# Title\n\n{attack}\n\nThe end.\n").html)
    assert_harmless(rendered(f"| a |\n|---|\n| {attack.replace(chr(10), ' ')} |\n").html)
    assert_harmless(rendered(f"# {attack.replace(chr(10), ' ')}\n").html)


def test_there_are_many_attacks() -> None:
    assert len(ATTACKS) >= 60


@given(markdown())
def test_whatever_stands_there_is_harmless_and_balanced(text: str) -> None:
    html = rendered(text).html
    assert_harmless(html)
    assert rendered(text).html == html
    strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    if (
        "<" not in text
    ):  # HTML of a document may stand where none belongs; it is closed all the same
        strict.parse(f"<!doctype html><title>t</title><main>{html}</main>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c**", "a <em>b</em> <strong>c</strong>"),
        ("~~d~~ `e<`", "<del>d</del> <code>e&lt;</code>"),
        ("one  \ntwo", "one<br>two"),
        ("- [x] done", '<span class="task" role="img" aria-label="done">☑</span> done'),
        ("[x](other.md#y)", '<a href="dd-page:other.md#y">x</a>'),
        ("[x](#y)", '<a href="#y">x</a>'),
        ("[x](#dd-main)", '<a href="#user-dd-main">x</a>'),
        ("see https://example.org/a_(b).", 'see <a href="https://example.org/a_(b)"'),
        ("![a *b*](x.png)", '<span class="picture nowhere">a b</span>'),
        ("![a](https://example.org/x.png)", '<a class="picture" href="https://example.org/x.png"'),
        ("> [!WARNING]\n> x", '<blockquote id="L1" class="alert warning">'),
        ("a[^n]\n\n[^n]: note", '<li id="dd-fn-1">'),
        ("<kbd onclick=x>a</kbd>", "<kbd>a</kbd>"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("```mermaid\na-->b\n```", '<pre id="L1" class="mermaid"><code>a--&gt;b</code></pre>'),
        ("```python\nx = 1\n```", '<span class="m">1</span>'),
        ("```nonsense\n<b>\n```", "<code>&lt;b&gt;</code>"),
        ("<details>\n<summary>s</summary>\n\ntext\n", "</p>\n</details>"),
        ("| a |\n|--:|\n| b |", '<td align="right">b</td>'),
        ("3. c", '<ol start="3">'),
    ],
)  # fmt: skip
def test_what_is_said_is_shown(text: str, html: str) -> None:
    assert html in rendered(text).html


def test_lines_and_anchors_are_places() -> None:
    found = rendered("---\na: b\n---\n# One\n\ntext\nmore\n\n- item\n  - inner\n\n## One\n")
    assert found.lines == (4, 6, 9, 10, 12)
    assert found.heads == {4: "one", 12: "one-1"}
    for place in ('<h1 id="one">', '<h2 id="one-1">', '<p id="L6">', 'id="L10"'):
        assert place in found.html
    assert "a: b" not in found.html


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_own_documents(path: Path) -> None:
    found = rendered(path.read_bytes())
    assert_harmless(found.html)
    strict = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    strict.parse(f"<!doctype html><title>t</title><main>{found.html}</main>")


@pytest.mark.corpus
def test_keps_lose_no_word(shared: Path, sample: Sample) -> None:
    for path, data in sample(kep_documents(shared)):
        html = rendered(data).html
        assert_harmless(html)
        plain = re.sub(rb"(?s)<!--.*?-->", b" ", data).decode("utf-8", "replace")
        shown = {word for each in elements(html) for word in f"{each.text} {each.tail}".split()}
        said = [word for word in plain.split() if word.isalpha()]
        lost = [word for word in said if len(word) > 4 and word not in shown]
        assert len(lost) <= 0.1 * len(said), path
