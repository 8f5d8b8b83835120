"""``designdoc check`` as people and scripts call it."""

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.application.checker import Checker
from designdoc.cli.flags import FORMATS
from designdoc.output import FORMATS as RENDERERS
from designdoc.rules import RULES
from helpers.texts import SOUND, TEMPLATE

Write = Callable[..., Path]
Program = Callable[..., Any]

FAULTY = SOUND.replace("People sign in with a passkey.", "[Say what it does]").replace("Low", "Lwo")


def test_a_sound_document(docs: Write, program: Program) -> None:
    ran = program("check", "docs")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Checked 1 document")


def test_findings_and_exit_status(docs: Write, program: Program) -> None:
    docs("docs/login.md", FAULTY)
    ran = program("check", "docs", "-q")
    assert ran.status == 1
    assert [line.split()[1] for line in ran.out.splitlines()] == [
        "error[DD201]",
        "error[DD203]",
    ]
    assert ran.out.startswith("docs/login.md:5:1: ")
    assert program("check", "docs", "--fail-on", "never").status == 0
    assert program("check", "docs", "--select", "DD1").status == 0
    assert program("check", "docs", "--ignore", "DD201, DD203").status == 0
    assert program("check", "docs", "--ignore", "DD201", "--ignore", "DD203").status == 0
    docs("designdoc.toml", '[rules]\nseverity = { DD2 = "warning" }\n')
    assert program("check", "docs").status == 0
    assert program("check", "docs", "--fail-on", "warning").status == 1


def test_json_is_the_contract(docs: Write, program: Program) -> None:
    docs("docs/login.md", FAULTY)
    body = json.loads(program("check", "docs", "--format", "json").out)
    assert (body["version"], body["summary"]["error"]) == (1, 2)
    assert body["documents"][0]["template"]["path"] == "docs/template.md"
    assert body["documents"][0]["template"]["evidence"] == "file name"
    assert [d["data"].get("section") for d in body["diagnostics"]][1] == ["Risks"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(docs: Write, program: Program, name: str) -> None:
    docs("docs/login.md", FAULTY)
    ran = program("check", "docs", "--format", name, "--output", "report.txt")
    assert (ran.status, ran.out, ran.err) == (1, "", "")
    assert "DD201" in Path("report.txt").read_text()
    assert set(FORMATS) == set(RENDERERS)


def test_standard_input(
    docs: Write, process: Callable[..., "subprocess.CompletedProcess[bytes]"]
) -> None:
    ran = process("check", "-", "--stdin-filename", "docs/new.md", "-q", input=FAULTY.encode())
    assert ran.returncode == 1
    assert ran.stdout.startswith(b"docs/new.md:5:1: error[DD201]")
    ran = process("check", "-", "--template", "docs/template.md", "-q", input=FAULTY.encode())
    assert ran.stdout.startswith(b"-:5:1: error[DD201]")
    fixed = process("fix", "-", "--template", "docs/template.md", input=SOUND.encode())
    assert (fixed.returncode, fixed.stdout) == (0, SOUND.encode())


def test_baseline(docs: Write, program: Program) -> None:
    docs("docs/login.md", FAULTY)
    wrote = program("check", "docs", "--baseline", "known.json", "--write-baseline")
    assert (wrote.status, wrote.err) == (0, "designdoc: wrote 2 findings to known.json\n")
    docs("docs/login.md", "\n\n" + FAULTY)
    assert program("check", "docs", "--baseline", "known.json").status == 0
    docs("docs/login.md", FAULTY + "| [Risk 1] | Low |\n")
    ran = program("check", "docs", "--baseline", "known.json", "-q")
    assert ran.status == 1
    assert len(ran.out.splitlines()) == 1
    assert program("check", "docs", "--write-baseline").status == 2
    ran = program("check", "docs", "--baseline", "none.json")
    assert (ran.status, ran.out) == (2, "")
    assert "write one with --write-baseline" in ran.err


def test_since(docs: Write, program: Program) -> None:
    docs("docs/login.md", FAULTY)
    git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "x"]):
        subprocess.run([*git, *command], check=True)
    assert program("check", "docs", "--since", "HEAD").status == 0
    docs("docs/login.md", FAULTY + "| [Risk 1] | Low |\n")
    ran = program("check", "docs", "--since", "HEAD", "-q")
    assert ran.status == 1
    assert [line.split(":")[1] for line in ran.out.splitlines()] == ["12"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "there is no command 'chek'; did you mean 'check'?"),
        (["check", "--formt", "json"], "--format"),
        (["check", "--format", "jsn"], "'jsn' is not one of"),
        (["check", "dosc"], "'dosc' does not exist; did you mean 'docs'?"),
        (["check", "docs", "--select", "DD777"], "there is no rule 'DD777'"),
        (["check", "docs", "--since", "HEAD"], "stands in no git repository"),
        (["check", "docs", "--config", "no.toml"], "no.toml: cannot be read: No such file"),
        (["check", "docs", "--template-version", "1"], "nothing is known of versions"),
        (["check", "-", "--watch"], "--watch watches files"),
        (["explain", "DD1O1"], "did you mean 'DD101'?"),
        (["template", "sho", "x"], "did you mean 'show'?"),
        (["fix", "docs", "--jobs", "0"], "0 is not in the range"),
    ],
)
def test_wrong_usage_ends_with_2(
    docs: Write, program: Program, arguments: list[str], message: str
) -> None:
    ran = program(*arguments)
    assert (ran.status, ran.out) == (2, "")
    assert message in ran.err


