"""``code map``, ``code deps``, ``backtest``, and what a check says of code, as people run them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from designdoc.application.replay import Replay
from designdoc.cli.main import run

PROJECT = Path(__file__).parents[1] / "drift/projects/python"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    shutil.copytree(PROJECT, root)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    monkeypatch.chdir(root)
    return root


def git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, check=True, capture_output=True, text=True)
    return done.stdout


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "-c", "user.name=T", "-c", "user.email=t@example.com", "commit", "-qm", "A step")


def printed(capsysbinary: pytest.CaptureFixture[bytes], *words: str, status: int = 0) -> str:
    assert run(list(words)) == status
    return capsysbinary.readouterr().out.decode()


def test_map_says_which_files_and_how(project: Path, capsysbinary) -> None:
    text = printed(capsysbinary, "code", "map", "docs")
    assert "Token store  path       src/gatehouse/store/token_store.py" in text
    assert "3 of 3 components are mapped" in text
    body = json.loads(printed(capsysbinary, "code", "map", "docs", "--format", "json"))
    first = body["documents"][0]["components"][0]
    assert (first["name"], first["signal"]) == ("Gate keeper", "path")


def test_a_written_map_is_read_and_what_people_set_is_kept(project: Path, capsysbinary) -> None:
    printed(capsysbinary, "code", "map", "docs", "--write", "docs/code-map.toml")
    path = project / "docs/code-map.toml"
    text = path.read_text()
    assert text.count("[[component]]") == 3
    changed = text.replace('name = "Wall clock"\nby = "path"', 'name = "Wall clock"\nby = "hand"')
    path.write_text(changed.replace("clock/wall_clock.py", "main.py"))
    config = project / "designdoc.toml"
    config.write_text(config.read_text() + 'components = ["docs/code-map.toml"]\n')

    shown = printed(capsysbinary, "code", "map", "docs")
    assert "Wall clock   hand       src/gatehouse/main.py" in shown
    printed(capsysbinary, "code", "map", "docs", "--write", "docs/code-map.toml")
    assert 'by = "hand"\nfiles = ["src/gatehouse/main.py"]' in path.read_text()


def test_a_broken_map_is_said(project: Path, capsysbinary) -> None:
    config = project / "designdoc.toml"
    config.write_text(config.read_text() + 'components = ["map.toml"]\n')
    (project / "map.toml").write_text("[[component]]\nname = 3\n")
    assert run(["check", "docs/gatehouse.md"]) == 2
    assert b"[[component]] number 1 needs" in capsysbinary.readouterr().err


def test_deps_in_every_format(project: Path, capsysbinary) -> None:
    text = printed(capsysbinary, "code", "deps", "docs")
    assert "= Gate keeper → Token store  src/gatehouse/gate/keeper.py:5" in text
    body = json.loads(printed(capsysbinary, "code", "deps", "docs", "--format", "json"))
    kinds = {each["kind"] for each in body["documents"][0]["dependencies"]}
    assert kinds == {"convergence"}
    mermaid = printed(capsysbinary, "code", "deps", "docs", "--format", "mermaid")
    assert mermaid.startswith("flowchart LR\n")
    assert 'd0n0["Gate keeper"]' in mermaid
    page = printed(capsysbinary, "code", "deps", "docs", "--format", "html")
    assert "<svg" in page
    assert "default-src 'none'" in page
    contract = printed(capsysbinary, "code", "deps", "docs", "--format", "import-linter")
    assert "gatehouse.clock.wall_clock\nforbidden_modules =\n" in contract
    rules = json.loads(printed(capsysbinary, "code", "deps", "docs", "--format",
                               "dependency-cruiser"))  # fmt: skip
    store = next(r for r in rules["forbidden"] if r["name"] == "design-token-store")
    assert store["to"]["path"] == ["^src/gatehouse/gate/keeper\\.py$"]


def test_import_linter_keeps_the_exported_contract(project: Path, capsysbinary) -> None:
    pytest.importorskip("importlinter")
    contract = printed(capsysbinary, "code", "deps", "docs", "--format", "import-linter")
    (project / ".importlinter").write_text(contract)
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    environment = {"PYTHONPATH": str(project / "src"), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, env=environment,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_findings_do_not_depend_on_the_number_of_processes(project: Path, capsysbinary) -> None:
    keeper = project / "src/gatehouse/gate/keeper.py"
    keeper.write_text(keeper.read_text().replace("close_gate", "shut_gate"))
    text = (project / "docs/gatehouse.md").read_text()
    for number in range(8):
        (project / f"docs/other-{number}.md").write_text(text + "\nMore words. " * 9000)
    commit(project)
    (project / "src/gatehouse/types.py").unlink()
    one, two = (
        json.loads(printed(capsysbinary, "check", "docs", "--select", "DD5", "--format", "json",
                           "--jobs", jobs, status=1))["diagnostics"]
        for jobs in ("1", "2")
    )  # fmt: skip
    assert one == two
    assert {each["code"] for each in one} >= {"DD501", "DD509"}


def test_nothing_is_said_without_roots_and_without_git(project: Path, capsysbinary) -> None:
    (project / "src/gatehouse/types.py").unlink()
    assert "DD501" in printed(capsysbinary, "check", "docs/gatehouse.md", status=1)
    shutil.rmtree(project / ".git")
    assert "DD501" not in printed(capsysbinary, "check", "docs/gatehouse.md", "--fail-on", "never")
    config = project / "designdoc.toml"
    config.write_text(config.read_text().partition("[code]")[0])
    shown = printed(capsysbinary, "check", "docs/gatehouse.md", "--fail-on", "never")
    assert "DD5" not in shown


def test_without_the_program_git_types_are_still_compared(
    project: Path, capsysbinary, monkeypatch
) -> None:
    types = project / "src/gatehouse/types.py"
    types.write_text(types.read_text().replace("expires_at: float", "expires_at: int"))
    monkeypatch.setenv("PATH", str(project / "nothing"))
    shown = printed(capsysbinary, "check", "docs/gatehouse.md", "--select", "DD5")
    assert "'GatePass.expires_at' is 'float' here and 'int' in the code" in shown


def test_check_writes_nothing_into_the_repository(project: Path, capsysbinary) -> None:
    printed(capsysbinary, "check", "docs/gatehouse.md")
    assert git(project, "status", "--porcelain", "--ignored") == ""


def test_backtest_counts_what_was_mended_together(project: Path, capsysbinary) -> None:
    assert "there is no case" in printed(capsysbinary, "backtest")
    clock = project / "src/gatehouse/clock/wall_clock.py"
    clock.rename(clock.with_name("tower_clock.py"))
    types = project / "src/gatehouse/types.py"
    types.write_text(types.read_text().replace("    note: str | None = None\n", ""))
    keeper = project / "src/gatehouse/gate/keeper.py"
    keeper.write_text(keeper.read_text().replace("close_gate", "shut_gate"))
    document = project / "docs/gatehouse.md"
    text = document.read_text().replace("clock/wall_clock.py", "clock/tower_clock.py")
    text = text.replace("    note: str | None = None\n", "").replace("close_gate()", "shut_gate()")
    document.write_text(text)
    commit(project)

    body = json.loads(printed(capsysbinary, "backtest", "--format", "json"))
    rules = {each["code"]: each for each in body["rules"]}
    assert set(rules) == {"DD501", "DD502", "DD506"}
    assert all(each["found"] == each["cases"] == 1 for each in rules.values())
    assert all(each["precision"] == each["recall"] == 1.0 for each in rules.values())
    assert "DD501 vanished-path" in printed(capsysbinary, "backtest", "docs")


def test_a_commit_that_was_replayed_is_not_read_again(
    project: Path, capsysbinary, monkeypatch
) -> None:
    document, keeper = project / "docs/gatehouse.md", project / "src/gatehouse/gate/keeper.py"
    for old, new in (("close_gate", "shut_gate"), ("open_for", "unlock_for")):
        keeper.write_text(keeper.read_text().replace(old, new))
        document.write_text(document.read_text().replace(old, new))
        commit(project)
    monkeypatch.setattr("designdoc.application.backtest._TOGETHER", 1)
    read: list[str] = []
    of_commit = Replay.cases
    monkeypatch.setattr(Replay, "cases", lambda self, change, documents: (
        read.append(change.commit), of_commit(self, change, documents))[1])  # fmt: skip

    first = printed(capsysbinary, "backtest")
    assert "DD502 vanished-symbol                  2      2" in first
    assert len(read) == 2
    assert (printed(capsysbinary, "backtest"), len(read)) == (first, 2)
    document.write_text(document.read_text() + "\nMore.\n")
    keeper.write_text(keeper.read_text() + "# more\n")
    commit(project)
    later = printed(capsysbinary, "backtest")
    assert (later.partition("\n")[2], len(read)) == (first.partition("\n")[2], 3)
    assert (printed(capsysbinary, "backtest", "--no-cache"), len(read)) == (later, 6)


def test_backtest_needs_a_repository(tmp_path: Path, monkeypatch, capsysbinary) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["backtest"]) == 2
    assert b"one git repository" in capsysbinary.readouterr().err


def test_a_shallow_clone_says_nothing_of_the_past(project: Path, tmp_path: Path, capsysbinary,
                                                   monkeypatch) -> None:  # fmt: skip
    (project / "src/gatehouse/types.py").unlink()
    commit(project)
    git(tmp_path, "clone", "-q", "--depth", "1", project.as_uri(), "shallow")
    monkeypatch.chdir(tmp_path / "shallow")
    shown = printed(capsysbinary, "check", "docs/gatehouse.md", "--fail-on", "never")
    assert "DD501" not in shown


def test_newcomers_are_told_the_next_step(project: Path, capsysbinary) -> None:
    assert run(["code", "map", "src"]) == 0
    told = capsysbinary.readouterr()
    assert told.out == b""
    assert b"they stand below a heading such as 'Components'" in told.err
    (project / "docs/more.md").write_text(
        "# More\n\n## Components\n\n### Nobody\n\n- **Role**: a.\n"
    )
    shown = printed(capsysbinary, "code", "map", "docs")
    assert "3 of 4 components are mapped" in shown
    assert "To map one, name its path beside it, - **Code**: `src/x`" in shown


def test_a_selection_that_nothing_is_configured_for_is_said(project: Path, capsysbinary) -> None:
    config = project / "designdoc.toml"
    assert run(["check", "docs/gatehouse.md", "--select", "DD5"]) == 0
    assert b"nothing was compared" not in capsysbinary.readouterr().err
    config.write_text(config.read_text().partition("[code]")[0])
    assert run(["check", "docs/gatehouse.md", "--select", "DD5,DD602"]) == 0
    told = capsysbinary.readouterr().err
    assert b"nothing was compared with code: name its folders, [code] roots" in told
    assert b"nothing was compared with results" in told
    assert run(["check", "docs/gatehouse.md"]) == 0
    assert b"nothing was compared" not in capsysbinary.readouterr().err
