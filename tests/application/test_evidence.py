"""Result files found through the ports: patterns, links, kinds, other projects, workers, no git."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from designdoc.cli.main import run as designdoc

pytestmark = pytest.mark.requirement("FR-8")

TEMPLATE = "# [Name]\n\n## Functional Requirements\n\n- [What it must do]\n"
DOCUMENT = "# Login\n\n## Functional Requirements\n\n- FR-1: The server locks an account.\n"
CONFIGURATION = '[evidence]\ntests = ["reports/**/*.xml"]\ncoverage = ["coverage.json"]\n'
FAILS = '<testsuite><testcase name="test_fr_1" classname="t"><failure/></testcase></testsuite>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "project"
    (home / "reports/inner").mkdir(parents=True)
    (home / "template.md").write_text(TEMPLATE)
    (home / "login.md").write_text(DOCUMENT)
    (home / "designdoc.toml").write_text(CONFIGURATION)
    monkeypatch.chdir(home)
    return home


def check(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str, str]]:
    designdoc(["check", "--format", "json", *(arguments or (".",))])
    report = json.loads(capsys.readouterr().out)
    return [(each["path"], each["code"], each["message"]) for each in report["diagnostics"]]


def codes(found: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    return [each[:2] for each in found]


def test_results_in_folders_below_a_pattern(folder: Path, capsys) -> None:
    assert check(capsys) == []
    (folder / "reports/inner/junit.xml").write_text(FAILS)
    (folder / "reports/junit.txt").write_text("not matched")
    assert codes(check(capsys)) == [("login.md", "DD604")]
    assert check(capsys, ".", "--ignore", "DD6") == []


def test_a_problem_of_a_file_is_told_once_whatever_the_number_of_workers(folder, capsys) -> None:
    (folder / "reports/junit.xml").write_text("<testsuite>")
    for number in range(40):
        (folder / f"login-{number}.md").write_text(DOCUMENT + "\n" + "word " * 4000)
    one = check(capsys, ".", "--jobs", "1")
    assert one == check(capsys, ".", "--jobs", "3")
    assert codes(one) == [("reports/junit.xml", "DD607")]


def test_nothing_outside_the_folder_is_read(folder: Path, capsys) -> None:
    outside = folder.parent / "junit.xml"
    outside.write_text(FAILS)
    (folder / "reports/link.xml").symlink_to(outside)
    (folder / "reports/loop").symlink_to(folder / "reports")
    ((_, code, message),) = check(capsys)
    assert code == "DD607"
    assert "leads out of the folder" in message


@pytest.mark.parametrize("pattern", ["../*.xml", "/reports/*.xml", "a/../../b.xml", "~/x.xml"])
def test_a_pattern_that_leads_out_is_refused(folder: Path, capsys, pattern: str) -> None:
    (folder / "designdoc.toml").write_text(f'[evidence]\ntests = ["{pattern}"]\n')
    assert designdoc(["check", "."]) == 2
    error = capsys.readouterr().err
    assert "designdoc.toml:2: " in error
    assert "leads out of the folder" in error


def test_bindings_are_strings(folder: Path, capsys) -> None:
    (folder / "designdoc.toml").write_text("[evidence.bind]\nNFR-1 = 3\n")
    assert designdoc(["check", "."]) == 2
    assert "designdoc.toml:2: 'NFR-1' is bound to a name" in capsys.readouterr().err


def test_results_of_another_kind_and_of_another_project(folder: Path, capsys) -> None:
    (folder / "coverage.json").write_text(
        '{"meta": {}, "totals": {}, "files": {"src/cart.py": {"summary":'
        ' {"covered_lines": 1, "num_statements": 2}}}}'
    )
    (folder / "reports/a.xml").write_text("<coverage><packages/></coverage>")
    messages = dict(each[::2] for each in check(capsys))
    assert "results of another project" in messages["coverage.json"]
    assert "which is about coverage, not tests" in messages["reports/a.xml"]
    (folder / "src").mkdir()
    (folder / "src/cart.py").write_text("")
    assert codes(check(capsys)) == [("reports/a.xml", "DD607")]


def test_evidence_speaks_of_the_documents_that_are_named(folder: Path, capsys) -> None:
    (folder / "other.md").write_text(DOCUMENT)
    (folder / "reports/junit.xml").write_text(FAILS)
    assert codes(check(capsys)) == [("login.md", "DD604"), ("other.md", "DD604")]
    (folder / "designdoc.toml").write_text(CONFIGURATION + 'documents = ["other.md"]\n')
    assert codes(check(capsys)) == [("other.md", "DD604")]


def test_stale_by_the_blame_of_the_line_and_not_without_git(folder: Path, capsys) -> None:
    passed = FAILS.replace("<failure/>", "").replace(
        "<testsuite>", '<testsuite timestamp="2026-01-01T10:00:00Z">'
    )
    (folder / "reports/junit.xml").write_text(passed)
    assert check(capsys) == []
    git = ("git", "-c", "user.name=Ann", "-c", "user.email=a@example.org")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    ((path, code, message),) = check(capsys)
    assert (path, code) == ("login.md", "DD603")
    assert "2026-01-01 10:00 UTC (the time in the file)" in message


def test_trace_shows_the_states(folder: Path, capsys) -> None:
    (folder / "login.md").write_text(DOCUMENT + "- FR-2: The mailer tells its owner.\n")
    (folder / "reports/junit.xml").write_text(FAILS)
    designdoc(["trace", ".", "--format", "json"])
    body = json.loads(capsys.readouterr().out)
    found = {node["id"]: node["evidence"] for node in body["nodes"]}
    assert found["login.md#FR-1"] == "violated"
    assert found["login.md#FR-2"] == "no-evidence"
    assert found["login.md"] is None
    counts = {"met": 0, "violated": 1, "stale": 0, "no-evidence": 1}
    assert body["coverage"]["evidence"] == counts
    designdoc(["trace", "."])
    assert "1 violated, 1 no evidence" in capsys.readouterr().out
    designdoc(["trace", ".", "--format", "csv"])
    assert capsys.readouterr().out.splitlines()[1].endswith(",violated")
    designdoc(["trace", ".", "--format", "html"])
    assert "<span>Violated</span>" in capsys.readouterr().out


def test_without_evidence_nothing_of_it_is_loaded(folder: Path) -> None:
    (folder / "designdoc.toml").write_text("")
    code = "import sys; from designdoc.cli.main import run; run(['check', '.']);"
    code += "print([m for m in sys.modules if 'evidence' in m and 'designdoc.' in m or"
    code += " 'assessment' in m or 'junitparser' in m])"
    environment = {**os.environ, "PYTHONWARNINGS": "ignore"}
    command = [os.sys.executable, "-c", code]  # type: ignore[attr-defined]
    done = subprocess.run(command, capture_output=True, check=True, env=environment)
    loaded = json.loads(done.stdout.splitlines()[-1].replace(b"'", b'"'))
    assert [name for name in loaded if not name.startswith("designdoc.rules.")] == []


MAPPED = """# Login

