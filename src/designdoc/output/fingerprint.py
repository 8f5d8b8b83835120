"""Names of findings that stay when lines move, unique within a report."""

from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from designdoc.diagnostics import Finding
from designdoc.output.encoding import to_json
from designdoc.output.paths import relative


def fingerprints(findings: Iterable[Finding], root: str = "") -> Iterator[str]:
    """One fingerprint per finding: of its file, rule, data and line's text, not of its number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        digest = _digest(finding, relative(finding.path, root))
        seen[digest] += 1
        number = seen[digest]
        yield digest if number == 1 else f"{digest[:-6]}{number:06x}"


def _digest(finding: Finding, path: str) -> str:
    line = " ".join(finding.place.excerpt.split())
    identity = (path, finding.code, line, sorted(finding.data.items()))
    return sha256(to_json(identity, indent=0).encode()).hexdigest()[:40]
