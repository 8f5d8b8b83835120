"""The few colours of the text output. The sixteen basic ones, so that a theme stays readable."""

from collections.abc import Callable, Mapping
from functools import partial

from msgspec import Struct

from designdoc.diagnostics import Severity

Paint = Callable[[str], str]


class Palette(Struct, frozen=True):
    """How each kind of text is painted."""

    path: Paint
    gutter: Paint
    label: Paint
    good: Paint
    came: Paint
    went: Paint
    severities: Mapping[Severity, Paint]

    def severity(self, severity: Severity, text: str) -> str:
        """The text in the severity's colour."""
        return self.severities[severity](text)


def palette() -> Palette:
    """The palette of a terminal with colour."""
    bold = partial(_paint, "1")
    blue = partial(_paint, "34")
    return Palette(
        path=bold,
        gutter=blue,
        label=bold,
        good=partial(_paint, "1;32"),
        came=partial(_paint, "32"),
        went=partial(_paint, "31"),
        severities={
            Severity.ERROR: partial(_paint, "1;31"),
            Severity.WARNING: partial(_paint, "1;33"),
            Severity.INFO: partial(_paint, "1;36"),
        },
    )


def _paint(codes: str, text: str) -> str:
    return f"\x1b[{codes}m{text}\x1b[0m" if text else text


PLAIN = Palette(str, str, str, str, str, str, dict.fromkeys(Severity, str))
