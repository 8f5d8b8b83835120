"""`YYYY-MM-DD`, `yyyy/mm/dd`, a sample date below "Date": a real calendar date in that format."""

import re

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.conventions.token import DATE
from designdoc.template.schema import TypeKind, ValueType

_FORMAT = regex(rf"(?<![A-Za-z0-9]){DATE}(?![A-Za-z0-9])")
_SAMPLE = regex(r"\d{4}([-/.])\d{2}\1\d{2}")
_LABEL = regex(r"(?:^|[\s_-])(?:date|日付|日|年月日)$|日付$|年月日$|[日]$", re.IGNORECASE)


def read(wording: Wording) -> Typed | None:
    """The date format of a value."""
    match = _FORMAT.search(wording.text)
    if match and (wording.marked or match.group() == wording.text.strip("\"'`*_ ")):
        form = match.group()
        return Typed(_date(form.upper()), f"'{form}'")
    sample = _SAMPLE.fullmatch(wording.text.strip("\"'`*_ "))
    if sample and _LABEL.search(wording.label.strip()):
        separator = sample.group(1)
        form = separator.join(("YYYY", "MM", "DD"))
        return Typed(_date(form), f"'{wording.label}' with the sample '{sample.group()}'")
    return None


def _date(form: str) -> ValueType:
    return ValueType(TypeKind.DATE, format=form)


CONVENTION = TypeConvention("date", read)
