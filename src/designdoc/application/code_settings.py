"""Words that stand in any file but documents: code of every language, settings, scripts, pipelines.

A flag of a shell script or a variable of a container is in no string of the code, and is there.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Sequence

from designdoc.application.ports import Files
from designdoc.code.signals import stands
from designdoc.source.regex import regex

_LARGEST = 200_000  # bytes of a file that is looked at
_MOST_FILES = 20_000
_OTHER = regex(
    r"(?i)\.(?:md|mdx|markdown|rst|txt|adoc|lock|csv|tsv|svg|png|jpe?g|gif|webp|ico|pdf|zip|gz|woff2?"
    r"|ttf|mp[34]|wasm|snap|map|ipynb|pen|drawio)$"
)

Standing = Callable[[Iterable[str]], frozenset[str]]


def standing(top: str, names: Sequence[str], files: Files) -> Standing:
    """Which of some words stand in such files below ``top``; they are read when first asked for."""
    texts: list[str] = []

    def look(words: Iterable[str]) -> frozenset[str]:
        wanted = frozenset(words)
        if wanted and not texts:
            texts.append("\n".join(_texts(top, names, files)))
        return frozenset(word for word in wanted if stands(word, texts[0]))

    return look


def _texts(top: str, names: Sequence[str], files: Files) -> Iterator[str]:
    for name in [name for name in names if not _OTHER.search(name)][:_MOST_FILES]:
        path = posixpath.join(top, name)
        try:
            if files.size(path) <= _LARGEST:
                data = files.read(path)
                if b"\0" not in data:
                    yield data.decode("utf-8", "replace")
        except OSError:
            continue
