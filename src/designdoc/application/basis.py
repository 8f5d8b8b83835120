"""What the world was asked while something was worked out, so that it can be kept and believed.

A result rests on the answers that it was made from; it holds as long as the same questions have the
same answers. Whoever asks the world says so by ``note``; what is worked out once for many is held
in a ``Memo``, and rests under each result that used it. (In the literature: verifying traces,
Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018.)

Outside a ``frame`` nothing is noted.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from typing import Any, Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")

NEVER = "never"  # a question that has no answer twice: what rests on it is not kept
TODAY = "today"

Answer = str | int | float | bool | None


class Frame:
    """The questions asked within one piece of work, by kind and subject, and the work it used."""

    __slots__ = ("asked", "name", "used")

    def __init__(self) -> None:
        self.asked: dict[tuple[str, str], Answer] = {}
        self.used: dict[int, Frame] = {}
        self.name = b""  # what it is called where it is kept

    def rest_on(self, other: "Frame") -> None:
        """Everything that the other rests on is asked here as well."""
        if other is not self and (other.asked or other.used):
            self.used[id(other)] = other


_CURRENT: ContextVar[Frame | None] = ContextVar("frame", default=None)


@contextmanager
def frame() -> Iterator[Frame]:
    """What is asked within the block; the frame around rests on it, however the block ends."""
    around, own = _CURRENT.get(), Frame()
    token = _CURRENT.set(own)
    try:
        yield own
    finally:
        _CURRENT.reset(token)
        if around is not None:
            around.rest_on(own)


def note(kind: str, subject: str, answer: Answer) -> None:
    """Say that the world was asked something."""
    current = _CURRENT.get()
    if current is not None:
        current.asked[kind, subject] = answer


def noting() -> bool:
    """Whether somebody wants to know."""
    return _CURRENT.get() is not None


class Memo(Generic[K, V]):
    """Values worked out once; who uses one rests on what it was made from.

    What raises is worked out again the next time.
    """

    def __init__(self) -> None:
        self._held: dict[K, tuple[V, Frame]] = {}

    def __call__(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made where it is not held yet."""
        held = self._held.get(key)
        if held is None:
            with frame() as own:
                value = make()
            self._held[key] = (value, own)
            return value
        current = _CURRENT.get()
        if current is not None:
            current.rest_on(held[1])
        return held[0]


class Today(date):
    """The day of a run, which says so when somebody reckons with it."""

    def __add__(self, other: timedelta) -> date:  # type: ignore[override]  # a plain one
        return self._asked() + other

    def __sub__(self, other: Any) -> Any:
        return self._asked() - other

    def __lt__(self, other: date) -> bool:
        return self._asked() < other

    def __le__(self, other: date) -> bool:
        return self._asked() <= other

    def __gt__(self, other: date) -> bool:
        return self._asked() > other

    def __ge__(self, other: date) -> bool:
        return self._asked() >= other

    def __eq__(self, other: object) -> bool:
        return self._asked() == other

    def __hash__(self) -> int:
        return hash(self._asked())

    def isoformat(self) -> str:
        """The day as text."""
        return self._asked().isoformat()

    def _asked(self) -> date:
        plain = date.fromordinal(self.toordinal())
        note(TODAY, "", plain.isoformat())
        return plain


def asked(day: date | None) -> Today | None:
    """The day as one that says so when it is asked."""
    return None if day is None else Today(day.year, day.month, day.day)
