"""A plain JSON of measurements, for numbers that no other format holds.

A list of ``{"name", "value", "unit", "statistic"}``, or an object with that list as
``measurements`` and the time as ``timestamp``, or an object of such objects by name.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from designdoc.evidence.content import Content
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import moment, number


def read(path: str, content: Content) -> Results:
    """One measurement a name."""
    found: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for entry in _entries(content.json):
        value = number(entry.get("value"))
        if value is not None:
            statistic = str(entry.get("statistic") or "value").lower()
            found[str(entry["name"]), str(entry.get("unit") or "")][statistic] = value
    measurements = tuple(Measurement(name, unit, each) for (name, unit), each in found.items())
    body = content.json
    taken = moment(body.get("timestamp")) if isinstance(body, dict) else None
    return Results(path, Kind.BENCHMARKS, FORMAT.name, taken, measurements=measurements)


def _entries(body: Any) -> Iterator[dict[str, Any]]:
    if isinstance(body, dict) and isinstance(body.get("measurements"), list):
        body = body["measurements"]
    if isinstance(body, list):
        yield from (each for each in body if isinstance(each, dict) and _is_entry(each, "name"))
    elif isinstance(body, dict):
        for name, each in body.items():
            if isinstance(each, dict) and _is_entry(each):
                yield {"name": name, **each}


def _is_entry(entry: dict[str, Any], *more: str) -> bool:
    return all(key in entry for key in ("value", *more))


def _is_ours(content: Content) -> bool:
    return content.json is not None and any(True for _ in _entries(content.json))


FORMAT = Format("JSON of name, value, unit", _is_ours, read)
