"""Bad input, one case after the other: a clear word on each, the right status, nothing lost.

Every case drives the command as a user does. What needs a process or a terminal of its own
(Ctrl-C, a closed pipe, a full disk behind the output) is in ``test_terminal.py``.
"""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from designdoc.adapters.files import DiskFiles
from helpers.texts import SOUND, TEMPLATE
from helpers.trees import contents

Write = Callable[..., Path]
Program = Callable[..., Any]

FRONT = "---\nstatus: draft|done\n---\n\n"
SLOW = 60  # processor seconds; what hangs takes minutes, a busy machine does not


@pytest.fixture
def findings(docs: Write, program: Program) -> Callable[..., list[tuple[str, int]]]:
    """Check bytes as a document: codes and lines of the findings. Files stay as they are."""

    def call(data: bytes, *flags: str) -> list[tuple[str, int]]:
        docs("docs/login.md", data)
        before = contents(Path())
        start = time.process_time()
        ran = program("check", "docs", "--format", "json", *flags)
        assert time.process_time() - start < SLOW
        assert contents(Path()) == before
        assert ran.err == ""
        found = json.loads(ran.out)["diagnostics"]
        assert ran.status == int(any(each["severity"] == "error" for each in found))
        return [(each["code"], each["span"]["start"]["line"]) for each in found]

    return call


Findings = Callable[..., list[tuple[str, int]]]


def test_bytes_that_are_not_utf8(findings: Findings) -> None:
    assert findings(SOUND.encode().replace(b"passkey", b"pa\xdfkey")) == [("DD001", 5)]
    assert ("DD001", 1) in findings(SOUND.encode("utf-16"))


def test_a_bad_file_without_a_template_is_told_as_well(docs: Write, findings: Findings) -> None:
    Path("docs/template.md").unlink()
    other = b"# Notes\n\n## Apples\n\nx\n\n## Pears\n\n"
    assert findings(other + b"\xff\n") == [("DD009", 1), ("DD001", 9)]
    assert findings(other + b"```\n") == [("DD009", 1), ("DD003", 9)]
    assert findings(other + b"> " * 100 + b"x") == [("DD009", 1), ("DD004", 9)]
    assert findings(other + b"<!-- designdoc: ignore-file DD009 -->\n") == []


def test_nul_bytes_are_text_like_any_other(findings: Findings) -> None:
    assert findings(SOUND.replace("passkey", "pass\0key").encode()) == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_marks_and_line_endings_are_no_fault(findings: Findings, mark: bytes, ending: str) -> None:
    assert findings(mark + SOUND.replace("\n", ending).encode()) == []
    faulty = SOUND.replace("Low", "Lwo").replace("\n", ending)
    assert findings(mark + faulty.encode()) == [("DD203", 11)]


def test_an_empty_file(findings: Findings) -> None:
    assert findings(b"") == [("DD101", 1), ("DD101", 1), ("DD111", 1)]
    assert findings(b" \n\t\n") == findings(b"")


def test_only_front_matter(findings: Findings) -> None:
    assert findings(b"---\nauthor: me\n---\n") == [("DD101", 1), ("DD101", 1), ("DD111", 1)]


def test_yaml_whose_aliases_explode(docs: Write, findings: Findings) -> None:
    docs("docs/template.md", FRONT + TEMPLATE)
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{', '.join([f'*{last}'] * 9)}]\n"
    beside = f"---\nstatus: done\n{bomb}---\n\n{SOUND}"  # nobody looks at it: no fault
    assert findings(beside.encode()) == []
    inside = f"---\n{bomb}status: *i\n---\n\n{SOUND}"
    assert findings(inside.encode()) == [("DD208", 10)]
    loop = f"---\nstatus: done\nother: &x [*x]\n---\n\n{SOUND}"
    assert findings(loop.encode()) == [("DD004", 3)]


def test_yaml_beyond_the_limits(docs: Write, findings: Findings) -> None:
    docs("docs/template.md", FRONT + TEMPLATE)
    for value in ("[" * 5000 + "]" * 5000, "[" + "x, " * 60_000 + "]", "x" * 1_100_000):
        text = f"---\nstatus: done\nother: {value}\n---\n\n{SOUND}"
        assert [code for code, _ in findings(text.encode())] == ["DD004"]


@pytest.mark.parametrize(
    ("yaml", "line"),
    [
        ("status: done\n\tkey: value\n", 3),
        ("status: done\nstatus: draft\n", 3),
        ("status: 'done\n", 2),
        ("- done\n", 1),
        ("status: {a: [b\n", 2),
    ],
)
def test_yaml_that_does_not_parse(docs: Write, findings: Findings, yaml: str, line: int) -> None:
    docs("docs/template.md", FRONT + TEMPLATE)
    found = findings(f"---\n{yaml}---\n\n{SOUND}".encode())
    assert [code for code, _ in found] == ["DD002"]
    assert found[0][1] in {line, line + 1}


