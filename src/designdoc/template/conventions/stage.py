"""`This section must be completed when targeting beta`, `Only required for Standards Track`.

The element is required when a named value of the document holds; a stage means that stage and
all later ones. Words that name no value ("not required until targeted at a release") are a
condition that only a person can judge. So is the stage where siblings differ by it alone
(`### Alpha`, `### Beta`, `### GA`): the first section is due at once, the later ones when that
stage is reached.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from designdoc.source.regex import regex
from designdoc.template.convention import PresenceConvention, Said
from designdoc.template.schema import Field, Presence, Section, When

STAGES = ("alpha", "beta", "stable")
_ALIASES = {"ga": "stable"}
_STAGE = r"(alpha|beta|stable|GA)"
_TARGETING = regex(
    rf"(?<!\bnot )\b(?:must be (?:completed|filled)|required|needed)\b[^.\n]{{0,60}}?"
    rf"\b(?:targeting|at|for|from|moving to|graduat\w+ to|promot\w+ to)\s+{_STAGE}\b",
    re.IGNORECASE,
)
_FOR_STAGE = regex(rf"\bfor {_STAGE},? this section is required", re.IGNORECASE)
_UNTIL_STAGE = regex(
    rf"\bnot required until (?:\w+ ){{0,3}}?(?:graduated to |at |in )?{_STAGE}\b", re.IGNORECASE
)
_ONLY = regex(
    r"\b(?i:only (?:required|needed|applicable|necessary)|required only|mandatory only)"
    r" (?:for|if|when)\s+(?:an? )?([A-Z][\w-]*(?: [A-Z][\w-]*){0,3})"
)
_ONLY_IF = regex(
    r"\b(?:only (?:required|needed|applicable|necessary)|(?:required|mandatory) only)"
    r" (?:for|if|when)\b[^.\n]{0,120}",
    re.IGNORECASE,
)
_UNTIL = regex(r"\bnot required until\b[^.*\n]{0,80}", re.IGNORECASE)
_APPLICABLE = regex(
    r"^\W*(?:only )?(?:fill|include|complete|use)(?: this(?: section)?)? only (?:if|when)\b"
    r"[^.\n]{0,120}"
    r"|^\W*(?:fill|include) (?:this )?(?:section )?(?:only )?if\b[^.\n]{0,120}",
    re.IGNORECASE,
)
_QUICK = ("required", "must be", "needed", "only", "applicable", "include if")


def read(text: str) -> Said | None:
    """The condition that guidance states."""
    lower = text.casefold()
    if not any(word in lower for word in _QUICK):
        return None
    match = _TARGETING.search(text) or _FOR_STAGE.search(text) or _UNTIL_STAGE.search(text)
    if match:
        return Said("conditional", f"'{_words(match)}'", _when(_words(match), match.group(1)))
    if match := _ONLY.search(text):
        return Said("conditional", f"'{_words(match)}'", When(_words(match), "", (match.group(1),)))
    if match := _UNTIL.search(text) or _APPLICABLE.search(text) or _ONLY_IF.search(text):
        return Said("conditional", f"'{_words(match)}'", When(_words(match)))
    return None


_Named = TypeVar("_Named", Field, Section)
_WORD = regex(r"\b(?:alpha|beta|stable|ga)\b", re.IGNORECASE)


def staged(siblings: Sequence[_Named]) -> list[_Named]:
    """Siblings; where several differ by a stage alone, those of the later stages are conditional.

    So is the field of the first one: work that starts later has no value for it.
    """
    alike = Counter(_WORD.sub("", each.name.casefold()) for each in siblings)
    first: set[str] = set()
    found = []
    for each in siblings:
        word, rest = _WORD.search(each.name), _WORD.sub("", each.name.casefold())
        due = isinstance(each, Section) and rest not in first
        first.add(rest)
        if word and alike[rest] > 1 and not due and each.presence is Presence.REQUIRED:
            found.append(_at_stage(each, word.group()))
        else:
            found.append(each)
    return found


def _at_stage(each: _Named, stage: str) -> _Named:
    when = When(f"when the work reaches {stage}")
    return replace(each, presence=Presence.CONDITIONAL, when=when, because="one for each stage")


def _when(text: str, stage: str) -> When:
    name = _ALIASES.get(stage.lower(), stage.lower())
    return When(text, "stage", STAGES[STAGES.index(name) :])


def _words(match: re.Match[str]) -> str:
    return " ".join(match.group().split()).strip("*_> -")


CONVENTION = PresenceConvention("stage", read)
