"""A template as a tree for people: what is required, of which type, and why, with its line."""

from io import StringIO

from rich.console import Console
from rich.text import Text
from rich.tree import Tree

from designdoc.output.visible import one_line
from designdoc.template.explain import Line, explain
from designdoc.template.schema import Presence, Template

_MARKS = {Presence.REQUIRED: "●", Presence.OPTIONAL: "○", Presence.CONDITIONAL: "◐"}
_STYLES = {Presence.REQUIRED: "bold", Presence.OPTIONAL: "dim", Presence.CONDITIONAL: "yellow"}
_PLAIN = "heading of the template"  # a reason that every line has says nothing


def render_template(template: Template, color: bool, width: int) -> str:
    """The tree with a legend below, ending in a line break."""
    root = Tree(Text(one_line(template.name), style="bold"), guide_style="dim")
    for line in explain(template):
        _grow(root, line)
    stream = StringIO()
    console = Console(
        file=stream,
        force_terminal=color,
        color_system="standard" if color else None,
        no_color=not color,
        width=max(width, 40),
        highlight=False,
        legacy_windows=False,
    )
    console.print(root)
    console.print(Text("● required  ○ optional  ◐ required when its condition holds", style="dim"))
    for problem in template.problems:
        number = template.source.line_of(problem.span.start)
        console.print(Text(f"line {number}: {one_line(problem.message)}", style="red"))
    return "\n".join(row.rstrip() for row in stream.getvalue().splitlines()) + "\n"


def _grow(parent: Tree, line: Line) -> None:
    branch = parent.add(_label(line))
    for child in line.children:
        _grow(branch, child)


def _label(line: Line) -> Text:
    text = Text(f"{_MARKS[line.presence]} ")
    name = one_line(line.name)
    if line.kind == "section":
        text.append(f"{'#' * line.level} {name}", style=_STYLES[line.presence])
    else:
        text.append(line.kind, style="cyan")
        text.append(f" {name}" if name else "", style=_STYLES[line.presence])
    if line.type:
        text.append(f": {one_line(line.type)}", style="green")
    if line.repeat:
        text.append(f" ({one_line(line.repeat)})", style="magenta")
    if line.when:
        text.append(f" when {one_line(line.when)}", style="yellow")
    why = f"  line {line.line}"
    if line.because and line.because != _PLAIN:
        why += f": {one_line(line.because)}"
    text.append(why, style="dim")
    return text
