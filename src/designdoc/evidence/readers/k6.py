"""k6's end-of-test summary: of ``handleSummary`` (``values``) or of ``--summary-export``.

Trends are in milliseconds, rates are shares of 1, counters have a rate per second beside them.
"""

from collections.abc import Iterator
from typing import Any

from designdoc.evidence.content import Content
from designdoc.evidence.facts import Kind, Measurement, Results
from designdoc.evidence.format import Format
from designdoc.evidence.numbers import number
from designdoc.source.regex import regex

_PERCENTILE = regex(r"p\((\d{1,3}(?:\.\d+)?)\)")
_NAMES = {"avg": "mean", "med": "median", "min": "min", "max": "max"}
_RATES = {"http_reqs": "req/s"}


def read(path: str, content: Content) -> Results:
    """One measurement a metric."""
    metrics = content.json["metrics"]
    found = tuple(each for name, metric in metrics.items() for each in _measurements(name, metric))
    return Results(path, Kind.BENCHMARKS, FORMAT.name, measurements=found)


def _measurements(name: str, metric: Any) -> Iterator[Measurement]:
    values = metric.get("values", metric)
    if not isinstance(values, dict):
        return
    trend = {key: found for each, value in values.items()
             if (key := _statistic(each)) and (found := number(value)) is not None}  # fmt: skip
    rate, share = number(values.get("rate")), number(values.get("value"))
    if "mean" in trend:
        yield Measurement(name, "" if metric.get("contains") == "default" else "ms", trend)
    elif "count" in values and rate is not None:
        per_second = "B/s" if metric.get("contains") == "data" else _RATES.get(name, "/s")
        yield Measurement(name, per_second, {"value": rate})
    elif rate is not None or ("passes" in values and share is not None):
        part = rate if rate is not None else share
        yield Measurement(name, "%", {"value": 100 * (part or 0.0)})
    elif share is not None:
        yield Measurement(name, "", {"value": share})


def _statistic(key: str) -> str:
    match = _PERCENTILE.fullmatch(key)
    return f"p{match[1]}" if match else _NAMES.get(key, "")


def _is_ours(content: Content) -> bool:
    body = content.json
    metrics = body.get("metrics") if isinstance(body, dict) else None
    return (
        isinstance(metrics, dict)
        and bool(metrics)
        and all(isinstance(each, dict) for each in metrics.values())
        and any(name.startswith(("http_req", "iteration", "vus", "data_")) for name in metrics)
    )


FORMAT = Format("k6 summary JSON", _is_ours, read)
