"""`High/Medium/Low`, `[Yes/No]`, `alpha|beta|stable`, `<A, B, or C>`, `'draft' # draft | done`.

A choice is the whole of a value, never part of a sentence or heading: `Upgrade / Downgrade
Strategy` is none. A slash alone is weak, so it needs words that people choose between.
"""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

# fmt: off
_LEVELS = frozenset({
    "yes", "no", "true", "false", "high", "medium", "low", "critical", "severe", "major",
    "minor", "moderate", "none", "negligible", "very-high", "very-low", "draft",
    "proposed", "accepted", "rejected", "deprecated", "superseded", "approved", "review",
    "in-review", "active", "final", "withdrawn", "open", "closed", "done", "pending",
    "implemented", "planned", "completed", "todo", "alpha", "beta", "stable", "ga", "must",
    "should", "could", "wont", "may", "small", "large", "must-have", "nice-to-have",
    "easy", "hard", "likely", "unlikely", "possible", "rare", "certain", "pass", "fail",
    "on", "off", "enabled", "disabled", "internal", "external", "public", "private",
    "blocker", "trivial", "urgent", "normal", "p0", "p1", "p2", "p3", "s", "m", "l", "xl",
    "n/a", "高", "中", "低", "大", "小", "有", "無", "有り", "無し", "あり", "なし",
    "はい", "いいえ", "必須", "任意", "必要", "不要", "完了", "未完了", "未着手", "進行中",
    "承認", "却下", "下書き", "確実", "可能",
})
# fmt: on
_SLASH = regex(r"\s*[/／]\s*")
_PIPE = regex(r"\s*\\?[|｜]\s*")
_DOT = regex(r"\s*・\s*")
_COMMAS = regex(r"[^,]{1,40}(?:, [^,]{1,40}){0,8},? or [^,]{1,40}")
_COMMA_SPLIT = regex(r",\s*or\s+|,\s*|\s+or\s+")
_OPEN = frozenset({"…", "...", "etc", "etc."})
_QUOTES = " \t\n\"'`*_"
_MAX_VALUES = 20
_MAX_WIDE = 12  # characters of a value in a script without spaces


def read(wording: Wording) -> Typed | None:
    """The choice that a value, a hole or the comment beside a value is."""
    if wording.comment:
        values = _split(_PIPE, wording.comment.removeprefix("e.g.").strip(_QUOTES + "[](){}"))
        if len(values) > 1 and all(_short(value) for value in values):
            return _typed(values, f"comment '{wording.comment}'")
    text = wording.text.strip(_QUOTES)
    if not text or len(text) > 400:
        return None
    return _pipes(text, wording) or _slashes(text) or _commas(text, wording)


def _pipes(text: str, wording: Wording) -> Typed | None:
    values = _split(_PIPE, text)
    # A hole in prose may hold remarks between pipes: "{example | pointer to more information}".
    if len(values) < 2 or not all(_short(value) for value in values):
        return None
    if not wording.label and wording.marked and not any(_known(value) for value in values):
        return None
    return _typed(values, f"choice '{_brief(text)}'")


def _slashes(text: str) -> Typed | None:
    for pattern in (_SLASH, _DOT):
        values = _split(pattern, text)
        if len(values) >= 2 and all(_short(v) and len(v.split()) <= 2 for v in values):
            known = sum(_known(value) for value in values)
            if known * 2 >= len(values):
                return _typed(values, f"choice '{_brief(text)}'")
    return None


def _commas(text: str, wording: Wording) -> Typed | None:
    if not wording.marked or not _COMMAS.fullmatch(text):
        return None
    values = [value.strip(_QUOTES) for value in _COMMA_SPLIT.split(text)]
    if len(values) < 2 or not all(_short(value) for value in values):
        return None
    if all(_known(v) for v in values) or (len(values) > 2 and all(v[0].isupper() for v in values)):
        return _typed(values, f"choice '{_brief(text)}'")
    return None


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
    values = [value.strip(_QUOTES) for value in pattern.split(text)]
    return values if len(values) <= _MAX_VALUES and all(values) else []


def _typed(values: list[str], because: str) -> Typed:
    """An open list ("...") names examples only: the words are kept, nothing is checked."""
    closed = [value for value in values if value.casefold() not in _OPEN]
    kind = TypeKind.ENUMERATION if len(closed) == len(values) else TypeKind.TEXT
    return Typed(ValueType(kind, tuple(dict.fromkeys(closed))), because)


def _short(value: str) -> bool:
    if not value.isascii() and len(value) > _MAX_WIDE:
        return False
    return 0 < len(value) <= 40 and len(value.split()) <= 4 and value[-1] not in ".?!;:"


def _known(value: str) -> bool:
    return "-".join(value.casefold().split()) in _LEVELS


def _brief(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


CONVENTION = TypeConvention("enumeration", read)
