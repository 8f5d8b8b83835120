"""On a terminal, and as a process: colour, progress, questions, Ctrl-C, closed pipes, watching."""

import fcntl
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from helpers.texts import SOUND

Write = Callable[..., Path]
COMMAND = [sys.executable, "-m", "designdoc"]
ASKING = (
    "# [Name] Design\n\n- Priority: [High/Low]\n\n## Overview\n\n<!-- Be short. -->\n\n[What]\n"
)


class Terminal:
    """A program on a pseudo-terminal: what it wrote so far, and a keyboard."""

    def __init__(self, handle: int, process: "subprocess.Popen[bytes]") -> None:
        self.handle, self.process, self.text = handle, process, ""

    def until(self, words: str, seconds: float = 20) -> str:
        """Read until the words were written."""
        end = time.monotonic() + seconds
        while words not in self.text:
            assert time.monotonic() < end, f"no {words!r} in {self.text!r}"
            if not self._read():
                break
        assert words in self.text, self.text
        return self.text

    def again_until(self, words: str, act: Callable[[], object], seconds: float = 30) -> str:
        """Act again and again until the words are written, for what may go unheard at first."""
        end = time.monotonic() + seconds
        while words not in self.text and time.monotonic() < end:
            act()
            again = time.monotonic() + 1
            while words not in self.text and time.monotonic() < again:
                if not self._read(0.2) and self.process.poll() is not None:
                    break
        assert words in self.text, self.text
        return self.text

    def type(self, words: str) -> None:
        """Press keys."""
        os.write(self.handle, words.encode())

    def end(self) -> int:
        """Read what is left; the exit status."""
        while self._read():
            pass
        return self.process.wait(20)

    def _read(self, seconds: float = 20) -> bool:
        if not select.select([self.handle], [], [], seconds)[0]:
            return False
        with suppress(OSError):  # Linux says EIO where others say nothing more
            data = os.read(self.handle, 65536)
            self.text += data.decode("utf-8", "replace").replace("\r\n", "\n")
            return bool(data)
        return False


