"""Lengths of texts in Western and East Asian writing."""

import pytest

from designdoc.rules.counting import characters, sentences, words


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("...", 0),
        ("One", 1),
        ("One. Two! Three?", 3),
        ("Version 1.2.3 costs 20.5 EUR at example.com.", 1),
        ("Keys, e.g. YubiKey, i.e. tokens vs. passwords.", 1),
        ("We have keys, tokens, etc. They cost little.", 2),
        ("See Fig. 3 by Dr. Smith.", 1),
        ('He said "stop." Then he left.', 2),
        ("First line without an end\nsecond line", 2),
        ("鍵で入る。鍵で出る。", 2),
        ("本当か！？本当だ。", 2),
        ("Wait... what?", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert sentences(text) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two-three it's", 3), ("鍵で入る", 2), ("API の設計 v1.2", 4), ("— , .", 0)],
)
def test_words(text: str, count: int) -> None:
    assert words(text) == count


def test_characters_are_code_points() -> None:
    assert characters(" 鍵 é\n") == 3