## Functional Requirements

- FR-1: The server locks an account.
- FR-2: The mailer tells its owner.

## Components

### Account lock

- **Responsibilities**: counts wrong passwords (FR-1).

### Mailer

- **Responsibilities**: sends mail (FR-2).

## Testing Strategy

- Line coverage of the account lock is at least 90%.
"""
REPORT = {
    "meta": {"timestamp": "2026-03-01T10:00:00+00:00"},
    "totals": {"covered_lines": 11, "num_statements": 30},
    "files": {
        name: {"summary": {"covered_lines": covered, "num_statements": lines}}
        for name, covered, lines in (("shop/account_lock.py", 1, 10), ("shop/other.py", 10, 20))
    },
}


def commit(folder: Path, day: str) -> None:
    when = f"{day}T12:00:00Z"
    dates = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    git = ("git", "-c", "user.name=Ann", "-c", "user.email=a@example.org")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], cwd=folder, check=True, env=os.environ | dates)


def test_the_code_of_a_mapped_component_is_what_goals_and_age_are_about(folder, capsys) -> None:
    (folder / "login.md").write_text(MAPPED)
    (folder / "designdoc.toml").write_text(CONFIGURATION + '[code]\nroots = ["src"]\n')
    (folder / "src/shop").mkdir(parents=True)
    lock = folder / "src/shop/account_lock.py"
    lock.write_text("class AccountLock:\n    pass\n")
    (folder / "src/shop/other.py").write_text("")
    commit(folder, "2026-01-01")
    both = "".join(f'<testcase name="test_fr_{n}" classname="t"/>' for n in (1, 2))
    passed = f'<testsuite timestamp="2026-03-01T10:00:00Z">{both}</testsuite>'
    (folder / "reports/junit.xml").write_text(passed)
    (folder / "coverage.json").write_text(json.dumps(REPORT))

    ((path, code, message),) = check(capsys, "login.md", "--select", "DD6")
    assert (path, code) == ("login.md", "DD605")
    assert message == "the line coverage of src/shop/account_lock.py is 10%, the goal is >= 90%"

    lock.write_text("class AccountLock:\n    wrong = 0\n")
    commit(folder, "2026-04-01")
    stale = [each for each in check(capsys, "login.md") if each[1] == "DD603"]
    assert [message.partition(":")[0] for _, _, message in stale] == [
        "the evidence for FR-1 is older than the code of Account lock, which changed on "
        "2026-04-01 12"
    ]
    designdoc(["trace", "login.md", "--format", "json"])
    nodes = {node["id"]: node["evidence"] for node in json.loads(capsys.readouterr().out)["nodes"]}
    assert (nodes["login.md#FR-1"], nodes["login.md#FR-2"]) == ("stale", "met")


def test_without_roots_only_the_paths_that_a_document_names_count(folder, capsys) -> None:
    text = MAPPED.replace("(FR-1).", "(FR-1).\n- **Code**: `src/shop/account_lock.py`")
    (folder / "src/shop").mkdir(parents=True)
    (folder / "src/shop/account_lock.py").write_text("class AccountLock: ...\n")
    (folder / "coverage.json").write_text(json.dumps(REPORT))
    (folder / "login.md").write_text(MAPPED)
    assert codes(check(capsys, "login.md", "--select", "DD6")) == []
    (folder / "login.md").write_text(text)
    assert codes(check(capsys, "login.md", "--select", "DD6")) == [("login.md", "DD605")]


MEASURED = """# Login

