"""The semantic diff: what changed between two versions of a document, in the document's terms.

    old, new = model.readable(…), model.readable(…)
    for change in diff(old, new): …

``apply(edits_of(diff(old, new)), whole(old))`` is ``whole(new)``: the changes say everything.
"""

from collections.abc import Iterable, Iterator

from designdoc.change.diff.apply import apply
from designdoc.change.diff.change import Change
from designdoc.change.diff.compare import compare
from designdoc.change.diff.edits import Edit, Kind
from designdoc.change.diff.gather import gather
from designdoc.change.diff.tell import told
from designdoc.change.whole import whole
from designdoc.model.facts import DesignModel

__all__ = ["Change", "Edit", "Kind", "apply", "diff", "edits_of"]


def diff(old: DesignModel, new: DesignModel) -> tuple[Change, ...]:
    """What changed in meaning, in the order of the new version; nothing for mere reformatting.

    Both models are as ``model.readable`` gives them.
    """
    one, other = whole(old), whole(new)
    return tuple(told(gather(compare(one, other), one, other)))


def edits_of(changes: Iterable[Change]) -> Iterator[Edit]:
    """The differences that the changes stand for."""
    return (edit for change in changes for edit in change.edits)
