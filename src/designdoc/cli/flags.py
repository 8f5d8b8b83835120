"""The flags that commands share, and the values that they make."""

from collections.abc import Callable
from typing import Any, TypeVar

import click
from msgspec import Struct

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")
FAIL_ON = ("error", "warning", "info", "never")


class Common(Struct, frozen=True):
    """The common flags as given."""

    format: str
    output: str
    quiet: bool
    verbose: bool
    color: str
    jobs: int | None
    config: str
    timings: bool
    no_cache: bool = False


def common(formats: tuple[str, ...] = FORMATS) -> Callable[[F], F]:
    """The common flags of the contract; ``take_common`` collects them."""
    options = (
        click.option(
            "--format", type=click.Choice(formats), default="text", show_default=True,
            help="How findings are printed.",
        ),
        click.option("--output", metavar="FILE", default="", help="Write there instead."),
        click.option("-q", "--quiet", is_flag=True, help="One line per finding, no summary."),
        click.option("-v", "--verbose", is_flag=True, help="Tell each stage on standard error."),
        click.option(
            "--color", type=click.Choice(("auto", "always", "never")), default="auto",
            help="Colour; NO_COLOR and FORCE_COLOR are heard.",
        ),
        click.option("--jobs", metavar="N", type=click.IntRange(1), help="Processes."),
        click.option("--no-cache", is_flag=True, help="Use no stored results."),
        click.option("--config", metavar="FILE", default="", help="This configuration, no other."),
        click.option("--timings", is_flag=True, help="A table of times on standard error."),
    )  # fmt: skip
    return _all(options)


def rules() -> Callable[[F], F]:
    """The flags that choose template and rules."""
    options = (
        click.option(
            "--template", metavar="T", default="",
            help="A path, REV:PATH, a folder of versions, or a built-in name.",
        ),
        click.option("--select", metavar="CODES", multiple=True, help="Only these; prefixes: DD1."),
        click.option("--ignore", metavar="CODES", multiple=True, help="Not these; prefixes: DD1."),
        click.option(
            "--fail-on", type=click.Choice(FAIL_ON), default="error", show_default=True,
            help="Exit with 1 from this severity on.",
        ),
        click.option(
            "--stdin-filename", metavar="FILE", default="",
            help="The name of the document that PATH `-` reads from standard input.",
        ),
    )  # fmt: skip
    return _all(options)


def take_common(values: dict[str, Any]) -> Common:
    """The common flags taken out of a command's values."""
    return Common(**{name: values.pop(name) for name in Common.__struct_fields__})


def codes(given: tuple[str, ...]) -> tuple[str, ...]:
    """Rule codes from flags that may be repeated or hold several."""
    words = (word for each in given for word in each.replace(",", " ").split())
    return tuple(word.upper() for word in words)


def _all(options: tuple[Callable[[F], F], ...]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate
