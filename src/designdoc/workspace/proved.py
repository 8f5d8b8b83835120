"""Which requirements a criterion proves."""

from designdoc.model.facts import Criterion
from designdoc.model.identifiers import citations
from designdoc.source.regex import regex
from designdoc.workspace.identifiers import same

_HYPHEN = regex(r"(?<=\d)-(?=\d)")


def proved(criterion: Criterion) -> frozenset[str]:
    """The requirements that a criterion cites or whose heading it stands below, as ``same``."""
    heading = _HYPHEN.sub("–", criterion.group)  # `FR8-9: …` is of both
    return frozenset(
        [same(name) for name in criterion.cites] + [same(each.id) for each in citations(heading)]
    )
