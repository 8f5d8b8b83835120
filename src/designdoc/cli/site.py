"""``designdoc site``: documents for people who look rather than read."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial, reduce
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

from designdoc.adapters.collector import tune
from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.cli import console, flags
from designdoc.cli.flags import F
from designdoc.cli.progress import Bar
from designdoc.diagnostics import Finding, UsageError

if TYPE_CHECKING:
    from designdoc.adapters.site_folder import File
    from designdoc.application.check import Done
    from designdoc.application.portfolio import Portfolio
    from designdoc.application.retrospect import Retrospect
    from designdoc.application.stages import Stages
    from designdoc.site.page import Frame
    from designdoc.site.report import Since


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def site() -> None:
    """Show documents to people who look: a static site, a live one, or a report."""


def _shared(*, written: bool) -> Callable[[F], F]:
    """The flags of all commands, and those of what writes a result; ``_asked`` collects them."""
    options = [
        click.option("--title", metavar="WORDS", default="Design documents", show_default=True),
        flags.choice(),
        click.option("--config", metavar="FILE", default="", help="This configuration, no other."),
        click.option("--open", "show", is_flag=True, help="Open it in the browser."),
    ]
    if written:
        options += [
            flags.baseline(),
            flags.fail_on("never"),
            click.option("--jobs", metavar="N", type=click.IntRange(1), help="Processes."),
            click.option("--no-cache", is_flag=True, help="Use and keep no stored results."),
            click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong."),
        ]
    paths = click.argument("paths", nargs=-1, metavar="[PATH]...")
    return lambda function: paths(reduce(lambda f, option: option(f), reversed(options), function))


class _Asked(Struct, frozen=True):
    """What the shared flags ask for."""

    paths: tuple[str, ...]
    title: str
    options: CheckOptions
    show: bool
    baseline: str = ""
    fail_on: str = "never"
    jobs: int | None = None
    quiet: bool = False


def _asked(values: dict[str, Any]) -> _Asked:
    cache = not values.pop("no_cache", False)
    options = flags.choice_of(values, values["config"], cache)
    known = {name: values[name] for name in _Asked.__struct_fields__ if name in values}
    return _Asked(options=options, **known)


@site.command(
    epilog="""\b
Examples:
  designdoc site build docs/ --output public
  designdoc site build docs/ --single-file --output designs.html"""
)
@click.option(
    "-o", "--output", metavar="WHERE", default="",
    help="The folder, or the file of --single-file. Default: site, or site.html.",
)  # fmt: skip
@click.option("--single-file", is_flag=True, help="One file that needs no other.")
@click.option(
    "--history", metavar="N", type=click.IntRange(0, 50), default=8, show_default=True,
    help="Revisions of each document in git that are shown and compared; 0 for none.",
)  # fmt: skip
@click.option("--timings", is_flag=True, help="A table of times on standard error.")
@_shared(written=True)
def build(output: str, single_file: bool, history: int, timings: bool, **shared: Any) -> int:
    """Write a static site: overview, documents, matrix, risks, components, phases, evidence.

    It needs no server and no network. PATH is a file or a folder; without one, what the
    configuration lists, else this folder. A folder that holds something else is refused. It has
    the findings that check has with the same flags, and with --fail-on the same exit status.
    """
    need_extra()
    from designdoc.application.portfolio import fingerprint
    from designdoc.application.retrospect import retrospect
    from designdoc.site.page import Frame

    start = time.monotonic()
    asked = _asked(shared)
    stages = wiring.timer(timings)
    target = output or ("site.html" if single_file else "site")
    with Bar(asked.quiet) as bar:
        done, found = _gathered(asked, bar, stages)
        with stages("history"):
            back = wiring.looking_back(asked.options, _LOOKING_BACK)
            past = retrospect(asked.paths, found.sheets, history, back)
        with stages("write"):
            shown = repr(found.findings) if asked.baseline else ""
            made = _Made(found, past, Frame(asked.title), fingerprint(done) + shown)
            first, told = (_one_file if single_file else _folder)(made, target)
    if timings:
        console.print_stages(stages.take())
    if not asked.quiet:
        _say(found, told, first, time.monotonic() - start)
    if asked.show:
        click.launch(Path(first).resolve().as_uri())
    return _ended(asked, done, found, found.findings)


@site.command(
    epilog="""\b
