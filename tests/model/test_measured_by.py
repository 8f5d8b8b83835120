"""`measured by: NAME` beside a target says which measurement it is compared with."""

import pytest

from designdoc.markdown import Table, parse
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


TABLE = """| Attribute | Target | **Measured by** |
|---|---|---|
| Latency | p50 < 100 ms, p95 < 200 ms | `login in 5 s` |
| Memory | < 1 GiB | bench/login.py::test_a |
| Start | < 5 s (measured by: `boot`) | `other` |
| CPU | < 50% | Prometheus |
| Disk | < 5 GB | the load test, by hand |
| Mail | < 5 MB | |
| Net | < 5 MB/s
"""


def test_a_column_speaks_of_the_targets_of_its_rows() -> None:
    tree = parse(decode("a.md", TABLE.encode()))
    (table,) = (block for block in tree.walk() if isinstance(block, Table))
    found = [
        [(f"{target.value:g} {target.unit}", target.measured_by) for target in read]
        for read in (read_targets(tree, row.span) for row in table.rows)
    ]
    assert found == [
        [("100 ms", "login in 5 s"), ("200 ms", "login in 5 s")],
        [("1 GiB", "bench/login.py::test_a")],
        [("5 s", "boot")],
        [("50 %", "")],
        [("5 GB", "")],
        [("5 MB", "")],
        [("5 MB/s", "")],
    ]


@pytest.mark.parametrize("header", ["Measured", "Not measured by", "Metric", "How measured"])
def test_other_columns_say_nothing(header: str) -> None:
    tree = parse(decode("a.md", TABLE.replace("**Measured by**", header).encode()))
    (table,) = (block for block in tree.walk() if isinstance(block, Table))
    first = read_targets(tree, table.rows[0].span)
    assert [(target.value, target.measured_by) for target in first] == [
        (100, ""), (200, ""), (5, "")
    ]  # fmt: skip


def test_many_targets_with_as_many_names_cost_linear_time() -> None:
    text = "latency < 200 ms (measured by: `a`), " * 400
    tree = parse(decode("a.md", text.encode()))
    found = read_targets(tree, Span(0, len(text.encode())))
    assert {target.measured_by for target in found} == {"a"}
