"""How long each stage takes, for ``-v`` and ``--timings``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stages:
    """Adds up the seconds of each stage by a clock given from outside; free without one."""

    def __init__(self, clock: Callable[[], float] | None = None) -> None:
        self._clock = clock
        self.seconds: dict[str, float] = {}

    @property
    def timed(self) -> bool:
        """Whether there is a clock."""
        return self._clock is not None

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Time the block inside."""
        if self._clock is None:
            yield
            return
        start = self._clock()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + self._clock() - start

    def take(self) -> dict[str, float]:
        """What was measured since the last time."""
        taken, self.seconds = self.seconds, {}
        return taken
