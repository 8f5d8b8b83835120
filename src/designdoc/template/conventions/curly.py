"""`{title of option 1}`, `{{ROLE}}`, `{... {force} | ...}`: words in curly brackets.

`{#anchor}`, `{.class}`, `{% ... %}` and `${VARIABLE}` belong to other tools.
"""

from collections.abc import Iterator

from designdoc.template.convention import Found, HoleConvention
from designdoc.template.conventions.brackets import outermost
from designdoc.template.reading import Text


def find(text: Text) -> Iterator[Found]:
    """Curly holes of a text, the outermost ones."""
    shown = text.shown
    if "{" not in shown:
        return
    for found in outermost(shown, "{", "}"):
        words = found.words.strip("{} \n")
        if not words or words[0] in "#.%:" or shown[max(found.start - 1, 0)] == "$":
            continue
        raw = text.raw[found.start + 1 : found.end - 1]
        nested = raw.startswith("{") and raw.endswith("}")
        yield Found(found.start, found.end, (raw[1:-1] if nested else raw).strip())


CONVENTION = HoleConvention("curly", find)