def _take_terminal() -> None:
    """Make the standard input the controlling terminal, so that Ctrl-C is a signal."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


@contextmanager
def terminal(*arguments: str, command: list[str] = COMMAND, **changes: str) -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    environment |= {"TERM": "xterm-256color", "COLUMNS": "80", **changes}
    process = subprocess.Popen(
        [*command, *arguments], stdin=theirs, stdout=theirs, stderr=theirs,
        env=environment, start_new_session=True, preexec_fn=_take_terminal,  # noqa: PLW1509 - no threads here
    )  # fmt: skip
    os.close(theirs)
    try:
        yield Terminal(ours, process)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(ours)


def test_colour_on_a_terminal(docs: Write) -> None:
    docs("docs/login.md", SOUND.replace("Low", "Lwo"))
    with terminal("check", "docs") as shown:
        assert shown.end() == 1
        assert "\x1b[1;31m" in shown.text
    with terminal("check", "docs", NO_COLOR="1") as shown:
        assert shown.end() == 1
        assert "\x1b" not in shown.text


def test_questions(write: Write) -> None:
    write("template.md", ASKING)
    with terminal("new", "a.md") as shown:
        shown.until("Name: ")
        shown.type("Login\n")
        shown.until("1. High\n  2. Low\n")
        shown.until("Priority: ")
        shown.type("Medium\n")
        shown.until("'Priority' is one of High, Low, not 'Medium'")
        shown.type("2\n")
        shown.until("Overview")
        shown.until("Be short.")
        shown.until("What: ")
        shown.type("\n")
        shown.until("wrote a.md")
        assert shown.end() == 0
    expected = ASKING.replace("[Name]", "Login").replace("[High/Low]", "Low")
    assert Path("a.md").read_text() == expected


@pytest.mark.parametrize(
    ("key", "said", "status", "written"),
    [("\x04", "wrote a.md", 0, True), ("\x03", "Interrupted.", 130, False)],
)
def test_ending_the_questions(
    write: Write, key: str, said: str, status: int, written: bool
) -> None:
    write("template.md", ASKING)
    with terminal("new", "a.md") as shown:
        shown.until("Name: ")
        # A signal between the prompt and its wait for keys is lost on Python; so press again.
        shown.again_until(said, lambda: shown.type(key))
        assert shown.end() == status
    assert Path("a.md").exists() is written


def test_no_questions_without_input(write: Write) -> None:
    write("template.md", ASKING)
    with terminal("new", "a.md", "--no-input") as shown:
        assert shown.end() == 0
        assert "Name: " not in shown.text


def test_a_progress_bar_only_when_it_lasts(docs: Write) -> None:
    patient = "import designdoc.cli.progress as p; p._PATIENCE = -1.0\n"
    program = "from designdoc.cli.main import main; main()"
    with terminal("check", "docs") as shown:
        shown.end()
        assert "Checking" not in shown.text
    command = [sys.executable, "-c", patient + program]
    with terminal("check", "docs", "--no-cache", command=command) as shown:
        assert shown.end() == 0
        assert "Checking" in shown.text
    quiet = subprocess.run([*command, "check", "docs"], capture_output=True, check=True)
    assert b"Checking" not in quiet.stderr


def test_a_closed_pipe_is_silent(docs: Write) -> None:
    docs("docs/login.md", SOUND + "| x | wrong |\n" * 3000)
    for arguments in (
        ["check", "docs"],
        ["explain", "--all"],
        ["check", "docs", "--format", "json"],
    ):
        process = subprocess.Popen(
            [*COMMAND, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout and process.stderr
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(20) in {0, 1}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_the_output_is_told(docs: Write) -> None:
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([*COMMAND, "check", "docs"], stdout=full, stderr=-1, check=False)
    assert ran.returncode == 2
    assert b"No space left on device" in ran.stderr
    assert b"Traceback" not in ran.stderr


def test_ctrl_c_ends_the_run_and_its_workers(docs: Write) -> None:
    for number in range(30):
        docs(f"docs/d{number}.md", SOUND + "\nwords [x] `y`" * 20_000)
    process = subprocess.Popen(
        [*COMMAND, "check", "docs", "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    wait_for(lambda: children(process.pid) >= 2)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert said == b"\nInterrupted.\n"
    # -2 is how Python says 130 when the signal came while it was executing a string.
    assert process.returncode in {130, -signal.SIGINT}
    wait_for(lambda: not is_alive(process.pid))


def children(parent: int) -> int:
    """How many processes a process has started that still live."""
    listed = subprocess.run(["ps", "-A", "-o", "ppid="], capture_output=True, check=True)
    return listed.stdout.split().count(str(parent).encode())


def is_alive(group: int) -> bool:
    """Whether any process of the group lives."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(happened: Callable[[], bool], seconds: float = 30) -> None:
    """Return as soon as it happened."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_watching(docs: Write) -> None:
    with terminal("check", "docs", "--watch", NO_COLOR="1") as shown:
        shown.until("all is well")
        faulty = SOUND.replace("Low", "Lwo")
        shown.again_until("DD203", lambda: docs("docs/login.md", faulty))  # watching starts late
        shown.text = ""
        docs("designdoc.toml", "[rulez]\n")
        docs("docs/designdoc.toml", "[rulez]\n")
        shown.until("did you mean 'rules'?")
        shown.text = ""
        Path("docs/designdoc.toml").unlink()
        Path("designdoc.toml").unlink()
        docs("docs/login.md", SOUND)
        shown.until("all is well")
        shown.process.send_signal(signal.SIGINT)
        assert shown.end() == 0
        assert "Stopped watching." in shown.text


def test_a_rule_is_shown_as_a_page(docs: Write) -> None:
    with terminal("explain", "DD101") as shown:
        assert shown.end() == 0
        assert "DD101 missing-section" in shown.text
        assert "\x1b[" in shown.text
        assert "# DD101" not in shown.text
