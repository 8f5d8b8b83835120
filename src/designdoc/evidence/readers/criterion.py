"""Criterion's ``raw.csv``: one row a sample, whose time is that of all its iterations together."""

import csv
from collections import defaultdict
from io import StringIO
from statistics import median

from designdoc.evidence.content import Content, Unreadable
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import number

_NAME = ("group", "function", "value")
_NEEDED = ("sample_measured_value", "unit", "iteration_count")


def read(path: str, content: Content) -> Results:
    """One measurement a benchmark, named ``group/function/value``, from its time per iteration."""
    samples: dict[tuple[str, str], list[float]] = defaultdict(list)
    rows = csv.DictReader(StringIO(content.text.lstrip()))
    for number_, row in enumerate(rows, 2):
        value, times = number(row["sample_measured_value"]), number(row["iteration_count"])
        if value is None or not times or row["unit"] is None:
            raise Unreadable(f"row {number_} is no sample: the file was cut")
        name = "/".join(filter(None, (row.get(key) or "" for key in _NAME)))
        samples[name, row["unit"]].append(value / times)
    found = tuple(_measurement(name, unit, each) for (name, unit), each in samples.items())
    return Results(path, Kind.BENCHMARKS, FORMAT.name, measurements=found)


def _measurement(name: str, unit: str, samples: list[float]) -> Measurement:
    statistics = {
        "mean": sum(samples) / len(samples),
        "median": median(samples),
        "min": min(samples),
        "max": max(samples),
    }
    return Measurement(name, unit, statistics, tuple(samples))


def _is_ours(content: Content) -> bool:
    columns = (content.lines[0] if content.lines else "").strip().split(",")
    return all(name in columns for name in (*_NAME[:2], *_NEEDED))


FORMAT = Format("criterion raw.csv", _is_ours, read)
