"""Words that make a requirement hard to check, from the published lists.

INCOSE Guide to Writing Requirements: R7 (vague terms), R8 (escape clauses), R9 (open-ended
clauses); ISO/IEC/IEEE 29148:2018, 5.2.7; Femmer et al. 2017, Rapid quality assurance with
Requirements Smells. Only those are listed that are rarely right in a design document.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from designdoc.rules.statements import Passage, sentences
from designdoc.source.regex import regex

VAGUE = regex(
    r"\b(?:(?<!fail-)fast|quick(?:ly)?|rapid(?:ly)?|slow|easy|easily|user[- ]friendly"
    r"|intuitive(?:ly)?"
    r"|appropriate(?:ly)?|adequate(?:ly)?|sufficient(?:ly)?|reasonabl[ey]|efficient(?:ly)?"
    r"|flexibl[ey]"
    r"|robust(?:ly|ness)?|seamless(?:ly)?|smooth(?:ly)?|gracefully|effective(?:ly)?"
    r"|high[- ]performance"
    r"|highly|very|significant(?:ly)?|considerabl[ey]|acceptabl[ey]|suitabl[ey]|proper(?:ly)?"
    r"|state[- ]of[- ]the[- ]art|cleanly|nice(?:ly)?|several|various|few"
    r"|frequent(?:ly)?|often|usually|normally|generally|typically|etc\b\.?|and so on"
    r"|and so forth"
    r"|near[- ]real[- ]?time|lightweight|minimal(?:ly)?|hassle[- ]free|user[- ]centric|responsive"
    r"|as soon as|quasi|roughly|clearly|convenient(?:ly)?|comfortabl[ey])\b"
    r"(?![-_/]\w)"
    r"|適切(?:に|な)|適宜|適当(?:に|な)|十分(?:に|な)|(?:高速|迅速|柔軟|簡単|容易|円滑|効率的|直感的)(?:に|な)"
    r"|すばやく|素早く|速やかに|使いやす[いくさ]|わかりやす[いくさ]|分かりやす[いくさ]|スムーズ(?:に|な)"
    r"|いくつかの|様々な|さまざまな|多数の|など(?=[をがのはに、。]|$)",
    re.IGNORECASE,
)  # fmt: skip
ESCAPE = regex(
    r"\b(?:if|where|when|as far as|wherever|whenever) (?:it is |this is )?"
    r"(?:possible|feasible|practical|practicable|appropriate|applicable|necessary|needed"
    r"|required)\b"
    r"|\bas (?:appropriate|applicable|necessary|needed|required|far as possible)\b"
    r"|\b(?:as (?:much|soon|fast|quickly|far|often|little|few|low|high|small|many)"
    r"(?: \w{1,20}){0,2} as|where ?ever|if at all) "
    r"(?:reasonably |practically )?(?:possible|feasible|practical|practicable)\b"
    r"|\bto the (?:(?:greatest|maximum|fullest) )?extent (?:possible|practicable|practical"
    r"|feasible|necessary)\b"
    r"|\b(?:on a )?best[- ]effort(?: basis)?\b|\bif (?:time|resources) permits?\b|\bideally\b"
    r"|\bpreferably\b"
    r"|可能な(?:限り|範囲で|場合)|できる(?:だけ|限り|かぎり)|なるべく|必要に応じて|状況に応じて|極力",
    re.IGNORECASE,
)
_AGO = (
    r"(?:before|today|now"
    r"|(?:the |our )?(?:current|existing|old|previous|present|last|legacy|other))"
)
COMPARISON = regex(
    r"\b(?:(?:much |even |far |significantly |considerably )?"
    rf"(?:(?:higher|lower|larger|smaller|cheaper|shorter|longer|stronger|slower) than {_AGO}\b"
    rf"|(?:better|faster|quicker|easier|simpler)(?: than {_AGO}\b|(?! than\b))"
    r"|(?:more|less) (?:efficient|reliable|robust|flexible|intuitive|responsive|scalable"
    r"|secure|stable"
    r"|maintainable|performant|convenient|readable|usable)(?:ly)?(?! than\b))"
    r"|best|fastest|easiest|maximi[sz]e[sd]?|minimi[sz]e[sd]?|optimal(?:ly)?)\b(?![- ]effort|-\w)"
    r"|より(?:速く|早く|高い|低い|良い|よい|多く|少なく|簡単に|高速に)|従来より|最小限|最大限|最適な|向上させ",
    re.IGNORECASE,
)
NUMBER = regex(
    r"\d|[一二三四五六七八九十百千万]+(?:秒|分|件|回|人|台|個|%|％|倍|割)|O\(|99"
    r"|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twice|double|half"
    r"|hundred|thousand"
    r"|million|linear(?:ly)?|constant|logarithmic|at most|at least|no (?:more|less|fewer)"
    r"|never|every|each|all"
    r"|always|unlimited|unbounded|bounded|lossless|identical|atomic(?:ally)?|idempoten\w*)\b"
    r"|全て|すべて|ゼロ|必ず|常に|のみ|しない",
    re.IGNORECASE,
)


Ranges = tuple[tuple[int, int], ...]


def escapes(passage: Passage) -> Ranges:
    """The ranges of the escape clauses of a passage."""
    return _escapes(passage.text)


def comparisons(passage: Passage) -> Ranges:
    """The ranges of comparisons whose sentence holds no number that bounds them."""
    return _comparisons(passage.text)


def vague_words(passage: Passage) -> Ranges:
    """The ranges of vague words that are part neither of an escape clause nor of a comparison."""
    return _vague_words(passage.text)


@lru_cache(maxsize=4096)  # several rules ask, and so does each version that is being written
def _escapes(text: str) -> Ranges:
    return tuple(match.span() for match in ESCAPE.finditer(text))


_ORDINAL = regex(r"^[\s>]*\d{1,9}[.)]\s")
IDENTIFIER = regex(r"\b[A-Z]{1,8}(?:-[A-Z]{2,8})?-?\d[\d.]*[a-z]?\b")


def bounded(text: str) -> bool:
    """Whether a sentence holds a number, that of its identifier aside."""
    return any(char.isdigit() for char in IDENTIFIER.sub("", _ORDINAL.sub("", text)))


@lru_cache(maxsize=4096)
def _comparisons(text: str) -> Ranges:
    taken, found = _escapes(text), []
    for start, end in sentences(text):
        if not bounded(text[start:end]):
            matches = COMPARISON.finditer(text, start, end)
            found += [match.span() for match in matches if not _inside(match, taken)]
    return tuple(found)


@lru_cache(maxsize=4096)
def _vague_words(text: str) -> Ranges:
    taken, found = sorted([*_escapes(text), *_comparisons(text)]), []
    for start, end in sentences(text):
        counted = bounded(text[start:end])
        for match in VAGUE.finditer(text, start, end):
            if _inside(match, taken) or (counted and not _lists(match[0])):
                continue
            if not _is_name(text, match) and not _EXPLAINED.match(text, match.end()):
                found.append(match.span())
    return tuple(found)


_EXPLAINED = regex(
    r"\s*(?:\w+\s+)?[(（](?:e\.g\.|i\.e\.|for example|such as|that is|例)", re.IGNORECASE
)
_NAMED = regex(r"[\w\x1a]\s+$")
_LABEL = regex(r"[\w /&-]{0,40}(?:\*\*|__)?\s*[:：]")


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is part of a name: a capital within the sentence, or a bold label."""
    if not match[0][:1].isupper():
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    return bool(_NAMED.search(before)) or bool(
        before.rstrip(" ").endswith(("**", "__")) and _LABEL.match(text, match.end())
    )


def _lists(word: str) -> bool:
    """Whether a word leaves a list open, which no number mends."""
    return word.lower().startswith(("etc", "and so", "など"))


def _inside(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a match overlaps one of the sorted ranges, which do not overlap one another."""
    at = bisect_left(taken, (match.end(),)) - 1
    return at >= 0 and taken[at][1] > match.start()
