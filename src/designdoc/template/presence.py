"""Whether a section must stand in a document.

Explicit words say it first, then its heading, its guidance, and the section above it.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from designdoc.template.content import Content
from designdoc.template.conventions.stage import STAGES
from designdoc.template.directives import Directive
from designdoc.template.headings import HeadingForm
from designdoc.template.schema import Presence, When


class Decision(Struct, frozen=True):
    """A presence and its reason."""

    presence: Presence
    because: str
    when: When | None = None


def section_presence(
    form: HeadingForm,
    directive: Directive | None,
    content: Content,
    parent: Decision | None,
    before: str,
) -> Decision:
    """The first of the sources that says anything."""
    if directive and directive.presence:
        return Decision(directive.presence, directive.because)
    for said in (form.said, content.said):
        if said:
            return Decision(Presence(said.presence), said.because, said.when)
    if before:
        return Decision(Presence.OPTIONAL, f"comment before it: {before}")
    if parent and parent.presence is Presence.CONDITIONAL:
        inherited = parent.because.removeprefix("as the section above: ")
        return Decision(parent.presence, f"as the section above: {inherited}", parent.when)
    return Decision(Presence.REQUIRED, "heading of the template")


def resolve(decision: Decision, keys: Mapping[str, tuple[str, ...]]) -> Decision:
    """The condition with the key that holds its value, where the template has such a key."""
    when = decision.when
    if when is None or not when.values:
        return decision
    wanted = when.values[0].casefold()
    for key, values in keys.items():
        folded = [value.casefold() for value in values]
        if wanted not in folded:
            continue
        later = _from(values, folded.index(wanted)) if wanted in STAGES else (when.values[0],)
        return replace(decision, when=When(when.text, key, later))
    if when.key:
        return decision
    return replace(decision, when=When(when.text, "", ()))


def _from(values: tuple[str, ...], index: int) -> tuple[str, ...]:
    """A stage and the later ones; what follows the life of a feature ("removed") is none."""
    return tuple(value for value in values[index:] if value.casefold() in STAGES)
