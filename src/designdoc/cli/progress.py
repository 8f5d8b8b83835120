"""A progress bar on standard error, for a run on a terminal that lasts over a second."""

import sys
import time
from types import TracebackType
from typing import Any

_PATIENCE = 1.0


class Bar:
    """Called with (done, total); shows itself only when it is worth it."""

    def __init__(self, quiet: bool) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._start = time.monotonic()
        self._shown: Any = None
        self._task: Any = None

    def __enter__(self) -> "Bar":
        return self

    def __call__(self, done: int, total: int) -> None:
        """Show how far the run is."""
        if not self._wanted or (not self._shown and time.monotonic() - self._start < _PATIENCE):
            return
        if not self._shown:
            from rich.console import Console
            from rich.progress import Progress

            self._shown = Progress(console=Console(stderr=True), transient=True)
            self._task = self._shown.add_task("Checking", total=total)
            self._shown.start()
        self._shown.update(self._task, completed=done, total=total)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shown:
            self._shown.stop()
