"""What the rules may know of the versions of a document's template."""

from functools import cache

from designdoc.application.lineages import Attributed, Known
from designdoc.application.nearest import nearest
from designdoc.change.lineage.version import Version
from designdoc.change.schema import compare, in_words
from designdoc.checking import Standing


class Standings:
    """Says where documents' versions stand; two versions are compared once."""

    def __init__(self) -> None:
        self._changes = cache(_changes)

    def of(self, found: Attributed) -> Standing | None:
        """Where a document stands; None where its template has no known versions."""
        known, attribution = found.known, found.attribution
        if known is None or attribution is None:
            return None
        versions = known.lineage.versions
        newest, own, pin = versions[-1], attribution.version, found.pin
        same = own.outline.schema == newest.outline.schema  # as where a change was taken back
        newer = 0 if same else len(versions) - 1 - versions.index(own)
        vain = found.in_vain and not known.lineage.shallow  # there it may well exist
        names = [version.name for version in versions]
        return Standing(
            own.name,
            attribution.evidence,
            newest.name,
            newer,
            self._changes(known, own) if newer else "",
            pin.span if pin else None,
            pin.text if pin and vain else "",
            tuple(nearest(pin.text, names, 3) or names[-3:]) if pin and vain else (),
        )


def _changes(known: Known, version: Version) -> str:
    old = known.compiled(version.last).template
    new = known.compiled(known.lineage.newest.last).template
    return in_words(compare(old, new))
