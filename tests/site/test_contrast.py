"""Words can be read on every ground, light and dark (WCAG 2.2, 1.4.3): 4.5 to 1."""

import re

import pytest

from designdoc.site.assets import styles

_GROUNDS = ("page", "card", "sunk")
_WORDS = ("text", "soft", "accent", "error", "warning", "info", "good")
_ON_FILL = ("error", "warning", "info", "good")
_CODE = ("c-note", "c-word", "c-text", "c-number", "c-name")
_BLOCK = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"--([\w-]+): (#[0-9a-f]{6}|#[0-9a-f]{3})\b")


def themes() -> dict[str, dict[str, str]]:
    """The colours of each theme by their names; both ways to ask for the dark one."""
    made: dict[str, dict[str, str]] = {"light": {}, "system dark": {}, "chosen dark": {}}
    css = re.sub(r"/\*.*?\*/", "", styles(), flags=re.S)
    for where, inside in _BLOCK.findall(css):
        which = "light"
        if "data-theme=dark" in where:
            which = "chosen dark"
        elif ":not([data-theme=light])" in where:
            which = "system dark"
        made[which].update(_COLOUR.findall(inside))
    return made


@pytest.mark.parametrize("theme", ["light", "system dark", "chosen dark"])
def test_words_are_read_on_their_grounds(theme: str) -> None:
    colours = themes()[theme]
    pairs = [(words, ground) for words in _WORDS for ground in _GROUNDS]
    pairs += [(words, f"{words}-fill") for words in _ON_FILL]
    pairs += [(words, "sunk") for words in _CODE]
    pairs += [("page", "accent"), ("text", "mark")]  # what is pressed, what is looked for
    poor = {pair: contrast(*map(colours.__getitem__, pair)) for pair in pairs}
    assert {pair: found for pair, found in poor.items() if found < 4.5} == {}


def test_dark_is_the_same_whoever_asks_for_it() -> None:
    made = themes()
    assert made["system dark"] == made["chosen dark"]
    assert made["light"].keys() == made["system dark"].keys()


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
