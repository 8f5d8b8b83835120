"""What the rules may know of the versions of a document's template."""

from functools import cache

from designdoc.application.lineages import Attributed, Known
from designdoc.application.nearest import nearest
from designdoc.application.pins import pins
from designdoc.change.lineage.attribute import How
from designdoc.change.lineage.version import Version
from designdoc.change.schema import compare, in_words
from designdoc.checking import Standing
from designdoc.markdown import BlockTree


class Standings:
    """Says where documents' versions stand; two versions are compared once."""

    def __init__(self) -> None:
        self._changes = cache(_changes)

    def of(self, tree: BlockTree, found: Attributed) -> Standing | None:
        """Where a document stands; None where its template has no known versions."""
        known, attribution = found.known, found.attribution
        if known is None or attribution is None:
            return None
        versions = known.lineage.versions
        newer = len(versions) - 1 - versions.index(attribution.version)
        pin = pins(tree).version
        vain = pin is not None and attribution.how not in {How.PINNED, How.ASKED}
        names = [version.name for version in versions]
        return Standing(
            attribution.version.name,
            attribution.evidence,
            versions[-1].name,
            newer,
            self._changes(known, attribution.version) if newer else "",
            pin.span if pin else None,
            pin.text if pin and vain else "",
            tuple(nearest(pin.text, names, 3) or names[-3:]) if pin and vain else (),
        )


def _changes(known: Known, version: Version) -> str:
    old = known.compiled(version.last).template
    new = known.compiled(known.lineage.newest.last).template
    return in_words(compare(old, new))
