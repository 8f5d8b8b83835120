"""The benchmark runs: on a small folder it prints a row per tool and writes hyperfine's shape."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.trees import contents

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.no_cover  # what is measured is not traced


def test_kep_benchmark_on_a_small_corpus(tmp_path: Path) -> None:
    output = tmp_path / "results" / "kep.json"
    result = subprocess.run(
        [
            *(sys.executable, ROOT / "benchmarks" / "kep.py", "--runs", "2"),
            *("--corpus", ROOT / "examples" / "feature-design", "--output", output),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert result.returncode == 0, result.stderr
    assert "3 Markdown files" in result.stdout
    ours = json.loads(output.read_text("utf-8"))["results"][0]
    assert ours["command"] == "designdoc check --no-cache"
    assert ours["version"].startswith("designdoc")
    assert len(ours["times"]) == 2
    assert min(ours["times"]) <= ours["median"] <= max(ours["times"])
    assert ours["exit_codes"] == [1, 1]
    assert ours["memory_peak_byte"] > 1_000_000


def test_code_benchmark_on_a_few_files(tmp_path: Path) -> None:
    output = tmp_path / "code.json"
    result = subprocess.run(
        [
            *(sys.executable, ROOT / "benchmarks" / "code.py", "--runs", "2", "--files", "5"),
            *("--python", ROOT / "src", "--output", output),
        ],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert result.returncode == 0, result.stdout + result.stderr
    assert "skipped: TypeScript" in result.stdout
    cold, warm = json.loads(output.read_text("utf-8"))["results"]
    assert cold["command"] == "designdoc code map (5 Python files, cold)"
    assert warm["command"] == "designdoc code map (5 Python files, warm)"
    assert len(cold["times"]) == len(warm["times"]) == 2
    assert cold["exit_codes"] == [0, 0]


def test_a_missing_corpus_is_said(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "kep.py", "--corpus", tmp_path / "absent"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert result.returncode == 1
    assert "no corpus at" in result.stderr


def test_the_synthetic_corpus_is_the_same_each_time(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "benchmarks" / "synthetic.py", "--documents", "120"]
    said = [
        subprocess.run([*command, tmp_path / name], capture_output=True, check=True).stdout
        for name in ("one", "other")
    ]
    assert said[0].startswith(b"120 documents, 0.")
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    assert len(set(contents(tmp_path / "one").values())) > 100


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A copy of the program's sources."""
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path / "src"


def compared(base: Path, head: Path) -> "subprocess.CompletedProcess[str]":
    """The comparison of two folders of sources."""
    script = ROOT / "benchmarks" / "compare.py"
    command = [sys.executable, script, "--base", base, "--head", head, "--limit", "1.5"]
    return subprocess.run(
        [*command, "--rounds", "3", "--documents", "3"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_costs_more_is_told(sources: Path) -> None:
    main = sources / "designdoc" / "cli" / "program.py"
    slow = "    sum(number * number for number in range(3_000_000))\n    try:\n"
    main.write_text(main.read_text("utf-8").replace("    try:\n", slow, 1), "utf-8")
    ran = compared(ROOT / "src", sources)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "above the limit" in ran.stdout


def test_what_costs_the_same_is_no_alarm(sources: Path) -> None:
    ran = compared(ROOT / "src", sources)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "nothing changed" in ran.stdout


def test_without_an_earlier_revision_nothing_is_compared(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "benchmarks", tmp_path / "benchmarks")
    script = tmp_path / "benchmarks" / "compare.py"
    ran = subprocess.run(
        [sys.executable, script], capture_output=True, encoding="utf-8", check=False
    )
    assert (ran.returncode, ran.stdout.splitlines()[0]) == (
        0,
        "compared nothing: no earlier revision is here (no git, a shallow clone, or the first"
        " commit)",
    )
