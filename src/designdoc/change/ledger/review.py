"""Today's links against the ledger: accepted, suspect because an end's meaning changed, new, gone.

A suspect link (the term of requirements management) is one that somebody accepted when its ends
meant something else. What hangs on the changed end through other links is
suspect in its turn, and is told with the chain that leads there.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from designdoc.change.ledger.acceptance import Acceptance, Key, document_of
from designdoc.change.meaning import Meaning, fingerprint, meaning
from designdoc.model.facts import DesignModel
from designdoc.workspace import Kind, Link, Relation, Workspace
from designdoc.workspace.collect import Collected

_REVIEWED = frozenset(
    {Relation.CITES, Relation.NAMES, Relation.DEPENDS, Relation.USES, Relation.CONTAINS}
)
_WHOLE = frozenset({Kind.DOCUMENT, Kind.FLOW_NODE, Kind.PHASE_ITEM})  # no meaning to accept


class State(StrEnum):
    """How a link stands."""

    ACCEPTED = "accepted"
    SUSPECT = "suspect"
    NEW = "new"
    GONE = "gone"


class Reviewed(Struct, frozen=True):
    """A link and how it stands; ``changed`` are the ends whose meaning is another by now.

    ``link`` is None for one that is gone, ``acceptance`` for one that is new.
    """

    key: Key
    state: State
    changed: tuple[str, ...] = ()
    link: Link | None = None
    acceptance: Acceptance | None = None


def review(
    workspace: Workspace, meanings: Mapping[str, str], acceptances: Iterable[Acceptance]
) -> tuple[Reviewed, ...]:
    """Every link that is reviewed, in the order of the ledger; ``meanings`` are fingerprints.

    An acceptance counts as gone only where the document of its source is part of the workspace.
    """
    links = {key_of(link): link for link in reviewed_links(workspace, meanings)}
    known = {each.key: each for each in acceptances}
    paths = {node.path for node in workspace.nodes}
    found = [_standing(key, link, known.get(key), meanings) for key, link in links.items()]
    found += [
        Reviewed(key, State.GONE, acceptance=each)
        for key, each in known.items()
        if key not in links and document_of(key.source) in paths
    ]
    return tuple(sorted(found, key=lambda each: each.key))


def reviewed_links(workspace: Workspace, meanings: Mapping[str, str]) -> Iterator[Link]:
    """The links that can be accepted: both ends say something that can change."""
    for link in workspace.links:
        if link.relation in _REVIEWED and link.source in meanings and link.target in meanings:
            yield link


def key_of(link: Link) -> Key:
    """What names a link in the ledger."""
    return Key(link.source, link.relation.value, link.target)


def meanings_of(collected: Collected) -> dict[str, str]:
    """The fingerprint of each node of a document that is more than a place in it."""
    found = {}
    for fact in _facts(collected.model):
        node = collected.by_fact.get(id(fact))
        if node is not None and node.kind not in _WHOLE:
            found[node.id] = fingerprint(_without_progress(meaning(fact)))
    return found


def _facts(model: DesignModel) -> Iterator[object]:
    groups: tuple[Sequence[object], ...] = (
        model.functional_requirements,
        model.quality_requirements,
        model.acceptance_criteria,
        *(each.criteria for each in model.functional_requirements),
        model.components,
        model.types,
        model.phases,
        model.tests,
        model.risks,
        model.alternatives,
    )
    for group in groups:
        yield from group


def _without_progress(whole: Meaning) -> Meaning:
    """A meaning without the state of its boxes: work that is done changes no requirement."""
    values = {name: value for name, value in whole.values.items() if name != "done"}
    lists = {
        name: tuple(_without_progress(inner) for inner in each)
        for name, each in whole.lists.items()
    }
    return Meaning(whole.entity, values, lists, whole.span, whole.shown)


def _standing(
    key: Key, link: Link, acceptance: Acceptance | None, meanings: Mapping[str, str]
) -> Reviewed:
    if acceptance is None:
        return Reviewed(key, State.NEW, link=link)
    ends = (key.source, acceptance.source_meaning), (key.target, acceptance.target_meaning)
    changed = tuple(end for end, then in ends if meanings[end] != then)
    state = State.SUSPECT if changed else State.ACCEPTED
    return Reviewed(key, state, changed, link, acceptance)
