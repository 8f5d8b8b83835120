"""Targets: real phrases read right, phrases that are none left alone."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.model.quantity import Target, comparable, in_base, targets

HERE = Path(__file__).parent
PHRASES = [
    line.split("\t") for line in (HERE / "targets.tsv").read_text(encoding="utf-8").splitlines()
]
NO_TARGETS = (HERE / "no_targets.txt").read_text(encoding="utf-8").splitlines()


def test_there_are_enough_phrases() -> None:
    assert len(PHRASES) >= 150
    assert len(NO_TARGETS) >= 60


@pytest.mark.parametrize("row", PHRASES, ids=[row[0] for row in PHRASES])
def test_phrase(row: list[str]) -> None:
    phrase, comparison, value, unit, qualifier = row
    (found,) = targets(phrase)
    assert (found.comparison, _value(found), found.unit) == (comparison, value, unit)
    assert found.qualifier == qualifier
    assert phrase.encode()[slice(*found.span)].decode() == found.original


@pytest.mark.parametrize("phrase", NO_TARGETS)
def test_no_target(phrase: str) -> None:
    assert targets(phrase) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("0.2 s", "200 ms"),
        ("2 minutes", "120 seconds"),
        ("0.5 GiB", "512 MiB"),
        ("1 MB", "1000 kB"),
        ("60 requests per minute", "1 req/s"),
        ("8 Mbps", "1 MB/s"),
        ("2秒", "2,000ミリ秒"),
        ("１０ MB", "10 MB"),
        ("10\u2009000 users", "10,000 users"),
        ("10\u202f000 users", "１０，０００ users"),
        ("1\u00a0500\u2009ms", "1.5 s"),
        ("אורך של 200 ms", "２００ms"),
    ],
)
def test_equal_in_base_units(one: str, other: str) -> None:
    (left,), (right,) = targets(one), targets(other)
    assert in_base(left) == pytest.approx(in_base(right))
    assert comparable(left, right)


def test_different_things_are_not_comparable() -> None:
    (events,), (queries,), (time_,) = targets("5 events/s"), targets("5 qps"), targets("5 s")
    assert not comparable(events, queries)
    assert not comparable(events, time_)


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        ("p95 < 200 ms", ["latency"]),
        ("Error rate below 0.1%", ["error rate"]),
        ("availability 99.9%", ["availability"]),
        ("memory stays under 512 MiB", ["memory"]),
        ("応答時間は200ms以内", ["latency"]),
        ("it handles 500 rps", ["throughput"]),
        ("latency < 1 s and memory < 1 GB", ["latency", "memory"]),
    ],
)
def test_metric(text: str, metrics: list[str]) -> None:
    assert [found.metric for found in targets(text)] == metrics


def test_several_percentiles_in_one_sentence() -> None:
    found = targets("p50 < 100 ms, p95 < 200 ms and p99 < 1 s at 100 rps")
    assert [(t.qualifier, t.value, t.unit) for t in found] == [
        ("p50", 100, "ms"),
        ("p95", 200, "ms"),
        ("p99 at 100 rps", 1, "s"),
    ]


def test_spans_count_bytes_from_the_base() -> None:
    text = "応答は 200 ms 以内"
    (found,) = targets(text, base=1000)
    start, end = found.span
    assert text.encode()[start - 1000 : end - 1000].decode() == "200 ms 以内"


@given(st.text(alphabet="0123456789 ,.-–%<>≤msMBkp95日秒以内毎/ \n", max_size=60))
def test_any_text_has_an_answer(text: str) -> None:
    for found in targets(text):
        assert text.encode()[slice(*found.span)].decode() == found.original
        assert found.comparison in {"<", "<=", ">", ">=", "=", "~", "range"}


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "1 ",
        "1,000",
        "9 ms ",
        "not more than ",
        "1-",
        "1.",
        "  ",
        "99.9% of ",
        "1 to ",
        "<",
        "毎秒1,000",
    ],
)
def test_time_grows_with_the_text_only(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (20_000, 80_000))
    before = time.perf_counter()
    targets(short)
    between = time.perf_counter()
    targets(long)
    after = time.perf_counter()
    assert after - between < 12 * (between - before) + 0.2


def _value(found: Target) -> str:
    if found.upper is None:
        return f"{found.value:.10g}"
    return f"{found.value:.10g}..{found.upper:.10g}"
