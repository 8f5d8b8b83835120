"""Numbers and times of result files, which may be anything: text, NaN, infinite, true."""

import math
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from designdoc.source.regex import regex

_NUMBER = regex(r"[+-]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_WEST = timedelta(hours=12)  # the last place where a clock without a zone can show an hour


def number(value: Any) -> float | None:
    """A finite number, also where it stands as text; None for everything else."""
    if isinstance(value, str):
        value = value.strip()
        return number(float(value)) if _NUMBER.fullmatch(value) else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def whole(value: Any) -> int | None:
    """A count: a whole number from 0."""
    found = number(value)
    return int(found) if found is not None and found >= 0 and found == int(found) else None


def numbers(value: Any) -> tuple[float, ...]:
    """The finite numbers of a list, none unless all of them are."""
    if not isinstance(value, Sequence) or isinstance(value, str):
        return ()
    found = [number(each) for each in value]
    sound = tuple(each for each in found if each is not None)
    return sound if len(sound) == len(found) else ()


def moment(value: Any) -> datetime | None:
    """A time in ISO 8601, or in (milli)seconds since 1970; without a zone if it has none."""
    if not isinstance(value, str) or _NUMBER.fullmatch(value.strip()):
        seconds = number(value)
        if seconds is None or seconds <= 0:
            return None
        seconds = seconds / 1000 if seconds > 1e11 else seconds
        return datetime.fromtimestamp(seconds, UTC) if seconds < 1e11 else None
    try:
        found = datetime.fromisoformat(value.strip())
        return found.astimezone(UTC) if found.tzinfo else found
    except (ValueError, OverflowError):
        return None


def latest(when: datetime) -> datetime:
    """The latest that a time without a zone can mean: nothing is called old for want of a zone."""
    try:
        return when if when.tzinfo else when.replace(tzinfo=UTC) + _WEST
    except OverflowError:
        return when.replace(tzinfo=UTC)