## Non-Functional Requirements

- NFR-1 Performance: the latency has p95 < 200 ms.
- NFR-2 Footprint: memory < 1 GiB.
"""
BOUND = """[evidence]
benchmarks = ["bench.json"]

[evidence.bind]
"NFR-1 latency" = "login"
"NFR-1 latncy" = "login"
NFR-2 = "logn memory"
"""
RESULTS = (
    '[{"name": "login", "statistic": "p95", "value": 0.1, "unit": "s"},'
    ' {"name": "login memory", "value": 1, "unit": "MB"}]'
)


def bound(folder: Path, configuration: str = BOUND) -> None:
    (folder / "login.md").write_text(MEASURED)
    (folder / "bench.json").write_text(RESULTS)
    (folder / "designdoc.toml").write_text(configuration)


def test_a_binding_that_matches_no_target_or_no_measurement_is_said(folder: Path, capsys) -> None:
    bound(folder)
    told = [each for each in check(capsys) if each[1].startswith("DD6")]
    assert told == [
        (
            "designdoc.toml",
            "DD608",
            "'NFR-1 latncy' in [evidence.bind] is no target of the documents: nothing is compared",
        ),
        (
            "login.md",
            "DD602",
            "no result is called 'logn memory', which [evidence.bind] names for the target < 1 GiB",
        ),
    ]
    designdoc(["check", "."])
    out = capsys.readouterr().out
    assert "designdoc.toml:6:1: warning[DD608] loose-binding" in out
    assert "The nearest is 'NFR-1 latency" in out
    assert "'login memory'" in out


def test_a_binding_is_loose_only_where_every_document_was_seen(folder: Path, capsys) -> None:
    bound(folder, BOUND.replace("NFR-1 latncy", "NFR-9"))
    (folder / "README.md").write_text("# Read me\n")
    other = folder / "other.md"
    other.write_text(MEASURED.replace("NFR-2", "NFR-9"))
    assert codes(check(capsys, "login.md", "--select", "DD608")) == []
    assert codes(check(capsys, "--select", "DD608")) == []
    other.write_text(MEASURED)
    loose = [("designdoc.toml", "DD608")]
    assert codes(check(capsys, "--select", "DD608", "--jobs", "2")) == loose
    assert codes(check(capsys, "login.md", "other.md", "--select", "DD608")) == loose
    assert codes(check(capsys, "--ignore", "DD608", "--select", "DD6")) == [
        ("login.md", "DD602"), ("other.md", "DD602")
    ]  # fmt: skip
    configuration = (folder / "designdoc.toml").read_text()
    only = configuration.replace("[evidence.bind]", 'documents = ["login.md"]\n[evidence.bind]')
    (folder / "designdoc.toml").write_text(only)
    assert codes(check(capsys, "login.md", "--select", "DD608")) == loose
    assert codes(check(capsys, "other.md", "--select", "DD608")) == []


def test_a_binding_in_pyproject_has_its_line(folder: Path, capsys) -> None:
    bound(folder, "")
    (folder / "designdoc.toml").unlink()
    text = BOUND.replace("[evidence", "[tool.designdoc.evidence")
    (folder / "pyproject.toml").write_text('[project]\nname = "x"\n\n' + text)
    designdoc(["check", ".", "--select", "DD608"])
    assert "pyproject.toml:9:1: warning[DD608]" in capsys.readouterr().out


SOURCES = CONFIGURATION + 'sources = ["tests/*.py", "e2e/*.ts"]\n'
TESTS = """import pytest


