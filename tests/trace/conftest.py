"""Running the program in this process."""

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


@pytest.fixture
def program(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Ran]:
    """Run ``designdoc`` with these arguments."""
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
