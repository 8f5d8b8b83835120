"""hyperfine's JSON: one result a command, in seconds, with its peak memory in bytes."""

from collections.abc import Iterator
from typing import Any

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import number, numbers

_STATISTICS = ("mean", "median", "min", "max")


def read(path: str, content: Content) -> Results:
    """The times of each command, and its memory as ``COMMAND memory``."""
    found = tuple(each for entry in content.json["results"] for each in _measurements(entry))
    return Results(path, Kind.BENCHMARKS, FORMAT.name, measurements=found)


def _measurements(entry: Any) -> Iterator[Measurement]:
    if not isinstance(entry, dict) or not isinstance(entry.get("command"), str):
        raise Unreadable("a result of this file has no command")
    name = entry["command"]
    values = {key: found for key in _STATISTICS if (found := number(entry.get(key))) is not None}
    if not values:
        raise Unreadable(f"the result of '{name[:60]}' has no times")
    yield Measurement(name, "s", values, numbers(entry.get("times", ())))
    peaks = numbers(entry.get("memory_usage_byte", ()))
    if peaks:
        memory = {"mean": sum(peaks) / len(peaks), "min": min(peaks), "max": max(peaks)}
        yield Measurement(f"{name} memory", "B", memory, peaks)


def _is_ours(content: Content) -> bool:
    body = content.json
    return (
        isinstance(body, dict)
        and isinstance(body.get("results"), list)
        and bool(body["results"])
        and all(isinstance(each, dict) and "command" in each for each in body["results"])
    )


FORMAT = Format("hyperfine JSON", _is_ours, read)
