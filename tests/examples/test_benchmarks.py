"""The benchmark runs: on a small folder it prints a row per tool and writes hyperfine's shape."""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


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
