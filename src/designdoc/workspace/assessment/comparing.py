"""A measured number beside the number to reach: units, direction, percentile, margin."""

from collections.abc import Mapping

from msgspec import Struct

from designdoc.evidence import Measurement
from designdoc.model.facts import Target
from designdoc.model.units import NO_UNIT, Unit, per, unit
from designdoc.source.regex import regex

_PERCENTILE = regex(
    r"(?i)(?<![a-z0-9])(?:p(?P<p>\d{1,3}(?:\.\d+)?)"
    r"|(?P<th>\d{1,3}(?:\.\d+)?)(?:th|st)?[ -]percentile"
    r"|(?P<ja>\d{1,3})パーセンタイル|(?P<median>median|中央値)|(?P<mean>mean\b|average|avg\b|平均))"
)
_LOWER = frozenset(
    ("latency", "duration", "load time", "startup time", "recovery time", "recovery point",
     "error rate", "memory", "cpu", "disk", "bundle size", "size")
)  # fmt: skip
_HIGHER = frozenset(("availability", "throughput", "coverage", "hit rate", "frame rate"))
# Of these nobody wants more, or less; a session's duration or a memory may be either.
_NEVER_MORE = frozenset(
    ("latency", "load time", "startup time", "recovery time", "recovery point", "error rate")
)
_NEVER_LESS = frozenset(("availability", "coverage", "hit rate", "frame rate"))
_ABOUT = 0.1  # what "about" leaves room for
_EXACT = 1e-9


class Statistic(Struct, frozen=True):
    """Which number of a measurement a target asks for; ``percentile``: it said so itself."""

    name: str
    percentile: bool


def statistic_of(target: Target) -> Statistic:
    """``p95``, ``median`` or ``mean`` as the target says; the mean where it says nothing."""
    match = _PERCENTILE.search(target.qualifier)
    if match is None:
        return Statistic("mean", False)
    if match["median"]:
        return Statistic("median", True)
    if match["mean"]:
        return Statistic("mean", True)
    number = float(match["p"] or match["th"] or match["ja"])
    if number > 100:  # p999 is said for p99.9
        number = number / 10
    return Statistic("median" if number == 50 else f"p{number:g}", True)


def value_of(measurement: Measurement, wanted: Statistic) -> tuple[str, float] | None:
    """The number that is asked for, with its name; a percentile is never made of a mean."""
    statistics = _canonical(measurement.statistics)
    if wanted.name in statistics:
        return wanted.name, statistics[wanted.name]
    from_samples = _of_samples(measurement.samples, wanted.name)
    if from_samples is not None:
        return wanted.name, from_samples
    if not wanted.percentile and "value" in statistics:
        return "value", statistics["value"]
    return None


def unit_of(written: str) -> Unit | None:
    """A unit as tools and documents write it: ``ms``, ``req/s``, ``B/s``, or nothing at all."""
    if not written:
        return NO_UNIT
    known = unit(written)
    amount, slash, period = written.partition("/")
    if known or not slash:
        return known
    one, other = unit(amount) if amount else NO_UNIT, unit(period)
    return per(one, other) if one and other else None


def converted(value: float, written: str, target: Target) -> float | None:
    """The value in the target's unit; None where one cannot be turned into the other."""
    one, other = unit_of(written), unit_of(target.unit)
    if one is None or other is None or one.dimension is not other.dimension:
        return None
    if one.base != other.base and one.base and other.base:
        return None
    return value * one.factor / other.factor


def meets(value: float, target: Target) -> bool | None:
    """Whether a value in the target's unit reaches it; None where no direction is known."""
    low, high = target.value, target.value if target.upper is None else target.upper
    room = _EXACT * max(1.0, abs(low), abs(value))
    match _comparison(target):
        case "<":
            return value < low
        case "<=":
            return value <= low + room
        case ">":
            return value > low
        case ">=":
            return value >= low - room
        case "range":
            return low - room <= value <= high + room
        case "~<":
            return value <= low * (1 + _ABOUT)
        case "~>":
            return value >= low * (1 - _ABOUT)
        case _:
            return None


def is_alarm(target: Target) -> bool:
    """Whether a target says what is too much, or too little, and not what to reach."""
    if target.comparison in {">", ">="}:
        return target.metric in _NEVER_MORE
    return target.comparison in {"<", "<="} and target.metric in _NEVER_LESS


def _comparison(target: Target) -> str:
    """A number without a sign is a limit in the direction that its metric has.

    One against it (``latency over 2 s``) says when something is wrong, and is no goal.
    """
    if target.comparison not in {"=", "~"}:
        return "" if is_alarm(target) else target.comparison
    about = "~" if target.comparison == "~" else ""
    if target.metric in _LOWER:
        return "~<" if about else "<="
    if target.metric in _HIGHER:
        return "~>" if about else ">="
    return ""


def _canonical(statistics: Mapping[str, float]) -> dict[str, float]:
    found = {}
    for name, value in statistics.items():
        match = _PERCENTILE.fullmatch(name)
        number = float(match["p"] or match["th"]) if match and (match["p"] or match["th"]) else 0
        found[f"p{number:g}" if number and number != 50 else _PLAIN.get(name, name)] = value
    return found


_PLAIN = {"average": "mean", "avg": "mean", "p50": "median", "med": "median"}


def _of_samples(samples: tuple[float, ...], name: str) -> float | None:
    """A percentile by nearest rank, where there are samples enough to have one above it."""
    if not samples:
        return None
    if name == "mean":
        return sum(samples) / len(samples)
    share = 50.0 if name == "median" else float(name[1:]) if name.startswith("p") else 0.0
    if not 0 < share <= 100 or (len(samples) * (100 - share) < 100 and share not in {50, 100}):
        return None
    ordered = sorted(samples)
    rank = -(-len(ordered) * share // 100)
    return ordered[max(0, min(len(ordered), int(rank)) - 1)]
