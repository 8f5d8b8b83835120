"""Whether what a document names is there, was there when its line was written, or never was."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct

from designdoc.code.facts import CodeIndex
from designdoc.code.names import Names, normal
from designdoc.code.past import Gone, Past, Written
from designdoc.code.references import Reference
from designdoc.source.regex import regex

_INTENDED = regex(
    r"(?i)\b(?:remov|delet|drop|deprecat|replac|renam|mov(?:e|ed|ing)\b|migrat|supersed|obsolete"
    r"|eliminat|retire|purge|clean(?:ed)? ?up|no longer|instead of|formerly|previously|was\b|were\b"
    r"|used to|original|old\b|legacy|extract|local (?:copy|file)|input files?\b|split"
    r"|merged? into|refactor|convert|rewrit|gone\b"
    r"|unused|orphan|dead code|before\b|existing\b|current(?:ly)?\b|today\b|as of\b|doesn'?t exist"
    r"|does not exist|missing|not exist)"
    r"|削除|廃止|移動|置換|置き換え|改名|旧|удал|замен|перенес|переимен|стар"
)
_NEGATED = regex(r"(?i)\b(?:no|not|never|without|nor|than|vs\.?|from)\b[\s\w.,`()/-]{0,60}$")
_DATED = regex(  # a measurement, a link or a ticked task of a day: it speaks of that day
    r"\(\d+ lines|\blines \d+|^\s*[-*+] \[[xX]\]|\b20\d\d[-./]\d\d"
    r"|(?i:\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d)"
    r"|/(?:blob|tree)/(?:[0-9a-f]{7,40}|v\d)"
)
_REMOVE = regex(
    r"(?i)(?:^|[.;:|]\s+|[-*+] (?:\[[ x]\] )?)(?:\*\*)?(?:remove|delete|drop)\s+(?:the )?"
    r"(?:file |class |function |type |module |folder |interface )?$"
)
_OF_IT = regex(
    r"(?i)[`\s'’]*(?:s\b|/|[+&]|from|in\b|to\b|and|or\b|,|import|prop|field|column|param|usage"
    r"|call|refer|check|flag|prefix|support|if\b|when|after|once)"
)
_LATER = regex(r"(?i)\b(?:phase [2-9]|later|future|roll ?back|revert|next|follow[- ]?up|deprecat)")
_ARROW = regex(r"^\s*\|?\s*`?\s*(?:→|->|=>|⟶)")
_BEHIND = regex(
    r"(?i)\b(?:alternative|context\b|amendment|from\b|source\b|reject|considered|history"
    r"|change ?log|revision|remov|delet|deprecat|migration|before|previous|old\b|legacy"
    r"|current (?:state|behaviou?r|implementation"
    r"|architecture|challenges|situation)|existing|problem|background|motivation|as-is|prior"
    r"|clean ?up|renam|mov(?:e|ing)|baseline|similar functionality|inspection|audit|investigation"
    r"|non-goals|out of scope|future)"
    r"|代替|履歴|移行|現状|背景|課題"
)


class Candidate(Struct, frozen=True):
    """A reference to what is gone: ``name`` is the path or word, ``ends`` where it was last."""

    reference: Reference
    name: str
    ends: tuple[Gone, ...]


class Vanished(Struct, frozen=True):
    """A name that resolved when its line was written, and does not now; each name once a document.

    ``now`` is where it went, when history knows; ``behind``: the words around it speak of what
    was, or of what is to go. ``others`` are further references to it.
    """

    reference: Reference
    name: str
    gone: Gone
    written: Written
    now: str = ""
    behind: bool = False
    others: tuple[Reference, ...] = ()


def candidates(
    given: Iterable[Reference], folder: str, names: Names, index: CodeIndex, past: Past
) -> Iterator[Candidate]:
    """The references whose names are gone; ``folder`` is the document's, from the tree's top."""
    for reference in given:
        if reference.kind == "path":
            path = _gone_path(reference, folder, names, past)
            if path:
                yield Candidate(reference, path[0], (path[1],))
        else:
            for word in dict.fromkeys((reference.words[0], reference.words[-1])):
                ends = past.words.get(word)
                if ends and word not in index.by_symbol and word not in index.members:
                    yield Candidate(reference, word, ends)
                    break


def vanished(
    given: Iterable[Candidate], lines: Mapping[int, Written], names: Names, past: Past
) -> tuple[Vanished, ...]:
    """Those candidates that were still there when their line was written."""
    found: dict[str, Vanished] = {}
    for each in given:
        written = lines.get(each.reference.line)
        if written is None or written.order < 0 or not each.ends:
            continue
        is_path = each.reference.kind == "path"
        gone = each.ends[0]
        # A path is gone from that commit on; a word was last seen in it.
        if not (gone.order < written.order if is_path else gone.order <= written.order):
            continue
        behind = speaks_of_the_past(each.reference)
        known = found.get(each.name)
        now = known.now if known else _now(each.name, names, past) if is_path else ""
        new = Vanished(each.reference, each.name, gone, written, now, behind)
        if known is None:
            found[each.name] = new
        elif known.behind and not behind:  # the surest reference stands for the name
            others = (known.reference, *known.others)
            found[each.name] = msgspec.structs.replace(new, others=others)
        else:
            others = (*known.others, each.reference)
            found[each.name] = msgspec.structs.replace(known, others=others)
    return tuple(found.values())


def unremoved(
    given: Iterable[Reference], folder: str, names: Names, index: CodeIndex
) -> Iterator[Reference]:
    """The references whose sentence says to remove just them, and that are still there."""
    for each in given:
        if not _REMOVE.search(each.before) or _OF_IT.match(each.after):
            continue
        if any(_LATER.search(title) for title in each.section):
            continue
        if each.kind == "path":
            there = "/" in each.text and _is_just_there(each.text, folder, names)
        else:
            there = len(each.words) == 1 and each.words[0] in index.by_symbol
        if there:
            yield each


def _is_just_there(text: str, folder: str, names: Names) -> bool:
    """Whether a path is there as it is written, and not as the end of another one."""
    written = (normal(posixpath.join(base, text.lstrip("/"))) for base in ("", folder))
    return any(path and names.has(path) for path in written)


def _now(path: str, names: Names, past: Past) -> str:
    """Where a file or a folder went by renaming."""
    return past.now(path, names) if path in past.paths else past.folder_now(path, names)


def speaks_of_the_past(reference: Reference) -> bool:
    """Whether the words around a reference, or the headings above it, speak of what was."""
    return bool(
        _INTENDED.search(reference.before)
        or _NEGATED.search(reference.before)
        or _INTENDED.search(reference.after)
        or _DATED.search(reference.before + reference.after)
        or _ARROW.match(reference.after.lstrip("`"))
        or titles_speak_of_the_past((*reference.section, reference.column))
    )


def titles_speak_of_the_past(titles: Iterable[str]) -> bool:
    """Whether headings speak of what was, of what is to go, or of what was not chosen."""
    return any(_BEHIND.search(title) for title in titles)


def resolves(text: str, folder: str, names: Names) -> str:
    """The path that a written path means, when exactly one fits best; empty when none does."""
    for base in ("", folder):
        path = normal(posixpath.join(base, text.lstrip("/")))
        if path and names.has(path):
            return path
    found = names.ending(text.removeprefix("./"))
    return found[0] if found else ""


def _gone_path(
    reference: Reference, folder: str, names: Names, past: Past
) -> tuple[str, Gone] | None:
    if resolves(reference.text, folder, names):
        return None
    for base in ("", folder):
        path = normal(posixpath.join(base, reference.text.lstrip("/")))
        gone = past.end_of(path) if path else None
        if path and gone:
            return path, gone
    words = reference.text.removeprefix("./")
    if words.startswith("../"):
        return None
    found = past.ending(words)
    ends = [(gone.order, path, gone) for path in found if (gone := past.end_of(path))]
    if not ends or ("/" not in words.strip("/") and len(ends) > 1):
        return None
    _, path, gone = min(ends, key=lambda end: end[:2])
    return path, gone
