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
DAYS = "days"
ANY_DAY = (date.min, date.max)
_DAY = timedelta(days=1)

Answer = str | int | float | bool | None


class Frame:
    """The questions asked within one piece of work, by kind and subject, and the work it used."""

    __slots__ = ("asked", "days", "name", "used")

    def __init__(self) -> None:
        self.asked: dict[tuple[str, str], Answer] = {}
        self.days = ANY_DAY  # the first day for which all of it holds, and the one after the last
        self.used: dict[int, Frame] = {}
        self.name = b""  # what it is called where it is kept

    def rest_on(self, other: "Frame") -> None:
        """Everything that the other rests on is asked here as well."""
        if other is not self and (other.asked or other.used or other.days != ANY_DAY):
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

    def forget(self, key: K) -> None:
        """Let the value be worked out again when it is next wanted."""
        self._held.pop(key, None)


class Today(date):
    """The day of a run, which notes what is concluded from it: a comparison with another day holds
    for many days, so that not every morning makes all results stale.
    """

    shift: timedelta

    def __new__(cls, year: int, month: int, day: int, shift: timedelta = timedelta(0)) -> "Today":
        """A day, and how many days after the day of the run it is."""
        made = super().__new__(cls, year, month, day)
        made.shift = shift
        return made

    def __add__(self, other: timedelta) -> "Today":
        later = _plain(self) + other
        return Today(later.year, later.month, later.day, self.shift + other)

    def __sub__(self, other: Any) -> Any:
        return self + -other if isinstance(other, timedelta) else self._asked() - other

    def __lt__(self, other: date) -> bool:
        return not self._from(other)

    def __le__(self, other: date) -> bool:
        return not self._from(_plain(other) + _DAY)

    def __gt__(self, other: date) -> bool:
        return self._from(_plain(other) + _DAY)

    def __ge__(self, other: date) -> bool:
        return self._from(other)

    def __eq__(self, other: object) -> bool:
        return self._asked() == other

    def __hash__(self) -> int:
        return hash(self._asked())

    def isoformat(self) -> str:
        """The day as text."""
        return self._asked().isoformat()

    def _from(self, other: date) -> bool:
        """Whether the day is the other one or later, which is noted for the day of the run."""
        border = _plain(other) - self.shift
        reached = _plain(self) >= _plain(other)
        current = _CURRENT.get()
        if current is not None:
            low, high = current.days
            current.days = (max(low, border), high) if reached else (low, min(high, border))
        return reached

    def _asked(self) -> date:
        plain = _plain(self)
        note(TODAY, "", (plain - self.shift).isoformat())
        return plain


def _plain(day: date) -> date:
    return date.fromordinal(day.toordinal())


def asked(day: date | None) -> Today | None:
    """The day as one that notes what is concluded from it."""
    return None if day is None else Today(day.year, day.month, day.day)
