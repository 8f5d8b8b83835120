"""What a page may show as a picture: an SVG only if it does nothing but draw."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.application.pictures import is_harmless, may_be_picture
from helpers.attacks import SVG, SVG_ATTACKS

PIECES = st.lists(
    st.sampled_from(["<", ">", "svg", "/", "script", " ", "=", '"', "onload", "&", "x;", "url(",
                     "#a", ")", "<svg xmlns='http://www.w3.org/2000/svg'>", "</svg>", "<!--", "]]>",
                     "<![CDATA[", "<?", "?>", "<!DOCTYPE", "\x00", "\ufeff", "'"]),
    max_size=20,
)  # fmt: skip


@pytest.mark.requirement("FR-12")
@pytest.mark.parametrize("attack", SVG_ATTACKS)
def test_what_could_do_more_than_draw_is_no_picture(attack: str) -> None:
    assert not is_harmless("x.svg", attack.encode())
    assert not is_harmless("x.SVG", b"\xef\xbb\xbf" + attack.encode())
    assert not is_harmless("x.svg", attack.encode("utf-16"))


@pytest.mark.parametrize(
    "text",
    [
        SVG,
        "\ufeff" + SVG.partition("?>\n")[2],
        "<!DOCTYPE svg><svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
def test_a_drawing_is_one(text: str) -> None:
    assert is_harmless("docs/x.svg", text.encode())


def test_what_is_no_svg_is_none() -> None:
    for data in (b"", b"x", b"<svg/>", SVG.encode("utf-16"), SVG.encode()[:-9], b"\x89PNG"):
        assert not is_harmless("x.svg", data)
    assert is_harmless("x.png", b"\x89PNG")
    assert may_be_picture("a/B.SVG")
    assert not may_be_picture("a.svgz")


@given(PIECES)
def test_whatever_it_is_nothing_is_raised(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = is_harmless("x.svg", text.encode())
    assert not (found and "script" in text.partition("<svg")[2].partition("<!--")[0].split("<"))


def test_a_large_one_is_read_in_time() -> None:
    begin, end = "<svg xmlns='http://www.w3.org/2000/svg'>", "</svg>"
    deep = "<g id='a'>" * 150
    for inside in ("<style>" + "url(" * 500_000 + "</style>",
                   deep + "<use href='#b'/>" * 100_000 + "</g>" * 150,
                   "<g>" * 300_000):  # fmt: skip
        start = time.process_time()
        is_harmless("x.svg", f"{begin}{inside}{end}".encode())
        assert time.process_time() - start < 3
