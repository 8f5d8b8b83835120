"""Whether a word that is gone was a declaration: the files that had it last are read for that.

A word that was only used (the name of a library's function) is nobody's drift.
"""

from collections.abc import Callable, Iterable, Iterator

import msgspec

from designdoc.code.facts import CodeIndex, Declared, FileFacts
from designdoc.code.past import Gone
from designdoc.code.read import read, unreadable
from designdoc.code.states import Candidate
from designdoc.languages.grammars import language_of

_LARGEST = 400_000  # bytes of an old file that is read
_NEAR = 72  # of 100: the same symbol under a name that was changed


OldFiles = Callable[[Gone], FileFacts]  # the facts of a file as it was


def old_facts(path: str, data: bytes) -> FileFacts:
    """The facts of a file as it was; none of one that is not worth reading."""
    language = language_of(path)
    sound = data and language and len(data) <= _LARGEST and not unreadable(data)
    return read(data, language) if sound else FileFacts("")


def places(given: Iterable[Candidate]) -> Iterator[tuple[str, str]]:
    """The files, by commit and path, that tell of the candidates' words."""
    for each in given:
        if each.reference.kind == "symbol":
            yield from ((end.commit, end.path) for end in each.ends)


def declared(given: Iterable[Candidate], then: OldFiles) -> Iterator[Candidate]:
    """The candidates with the ends of their declarations alone; words that were none fall out."""
    for each in given:
        if each.reference.kind == "path":
            yield each
            continue
        ends = tuple(end for end in each.ends if declares(each.name, then(end)))
        if ends:
            yield msgspec.structs.replace(each, ends=ends)


def renamed(word: str, gone: Gone, then_files: OldFiles, index: CodeIndex, path: str) -> str:
    """The name that the declaration has now in the same file, when there is one like it."""
    then, now = then_files(gone), index.files.get(path)
    if now is None:
        return ""
    old = next((each for each in then.declared if each.name == word), None)
    known = {each.name for each in then.declared}
    new = [each for each in now.declared if each.name not in known]
    if old is None:
        return _nearest(word, _new_members(then, now))
    alike = [each for each in new if each.kind == old.kind and _same_members(old, each)]
    if len(alike) == 1 and old.members:
        return alike[0].name
    return _nearest(word, [each.name for each in new if each.kind == old.kind])


def _new_members(then: FileFacts, now: FileFacts) -> list[str]:
    known = {member.name for each in then.declared for member in each.members}
    return [m.name for each in now.declared for m in each.members if m.name not in known]


def _same_members(one: Declared, other: Declared) -> bool:
    left, right = ({m.name for m in each.members} for each in (one, other))
    return len(left & right) * 2 > len(left | right)


def _nearest(word: str, among: list[str]) -> str:
    if not among:
        return ""
    from rapidfuzz import fuzz, process

    found = process.extract(
        word, sorted(set(among)), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=2
    )
    sure = len(found) == 1 or (len(found) == 2 and found[0][1] > found[1][1] + 5)
    return str(found[0][0]) if sure else ""


def declares(word: str, facts: FileFacts) -> bool:
    """Whether a file declares a word, as a symbol or as a member of one."""
    return any(
        each.name == word or any(member.name == word for member in each.members)
        for each in facts.declared
    )