Examples:
  designdoc site serve docs/ --open
  designdoc site serve docs/ --port 8080 --read-only"""
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--read-only", is_flag=True, help="Only show: no form, nothing is written.")
@_shared(written=False)
def serve(port: int, read_only: bool, **shared: Any) -> int:
    """Show the site live while documents change, with a form to edit them.

    It answers to this machine only, to whoever has the address that it prints. Ctrl-C stops it.
    """
    need_extra()
    if find_spec("uvicorn") is None or find_spec("starlette") is None:
        raise UsageError("install what serves with: pip install 'designdoc[site]'")
    from designdoc.application.check import check_codes
    from designdoc.site.page import Frame
    from designdoc.site.server.app import serve as run
    from designdoc.site.server.live import Settings

    asked = _asked(shared)
    root = str(Path.cwd())
    checker = wiring.checker(asked.options)
    check_codes(checker)
    checker.configurations.of(root)  # a broken one is said now
    frame = Frame(asked.title, live=True, editable=not read_only)
    settings = Settings(root, asked.paths, asked.options, frame)

    def told(address: str) -> None:
        console.say(f"serving at {address}")
        console.say("Ctrl-C stops it")
        if asked.show:
            click.launch(address)

    status = run(settings, port, os.environ.get("DESIGNDOC_SITE_TOKEN", ""), read_only, told)
    console.say("stopped")
    return status


@site.command(
    epilog="""\b
