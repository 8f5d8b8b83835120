"""Code with its words told apart, as classes; the colours are a style sheet's."""

from collections.abc import Iterator
from functools import cache, lru_cache
from html import escape
from itertools import groupby
from typing import Any

_LARGEST = 20_000  # characters: more is read by nobody, and takes a second
_COLOURED = {
    "c": "c c1 ch cm cp cpf cs",
    "k": "k kc kd kn kp kr kt ow nt",
    "s": "s s1 s2 sa sb sc dl sd se sh si sx sr ss",
    "m": "m mb mf mh mi il mo l ld",
    "n": "nf fm nc nd nb bp na",
    "d": "gd",
    "i": "gi",
    "h": "gh gs gu",
}
"""Classes of the page by those of Pygments that look like them: comment, keyword, string, number,
name, deleted, inserted, heading. Everything else is plain."""
_CLASS = {name: own for own, names in _COLOURED.items() for name in names.split()}


@lru_cache(maxsize=512)
def highlighted(language: str, text: str) -> str:
    """The HTML of a piece of code; without colours where its language is not known."""
    lexer = _lexer(language) if language and len(text) <= _LARGEST else None
    if lexer is None:
        return escape(text, quote=False)
    pieces = ((_class(kind), said) for kind, said in lexer.get_tokens(text))
    return "".join(_written(pieces)).rstrip("\n")


def _written(pieces: Iterator[tuple[str, str]]) -> Iterator[str]:
    for own, group in groupby(pieces, key=lambda piece: piece[0]):
        said = escape("".join(text for _, text in group), quote=False)
        yield f'<span class="{own}">{said}</span>' if own else said


@cache
def _class(kind: Any) -> str:
    """The class of a kind of token, or of the next one above it that has one."""
    from pygments.token import STANDARD_TYPES

    while kind is not None:
        name = STANDARD_TYPES.get(kind)
        if name is not None:
            return _CLASS.get(name, "")
        kind = kind.parent
    return ""


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
