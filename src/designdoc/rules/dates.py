"""Dates as people write them: is it one, in which form, and how is it written in another."""

import re
from datetime import date
from functools import lru_cache

from designdoc.source.regex import regex

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_PARTS = {"yyyy": r"(?P<y>\d{4})", "mm": r"(?P<m>\d{2})", "dd": r"(?P<d>\d{2})"}
_TOKEN = regex(r"yyyy|mm|dd", re.IGNORECASE)
_YEAR_FIRST = regex(r"(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})日?")
_COMPACT = regex(r"(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = regex(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})\.?,?[ -](\d{4})")
_MONTH_DAY = regex(r"([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_NUMERIC = regex(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def in_form(text: str, form: str) -> date | None:
    """The date that a text is in a form such as ``YYYY-MM-DD``; None when it is none."""
    match = _pattern(form).fullmatch(text)
    return _date(match["y"], match["m"], match["d"]) if match else None


def in_any_form(text: str) -> date | None:
    """The date that a text can only mean, in whatever form; None where two readings are left."""
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _date(*match.groups())
    if match := _DAY_MONTH.fullmatch(text):
        return _named(match[3], match[2], match[1])
    if match := _MONTH_DAY.fullmatch(text):
        return _named(match[3], match[1], match[2])
    if match := _NUMERIC.fullmatch(text):
        readings = {_date(match[3], match[2], match[1]), _date(match[3], match[1], match[2])}
        readings.discard(None)
        return readings.pop() if len(readings) == 1 else None
    return None


def write(day: date, form: str) -> str:
    """A date in a form."""
    values = {"yyyy": f"{day.year:04}", "mm": f"{day.month:02}", "dd": f"{day.day:02}"}
    return _TOKEN.sub(lambda match: values[match.group().lower()], form)


@lru_cache(maxsize=64)
def _pattern(form: str) -> re.Pattern[str]:
    pieces, at, seen = [], 0, set()
    for match in _TOKEN.finditer(form):
        name = match.group().lower()
        if name in seen:
            continue
        seen.add(name)
        pieces += [re.escape(form[at : match.start()]), _PARTS[name]]
        at = match.end()
    if seen != set(_PARTS):
        return _pattern("YYYY-MM-DD")
    return re.compile("".join(pieces) + re.escape(form[at:]))


def _named(year: str, month: str, day: str) -> date | None:
    number = _MONTHS.get(month.lower())
    return _date(year, str(number), day) if number else None


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
