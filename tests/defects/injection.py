"""One defect in a sound document, and what a checker has to say of it."""

from dataclasses import dataclass, field, replace

from defects.pair import Pair
from defects.reading import with_contents


@dataclass(frozen=True, slots=True)
class Injection:
    """A document with one defect. ``codes``: any of them is right; ``lines``: any of these.

    ``data`` are values that the finding has to carry; a section is compared by its whole path.
    ``in_side``: the finding belongs to the side file. ``ripples`` are codes that the defect may
    bring about elsewhere, because a person would call them defects too.
    """

    kind: str
    pair: Pair = field(repr=False)
    where: str
    text: str = field(repr=False)
    codes: tuple[str, ...]
    lines: frozenset[int]
    data: tuple[tuple[str, object], ...] = ()
    side: str = field(default="", repr=False)
    in_side: bool = False
    ripples: frozenset[str] = frozenset()
    data_bytes: bytes = field(default=b"", repr=False)

    def as_bytes(self, variant: str) -> bytes:
        """The document as it is written: with CRLF, with a byte order mark, or plainly."""
        if self.data_bytes:
            return self.data_bytes
        text = self.text if self.text.endswith("\n") else self.text + "\n"
        if variant == "crlf":
            return text.replace("\n", "\r\n").encode()
        return (b"\xef\xbb\xbf" if variant == "bom" else b"") + text.encode()


def edited(  # noqa: PLR0917 - what a defect is, in the order of its fields
    kind: str,
    pair: Pair,
    where: str,
    lines: list[str],
    code: str | tuple[str, ...],
    at: range | set[int] | int,
    **data: object,
) -> Injection:
    """An injection from edited lines; ``at`` are indices of lines, before the contents move."""
    fresh = with_contents(lines)
    moved = len(fresh) - len(lines)
    below = lines.index("<!-- /toc -->") if moved else 0
    wanted = {at} if isinstance(at, int) else set(at)
    numbers = frozenset(n + 1 + (moved if n >= below else 0) for n in wanted)
    codes = (code,) if isinstance(code, str) else code
    return Injection(
        kind, pair, where, "\n".join(fresh), codes, numbers, tuple(data.items()), pair.side
    )


def rippling(injection: Injection, *codes: str) -> Injection:
    """The injection with codes that may follow from it elsewhere."""
    return replace(injection, ripples=frozenset(codes))
