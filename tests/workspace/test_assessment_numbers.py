"""A measured number beside a target: unit, percentile, direction."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.evidence import Measurement
from designdoc.model.facts import Target
from designdoc.source import Span
from designdoc.workspace.assessment.comparing import converted, meets, statistic_of, value_of

pytestmark = pytest.mark.requirement("FR-8")


def target(comparison: str, value: float, unit: str = "ms", **more: object) -> Target:
    told = {"metric": "latency", "qualifier": ""} | more
    return Target(comparison=comparison, value=value, unit=unit, span=Span(0, 0), **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "written", "unit", "expected"),
    [
        (0.2, "s", "ms", 200),
        (1500, "us", "ms", 1.5),
        (1, "MiB", "kB", 1048.576),
        (120, "req/min", "req/s", 2),
        (1000, "B/s", "MB/s", 0.001),
        (99.5, "%", "%", 99.5),
        (3, "", "item", 3),
        (200, "MB", "ms", None),
        (200, "pages", "ms", None),
        (200, "", "ms", None),
        (5, "req/s", "event/s", None),
    ],
)
def test_units(value: float, written: str, unit: str, expected: float | None) -> None:
    found = converted(value, written, target("<", 1, unit))
    assert found == (None if expected is None else pytest.approx(expected))


@pytest.mark.parametrize(
    ("aim", "good", "bad"),
    [
        (target("<", 200), 199.99, 200),
        (target("<=", 200), 200, 200.1),
        (target(">", 200, metric="duration"), 201, 200),
        (target(">=", 200, metric="duration"), 200, 199.9),
        (target("=", 200), 150, 201),
        (target("=", 99.9, "%", metric="availability"), 99.95, 99.8),
        (target("~", 200), 219, 221),
        (target("~", 100, "req/s", metric="throughput"), 91, 89),
        (target("range", 10, upper=20), 20, 20.1),
    ],
)
def test_directions(aim: Target, good: float, bad: float) -> None:
    assert meets(good, aim) is True
    assert meets(bad, aim) is False


def test_a_number_without_sign_and_direction_is_not_judged() -> None:
    assert meets(30, target("=", 60, "s", metric="timeout")) is None


@pytest.mark.parametrize(
    "alarm",
    [
        target(">", 200),
        target(">=", 1, "%", metric="error rate"),
        target("<", 80, "%", metric="coverage"),
        target("<=", 99, "%", metric="availability"),
    ],
)
def test_what_is_wrong_of_a_metric_is_no_goal(alarm: Target) -> None:
    assert meets(alarm.value * 0.9, alarm) is None
    assert meets(alarm.value * 1.1, alarm) is None


@pytest.mark.parametrize(
    ("qualifier", "name"),
    [
        ("p95 at 100 rps", "p95"),
        ("99th percentile", "p99"),
        ("p99.9", "p99.9"),
        ("p999", "p99.9"),
        ("p50", "median"),
        ("median", "median"),
        ("95パーセンタイル", "p95"),
        ("average", "mean"),
        ("at 100 rps", "mean"),
    ],
)
def test_which_number_a_target_asks_for(qualifier: str, name: str) -> None:
    assert statistic_of(target("<", 1, qualifier=qualifier)).name == name


def test_percentiles_only_with_percentiles() -> None:
    p95 = statistic_of(target("<", 1, qualifier="p95"))
    plain = statistic_of(target("<", 1))
    many = tuple(float(n) for n in range(1, 101))
    assert value_of(Measurement("a", "ms", {"mean": 1.0, "max": 2.0}), p95) is None
    assert value_of(Measurement("a", "ms", {"value": 1.0}), p95) is None
    assert value_of(Measurement("a", "ms", {"95th percentile": 3.0}), p95) == ("p95", 3.0)
    assert value_of(Measurement("a", "ms", {}, many), p95) == ("p95", 95.0)
    assert value_of(Measurement("a", "ms", {}, many[:19]), p95) is None
    assert value_of(Measurement("a", "ms", {"value": 1.0}), plain) == ("value", 1.0)
    assert value_of(Measurement("a", "ms", {"p95": 1.0}), plain) is None
    assert value_of(Measurement("a", "ms", {"p50": 1.0}), statistic_of(
        target("<", 1, qualifier="median"))) == ("median", 1.0)  # fmt: skip


@given(st.lists(st.floats(0, 1e6), min_size=20, max_size=80))
def test_a_percentile_is_a_sample_with_enough_below_it(samples: list[float]) -> None:
    p95 = statistic_of(target("<", 1, qualifier="p95"))
    found = value_of(Measurement("a", "s", {}, tuple(samples)), p95)
    assert found is not None
    assert found[1] in samples
    assert sum(each <= found[1] for each in samples) >= 0.95 * len(samples)
