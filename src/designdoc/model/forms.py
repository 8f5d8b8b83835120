"""In which form an acceptance criterion is written."""

import re

from designdoc.model.criteria import criterion
from designdoc.source.regex import regex

_GIVEN = regex(r"\s*[*_`]*(?:given|前提|дано)\b|\s*(?:前提)", re.IGNORECASE)
_STEP = regex(r"\s*(?:given|when|then|and|but|前提|もし|ならば|かつ|しかし)\b[:：]?", re.IGNORECASE)
_THEN = regex(r"\bthen\b|ならば", re.IGNORECASE)
_SCENARIO = regex(r"^\s*(?:Scenario(?: Outline)?|Example|シナリオ)\s*[:：]", re.MULTILINE)


def form_of(text: str, task: bool | None) -> str:
    """``gherkin``, ``ears``, ``checklist`` or ``prose``."""
    head = text[:4000]
    if _SCENARIO.search(head) and _THEN.search(head):
        return "gherkin"
    family = criterion(head).family
    return "checklist" if family == "prose" and task is not None else family


def is_given(text: str) -> bool:
    """Whether a text opens a Given/When/Then criterion."""
    return bool(_GIVEN.match(text))


def is_step(text: str) -> bool:
    """Whether a text is one step of a Given/When/Then criterion."""
    return bool(_STEP.match(text))


def scenario_starts(text: str) -> list[int]:
    """Where each scenario of a feature file begins."""
    return [match.start() for match in _SCENARIO.finditer(text)]