Examples:
  designdoc site report docs/ --output audit.html
  designdoc site report docs/ --since origin/main --output change.html"""
)
@click.option("-o", "--output", metavar="FILE", default="report.html", show_default=True)
@click.option("--since", metavar="REV", default="", help="What is new since a git revision.")
@_shared(written=True)
def report(output: str, since: str, **shared: Any) -> int:
    """Write one HTML file for a pull request or an audit; it prints well.

    With --since it has the findings on changed lines, and what changed in meaning. --fail-on
    speaks of the findings that it has.
    """
    need_extra()
    from designdoc.site.report import report as render

    asked = _asked(shared)
    with Bar(asked.quiet) as bar:
        done, found = _gathered(asked, bar, wiring.timer(timed=False))
    new = _since(since, asked, found) if since else None
    day = str(wiring.today(asked.options).today)
    console.write([render(found, asked.title, day, new)], output)
    if not asked.quiet:
        click.echo(output)
    if asked.show:
        click.launch(Path(output).resolve().as_uri())
    return _ended(asked, done, found, new.findings if new else found.findings)


def _ended(asked: _Asked, done: "Done", found: "Portfolio", shown: Sequence[Finding]) -> int:
    """Say what went wrong beside the findings; the exit status."""
    from designdoc.application.check import notes_of

    for note in () if asked.quiet else notes_of(done.run):
        console.say(note)
    console.print_troubles(found.troubles)
    wrong = console.status_of_troubles(found.troubles)
    return wrong or console.status_of_findings(shown, asked.fail_on)


def _since(revision: str, asked: _Asked, found: "Portfolio") -> "Since":
    from designdoc.adapters.git import Git
    from designdoc.application.diff import Compared, compared
    from designdoc.application.versions import Version
    from designdoc.checking import on_changed_lines
    from designdoc.site.report import Since

    git = Git()
    changed = git.changed_lines(revision, sorted({each.path for each in found.findings}))
    told = [
        compared(
            Version(revision, path),
            Version("", path),
            wiring.checker_over({}, asked.options)[0],
            git,
        )
        for path in asked.paths or (".",)
    ]
    documents = {each.path: each for one in told for each in one.documents}
    whole = Compared(
        tuple(documents[path] for path in sorted(documents)),
        tuple(trouble for one in told for trouble in one.troubles),
    )
    return Since(revision, tuple(on_changed_lines(found.findings, changed)), whole)


def need_extra() -> None:
    """Raises:
    UsageError: what only sites need is not installed.
    """
    if find_spec("nh3") is None:
        raise UsageError(
            "a site needs packages that are not installed here; install them with:"
            " pip install 'designdoc[site]'"
        )


def _gathered(asked: _Asked, bar: Bar, stages: "Stages") -> "tuple[Done, Portfolio]":
    from designdoc.application.check import kept
    from designdoc.application.portfolio import beyond, gathered, portfolio

    tune()
    options = asked.options
    runs = wiring.runs(options, ("\0site", *asked.paths))
    world = wiring.world(asked.jobs, bar, None, stages, runs)
    make = partial(wiring.checker, options, stages, noting=runs is not None)
    done = gathered(asked.paths, make, world)
    kept(done, world)
    return done, beyond(portfolio(done, world), asked.baseline, world.files)


class _Made(Struct, frozen=True):
    """What is to be written; ``documents`` names all that the documents say."""

    found: "Portfolio"
    past: "Retrospect"
    frame: "Frame"
    documents: str


def _folder(made: _Made, target: str) -> tuple[str, str]:
    """Write the folder; its first page, and what was done in words."""
    from designdoc.adapters.site_folder import SiteFolder

    folder = SiteFolder(target)
    folder.refuse_other()
    first = f"{target.rstrip('/')}/index.html"
    stamp = _stamp(made)
    if folder.holds(stamp):
        return first, f"{folder.count} files, none of them new"
    written = folder.write(_files(made), stamp)
    gone = f", {written.removed} removed" if written.removed else ""
    return first, f"{written.files} files, {written.written} of them new{gone}"


def _stamp(made: _Made) -> str:
    """What names all that a site was made from: documents, history, this program, its orders."""
    import msgspec

    from designdoc.adapters.disk_store import own_stamp

    told = (own_stamp(), made.frame, made.documents, made.past)
    return blake2b(msgspec.msgpack.encode(told), digest_size=16).hexdigest()


def _one_file(made: _Made, target: str) -> tuple[str, str]:
    from designdoc.site.single import single

    data = single(made.found, made.frame, dict(_pictures(made.found)), made.past)
    console.write_pieces([data], target)
    return target, f"{len(data) / 1e6:.1f} MB"


def _files(made: _Made) -> Iterator["File"]:
    """The files of the folder; what names their bytes tells this program from another one."""
    from designdoc.adapters.disk_store import own_stamp
    from designdoc.site.build import site as site_of
    from designdoc.site.page import key
    from designdoc.site.pages.document import FILES
    from designdoc.site.view import View

    program = own_stamp()
    for file in site_of(View(made.found, made.past), made.frame):
        yield file.path, file.key and key(program, file.key), file.make
    for path, data in _pictures(made.found):
        yield f"{FILES}/{path}", "", partial(bytes, data)


def _pictures(found: "Portfolio") -> Iterator[tuple[str, bytes]]:
    """The pictures that documents show; one that went away meanwhile, or became another, is left
    out.
    """
    from designdoc.application.pictures import is_harmless

    root = Path.cwd().resolve()
    for path in dict.fromkeys(path for sheet in found.sheets for path, _ in sheet.body.pictures):
        with suppress(OSError):
            if Path(path).resolve().is_relative_to(root):
                data = Path(path).read_bytes()
                if is_harmless(path, data):
                    yield path, data


_LOOKING_BACK = 5.0  # seconds for the history of the documents, and as many for that of all


def _say(found: "Portfolio", told: str, first: str, seconds: float) -> None:
    count = len(found.sheets)
    console.say(f"{count} document{'s' if count != 1 else ''}: {told}, in {seconds:.1f} s")
    click.echo(first)
