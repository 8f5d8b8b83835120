"""``designdoc site``: documents for people who look rather than read."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from designdoc.adapters.collector import tune
from designdoc.api import wiring
from designdoc.application.options import CheckOptions
from designdoc.cli import console
from designdoc.cli.progress import Bar
from designdoc.diagnostics import UsageError

if TYPE_CHECKING:
    from designdoc.adapters.site_folder import File
    from designdoc.application.check import Done, World
    from designdoc.application.portfolio import Portfolio
    from designdoc.application.retrospect import Retrospect
    from designdoc.application.stages import Stages
    from designdoc.site.page import Frame
    from designdoc.site.report import Since


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def site() -> None:
    """Show documents to people who look: a static site, a live one, or a report."""


_TITLE = click.option("--title", metavar="WORDS", default="Design documents", show_default=True)
_TEMPLATE = click.option(
    "--template", metavar="T", default="", help="The template; else as check finds it."
)
_CONFIG = click.option("--config", metavar="FILE", default="", help="This configuration, no other.")
_OPEN = click.option("--open", "show", is_flag=True, help="Open it in the browser.")
_QUIET = click.option("-q", "--quiet", is_flag=True, help="Say nothing but what went wrong.")
_JOBS = click.option("--jobs", metavar="N", type=click.IntRange(1), help="Processes.")
_NO_CACHE = click.option("--no-cache", is_flag=True, help="Use and keep no stored results.")
_TIMINGS = click.option("--timings", is_flag=True, help="A table of times on standard error.")


@site.command(
    epilog="""\b
Examples:
  designdoc site build docs/ --output public
  designdoc site build docs/ --single-file --output designs.html"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "-o", "--output", metavar="WHERE", default="",
    help="The folder, or the file of --single-file. Default: site, or site.html.",
)  # fmt: skip
@click.option("--single-file", is_flag=True, help="One file that needs no other.")
@click.option(
    "--history", metavar="N", type=click.IntRange(0, 50), default=8, show_default=True,
    help="Revisions of each document in git that are shown and compared; 0 for none.",
)  # fmt: skip
@_TITLE
@_TEMPLATE
@_CONFIG
@_OPEN
@_JOBS
@_NO_CACHE
@_QUIET
@_TIMINGS
def build(  # noqa: PLR0913, PLR0917 - the flags of the command
    paths: tuple[str, ...], output: str, single_file: bool, history: int, title: str, template: str,
    config: str, show: bool, jobs: int | None, no_cache: bool, quiet: bool, timings: bool,
) -> int:  # fmt: skip
    """Write a static site: overview, documents, matrix, risks, components, phases, evidence.

    It needs no server and no network. PATH is a file or a folder; without one, what the
    configuration lists, else this folder. A folder that holds something else is refused.
    """
    need_extra()
    from designdoc.application.portfolio import fingerprint, portfolio
    from designdoc.application.retrospect import retrospect
    from designdoc.site.page import Frame

    start = time.monotonic()
    options = CheckOptions(template=template, config=config, cache=not no_cache)
    stages = wiring.timer(timings)
    target = output or ("site.html" if single_file else "site")
    frame = Frame(title)
    with Bar(quiet) as bar:
        done, world = _gathered(paths, options, jobs, bar, stages)
        found = portfolio(done, world)
        with stages("history"):
            back = wiring.looking_back(options, _LOOKING_BACK)
            past = retrospect(paths, found.sheets, history, back)
        with stages("write"):
            made = _Made(found, past, frame, fingerprint(done))
            first, told = (_one_file if single_file else _folder)(made, target)
    if timings:
        console.print_stages(stages.take())
    console.print_troubles(found.troubles)
    if not quiet:
        _say(found, told, first, time.monotonic() - start)
    if show:
        click.launch(Path(first).resolve().as_uri())
    return console.status_of_troubles(found.troubles)