def test_a_bad_configuration_ends_with_2(docs: Write, program: Program) -> None:
    docs("docs/designdoc.toml", '[rules]\nselct = ["DD1"]\n')
    ran = program("check", "docs")
    assert ran.status == 2
    assert ran.err == (
        "designdoc: docs/designdoc.toml:2: unknown key 'selct' in [rules]; did you mean 'select'?\n"
    )


def test_no_documents(write: Write, program: Program) -> None:
    write("a.txt")
    ran = program("check", ".")
    assert (ran.status, ran.err) == (0, "designdoc: no documents to check were found\n")


def test_a_fault_ends_with_3_and_the_rest_is_printed(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs("docs/other.md", FAULTY)
    sound = Checker._check

    def broken(self: Checker, job: Any, seen: Any) -> Any:
        if job.path == "docs/login.md":
            raise ZeroDivisionError("a bug")
        return sound(self, job, seen)

    monkeypatch.setattr(Checker, "_check", broken)
    ran = program("check", "docs", "-q", "--jobs", "1")
    assert ran.status == 3
    assert len(ran.out.splitlines()) == 2
    assert "designdoc: docs/login.md: ZeroDivisionError: a bug" in ran.err
    assert "Please report this" in ran.err
    assert 'File "designdoc/application/checker.py"' in ran.err
    assert str(Path(__file__).parent) not in ran.err
    assert str(Path.home()) + "/" not in ran.err


def test_files_that_cannot_be_read(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    from designdoc.adapters.files import DiskFiles

    docs("docs/gone.md", SOUND)
    docs("docs/shut.md", SOUND)
    read = DiskFiles.read

    def failing(self: DiskFiles, path: str) -> bytes:
        if path.endswith("gone.md"):
            raise FileNotFoundError(2, "No such file")
        if path.endswith("shut.md"):
            raise PermissionError(13, "Permission denied")
        return read(self, path)

    monkeypatch.setattr(DiskFiles, "read", failing)
    ran = program("check", "docs")
    assert ran.status == 2
    assert ran.err.splitlines() == [
        "designdoc: docs/gone.md: the file disappeared during the run",
        "designdoc: docs/shut.md: cannot be read: Permission denied",
    ]
    assert ran.out.startswith("Checked 1 document")
    Path("docs/shut.md").unlink()
    assert program("check", "docs").status == 0
    assert program("check", "docs/gone.md").status == 2


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe# x",
        b"\0",
        b"\xef\xbb\xbf# Login Design\r\n",
        b"---\na: b\n---\n",
        b"> " * 9999,
        b"# a\n\n```\n",
        b"<!--",
        b"|a" * 10000 + b"|\n" + b"|-" * 10000 + b"|\n",
        b"- " * 500,
    ],
)
def test_hostile_documents_are_findings_not_faults(
    docs: Write, program: Program, data: bytes
) -> None:
    docs("docs/login.md", data)
    ran = program("check", "docs", "--format", "json", "--fail-on", "info")
    assert (ran.status, ran.err) == (1, "")
    assert json.loads(ran.out)["diagnostics"]


