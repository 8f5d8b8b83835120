"""Which version of its template a document follows, and how we know.

In order: what the document says itself; the version at the commit that created it; what fits best.
Where creation and fit disagree strongly, fit wins: a branch may be older than its merge, a document
may have been carried on, and hundreds of false "missing" findings cost more than one that is
missing. Measured on the Rust RFCs and KEPs: docs/accuracy.md.
"""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from designdoc.change.lineage.fit import Fit, Scale
from designdoc.change.lineage.version import Edition, Lineage, Version
from designdoc.markdown import BlockTree

_CLEARLY = 1.0  # how much better (in nats) an older version must fit before the newest is left
_STRONGLY = 2.0  # how much better than the version at creation: seven to one


class How(StrEnum):
    """What an attribution rests on."""

    ASKED = "asked"  # --template-version
    PINNED = "pinned"
    CREATED = "created"
    FIT = "fit"
    ONLY = "only"


class Origin(Struct, frozen=True):
    """What is known of a document's beginning: the version's key at the commit that created it.

    ``key`` is empty where the template did not exist yet; ``date`` is YYYY-MM-DD.
    """

    revision: str
    date: str
    key: str


class Attribution(Struct, frozen=True):
    """The version that a document follows. ``evidence`` says in words how we know."""

    version: Version
    edition: Edition
    how: How
    evidence: str


class Attributor:
    """Attributes many documents to the versions of one lineage."""

    def __init__(self, lineage: Lineage) -> None:
        self.lineage = lineage
        self._scale = Scale([version.outline for version in lineage.versions])
        self._lasting = _lasting(lineage.versions)

    def attribute(
        self, tree: BlockTree, pin: str = "", origin: Origin | None = None
    ) -> Attribution:
        """The version of a document; a pin that names no version is as none."""
        lineage = self.lineage
        if pinned := lineage.find(pin) if pin else None:
            return Attribution(*pinned, How.PINNED, f"pinned to '{pin}' in the document")
        if len(lineage.versions) == 1:
            edition = self._edition(lineage.newest, origin)
            return Attribution(lineage.newest, edition, How.ONLY, "the only version")
        fits = self._scale.fits(tree)
        best = self._best(fits)
        created = lineage.at(origin.key, origin.date) if origin and origin.key else None
        if origin and created:
            at = lineage.versions.index(created[0])
            said = f"created {origin.date} in commit {origin.revision[:12]}"
            if not _disagree(fits[at], fits[best]):
                return Attribution(*created, How.CREATED, said)
            said += f" under version {created[0].name}, of which {_of(fits[at])} are missing"
        elif origin:
            said = f"created {origin.date} before the template"
        else:
            said = ""
        version = lineage.versions[best]
        fit = f"best fit: {_there(fits[best])}"
        evidence = f"{fit}; {said}" if said else fit
        return Attribution(version, self._edition(version, origin), How.FIT, evidence)

    def _best(self, fits: Sequence[Fit]) -> int:
        """The newest of those that fit about as well as the best."""
        least = min(fits[at].loss for at in self._lasting)
        return max(at for at in self._lasting if fits[at].loss <= least + _CLEARLY)

    def _edition(self, version: Version, origin: Origin | None) -> Edition:
        """The text of a version that a document was written from: the last before its day."""
        before = [each for each in version.editions if origin and each.date <= origin.date]
        return before[-1] if before else version.last


def _disagree(created: Fit, best: Fit) -> bool:
    return best.missing <= created.missing and created.loss - best.loss >= _STRONGLY


def _lasting(versions: Sequence[Version]) -> list[int]:
    """The versions that were not replaced on the day that they came: nobody wrote from those."""
    days = [version.first.date for version in versions]
    return [at for at, day in enumerate(days) if not day or day not in days[at + 1 : at + 2]]


def _of(fit: Fit) -> str:
    return f"{fit.missing} of {fit.wanted} required sections"


def _there(fit: Fit) -> str:
    return f"{fit.wanted - fit.missing} of {fit.wanted} required sections"
