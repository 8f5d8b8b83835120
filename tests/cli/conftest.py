"""Running the program: in this process for speed, as a process of its own where that matters."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from designdoc.cli.main import run


@dataclass(frozen=True)
class Ran:
    """What a run gave."""

    status: int
    out: str
    err: str


Program = Callable[..., Ran]


@pytest.fixture
def program(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Program:
    """Run ``designdoc`` with these arguments in this process."""
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str) -> Ran:
        capfdbinary.readouterr()
        status = run(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        captured = capfdbinary.readouterr()
        return Ran(status, captured.out.decode(), captured.err.decode())

    return call


@pytest.fixture
def process() -> Callable[..., "subprocess.CompletedProcess[bytes]"]:
    """Run ``python -m designdoc`` as a process."""

    def call(*arguments: str, **options: object) -> "subprocess.CompletedProcess[bytes]":
        command = [sys.executable, "-m", "designdoc", *arguments]
        return subprocess.run(command, check=False, capture_output=True, timeout=60, **options)  # type: ignore[call-overload, no-any-return]

    return call