def test_too_large_a_file_is_not_read(docs: Write, program: Program) -> None:
    docs("designdoc.toml", "[limits]\nmax_bytes = 100\n")
    ran = program("check", "docs", "-q")
    assert ran.status == 1
    assert "DD004" in ran.out and "the limit is 100" in ran.out
    docs("designdoc.toml", "[limits]\nmax_bytes = 100\n[rules]\nignore = ['DD004']\n")
    assert program("check", "docs").status == 0


def test_one_long_line_is_read(docs: Write, program: Program) -> None:
    docs("docs/login.md", SOUND.replace("passkey.", "word " * 250_000))
    assert program("check", "docs").status == 0


def test_what_is_said_beside_the_findings(docs: Write, program: Program) -> None:
    ran = program("check", "docs", "-v", "--timings")
    assert ran.status == 0
    assert "designdoc: docs/login.md: docs/template.md (file name)" in ran.err
    for stage in ("find documents", "read", "parse", "template", "bind", "rules", "elapsed"):
        assert stage in ran.err
    assert "docs/template.md" not in ran.out


def test_colour_is_for_terminals(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs("docs/login.md", FAULTY)
    assert "\x1b" not in program("check", "docs").out
    assert "\x1b" in program("check", "docs", "--color", "always").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in program("check", "docs").out
    assert "\x1b" not in program("check", "docs", "--color", "never").out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in program("check", "docs").out


def test_the_template_of_the_command_line_is_no_document(docs: Write, program: Program) -> None:
    docs("docs/form.md", TEMPLATE)
    ran = program("check", "docs", "--template", "docs/form.md", "--format", "json")
    assert [d["path"] for d in json.loads(ran.out)["documents"]] == ["docs/login.md"]


def test_explain_and_lists(docs: Write, program: Program) -> None:
    page = program("explain", "dd101").out
    assert page.startswith("# DD101 missing-section (error)\n")
    assert program("explain", "missing-section").out == page
    listed = program("explain", "--all").out.splitlines()
    assert [line.split()[0] for line in listed] == [rule.code for rule in RULES]
    templates = json.loads(program("template", "list", "--format", "json").out)["templates"]
    assert {"name": "feature-design", "kind": "built-in"} in templates
    assert {"name": "docs/template.md", "kind": "file name"} in templates
    shown = json.loads(program("template", "show", "docs/template.md", "--format", "json").out)
    assert [section["name"] for section in shown["sections"]] == ["Overview", "Risks"]
    assert "Overview" in program("template", "show", "docs/template.md").out
    schema = program("template", "show", "docs/template.md", "--format", "json-schema").out
    assert json.loads(schema)["$schema"].endswith("2020-12/schema")


def test_help_has_examples(program: Program) -> None:
    for command in ("check", "fix", "new"):
        ran = program(command, "--help")
        assert (ran.status, ran.err) == (0, "")
        assert f"designdoc {command} docs/" in ran.out
    listed = program("--help").out.split("Commands:")[1]
    assert "\n  check " in listed and "\n  rule " not in listed


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_names_that_are_no_unicode(docs: Write, program: Program, jobs: str) -> None:
    Path(os.fsdecode(b"docs/\xff.md")).write_text(SOUND.replace("Low", "Lwo"))
    Path(os.fsdecode(b"docs/\xfe")).mkdir()
    Path(os.fsdecode(b"docs/\xfe/more.md")).write_text(SOUND)
    arguments = ("check", "docs", "--jobs", jobs)
    for given in ((*arguments, "--no-cache"), arguments, arguments):
        ran = program(*given)
        assert (ran.status, ran.err) == (1, "")
        assert "docs/<U+DCFF>.md:" in ran.out and "Checked 3 documents" in ran.out
    assert json.loads(program(*arguments, "--format", "json").out)["summary"]["error"] == 1