def test_a_side_file_that_does_not_parse(docs: Write, program: Program) -> None:
    docs("docs/template/record.yaml", "status: draft|done\n")
    docs("docs/template/README.md", TEMPLATE)
    Path("docs/template.md").unlink()
    Path("docs/login.md").unlink()
    docs("docs/login/README.md", SOUND)
    docs("docs/login/record.yaml", b"status: \xff\n")
    ran = program("check", "docs", "-q")
    assert ran.status == 1
    assert "docs/login/record.yaml:1:" in ran.out


@pytest.mark.parametrize("opening", ["```python", "~~~", "<!--"])
def test_what_is_never_closed(findings: Findings, opening: str) -> None:
    text = SOUND.replace("## Risks", f"{opening}\n\n## Risks")
    assert ("DD003", 7) in findings(text.encode())


def test_quotes_ten_thousand_deep(findings: Findings) -> None:
    deep = SOUND.encode() + b"\n" + b"> " * 10_000 + b"# Deep\n"
    assert findings(deep) == [("DD004", 13)]
    lists = SOUND.encode() + b"\n" + b"- " * 10_000 + b"x\n"
    assert findings(lists) == [("DD004", 13)]


def test_a_table_of_ten_thousand_columns(findings: Findings) -> None:
    wide = "".join(f"| c{n} " for n in range(10_000))
    ruled = "|-" * 10_000
    assert findings(f"{SOUND}\n{wide}|\n{ruled}|\n{wide}|\n".encode()) == []
    rows = SOUND.replace("| Risk | Impact |", f"| Risk | Impact {wide}|")
    rows = rows.replace("|------|--------|", f"|------|--------{ruled}|")
    assert findings(rows.replace("Low", "Lwo").encode()) == [("DD203", 11)]


def test_a_line_of_fifty_megabytes(docs: Write, findings: Findings) -> None:
    data = SOUND.encode().replace(b"passkey.", b"word " * 10_000_000 + b".")
    assert findings(data) == [("DD004", 1)]
    docs("designdoc.toml", "[limits]\nmax_bytes = 60_000_000\n")
    assert findings(data) == []


@pytest.mark.parametrize("path", ["a%00b/c.md", "%00.md#z", "x%0a/y.md", "x" * 5000, "%", "//"])
def test_links_that_no_file_system_knows(findings: Findings, path: str) -> None:
    text = SOUND.replace("a passkey", f"[a passkey]({path})")
    assert {code for code, _ in findings(text.encode())} <= {"DD416"}


@pytest.mark.parametrize(
    "name", ["a\0b.md", "x" * 5000, "../../../../etc/passwd", "/dev/zero", "."]
)
def test_templates_that_no_document_may_name(findings: Findings, name: str) -> None:
    found = findings(f"<!-- designdoc: template={name} -->\n\n{SOUND}".encode())
    assert [code for code, _ in found] == ["DD009"]


def test_hostile_text_in_a_message_is_made_harmless(docs: Write, program: Program) -> None:
    docs("docs/login.md", SOUND.replace("Low", "\x1b]0;owned\x07\x1b[2J"))
    ran = program("check", "docs")
    assert ran.status == 1
    assert "\x1b" not in ran.out and "\x07" not in ran.out


