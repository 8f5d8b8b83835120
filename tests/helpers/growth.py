"""Whether time grows with the size of an input, measured so that a busy machine can do it."""

import gc
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# Linear time gives 10 for ten times the size, caches and a busy neighbour up to 25; a square 100.
_LIMIT = 45
_TOO_SHORT = 0.15  # seconds in which nothing can be told


def assert_linear(prepare: Callable[[int], T], work: Callable[[T], object]) -> None:
    """Fail if ten times the size takes far more than ten times the processor time."""
    small, large = prepare(1_000), prepare(10_000)
    for _ in range(3):
        before = min(_seconds(work, small) for _ in range(3))
        after = _seconds(work, large)
        if after < max(_LIMIT * before, _TOO_SHORT):
            return
    raise AssertionError(f"{before:.4f} s for one, {after:.4f} s for ten times the size")


def _seconds(work: Callable[[T], object], prepared: T) -> float:
    gc.collect()
    gc.disable()
    try:
        start = time.process_time()
        work(prepared)
        return time.process_time() - start
    finally:
        gc.enable()
