"""What a prompt is: named arguments to the words that the agent is given."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.diagnostics import UsageError

if TYPE_CHECKING:
    from designdoc.mcp.desk import Desk


class Argument(Struct, frozen=True):
    """One argument of a prompt."""

    name: str
    description: str
    required: bool = False


class Prompt(Struct, frozen=True):
    """A prompt. ``words`` makes the text; ``attached`` names a template that goes with it."""

    name: str
    title: str
    description: str
    arguments: tuple[Argument, ...]
    words: "Callable[[Desk, Mapping[str, str]], str]"
    attached: "Callable[[Desk, Mapping[str, str]], str]" = lambda _desk, _given: ""


def checked(prompt: Prompt, given: Mapping[str, str]) -> Mapping[str, str]:
    """The arguments given.

    Raises:
        UsageError: one is missing or unknown.
    """
    known = [each.name for each in prompt.arguments]
    for name in given:
        if name not in known:
            raise UsageError(f"{prompt.name} has no argument '{name}'; it has {', '.join(known)}")
    for each in prompt.arguments:
        if each.required and not given.get(each.name, "").strip():
            raise UsageError(f"{prompt.name} needs '{each.name}': {each.description}")
    return given
