"""HTML in fewer bytes is the same HTML."""

from typing import Any

import html5lib
import pytest
from hypothesis import given

from designdoc.markdown import parse
from designdoc.markdown.brief import brief
from designdoc.markdown.html import to_html
from designdoc.source import decode
from helpers.attacks import ATTACKS
from helpers.soup import markdown


class Nowhere:
    """No address leads anywhere."""

    def page(self, target: str) -> str | None:
        return f"dd-page:{target}"

    def image(self, target: str) -> str | None:
        del target
        return None


def shape(html: str) -> list[Any]:
    """Elements with their attributes and words; outside of code, white space is one space."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(f"<!doctype html><title>t</title><main>{html}</main>")
    code = {each for pre in tree.iter("pre") for each in pre.iter() if each is not pre}
    return [
        (
            each.tag,
            dict(each.attrib),
            _words(each.text, each in code),
            _words(each.tail, each in code),
        )
        for each in tree.iter()
    ]


def _words(text: str | None, code: bool) -> str:
    return (text or "") if code else " ".join((text or "").split())


@given(markdown())
def test_whatever_it_is(text: str) -> None:
    html = to_html(parse(decode("d.md", text.encode("utf-8", "surrogatepass"))), Nowhere()).html
    assert shape(brief(html)) == shape(html)
    assert len(brief(html)) <= len(html)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_stays_what_it_was_made(attack: str) -> None:
    for text in (f"# T\n\n{attack}\n\nThe end.\n", f"- {attack}\n- b\n", f"<div>\n\n{attack}\n"):
        data = text.encode("utf-8", "surrogatepass")
        html = to_html(parse(decode("d.md", data)), Nowhere()).html
        assert shape(brief(html)) == shape(html)


@pytest.mark.parametrize(
    ("html", "shorter"),
    [
        ("<ul>\n<li>a</li>\n<li>b</li>\n</ul>", "<ul>\n<li>a\n<li>b\n</ul>"),
        ("<p>a</p>\n<p>b</p>\ntext", "<p>a\n<p>b</p>\ntext"),
        ("<ins><p>a</p></ins>", "<ins><p>a</p></ins>"),
        ('<p id="L1">says id="L2" <b title="a b">', '<p id=L1>says id="L2" <b title="a b">'),
        ('<a href="#x" rel="a b">', '<a href=#x rel="a b">'),
        ("<tr><td>a</td><td>b</td></tr></tbody>", "<tr><td>a<td>b</tbody>"),
        ("<li>a</li>text", "<li>a</li>text"),
    ],
)
def test_what_can_be_left_out(html: str, shorter: str) -> None:
    assert brief(html) == shorter