@pytest.mark.requirement("FR-1")
def test_locks():
    pass


def test_fr_2_mails():
    pass


def test_others():
    pass
"""


def ran(folder: Path, *names: str) -> None:
    cases = "".join(f'<testcase name="{name}" classname="tests.test_login"/>' for name in names)
    (folder / "reports/junit.xml").write_text(f"<testsuite>{cases}</testsuite>")


def test_tests_that_stand_in_the_sources_and_ran_no_more(folder: Path, capsys) -> None:
    (folder / "designdoc.toml").write_text(SOURCES)
    (folder / "login.md").write_text(DOCUMENT + "- FR-2: The mailer tells its owner.\n")
    (folder / "tests").mkdir()
    (folder / "tests/test_login.py").write_text(TESTS)
    ran(folder, "test_locks", "test_fr_2_mails", "test_others")
    assert check(capsys) == []
    ran(folder, "test_others")
    assert check(capsys) == [
        (
            "login.md",
            "DD606",
            f"no result tells of {test} in tests/test_login.py, which should prove {name}",
        )
        for test, name in (("test_locks", "FR-1"), ("test_fr_2_mails", "FR-2"))
    ]
    designdoc(["trace", ".", "--format", "json"])
    nodes = {node["id"]: node["evidence"] for node in json.loads(capsys.readouterr().out)["nodes"]}
    assert nodes["login.md#FR-1"] == "no-evidence"
    ran(folder, "test_locks[1]", "test_fr_2_mails")
    assert check(capsys) == []


def test_a_file_of_tests_of_which_none_ran_is_information(folder: Path, capsys) -> None:
    (folder / "designdoc.toml").write_text(SOURCES)
    (folder / "e2e").mkdir()
    (folder / "e2e/login.spec.ts").write_text(
        "// requirement: FR-1\ntest('locks the account', async () => {});\n"
        "// requirement: FR-1\ntest(`locks ${name}`, async () => {});\n"
    )
    ran(folder, "test_others")
    designdoc(["check", ".", "--select", "DD606"])
    out = capsys.readouterr().out
    assert "info[DD606]" in out
    assert "no result tells of 'locks the account' in e2e/login.spec.ts" in out
    assert "No test of that file ran." in " ".join(out.split())
    (folder / "reports/cut.xml").write_text("<testsuite><testcase")
    assert codes(check(capsys, "--select", "DD606")) == []


def test_another_test_proves_it_as_well(folder: Path, capsys) -> None:
    (folder / "designdoc.toml").write_text(SOURCES)
    (folder / "tests").mkdir()
    (folder / "tests/test_login.py").write_text(TESTS)
    ran(folder, "test_fr_1_in_another_way")
    assert check(capsys) == []


def test_of_two_results_for_one_test_the_failing_one_is_told_with_its_file(folder, capsys) -> None:
    passed = FAILS.replace("<failure/>", "")
    for name, text in (("a", passed), ("b", FAILS), ("c", passed)):
        (folder / f"reports/{name}.xml").write_text(text)
    designdoc(["check", "."])
    out = " ".join(capsys.readouterr().out.split())
    assert "DD604" in out
    assert "1 failing test of 1 in reports/b.xml" in out


def test_no_template_and_no_git_are_needed(folder: Path, capsys, monkeypatch) -> None:
    (folder / "template.md").unlink()
    (folder / "reports/junit.xml").write_text(FAILS)
    monkeypatch.setenv("PATH", str(folder / "nothing"))
    assert codes(check(capsys, "login.md", "--select", "DD6")) == [("login.md", "DD604")]
    assert codes(check(capsys, "login.md", "--select", "DD6", "--ignore", "DD604")) == []
