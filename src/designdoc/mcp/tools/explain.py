"""``explain``: what a rule means."""

from typing import Annotated

from msgspec import Meta, Struct

from designdoc.application.explain import rule_named
from designdoc.mcp.desk import Desk
from designdoc.mcp.tool import Arguments, Tool


class Wanted(Arguments, frozen=True):
    """The arguments of ``explain``."""

    code: Annotated[str, Meta(description="The code or name of a rule, such as DD101")]


class Explained(Struct, frozen=True):
    """A rule and its page: what it looks for, why it matters, an example, and how to mend it."""

    code: str
    name: str
    severity: str
    page: str


def run(desk: Desk, wanted: Wanted) -> Explained:
    """The page of a rule."""
    del desk
    rule = rule_named(wanted.code)
    return Explained(rule.code, rule.name, rule.severity.value, rule.documentation.rstrip())


TOOL = Tool(
    "explain",
    "Explain a finding's code",
    "Explain a rule by its code: what it finds, why that is bad, an example, how to mend it.",
    Wanted,
    Explained,
    run,
)