@site.command(
    epilog="""\b
Examples:
  designdoc site serve docs/ --open
  designdoc site serve docs/ --port 8080 --read-only"""
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Default: a free one.")
@click.option("--read-only", is_flag=True, help="Only show: no form, nothing is written.")
@_TITLE
@_TEMPLATE
@_CONFIG
@_OPEN
def serve(  # noqa: PLR0913, PLR0917 - the flags of the command
    paths: tuple[str, ...], port: int, read_only: bool, title: str, template: str, config: str,
    show: bool,
) -> int:  # fmt: skip
    """Show the site live while documents change, with a form to edit them.

    It answers to this machine only, to whoever has the address that it prints. Ctrl-C stops it.
    """
    need_extra()
    if find_spec("uvicorn") is None or find_spec("starlette") is None:
        raise UsageError("install what serves with: pip install 'designdoc[site]'")
    from designdoc.site.page import Frame
    from designdoc.site.server.app import serve as run
    from designdoc.site.server.live import Settings

    frame = Frame(title, live=True, editable=not read_only)
    options = CheckOptions(template=template, config=config)
    root = str(Path.cwd())
    wiring.checker(options).configurations.of(root)  # a broken one is said now
    settings = Settings(root, paths, options, frame)

    def told(address: str) -> None:
        console.say(f"serving at {address}")
        console.say("Ctrl-C stops it")
        if show:
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
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("-o", "--output", metavar="FILE", default="report.html", show_default=True)
@click.option("--since", metavar="REV", default="", help="What is new since a git revision.")
@_TITLE
@_TEMPLATE
@_CONFIG
@_OPEN
@_JOBS
@_NO_CACHE
@_QUIET
def report(  # noqa: PLR0913, PLR0917 - the flags of the command
    paths: tuple[str, ...], output: str, since: str, title: str, template: str, config: str,
    show: bool, jobs: int | None, no_cache: bool, quiet: bool,
) -> int:  # fmt: skip
    """Write one HTML file for a pull request or an audit; it prints well.

    With --since it has the findings on changed lines, and what changed in meaning.
    """
    need_extra()
    from designdoc.application.portfolio import portfolio
    from designdoc.site.report import report as render

    options = CheckOptions(template=template, config=config, cache=not no_cache)
    with Bar(quiet) as bar:
        done, world = _gathered(paths, options, jobs, bar, wiring.timer(timed=False))
        found = portfolio(done, world)
    new = _since(since, paths, found, options) if since else None
    day = str(wiring.today(options).today)
    console.write([render(found, title, day, new)], output)
    console.print_troubles(found.troubles)
    if not quiet:
        click.echo(output)
    if show:
        click.launch(Path(output).resolve().as_uri())
    return console.status_of_troubles(found.troubles)


def _since(
    revision: str, paths: tuple[str, ...], found: "Portfolio", options: CheckOptions
) -> "Since":
    from designdoc.adapters.git import Git
    from designdoc.application.diff import Compared, compared
    from designdoc.application.versions import Version
    from designdoc.checking import on_changed_lines
    from designdoc.site.report import Since

    git = Git()
    findings = [finding for sheet in found.sheets for finding in sheet.findings]
    changed = git.changed_lines(revision, sorted({each.path for each in findings}))
    told = [
        compared(
            Version(revision, path), Version("", path), wiring.checker_over({}, options)[0], git
        )
        for path in paths or (".",)
    ]
    documents = {each.path: each for one in told for each in one.documents}
    whole = Compared(
        tuple(documents[path] for path in sorted(documents)),
        tuple(trouble for one in told for trouble in one.troubles),
    )
    return Since(revision, tuple(on_changed_lines(findings, changed)), whole)


def need_extra() -> None:
    """Raises:
    UsageError: what only sites need is not installed.
    """
    if find_spec("nh3") is None:
        raise UsageError(
            "a site needs packages that are not installed here; install them with:"
            " pip install 'designdoc[site]'"
        )


def _gathered(
    paths: tuple[str, ...], options: CheckOptions, jobs: int | None, bar: Bar, stages: "Stages"
) -> "tuple[Done, World]":  # fmt: skip
    from designdoc.application.check import kept
    from designdoc.application.portfolio import gathered

    tune()
    runs = wiring.runs(options, ("\0site", *paths))
    world = wiring.world(jobs, bar, None, stages, runs)
    make = partial(wiring.checker, options, stages, noting=runs is not None)
    done = gathered(paths, make, world)
    kept(done, world)
    return done, world


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
    """The pictures that documents show; one that went away meanwhile is left out."""
    root = Path.cwd().resolve()
    for path in dict.fromkeys(path for sheet in found.sheets for path, _ in sheet.body.pictures):
        with suppress(OSError):
            if Path(path).resolve().is_relative_to(root):
                yield path, Path(path).read_bytes()


_LOOKING_BACK = 5.0  # seconds for the history of the documents, and as many for that of all


def _say(found: "Portfolio", told: str, first: str, seconds: float) -> None:
    count = len(found.sheets)
    console.say(f"{count} document{'s' if count != 1 else ''}: {told}, in {seconds:.1f} s")
    click.echo(first)
