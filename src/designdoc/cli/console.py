"""What goes where: results to standard output or a file, everything else to standard error."""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import click
from msgspec.structs import replace

from designdoc import __version__
from designdoc.adapters.files import DiskFiles
from designdoc.application.check import Result
from designdoc.application.gathered import Gathered
from designdoc.application.outcome import Trouble
from designdoc.cli.flags import Common
from designdoc.diagnostics import Finding, Report, RuleInfo, Severity, Summary
from designdoc.output import FORMATS, RenderOptions
from designdoc.output.visible import lines, one_line, visible

if TYPE_CHECKING:
    from designdoc.application.fix import Change

_TERMINAL = 100


def print_report(report: Report, common: Common, fail_on: str) -> None:
    """Render a report in the format asked for, and write it."""
    shown = style(common)
    if common.format == "text" and isinstance(report.findings, Gathered):
        write_pieces(_ready(report.summary, report.findings, shown), common.output)
        return
    options = replace(
        shown,
        rules=_rules() if common.format == "sarif" else (),
        version=__version__,
        root=_root(),
        fail_on=None if fail_on == "never" else Severity(fail_on),
    )
    write(FORMATS[common.format](report, options), common.output)


def style(common: Common) -> RenderOptions:
    """What the text output depends on beside the report."""
    return RenderOptions(
        color=not common.output and use_color(common.color),
        width=terminal_width(),
        quiet=common.quiet,
    )


def _ready(summary: Summary, findings: Gathered, style: RenderOptions) -> Iterator[bytes]:
    """The text output, most of which was rendered beside the check."""
    from designdoc.output.closing import closing

    yield from findings.text(style)
    yield closing(summary, findings.fixable(), style).encode()


def _rules() -> list[RuleInfo]:
    from designdoc.rules import RULES, info  # every rule, which only SARIF lists

    return [info(rule) for rule in RULES]


def write(pieces: Iterable[str], output: str) -> None:
    """Text to a file, whole or not at all, or to standard output as UTF-8."""
    write_pieces((piece.encode("utf-8", "backslashreplace") for piece in pieces), output)


def write_pieces(pieces: Iterable[bytes], output: str) -> None:
    """Bytes to a file, whole or not at all, or to standard output."""
    if not output:
        write_bytes(pieces)
        return
    data = b"".join(pieces)
    from pathlib import Path

    target = Path(output)
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        target.write_bytes(data)
        return
    files = DiskFiles()
    files.write(output, data, files.read(output) if files.is_file(output) else None)


def write_bytes(pieces: Iterable[bytes]) -> None:
    """Bytes to standard output; a reader that has gone away ends it silently."""
    stream = sys.stdout.buffer
    try:
        for piece in pieces:
            stream.write(piece)
        stream.flush()
    except BrokenPipeError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())


def status_of(result: Result, fail_on: str) -> int:
    """The exit status of a run: a fault outweighs unread files, those outweigh findings."""
    if result.fault:
        return 3
    if result.incomplete:
        return 2
    return int(fail_on != "never" and result.report.at_least(Severity(fail_on)))


def status_of_troubles(troubles: Sequence[Trouble]) -> int:
    """The exit status of what went wrong: 3 for a fault of ours, 2 for unread files, else 0."""
    if any(trouble.fault for trouble in troubles):
        return 3
    return 2 if any(not trouble.gone for trouble in troubles) else 0


def status_of_findings(findings: Iterable[Finding], fail_on: str) -> int:
    """1 where a finding is as severe as ``fail_on`` or more, else 0."""
    if fail_on == "never":
        return 0
    return int(any(each.severity.rank >= Severity(fail_on).rank for each in findings))


def print_troubles(troubles: Iterable[Trouble]) -> None:
    """What went wrong beside the findings, on standard error."""
    faults = []
    for trouble in troubles:
        say(f"{one_line(trouble.path)}: {' '.join(lines(trouble.message))}")
        if trouble.fault:
            faults.append(trouble)
    if faults:
        from designdoc.cli.crash import fault_report

        click.echo(fault_report(faults), err=True)


def print_timings(stages: Mapping[str, float], common: Common, report: Report) -> None:
    """Times by stage on standard error: a line each, and a table when asked for."""
    if common.verbose:
        for document in report.documents:
            use = document.template
            found = f"{use.path} ({use.evidence})" if use else "no template"
            say(f"{one_line(document.path)}: {one_line(found)}")
        for name, seconds in stages.items():
            say(f"{name}: {seconds * 1000:.1f} ms")
    if common.timings:
        print_stages(stages)
        elapsed = report.summary.seconds
        click.echo(f"{'elapsed':<16}{elapsed:>10.3f}", err=True)


def print_stages(stages: Mapping[str, float]) -> None:
    """A table of times by stage on standard error, the longest first."""
    total = sum(stages.values()) or 1.0
    rows = sorted(stages.items(), key=lambda row: -row[1])
    click.echo(f"{'stage':<16}{'seconds':>10}{'share':>8}", err=True)
    for name, seconds in rows:
        click.echo(f"{name:<16}{seconds:>10.3f}{seconds / total:>8.0%}", err=True)


def say(message: str) -> None:
    """One line on standard error."""
    with suppress(OSError):
        click.echo(f"designdoc: {message}", err=True)


def use_color(choice: str, terminal: bool | None = None) -> bool:
    """Whether to colour: as told, else by NO_COLOR, FORCE_COLOR and whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in {"", "0"}:
        return True
    on_terminal = sys.stdout.isatty() if terminal is None else terminal
    return on_terminal and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Columns of the terminal; a fixed number where there is none."""
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS"):
        return _TERMINAL
    import shutil

    return max(40, shutil.get_terminal_size((_TERMINAL, 24)).columns)


def _root() -> str:
    """The folder of the repository that we stand in, else where we stand."""
    from pathlib import Path  # slow to load, and text needs it not

    here = Path.cwd()
    top = next((each for each in (here, *here.parents) if (each / ".git").exists()), here)
    return top.as_posix()


def harmless_diff(changes: "Sequence[Change]") -> list[str]:
    """The changes as a diff; on a terminal with a document's control characters made visible."""
    from designdoc.application.fix import unified_diff  # only what shows a diff needs it

    pieces = list(unified_diff(changes))
    if not sys.stdout.isatty():
        return pieces
    return [visible(piece.rstrip("\r\n").replace("\t", "    ")) + "\n" for piece in pieces]