def test_a_folder_without_permission(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs("docs/shut/a.md", SOUND)
    entries = DiskFiles.entries

    def refusing(self: DiskFiles, folder: str) -> Any:  # the tests may run as root, who may all
        if folder.endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return entries(self, folder)

    monkeypatch.setattr(DiskFiles, "entries", refusing)
    ran = program("check", "docs")
    assert ran.status == 2
    assert ran.err == "designdoc: docs/shut: cannot list the folder: Permission denied\n"
    assert ran.out.startswith("Checked 1 document")


def test_links_that_lead_nowhere_or_in_circles(docs: Write, program: Program) -> None:
    Path("docs/dangling.md").symlink_to("nothing.md")
    Path("docs/one.md").symlink_to("two.md")
    Path("docs/two.md").symlink_to("one.md")
    Path("docs/loop").symlink_to(".")
    ran = program("check", "docs")
    assert ran.status == 0
    assert ran.err.splitlines() == [
        f"designdoc: docs/{name}.md: this link leads nowhere" for name in ("dangling", "one", "two")
    ]
    assert ran.out.startswith("Checked 1 document")
    for name in ("dangling", "one"):
        ran = program("check", f"docs/{name}.md")
        assert (ran.status, ran.out) == (2, "")
        assert f"'docs/{name}.md'" in ran.err


def test_a_pipe_or_a_device_is_no_document(docs: Write, program: Program) -> None:
    os.mkfifo("docs/pipe.md")  # who opens it waits for ever
    os.mkfifo("docs/record.yaml")
    Path("docs/device.md").symlink_to("/dev/zero")
    ran = program("check", "docs", "--jobs", "1")
    assert ran.status == 0
    assert ran.err == "designdoc: docs/device.md: this link leads nowhere\n"
    assert ran.out.startswith("Checked 1 document")
    assert program("check", "docs/pipe.md").status == 2


def test_a_file_that_disappears_during_the_run(
    docs: Write, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = docs("docs/gone.md", SOUND)
    size = DiskFiles.size

    def size_then_gone(self: DiskFiles, path: str) -> int:
        found = size(self, path)
        if path.endswith("gone.md") and gone.exists():
            gone.unlink()
        return found

    monkeypatch.setattr(DiskFiles, "size", size_then_gone)
    ran = program("check", "docs", "--jobs", "1")
    assert ran.status == 0
    assert ran.err == "designdoc: docs/gone.md: the file disappeared during the run\n"
    assert ran.out.startswith("Checked 1 document")


@pytest.mark.parametrize("text", ["", "\n\n", "Only prose, no heading.\n", "<!-- a comment -->\n"])
def test_a_template_that_asks_for_nothing(docs: Write, program: Program, text: str) -> None:
    docs("docs/template.md", text)
    ran = program("check", "docs", "--template", "docs/template.md")
    assert (ran.status, ran.out) == (2, "")
    assert "docs/template.md" in ran.err
    assert "Traceback" not in ran.err
    ran = program("template", "show", "docs/template.md")
    assert ran.status == 2
    assert "docs/template.md" in ran.err


def test_a_template_given_as_a_document(docs: Write, program: Program) -> None:
    ran = program("check", "docs/template.md", "-q", "--template", "docs/template.md")
    assert ran.status == 1
    codes = [line.split()[1] for line in ran.out.splitlines()]
    assert codes == ["error[DD201]"] * 4  # [Name], [Say what it does], [Risk 1], the impact


def test_a_template_that_is_not_utf8_or_a_folder_without_one(docs: Write, program: Program) -> None:
    docs("docs/template.md", TEMPLATE.encode().replace(b"Say", b"S\xe4y"))
    assert program("check", "docs").status in {0, 1}
    docs("empty/readme.txt", "nothing")
    for place, said in (
        ("empty", "empty"),
        ("nowhere.md", "nowhere.md"),
        ("HEAD:docs/a.md", "stands in no git repository"),
    ):
        ran = program("check", "docs", "--template", place)
        assert (ran.status, ran.out) == (2, "")
        assert said in ran.err and ran.err.count("\n") == 1


FULL = OSError(28, "No space left on device")
READ_ONLY = OSError(30, "Read-only file system")


@pytest.mark.parametrize("error", [FULL, READ_ONLY])
@pytest.mark.parametrize(
    "arguments",
    [
        ("fix", "docs"),
        ("new", "docs/other.md", "--template", "docs/template.md", "--no-input"),
        ("check", "docs", "--output", "report.txt"),
        ("check", "docs", "--baseline", "known.json", "--write-baseline"),
    ],
)
def test_a_disk_that_takes_nothing(
    docs: Write,
    program: Program,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    error: OSError,
) -> None:
    docs("docs/login.md", SOUND.replace("## Risks", "### Risks"))  # with a safe fix
    docs("report.txt", "the report of yesterday")
    docs("known.json", '{"version": 1, "findings": {}}')
    before = contents(Path())

    def refusing(*arguments: object, **options: object) -> None:
        raise error

    monkeypatch.setattr("os.fsync", refusing)
    ran = program(*arguments)
    assert ran.status == 2
    assert error.strerror in ran.err
    assert "Traceback" not in ran.err and "bug" not in ran.err
    assert contents(Path()) == before


def test_an_unknown_key_of_the_configuration(docs: Write, program: Program) -> None:
    for text, near in (
        ("[[documents]]\ninclde = ['*.md']\n", "include"),
        ("[rule]\nignore = []\n", "rules"),
        ("[rules]\nignored = []\n", "ignore"),
        ("[limits]\nmax_byte = 1\n", "max_bytes"),
    ):
        docs("designdoc.toml", text)
        ran = program("check", "docs")
        assert (ran.status, ran.out) == (2, "")
        assert ran.err.startswith("designdoc: ") and ran.err.count("\n") == 1
        assert "unknown key" in ran.err and f"did you mean '{near}'?" in ran.err


@pytest.mark.parametrize(
    "text", ["[rules\n", "rules = 1\n", b"\xff", '[rules]\nseverity = { DD101 = "loud" }\n']
)
def test_a_configuration_that_cannot_be_read(
    docs: Write, program: Program, text: str | bytes
) -> None:
    docs("designdoc.toml", text)
    ran = program("check", "docs")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("designdoc: designdoc.toml:") and ran.err.count("\n") == 1


@pytest.mark.parametrize("command", ["check", "fix"])
def test_a_path_that_does_not_exist(docs: Write, program: Program, command: str) -> None:
    ran = program(command, "docs/logn.md")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "designdoc: 'docs/logn.md' does not exist; did you mean 'docs/login.md'?\n"
    ran = program(command, "docs", "a\0b.md")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
