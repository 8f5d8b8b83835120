"""Identifiers at the head of a text, and paths in it."""

import re
from functools import lru_cache

from designdoc.model.identifiers import citations, patterns
from designdoc.model.terms import terms
from designdoc.source.regex import regex

# An identifier that opens an item: FR-1, NFR1, AC-1.2, REQ-AUTH-003, R1, and the separator after.
_OPENED = r"\s*[\[(*`]{0,3}"
_CLOSED = (
    r"[\])*`]{0,3}(?![\w/])(?!\s*(?:\.\.|[-–—~]{1,2}\s*(?:[A-Z]{1,5}-?)?\d))"
    r"\s*(?:[:：.)、|]|[-–—]{1,2}(?=\s|$))?\s*"
)
_LEADING = regex(
    _OPENED + r"([A-Z]{1,8}(?:-[A-Z]{2,8}){0,2}-\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?"
    r"|(?:FR|NFR|AC|REQ|US|UC|R|Q|QR|RISK|NF|F|G|TC)\d{1,5}(?:\.\d{1,4}){0,3}[a-z]?)" + _CLOSED
)
_NO_IDENTIFIERS = regex(
    r"(?:UTF|SHA|ISO|RFC|HTTP|IPV|TLS|AES|RSA|MD|ES|IEEE|ADR|KEP|PEP|CVE|COVID|OAUTH|P|H|X|V)-?\d"
)
_NUMBERING = regex(
    r"^\s*(?:\d{1,3}(?:\.\d{1,3})*[.)．、](?!\d)\s*|\d{1,3}(?:\.\d{1,3})+\s+|\(\d{1,3}\)\s*|[①-⑳]\s*|[A-Z][.)]\s+)(?=\S)"
)
_OUTSIDE = regex(
    r"(?i)\bnon-?goals?\b|\bout of (?:\w+ )?scope\b|\bnot in scope\b|対象外|スコープ外|非目標"
)
_SPLIT = regex(r"[\s`()（）,、;\[\]<>「」\"']+")
_FILE = regex(
    r"[\w.@{}*-]+\.(?:py|ts|tsx|js|jsx|mjs|go|rs|java|cs|rb|php|swift|kt|c|cc|cpp|h|sql|vue|css|scss"
    r"|html|md|json|ya?ml|toml|proto|sh)(?::\d+(?:-\d+)?)?"
)
_FOLDERS = regex(r"\.{0,2}/?[\w.@{}*-]+(?:/[\w.@{}*-]+){1,20}/?")


def leading(text: str) -> tuple[str | None, str]:
    """The identifier that a text begins with, and the words after it."""
    match = _own(text) if terms().identifiers else None
    match = match or _usual(text)
    if match is None:
        return None, text.strip()
    return match[1], text[match.end() :].strip()


def leading_of(title: str) -> tuple[str | None, str]:
    """The identifier that a heading begins with after its numbering, and the words after it."""
    return leading(plain_name(title))


def _usual(text: str) -> re.Match[str] | None:
    """An identifier as most teams write them, but of no kind that this team writes otherwise."""
    match = _LEADING.match(text[:60])
    if match is None or _NO_IDENTIFIERS.match(match[1]):
        return None
    kinds = terms().kinds
    return None if kinds and patterns(()).kind_of(match[1]) in kinds else match


def _own(text: str) -> re.Match[str] | None:
    """An identifier as the team's configuration describes them."""
    return _of(tuple(expression for _, expression in terms().identifiers)).match(text[:200])


@lru_cache(maxsize=64)
def _of(expressions: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(f"{_OPENED}({'|'.join(expressions)}){_CLOSED}")


def is_outside(title: str) -> bool:
    """Whether a heading says that what stands below it is not asked for."""
    return bool(_OUTSIDE.search(title[:200]))


def plain_name(title: str) -> str:
    """A heading without its numbering: `2. Tokenizer`, `(3) Tokenizer`, `1.2 Tokenizer`."""
    return _NUMBERING.sub("", title, count=1).strip(" :：")


def paths(text: str) -> list[str]:
    """The file and folder paths among the words of a text."""
    found = []
    for word in _SPLIT.split(text):
        plain = word.rstrip(".:。")
        if len(plain) < 200 and (_FILE.fullmatch(plain) or _is_folder(plain)):
            found.append(plain)
    return list(dict.fromkeys(found))


def _is_folder(word: str) -> bool:
    """`src/gate`, `docs/`, `a/B/c`; not `Brush/Eraser`."""
    if "/" not in word or "://" in word or not word.isascii():
        return False
    sure = word.islower() or word.endswith("/") or word.count("/") > 1
    return sure and bool(_FOLDERS.fullmatch(word))


def cited(text: str) -> list[str]:
    """The identifiers of this document's items that a text names, each once."""
    if not terms().identifiers and not _MAYBE.search(text):
        return []
    return list(dict.fromkeys(c.id for c in citations(text) if not c.document))


_MAYBE = regex(r"[A-Z]-?\d")
