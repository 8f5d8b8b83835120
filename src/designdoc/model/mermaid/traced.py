"""A text that is cleaned step by step and still knows where each of its characters came from."""

import re
from array import array
from collections.abc import Iterable

from msgspec import Struct

Cut = tuple[int, int, str]


class Traced(Struct, frozen=True):
    """``origins`` holds for each character its offset in the original, and one for the end."""

    text: str
    origins: "array[int]"

    def edit(self, cuts: Iterable[Cut]) -> "Traced":
        """Replace ranges (ordered, apart) by other text, which points to its range's start."""
        pieces: list[str] = []
        origins = array("L")
        last = 0
        for start, end, new in cuts:
            pieces += (self.text[last:start], new)
            origins.extend(self.origins[last:start])
            if new:
                origins.extend([self.origins[start]] * len(new))
            last = end
        if not last and not pieces:
            return self
        pieces.append(self.text[last:])
        origins.extend(self.origins[last:])
        return Traced("".join(pieces), origins)

    def remove(self, pattern: re.Pattern[str]) -> "Traced":
        """Take out every match."""
        return self.edit((*match.span(), "") for match in pattern.finditer(self.text))

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The characters ``start`` to ``end`` in the original, at least one where there is one."""
        first = self.origins[min(start, len(self.text))]
        if end <= start:
            return first, first
        last = self.origins[min(end, len(self.text)) - 1] + 1
        return first, max(first, min(last, self.origins[-1]))


def traced(text: str) -> Traced:
    """The text as it is."""
    return Traced(text, array("L", range(len(text) + 1)))
