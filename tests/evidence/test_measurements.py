"""Benchmark results of five tools, and plain numbers."""

import json
from typing import Any

import pytest

from designdoc.evidence import Measurement, read

pytestmark = pytest.mark.requirement("FR-8")


def measured(text: Any) -> dict[str, Measurement]:
    data = text if isinstance(text, str) else json.dumps(text)
    results, problems = read("bench", data.encode())
    assert problems == ()
    assert results is not None
    return {each.name: each for each in results.measurements}


def test_pytest_benchmark() -> None:
    stats = {"mean": 0.2, "median": 0.1, "min": 0.05, "max": 1.5, "ops": 5, "data": [0.1, 0.3]}
    entry = {"name": "test_a[1]", "fullname": "t.py::test_a[1]", "stats": stats}
    found = measured({"datetime": "2026-11-26T10:00:00", "benchmarks": [entry]})["test_a[1]"]
    assert (found.unit, found.statistics["median"]) == ("s", 0.1)
    assert (found.samples, found.aliases) == ((0.1, 0.3), ("t.py::test_a[1]",))


def test_hyperfine_times_and_memory() -> None:
    entry = {"command": "app", "mean": 0.5, "median": 0.4, "times": [0.4, 0.6], "exit_codes": [0]}
    found = measured({"results": [entry | {"memory_usage_byte": [10, 30]}]})
    assert found["app"].statistics == {"mean": 0.5, "median": 0.4}
    assert found["app memory"] == Measurement(
        "app memory", "B", {"mean": 20, "min": 10, "max": 30}, (10, 30)
    )


@pytest.mark.parametrize("nested", [True, False])
def test_k6_in_both_of_its_shapes(nested: bool) -> None:
    def metric(kind: str, contains: str, **values: Any) -> Any:
        return {"type": kind, "contains": contains, "values": values} if nested else values

    share = {"rate": 0.01} if nested else {"value": 0.01}
    found = measured(
        {
            "metrics": {
                "http_req_duration": metric(
                    "trend", "time", avg=120.5, med=100, **{"p(95)": 240.0, "p(99.9)": 300}
                ),
                "http_reqs": metric("counter", "default", count=100, rate=33.3),
                "http_req_failed": metric("rate", "default", passes=1, fails=99, **share),
                "vus": metric("gauge", "default", value=5, min=1, max=5),
            }
        }
    )
    duration = found["http_req_duration"]
    assert duration.unit == "ms"
    assert duration.statistics == {"mean": 120.5, "median": 100, "p95": 240, "p99.9": 300}
    assert found["http_reqs"] == Measurement("http_reqs", "req/s", {"value": 33.3})
    assert found["http_req_failed"] == Measurement("http_req_failed", "%", {"value": 1.0})


def test_google_benchmark_with_repetitions_and_an_error() -> None:
    run = {"name": "BM_a", "run_name": "BM_a", "run_type": "iteration", "time_unit": "us"}
    mean = run | {"name": "BM_a_mean", "run_type": "aggregate", "aggregate_name": "mean"}
    body = {
        "context": {"date": "2026-11-26T10:00:00+00:00"},
        "benchmarks": [
            run | {"real_time": 10.0},
            run | {"real_time": 20.0},
            mean | {"real_time": 15.0},
            run | {"name": "BM_b", "run_name": "BM_b", "real_time": 1, "error_occurred": True},
        ],
    }
    expected = Measurement("BM_a", "us", {"mean": 15, "min": 10, "max": 20}, (10, 20))
    assert measured(body) == {"BM_a": expected}


def test_criterion_divides_by_the_iterations() -> None:
    text = "group,function,value,throughput_num,throughput_type,sample_measured_value,unit,"
    text += "iteration_count\nlogin,hash,,,,100,ns,10\nlogin,hash,,,,300,ns,10\n"
    found = measured(text)["login/hash"]
    assert (found.unit, found.samples, found.statistics["median"]) == ("ns", (10, 30), 20)


def test_plain_csv_and_json_in_three_shapes() -> None:
    expected = Measurement("login", "ms", {"p95": 150.0, "mean": 90.0})
    csv = "name,value,unit,statistic\nlogin,150,ms,p95\nlogin,90,ms,mean\n\n"
    rows = [
        {"name": "login", "value": "150", "unit": "ms", "statistic": "p95"},
        {"name": "login", "value": 90, "unit": "ms", "statistic": "mean"},
    ]
    assert measured(csv) == {"login": expected}
    assert measured(rows) == {"login": expected}
    assert measured({"timestamp": "2026-11-26", "measurements": rows}) == {"login": expected}
    one = measured({"login": {"value": 3, "unit": "ms"}})
    assert one == {"login": Measurement("login", "ms", {"value": 3})}


def test_numbers_that_are_none_are_left_out() -> None:
    found = measured('[{"name": "a", "value": NaN}, {"name": "b", "value": 1e999},'
                     ' {"name": "c", "value": true}, {"name": "d", "value": "1,5"},'
                     ' {"name": "e", "value": " 1.5 "}]')  # fmt: skip
    assert {name: dict(each.statistics) for name, each in found.items()} == {"e": {"value": 1.5}}
