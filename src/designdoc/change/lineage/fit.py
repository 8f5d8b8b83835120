"""How well a document fits each version of a template, by the names that versions do not share.

Names are bits of whole numbers, so that a document is weighed against fifty versions in the time
that it takes to look its headings up once.
"""

from collections.abc import Sequence
from math import log, log1p

from msgspec import Struct

from designdoc.change.lineage.outline import Outline
from designdoc.document.section_names import SectionNames, section_names
from designdoc.document.synonyms import synonym_groups
from designdoc.markdown import BlockTree

_FOREIGN = 3.0  # a section that only other versions have: one in twenty authors invents its name
_LEVEL = 0.5  # another heading level than most of the version's
_LABEL = 0.3  # a field or column that only other versions have, or that only this one has


class Fit(Struct, frozen=True):
    """A document against one version.

    ``loss`` is the negative logarithm of how likely the document is, were it written from the
    version: who leaves out one section of the version leaves out others, so that what is missing
    says much where nearly all is there, and little where hardly anything is. ``missing`` of the
    ``wanted`` sections are not there; ``foreign`` are sections of other versions.
    """

    loss: float
    missing: int
    wanted: int
    foreign: int


class _Masks(Struct, frozen=True):
    required: int
    conditional: int
    named: int
    known: int
    levels: tuple[int, ...]
    labels: int


class Scale:
    """The versions of a lineage made ready to be compared with many documents."""

    def __init__(self, outlines: Sequence[Outline]) -> None:
        keys = {each.key for outline in outlines for each in outline.sections}
        self._bits = {key: 1 << at for at, key in enumerate(sorted(keys))}
        labels = [outline.labels for outline in outlines]
        told = frozenset[str]().union(*labels).difference(frozenset.intersection(*labels))
        self._labels = {label: 1 << at for at, label in enumerate(sorted(told))}
        self._masks = [self._mask(outline) for outline in outlines]

    def fits(self, tree: BlockTree) -> list[Fit]:
        """How well a document fits each of the versions, in their order."""
        names = section_names(tree)
        present = sum(bit for key, bit in self._bits.items() if names.has(key))
        exact = sum(bit for key, bit in self._bits.items() if key in names.levels)
        levels = self._levels({key: names.levels[key] for key in self._bits if key in names.levels})
        labels = self._labels_of(tree)
        return [_fit(masks, present, exact, levels, labels) for masks in self._masks]

    def _mask(self, outline: Outline) -> _Masks:
        own = {each.key for each in outline.sections}
        groups = frozenset(group for key in own for group in synonym_groups(key))
        accepted = SectionNames(dict.fromkeys(own, 0), groups)
        return _Masks(
            sum(self._bits[each.key] for each in outline.sections if each.weight == 1),
            sum(self._bits[each.key] for each in outline.sections if 0 < each.weight < 1),
            sum(self._bits[each.key] for each in outline.sections),
            sum(bit for key, bit in self._bits.items() if accepted.has(key)),
            self._levels({each.key: each.level for each in outline.sections}),
            sum(bit for label, bit in self._labels.items() if label in outline.labels),
        )

    def _levels(self, levels: dict[str, int]) -> tuple[int, ...]:
        found = [0] * 7
        for key, level in levels.items():
            found[level] |= self._bits[key]
        return tuple(found)

    def _labels_of(self, tree: BlockTree) -> int:
        if not self._labels:
            return 0
        text = tree.source.text.casefold()
        return sum(bit for label, bit in self._labels.items() if label in text)


def _fit(masks: _Masks, present: int, exact: int, levels: tuple[int, ...], labels: int) -> Fit:
    missing = (masks.required & ~present).bit_count()
    wanted = masks.required.bit_count()
    maybe = (masks.conditional & ~present).bit_count()
    foreign = (exact & ~masks.known).bit_count()
    shared = (exact & masks.named).bit_count()
    same = sum((own & its).bit_count() for own, its in zip(levels, masks.levels, strict=True))
    other = (labels ^ masks.labels).bit_count()
    absent = missing + maybe / 2
    loss = _omissions(absent, wanted + masks.conditional.bit_count() / 2 - absent)
    loss += foreign * _FOREIGN + other * _LABEL + (_LEVEL if 2 * same < shared else 0)
    return Fit(loss, missing, wanted, foreign)


def _omissions(absent: float, present: float) -> float:
    """The negative log likelihood of what is there and what is not, at this author's own rate."""
    rate = (absent + 1) / (absent + present + 2)
    return -absent * log(rate) - present * log1p(-rate)
