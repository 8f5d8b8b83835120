"""What is said of a bug: a report that can be pasted, without paths of the user's machine."""

import platform
import traceback
from collections.abc import Iterable

from designdoc import __version__
from designdoc.application.outcome import Trouble
from designdoc.diagnostics import DesigndocError
from designdoc.output.visible import lines
from designdoc.source.regex import regex

_FILE = regex(r'File "(?:[^"]*[/\\])?((?:designdoc|[\w.-]+)[/\\][^"/\\]+|[^"/\\]+)"')
_OURS = regex(r'File "[^"]*[/\\]designdoc[/\\]([^"]+)"')


def is_our_words(error: Exception) -> bool:
    """Whether the exception is a message to the user, no bug."""
    return isinstance(error, DesigndocError)


def crash_report(error: Exception) -> str:
    """The report of a bug that ended the run."""
    trace = "".join(traceback.format_exception(error))
    return _report([(f"{type(error).__name__}", trace)])


def fault_report(troubles: Iterable[Trouble]) -> str:
    """The report of bugs that cost single documents their check."""
    return _report([(trouble.message, trouble.detail) for trouble in troubles])


def _report(faults: list[tuple[str, str]]) -> str:
    system = f"{platform.system()} {platform.machine()}"
    seen: dict[str, tuple[str, int]] = {}
    for message, trace in faults:
        key = _without_paths(trace)
        seen[key] = (message, seen.get(key, (message, 0))[1] + 1)
    parts = [
        "designdoc has a fault; everything that it could find is above. Please report this:",
        "-" * 72,
        f"designdoc {__version__}, Python {platform.python_version()}, {system}",
    ]
    for trace, (message, count) in list(seen.items())[:5]:
        times = f" ({count} times)" if count > 1 else ""
        parts += [f"{' '.join(lines(message))}{times}", "\n".join(lines(trace))]
    return "\n".join([*parts, "-" * 72])


def _without_paths(trace: str) -> str:
    """The traceback with file names from our package, or the last two parts of other paths."""
    ours = _OURS.sub(r'File "designdoc/\1"', trace)
    return _FILE.sub(
        lambda m: m.group() if '"designdoc/' in m.group() else f'File "{m.group(1)}"', ours
    )
