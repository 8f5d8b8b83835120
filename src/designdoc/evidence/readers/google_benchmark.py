"""Google Benchmark's JSON: real time in the unit that each run names; aggregates by their name."""

from collections import defaultdict
from typing import Any

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import moment, number

_AGGREGATES = frozenset(("mean", "median", "min", "max"))


def read(path: str, content: Content) -> Results:
    """The real time of each benchmark; repetitions are its samples. Failed ones are left out."""
    runs: dict[str, list[float]] = defaultdict(list)
    told: dict[str, dict[str, float]] = defaultdict(dict)
    units: dict[str, str] = {}
    for entry in content.json["benchmarks"]:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
            raise Unreadable("a benchmark of this file has no name")
        value = number(entry.get("real_time"))
        if value is None or entry.get("error_occurred"):
            continue
        name = str(entry.get("run_name") or entry["name"])
        units[name] = str(entry.get("time_unit") or "ns")
        aggregate = entry.get("aggregate_name")
        if entry.get("run_type", "iteration") == "iteration":
            runs[name].append(value)
        elif aggregate in _AGGREGATES:
            told[name][str(aggregate)] = value
    found = tuple(_measurement(name, units[name], runs[name], told[name]) for name in units)
    taken = moment(content.json["context"].get("date"))
    return Results(path, Kind.BENCHMARKS, FORMAT.name, taken, measurements=found)


def _measurement(name: str, unit: str, runs: list[float], told: dict[str, float]) -> Measurement:
    own = {"mean": sum(runs) / len(runs), "min": min(runs), "max": max(runs)} if runs else {}
    return Measurement(name, unit, own | told, tuple(runs))


def _is_ours(content: Content) -> bool:
    body: Any = content.json
    return (
        isinstance(body, dict)
        and isinstance(body.get("context"), dict)
        and isinstance(body.get("benchmarks"), list)
    )


FORMAT = Format("Google Benchmark JSON", _is_ours, read)
