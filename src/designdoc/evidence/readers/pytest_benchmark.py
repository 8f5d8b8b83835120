"""pytest-benchmark's JSON: statistics in seconds, and the single rounds if they were saved."""

from typing import Any

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import moment, number, numbers

_STATISTICS = ("mean", "median", "min", "max")


def read(path: str, content: Content) -> Results:
    """One measurement a benchmark, named as its test."""
    body = content.json
    taken = moment(body.get("datetime"))
    found = tuple(_measurement(each) for each in body["benchmarks"])
    return Results(path, Kind.BENCHMARKS, FORMAT.name, taken, measurements=found)


def _measurement(entry: Any) -> Measurement:
    stats = entry.get("stats") if isinstance(entry, dict) else None
    if not isinstance(stats, dict) or not isinstance(entry.get("name"), str):
        raise Unreadable("a benchmark of this file has no name, or no statistics")
    values = {name: found for name in _STATISTICS if (found := number(stats.get(name))) is not None}
    full = entry.get("fullname")
    aliases = (full,) if isinstance(full, str) and full != entry["name"] else ()
    return Measurement(entry["name"], "s", values, numbers(stats.get("data", ())), aliases)


def _is_ours(content: Content) -> bool:
    body = content.json
    return (
        isinstance(body, dict)
        and isinstance(body.get("benchmarks"), list)
        and "context" not in body
        and all(isinstance(each, dict) and "stats" in each for each in body["benchmarks"])
    )


FORMAT = Format("pytest-benchmark JSON", _is_ours, read)
