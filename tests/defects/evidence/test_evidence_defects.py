"""Drift between a document and its results, one at a time: told in place, and nothing else."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from defects.evidence.project import AFTER, Project
from designdoc.diagnostics import Finding, Severity

pytestmark = pytest.mark.requirement("FR-8")

JUNIT, COVERAGE = "reports/junit.xml", "reports/coverage.json"
BENCHMARK, MEMORY = "reports/benchmark.json", "reports/memory.csv"
TOLD = 0.95


class Drift(NamedTuple):
    """``code`` has to be found in a line with ``place``, or in the file of that name."""

    name: str
    code: str
    place: str
    inject: Callable[[Project], None]


def benchmark(name: str, change: Callable[[dict[str, Any]], None]) -> Callable[[Project], None]:
    """Change the statistics of one benchmark."""

    def inject(project: Project) -> None:
        path = project.folder / BENCHMARK
        body = json.loads(path.read_text())
        change(next(each for each in body["benchmarks"] if each["name"] == name)["stats"])
        path.write_text(json.dumps(body))

    return inject


def slower(factor: float) -> Callable[[dict[str, Any]], None]:
    def change(stats: dict[str, Any]) -> None:
        for key, value in stats.items():
            if isinstance(value, float):
                stats[key] = value * factor
        stats["data"] = [value * factor for value in stats["data"]]

    return change


def case(name: str, outcome: str) -> Callable[[Project], None]:
    """Let a test end otherwise."""

    def inject(project: Project) -> None:
        path = project.folder / JUNIT
        text = path.read_text()
        head = re.search(rf'<testcase [^>]*name="{name}"[^>]*?(?P<end> ?/?)>', text)
        assert head, name
        inner = head[0].removesuffix(">").removesuffix("/") + f">{outcome}"
        new = inner + ("</testcase>" if head["end"].strip() else "")
        path.write_text(text.replace(head[0], new))

    return inject


def coverage(file: str, **summary: int) -> Callable[[Project], None]:
    def inject(project: Project) -> None:
        path = project.folder / COVERAGE
        body = json.loads(path.read_text())
        body["files"][file]["summary"].update(summary)
        path.write_text(json.dumps(body))

    return inject


def edit(path: str, old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.replace(path, old, new)


def words(old: str, new: str) -> Callable[[Project], None]:
    return lambda project: project.document(old, new)


def late(old: str, new: str) -> Callable[[Project], None]:
    """A change of the document after the results were taken."""
    return lambda project: project.document(old, new, AFTER)


def code(path: str, old: str, new: str) -> Callable[[Project], None]:
    """A change of the code after the results were taken."""

    def inject(project: Project) -> None:
        project.replace(path, old, new)
        project.commit(AFTER)

    return inject


def cut(path: str) -> Callable[[Project], None]:
    def inject(project: Project) -> None:
        file = project.folder / path
        data = file.read_bytes()
        file.write_bytes(data[: len(data) // 2])

    return inject


def whole(path: str, text: str) -> Callable[[Project], None]:
    def inject(project: Project) -> None:
        (project.folder / path).write_text(text)

    return inject


FAILURE = '<failure message="assert 3 == 4">assert</failure>'
SKIP = '<skipped type="pytest.skip" message="flaky"/>'
LIMITER, BUCKET = "src/rate_limiter/limiter.py", "src/rate_limiter/bucket.py"
FR_1, FR_2 = "test_fr_1_a_full_bucket_lets_its_capacity_through", "test_the_wait_is_until_the_next"
ENTITIES = '<!DOCTYPE a [<!ENTITY x "y">]><testsuite name="a"><testcase name="&x;"/></testsuite>'

DRIFTS = (
    Drift("benchmark worse", "DD601", "NFR-1", benchmark("test_allow", slower(1000))),
    Drift("benchmark a little worse", "DD601", "NFR-1", benchmark("test_allow", slower(140))),
    Drift("benchmark bound by its name worse", "DD601", "NFR-3",
          benchmark("test_nfr_3_forgetting", slower(500))),
    Drift("benchmark bound by configuration worse", "DD601", "NFR-2", edit(MEMORY, "138", "2138")),
    Drift("another unit, so that it is worse", "DD601", "NFR-2", edit(MEMORY, ",B", ",kB")),
    Drift("a unit of another kind", "DD602", "NFR-2", edit(MEMORY, ",B", ",ms")),
    Drift("no unit", "DD602", "NFR-2", edit(MEMORY, ",B", ",")),
    Drift("an unknown unit", "DD602", "NFR-2", edit(MEMORY, ",B", ",pages")),
    Drift("a number as words", "DD602", "NFR-2", edit(MEMORY, "138", "unknown")),
    Drift("not a number", "DD602", "NFR-2", edit(MEMORY, "138", "NaN")),
    Drift("target tightened", "DD601", "NFR-1", words("p95 < 100 µs", "p95 < 500 ns")),
    Drift("target in another unit tightened", "DD601", "NFR-2",
          words("at most 2 kB", "at most 100 B")),
    Drift("target turned round", "DD601", "NFR-3", words("duration under 50", "duration over 50")),
    Drift("target made a range", "DD601", "NFR-2", words("at most 2 kB", "1 to 2 kB")),
    Drift("percentile that has too few samples", "DD602", "NFR-1",
          words("p95 < 100", "p99.9 < 100")),
    Drift("percentile of a mean", "DD602", "NFR-1",
          benchmark("test_allow", lambda stats: stats.pop("data"))),
    Drift("percentile for a single value", "DD602", "NFR-2",
          words("at most 2 kB", "p95 at most 2 kB")),
    Drift("benchmark renamed", "DD602", "NFR-1", edit(BENCHMARK, '"test_allow"', '"test_decide"')),
    Drift("benchmark renamed in the document", "DD602", "NFR-1",
          words("`test_allow`", "`test_decision`")),
    Drift("measurement renamed", "DD602", "NFR-2", edit(MEMORY, "bucket memory", "bucket size")),
    Drift("test failing by its name", "DD604", "**FR-1**", case(FR_1, FAILURE)),
    Drift("test failing by its tag", "DD604", "**FR-2**", case(f"{FR_2}_token", FAILURE)),
    Drift("test failing by its mark", "DD604", "**FR-3**",
          case("test_clients_do_not_share_tokens", FAILURE)),
    Drift("test failing by the document", "DD604", "**FR-4**",
          case("test_full_buckets_are_forgotten", FAILURE)),
    Drift("test of a criterion failing", "DD604", "**FR-1**",
          case("test_ac1_the_fourth_request_waits", FAILURE)),
    Drift("error in a test", "DD604", "**FR-3**",
          case("test_clients_do_not_share_tokens", '<error message="no clock"/>')),
    Drift("failing in a second run", "DD604", "**FR-1**", whole(
        "reports/junit-windows.xml",
        f'<testsuite><testcase classname="tests.test_bucket" name="{FR_1}">{FAILURE}</testcase>'
        "</testsuite>")),
    Drift("named test skipped", "DD606", "FR-2: `test_the", case(f"{FR_2}_token", SKIP)),
    Drift("only test of a requirement skipped", "DD606", "**FR-3**",
          case("test_clients_do_not_share_tokens", SKIP)),
    Drift("test renamed", "DD606", "FR-2: `test_the", edit(JUNIT, f"{FR_2}_token", "test_waiting")),
    Drift("test renamed in a file", "DD606", "FR-4: `tests",
          edit(JUNIT, "test_full_buckets_are_forgotten", "test_full_buckets_are_dropped")),
    Drift("test renamed in the document", "DD606", "FR-2: `test_",
          words("`test_the_wait_is_until", "`test_the_wait_lasts_until")),
    Drift("test removed", "DD606", "FR-4: `tests", edit(
        JUNIT, '<testcase classname="tests.test_limiter" name="test_full_buckets_are_forgotten"'
        ' time="0.001" />', "")),
    Drift("mark removed", "DD602", "**FR-3**", lambda project: [
        project.replace("tests/test_limiter.py", '@pytest.mark.requirement("FR-3")', ""),
        project.replace(JUNIT, 'name="requirement" value="FR-3"', 'name="owner" value="Ann"')][0]),
    Drift("identifier removed from a name", "DD602", "**FR-1**", lambda project: [
        project.replace(JUNIT, "test_fr_1_", "test_"),
        project.replace("tests/test_bucket.py", "test_fr_1_", "test_"),
        project.replace("tests/test_limiter.py", "test_ac1_", "test_"),
        project.replace(JUNIT, "test_ac1_", "test_")][0]),
    Drift("tests left out of the run", "DD606", "**FR-1**", lambda project: [
        project.replace(JUNIT, "test_fr_1_", "test_"),
        project.replace(JUNIT, "test_ac1_", "test_")][0]),
    Drift("line coverage lower", "DD605", "Line coverage", coverage(LIMITER, covered_lines=12)),
    Drift("branch coverage of a file lower", "DD605", "Line coverage",
          coverage(BUCKET, covered_branches=1)),
    Drift("goal raised above what is there", "DD605", "Line coverage", lambda project: [
        coverage(LIMITER, covered_lines=22)(project),
        project.document("at least 90%", "at least 100%")][0]),
    Drift("no branches counted", "DD602", "Line coverage", lambda project: [
        project.replace(COVERAGE, '"num_branches"', '"branches_left_out"', 99)][0]),
    Drift("requirement newer than its test", "DD603", "**FR-2**",
          late("after how many seconds", "after how many milliseconds")),
    Drift("target newer than its measurement", "DD603", "NFR-1", late("p95 < 100", "p95 < 90")),
    Drift("code newer than its test", "DD603", "**FR-1**",
          code(BUCKET, "if self.tokens < 1:", "if self.tokens < 1.0:")),
    Drift("code of another component newer", "DD603", "**FR-3**",
          code(LIMITER, "len(full)", "len(full) + 0")),
    Drift("file without a time of its own is old", "DD603", "NFR-2",
          lambda project: project.touch(MEMORY, 1_700_000_000)),
    Drift("test results cut", "DD607", JUNIT, cut(JUNIT)),
    Drift("coverage cut", "DD607", COVERAGE, cut(COVERAGE)),
    Drift("benchmark cut", "DD607", BENCHMARK, cut(BENCHMARK)),
    Drift("XML with entities", "DD607", JUNIT, whole(JUNIT, ENTITIES)),
    Drift("no results at all", "DD607", JUNIT, whole(JUNIT, "all is well\n")),
    Drift("coverage of another project", "DD607", COVERAGE, lambda project: project.replace(
        COVERAGE, "src/rate_limiter/", "lib/cart/", 99)),
    Drift("a benchmark where tests belong", "DD607", JUNIT, whole(JUNIT, '{"a": {"value": 1}}')),
)  # fmt: skip


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[str, str]]:
    project = Project(tmp_path_factory.mktemp("sound"))
    return frozenset((each.code, each.message) for each in project.check())


def test_the_sound_project_has_nothing_to_say_about_its_evidence(sound) -> None:
    assert [message for code, message in sorted(sound) if code.startswith("DD6")] == []


def test_drift_is_told_in_its_place_and_nothing_else(tmp_path: Path, sound) -> None:
    verdicts = []
    for number, drift in enumerate(DRIFTS):
        project = Project(tmp_path / str(number))
        drift.inject(project)
        new = [each for each in project.check() if (each.code, each.message) not in sound]
        verdicts.append((drift, [each for each in new if _is_it(each, drift)], new))
    missed = [(drift.name, shown(new)) for drift, found, new in verdicts if not found]
    noise = [
        (drift.name, shown(others))
        for drift, found, new in verdicts
        if (others := [e for e in new if e not in found and e.severity is not Severity.INFO])
    ]

    assert len(DRIFTS) >= 40
    assert len(missed) <= (1 - TOLD) * len(DRIFTS), missed
    assert noise == []


def _is_it(finding: Finding, drift: Drift) -> bool:
    if drift.code == "DD607":
        return finding.code == drift.code and finding.path == drift.place
    return finding.code == drift.code and drift.place in finding.place.excerpt


def shown(findings: list[Finding]) -> list[str]:
    return [f"{each.code} {each.place.excerpt[:30]} | {each.message}" for each in findings]
