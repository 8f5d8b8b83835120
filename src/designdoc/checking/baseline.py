"""The findings of today, set down so that only new ones fail.

A fingerprint holds what stays when lines move: the code, the section and other data, the words
of the marked line, and the how-manieth of its like it is in the file. Line numbers are not in it.
Beside each stands its shape, the same without the path, by which a file that was renamed is known
again.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct, field

from designdoc.diagnostics import ConfigurationError, Finding

_VERSION = 1


class Known(Struct, frozen=True):
    """What a baseline holds: ``marks`` of findings, and the ``shapes`` of those of each file."""

    marks: frozenset[str]
    shapes: Mapping[str, frozenset[str]] = field(default_factory=dict)


def encode(findings: Iterable[Finding], paths: Mapping[str, str]) -> bytes:
    """The baseline file for these findings; ``paths`` names files as seen from the baseline."""
    every = list(findings)
    body = _by_path(fingerprints(every, paths), paths)
    shapes = _by_path(_shaped(every), paths)
    whole = {"version": _VERSION, "findings": body, "shapes": shapes}
    text = json.dumps(whole, indent=1, ensure_ascii=False)
    return (text + "\n").encode("utf-8", "surrogatepass")


def decode(name: str, data: bytes) -> Known:
    """What a baseline file holds; one from before shapes were kept has none.

    Raises:
        ConfigurationError: the file is no baseline.
    """
    try:
        body = json.loads(data)
        marks = [mark for marks in body["findings"].values() for mark in marks]
        shapes = {path: frozenset(each) for path, each in body.get("shapes", {}).items()}
        version = body["version"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ConfigurationError(
            f"{name}: this is no baseline file of designdoc; write one with --write-baseline"
        ) from error
    if version != _VERSION or not all(isinstance(mark, str) for mark in marks):
        raise ConfigurationError(
            f"{name}: a baseline of version {version!r}; this designdoc reads version {_VERSION}; "
            "write it anew with --write-baseline"
        )
    return Known(frozenset(marks), shapes)


def split(
    findings: Sequence[Finding],
    known: Known,
    paths: Mapping[str, str],
    gone: Callable[[str], bool] = lambda _: False,
) -> tuple[list[Finding], int]:
    """The findings that the baseline does not hold, and how many it does.

    ``gone`` tells of a path in the baseline whether its file is there no more: then a file that has
    most of its findings is that one under another name.
    """
    names = {finding.path: paths.get(finding.path, finding.path) for finding in findings}
    names |= _renamed(findings, known, names, gone)
    new = [each for each, mark in fingerprints(findings, names) if mark not in known.marks]
    return new, len(findings) - len(new)


def _renamed(
    findings: Sequence[Finding],
    known: Known,
    names: Mapping[str, str],
    gone: Callable[[str], bool],
) -> dict[str, str]:
    """The former names of files that the baseline does not know, each former name once."""
    strangers = {path for path, name in names.items() if name not in known.shapes}
    if not strangers or not known.shapes:
        return {}
    present = set(names.values())
    holders: dict[str, list[str]] = defaultdict(list)
    for former in (path for path in known.shapes if path not in present and gone(path)):
        for shape in known.shapes[former]:
            holders[shape].append(former)
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for finding, shape in _shaped([each for each in findings if each.path in strangers]):
        shared[finding.path].update(holders.get(shape, ()))
    found: dict[str, str] = {}
    for path, counts in sorted(shared.items()):
        for former, count in counts.most_common(1):
            if 2 * count >= len(known.shapes[former]) and former not in found.values():
                found[path] = former
    return found


def _by_path(
    marked: Iterable[tuple[Finding, str]], paths: Mapping[str, str]
) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for finding, mark in marked:
        found[paths.get(finding.path, finding.path)].append(mark)
    return {path: sorted(marks) for path, marks in sorted(found.items())}


def _shaped(findings: Sequence[Finding]) -> list[tuple[Finding, str]]:
    """Each finding with its shape: its mark, were its file without a name."""
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        by_path[finding.path].append(finding)
    return [pair for path, own in by_path.items() for pair in fingerprints(own, {path: ""})]


def fingerprints(
    findings: Iterable[Finding], paths: Mapping[str, str]
) -> list[tuple[Finding, str]]:
    """Each finding with its mark."""
    seen: Counter[str] = Counter()
    marked = []
    for finding in findings:
        base = _base(finding, paths.get(finding.path, finding.path))
        seen[base] += 1
        marked.append((finding, f"{finding.code}:{_hash(f'{base}#{seen[base]}')}"))
    return marked


def _base(finding: Finding, path: str) -> str:
    data = {key: value for key, value in finding.data.items() if key not in _MOVING}
    words = " ".join(finding.place.excerpt.split())
    return json.dumps([path, finding.code, data, words], sort_keys=True)


_MOVING = frozenset({"line", "lines", "offset", "count", "actual"})


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]
