"""Patterns that are compiled at their first use behave as if they had been compiled at once."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import designdoc
from designdoc.source import regex as module
from designdoc.source.regex import regex


def test_a_pattern_is_compiled_when_it_is_first_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []

    def remember(pattern: str, flags: int = 0) -> "re.Pattern[str]":
        compiled.append(pattern)
        return re.compile(pattern, flags)

    monkeypatch.setattr(module, "re", type("Spy", (), {"compile": staticmethod(remember)}))
    number = regex(r"\d+")
    assert compiled == []
    assert number.sub("n", "1 and 22") == "n and n"
    assert number.findall("1 and 22") == ["1", "22"]
    assert compiled == [r"\d+"]


def test_flags_and_groups_are_those_of_the_pattern() -> None:
    word = regex("(?P<word>ab)", re.IGNORECASE)
    match = word.fullmatch("AB")
    assert match is not None
    assert match["word"] == "AB"
    assert word.groupindex == {"word": 1}
    assert word.pattern == "(?P<word>ab)"


def test_every_pattern_of_the_program_can_be_compiled() -> None:
    patterns = list(constants())
    assert len(patterns) > 200
    for where, pattern in patterns:
        assert pattern.groups >= 0, where


def constants() -> Iterator[tuple[str, "re.Pattern[str]"]]:
    """The patterns that are constants of a module."""
    for info in pkgutil.walk_packages(designdoc.__path__, "designdoc."):
        if info.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(info.name)).items():
            if type(value).__name__ == "_Later":
                yield f"{info.name}.{name}", value
