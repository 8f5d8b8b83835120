"""`1.0` under a column or key named Version: a version."""

from designdoc.source.regex import regex
from designdoc.template.convention import TypeConvention, Typed, Wording
from designdoc.template.schema import TypeKind, ValueType

_LABELS = frozenset({"version", "ver", "ver.", "document version", "revision", "バージョン", "版"})
_SAMPLE = regex(r"[vV]?\d{1,4}(?:\.\d{1,4}){0,3}|")


def read(wording: Wording) -> Typed | None:
    """A version, when the label says so and the sample does not speak against it."""
    label = wording.label.strip().casefold()
    if label in _LABELS and _SAMPLE.fullmatch(wording.text.strip("\"'`*_[]<>{} ")):
        return Typed(ValueType(TypeKind.VERSION), f"named '{wording.label.strip()}'")
    return None


CONVENTION = TypeConvention("version", read)
