"""Code with its words told apart, as classes; the colours are a style sheet's."""

from functools import cache, lru_cache
from html import escape
from typing import Any

_LARGEST = 20_000  # characters: more is read by nobody, and takes a second


@lru_cache(maxsize=512)
def highlighted(language: str, text: str) -> str:
    """The HTML of a piece of code; without colours where its language is not known."""
    lexer = _lexer(language) if language and len(text) <= _LARGEST else None
    if lexer is None:
        return escape(text, quote=False)
    from pygments import highlight

    return str(highlight(text, lexer, _formatter())).rstrip("\n")


@cache
def _formatter() -> Any:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
