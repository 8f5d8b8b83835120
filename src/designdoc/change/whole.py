"""The meaning of a whole document: every fact of its model, each once."""

from collections.abc import Iterator, Mapping
from typing import Any

from designdoc.change.front_matter import front_matter, is_front_matter
from designdoc.change.meaning import Meaning, meaning, text
from designdoc.model.facts import Criterion, DesignModel, Entry, Other
from designdoc.source.regex import regex
from designdoc.template.names import clean

# Roles whose facts are their text: one list, so that a passage may move from one to another.
_PROSE = (
    "overview", "problem", "challenges", "goals", "non_goals", "architecture", "errors",
    "migration", "security", "extensibility", "drawbacks",
)  # fmt: skip
_FACTS = (
    "functional_requirements", "quality_requirements", "components", "types", "signals", "phases",
    "tests", "alternatives", "risks", "references", "revisions",
)  # fmt: skip
_DEFINITION = regex(r"^[ \t>]*\[([^\]\n]{1,300})\]:[ \t]*(\S+)[^\n]*$")


def whole(model: DesignModel) -> Meaning:
    """The document as one meaning; ``model.readable`` was asked for its other text.

    Lists are named as in the model; ``texts`` holds all prose in the order of the file, each
    passage with its ``section``: the role, or the headings above it.
    """
    lists: dict[str, tuple[Meaning, ...]] = {
        name: tuple(meaning(fact) for fact in getattr(model, name)) for name in _FACTS
    }
    lists["acceptance_criteria"] = tuple(_criteria(model))
    flows = [flow for flow in model.data_flow if flow.form != "prose"]
    lists["data_flow"] = tuple(meaning(flow) for flow in flows)
    lists["not_applicable"] = tuple(
        Meaning("section", {"name": role, "reason": each.reason}, span=each.span)
        for role, each in model.not_applicable.items()
    )
    lists["front_matter"] = tuple(
        each for other in model.other if is_front_matter(other) for each in front_matter(other)
    )
    lists["links"] = tuple(link for other in model.other for link in _links(other))
    lists["texts"] = tuple(sorted(_texts(model), key=_place))
    values = {"title": model.title, "status": model.status or ""}
    return Meaning("document", values, {name: each for name, each in lists.items() if each})


def _criteria(model: DesignModel) -> Iterator[Meaning]:
    """The criteria, and whose they are where no identifier says so."""
    owners: dict[int, str] = {}
    for requirement in model.functional_requirements:
        for criterion in requirement.criteria:
            owners[criterion.span.start] = requirement.id or " ".join(requirement.text.split())
    for criterion in model.acceptance_criteria:
        own = meaning(criterion)
        yield own if criterion.cites else _owned(own, criterion, owners)


def _owned(own: Meaning, criterion: Criterion, owners: Mapping[int, str]) -> Meaning:
    values = {**own.values, "requirement": owners.get(criterion.span.start, "")}
    return Meaning(own.entity, values, span=own.span)


def _texts(model: DesignModel) -> Iterator[Meaning]:
    for role in _PROSE:
        for entry in getattr(model, role):
            if entry.text.strip():
                yield text("text", entry, section=role)
    for flow in model.data_flow:
        if flow.form == "prose":
            yield text("text", Entry(flow.text, flow.span), section="data_flow")
    for other in model.other:
        section = _section(other, model.title)
        for part in other.parts:
            yield text("text", part, section=section)


def _section(other: Other, title: str) -> str:
    """The headings above a text without their numbers; the document's title is none of them."""
    path = other.section[1:] if other.section[:1] == (title,) else other.section
    return " › ".join(clean(heading) for heading in path)


def _links(other: Other) -> Iterator[Meaning]:
    """The link definitions of a text between blocks."""
    for line in other.text.splitlines() if "]:" in other.text and not other.parts else ():
        match = _DEFINITION.match(line)
        if match:
            values = {"name": match[1], "target": match[2]}
            yield Meaning("link", values, span=other.span)


def _place(fact: Any) -> tuple[int, int]:
    return fact.span.start, fact.span.end
