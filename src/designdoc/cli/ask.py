"""Questions on a terminal for a new document, with the template's guidance beside them."""

import click

from designdoc.application.new import Values, allowed, questions
from designdoc.application.read_template import Compiled
from designdoc.application.slots import Slot
from designdoc.diagnostics import UsageError
from designdoc.output.visible import one_line

_GUIDANCE = 300  # characters; the whole of it stays in the document


def ask(compiled: Compiled, values: Values) -> Values:
    """Ask for what the values leave open; Enter leaves a hole, Ctrl-D ends the questions."""
    click.echo(f"A new document from {one_line(compiled.path)}. Enter: later. Ctrl-D: no more.\n")
    answers: dict[int, str] = {}
    section = None
    try:
        for slot in questions(compiled.template, values):
            if slot.section != section:
                section = slot.section
                click.secho(one_line(section), bold=True)
                _help(slot.guidance)
            answer = _answer(slot)
            if answer:
                answers[slot.span.start] = answer
    except (EOFError, click.Abort) as stop:
        if isinstance(stop, click.Abort) and not isinstance(stop.__context__, EOFError):
            raise
        click.echo()
    return Values(values.today, values.title, values.author, values.settings, answers)


def _answer(slot: Slot) -> str:
    if slot.head:
        _help(slot.guidance)
    name = one_line(slot.name or "Value")
    for number, choice in enumerate(slot.type.values, 1):
        click.echo(f"  {number}. {one_line(choice)}")
    while True:
        answer = click.prompt(f"  {name}", default="", show_default=False).strip()
        if not answer or not slot.type.values:
            return str(answer)
        if answer.isdecimal() and 1 <= int(answer) <= len(slot.type.values):
            return slot.type.values[int(answer) - 1]
        try:
            return allowed(slot, answer)
        except UsageError as error:
            click.echo(f"  {error}")


def _help(text: str) -> None:
    words = one_line(text)
    if words:
        shown = words if len(words) <= _GUIDANCE else words[:_GUIDANCE] + " …"
        click.secho(f"  {shown}", dim=True)
