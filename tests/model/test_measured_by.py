"""`measured by: NAME` beside a target says which measurement it is compared with."""

import pytest

from designdoc.markdown import parse
from designdoc.model.readers.targets import read_targets
from designdoc.source import Span, decode

pytestmark = pytest.mark.requirement("FR-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("p95 < 200 ms (measured by: `login p95`)", ["login p95"]),
        ("p95 < 200 ms, measured by: test_login[5].", ["test_login"]),
        ("p95 < 200 ms, measured by: bench/login.py::test_a.", ["bench/login.py::test_a"]),
        ("p95 < 200 ms, **Measured by**: `login`", ["login"]),
        ("p50 < 100 ms and p95 < 200 ms (measured by: `login`)", ["login", "login"]),
        ("p50 < 100 ms (measured by: `a`), p95 < 200 ms (measured by: `b`)", ["a", "b"]),
        ("memory < 1 GiB. The latency is < 200 ms (measured by: `login`)", ["", "login"]),
        ("memory < 1 GiB; latency < 200 ms (measured by: `login`)", ["", "login"]),
        ("応答時間は 200 ms 以内（計測：`login`）", ["login"]),
        ("latency < 200 ms at night\n  (measured\n  by: `the\n  login`)", ["the login"]),
        ("latency < 200 ms\n\n(measured by: `login`)", [""]),
        ("latency < 200 ms, measured by the load test", [""]),
        ("measured by: `login`, latency < 200 ms", [""]),
        ("latency < 200 ms", [""]),
    ],
)
def test_it_speaks_of_the_targets_before_it_in_its_sentence(text: str, expected: list[str]) -> None:
    tree = parse(decode("a.md", text.encode()))
    found = read_targets(tree, Span(0, len(text.encode())))
    assert [target.measured_by for target in found] == expected


def test_many_targets_with_as_many_names_cost_linear_time() -> None:
    text = "latency < 200 ms (measured by: `a`), " * 400
    tree = parse(decode("a.md", text.encode()))
    found = read_targets(tree, Span(0, len(text.encode())))
    assert {target.measured_by for target in found} == {"a"}
