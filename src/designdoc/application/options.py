"""What a user asks of a check, as a value that travels between processes."""

from datetime import date

from msgspec import Struct


class CheckOptions(Struct, frozen=True):
    """What the check of one document depends on: the command line, and the day it runs on."""

    template: str = ""
    config: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    today: date | None = None
    cache: bool = True


class ReportOptions(Struct, frozen=True):
    """What decides which of the findings are reported."""

    baseline: str = ""
    write_baseline: bool = False
    since: str = ""
