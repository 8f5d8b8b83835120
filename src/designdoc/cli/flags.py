"""The flags that commands share, and the values that they make."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import click
from msgspec import Struct

from designdoc.application.options import CheckOptions

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
    no_cache: bool
    config: str
    timings: bool


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
        click.option("--no-cache", is_flag=True, help="Use and keep no stored results."),
        click.option("--config", metavar="FILE", default="", help="This configuration, no other."),
        click.option("--timings", is_flag=True, help="A table of times on standard error."),
    )  # fmt: skip
    return _all(options)


def rules() -> Callable[[F], F]:
    """The flags of a check: template and rules, and when it fails."""
    stdin = click.option(
        "--stdin-filename", metavar="FILE", default="",
        help="The name of the document that PATH `-` reads from standard input.",
    )  # fmt: skip
    return _all((choice(), fail_on("error"), stdin))


def choice() -> Callable[[F], F]:
    """The flags that choose template and rules; ``choice_of`` collects them."""
    options = (
        click.option(
            "--template", metavar="T", default="",
            help="A path, REV:PATH, a folder of versions, or a built-in name.",
        ),
        click.option(
            "--template-version", metavar="VERSION", default="",
            help="This version of the template, or `latest`, whichever a document follows.",
        ),
        click.option("--select", metavar="CODES", multiple=True, help="Only these; prefixes: DD1."),
        click.option("--ignore", metavar="CODES", multiple=True, help="Not these; prefixes: DD1."),
    )  # fmt: skip
    return _all(options)


def choice_of(values: Mapping[str, Any], config: str, cache: bool = True) -> CheckOptions:
    """What the flags of ``choice`` ask of a check."""
    return CheckOptions(
        template=values["template"],
        config=config,
        select=codes(values["select"]),
        ignore=codes(values["ignore"]),
        template_version=values["template_version"],
        cache=cache,
    )


def fail_on(default: str) -> Callable[[F], F]:
    """The flag that says which findings are a failure."""
    return click.option(
        "--fail-on", type=click.Choice(FAIL_ON), default=default, show_default=True,
        help="Exit with 1 from this severity on.",
    )  # fmt: skip


def baseline() -> Callable[[F], F]:
    """The flag that names what is known already."""
    return click.option(
        "--baseline", metavar="FILE", default="", help="Leave out what this file holds."
    )


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
