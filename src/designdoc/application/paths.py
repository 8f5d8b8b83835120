"""Path arithmetic on strings with forward slashes, and what a name says of a file."""

import posixpath
import re
from collections.abc import Iterator

from designdoc.source.regex import regex

_WORDS = regex(r"[^\W_]+")
# What may stand behind "template" in the name of one: a version, a language, a variant.
_QUALIFIER = regex(
    r"v?\d+|[a-z]{2}|min|minimal|bare|full|short|long|simple|basic|default|example|draft|new",
    re.IGNORECASE,
)
_FORGE = regex(
    r"pull[-_ ]?request|merge[-_ ]?request|\b[pm]r[-_ ]template|issue|bug[-_ ]?report",
    re.IGNORECASE,
)
MARKDOWN = (".md", ".markdown")


def is_markdown(name: str) -> bool:
    """Whether a file name is one of a Markdown file."""
    return name.lower().endswith(MARKDOWN)


def stem(path: str) -> str:
    """The name of a file without its last extension."""
    return posixpath.splitext(posixpath.basename(path))[0]


def says_template(name: str) -> bool:
    """Whether a file's or folder's name says that it is a template.

    ``template.md``, ``0000-template.md``, ``adr-template-v2.md``, ``template-adr.md`` do;
    ``template-engine-rewrite.md``, ``5978-claim-template`` (a document with a number of its own)
    and a forge's ``PULL_REQUEST_TEMPLATE.md`` do not.
    """
    base = posixpath.splitext(name)[0] if is_markdown(name) else name
    words = [word.casefold() for word in _WORDS.findall(base)]
    at = [i for i, word in enumerate(words) if word in {"template", "templates", "テンプレート"}]
    if not at or is_of_a_forge(base):
        return base.endswith("テンプレート")
    if words[0].isdecimal() and int(words[0]) > 0 and len(words) > 2:
        return False
    after = words[at[-1] + 1 :]
    return all(_QUALIFIER.fullmatch(word) for word in after) or (at == [0] and len(words) == 2)


def is_of_a_forge(name: str) -> bool:
    """Whether a template is for issues or pull requests, which are no files of a repository."""
    return bool(_FORGE.search(name))


def join(folder: str, name: str) -> str:
    """``name`` inside ``folder``, as people write it: the current folder is not named."""
    return name if folder in {"", "."} else f"{folder.rstrip('/')}/{name}"


def above(folder: str) -> Iterator[str]:
    """The folder and every one above it, up to the root."""
    while True:
        yield folder
        parent = posixpath.dirname(folder)
        if parent == folder:
            return
        folder = parent


def within(path: str, folder: str) -> bool:
    """Whether an absolute path is the folder or lies inside it."""
    return path == folder or path.startswith(folder.rstrip("/") + "/")


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A sort key that puts ``v10`` after ``v9``."""
    parts = re.findall(r"\d+|\D+", name)
    return tuple((1, int(p), "") if p.isdecimal() else (0, 0, p.casefold()) for p in parts)
