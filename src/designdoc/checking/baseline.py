"""The findings of today, set down so that only new ones fail.

A fingerprint holds what stays when lines move: the code, the section and other data, the words
of the marked line, and the how-manieth of its like it is in the file. Line numbers are not in it.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from designdoc.diagnostics import ConfigurationError, Finding

_VERSION = 1


def encode(findings: Iterable[Finding], paths: Mapping[str, str]) -> bytes:
    """The baseline file for these findings; ``paths`` names files as seen from the baseline."""
    by_path: dict[str, list[str]] = {}
    for finding, mark in fingerprints(findings, paths):
        by_path.setdefault(paths.get(finding.path, finding.path), []).append(mark)
    body = {path: sorted(marks) for path, marks in sorted(by_path.items())}
    text = json.dumps({"version": _VERSION, "findings": body}, indent=1, ensure_ascii=False)
    return (text + "\n").encode("utf-8", "surrogatepass")


def decode(name: str, data: bytes) -> frozenset[str]:
    """The fingerprints in a baseline file.

    Raises:
        ConfigurationError: the file is no baseline.
    """
    try:
        body = json.loads(data)
        marks = [mark for marks in body["findings"].values() for mark in marks]
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
    return frozenset(marks)


def split(
    findings: Sequence[Finding], known: frozenset[str], paths: Mapping[str, str]
) -> tuple[list[Finding], int]:
    """The findings that the baseline does not hold, and how many it does."""
    new = [each for each, mark in fingerprints(findings, paths) if mark not in known]
    return new, len(findings) - len(new)


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
