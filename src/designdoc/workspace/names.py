"""Names of components and types in text, found for certain or not at all.

Words are compared as headings are: case, width and plural aside. In prose a name counts when it is
marked (code, bold, a link) or distinctive (several words, or CamelCase) and written as it is
defined; a word such as "output" that happens to be a component's name does not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from designdoc.source.regex import regex
from designdoc.template.names import clean, key, short_key, without_suffix
from designdoc.workspace.graph import Kind, Node

_TOKEN = regex(r"[\u3041-\u309f]+|[^\W_\u3041-\u309f]+")
_GAP = regex(r"[ \t\n_\-‐–·・&]{0,3}")
_HUMP = regex(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MARKS = "`*[「『"
_AFTER_MARK = regex(r"[:：]?[`*\]」』]")
_MEMBER = regex(r"[.(:<]")
_MOST_WORDS = 8
_GENERIC = frozenset(
    ("component", "module", "service", "layer", "class", "package", "library",
     "コンポーネント", "サービス", "モジュール", "層")
)  # fmt: skip
_STEM = regex(
    r"^(?:component|module|service|コンポーネント)\s*[#№]?\s*(?:\d+|[A-Z])?\s*[:：.]\s*", re.I
)
_HEAD = regex(r"\s*[:：(（\[—–]|\s-{1,2}\s|[、,;；]|[はがをに]")
_CLAUSE = regex(
    r"\s(?:for|to|via|as|that|which|when|so|in|on|from|by|with)\s.*$", re.DOTALL | re.IGNORECASE
)
_ARTICLE = regex(r"^(?:the|an?|our|its)\s+", re.IGNORECASE)
_BREAK = regex(r"<br\s*/?>|\\n|\n")
_LONGEST_NAME = 120  # characters; a longer text is no name


class _Name(Struct, frozen=True):
    node: Node
    words: tuple[str, ...]  # as they are written
    distinctive: bool


class Mention(Struct, frozen=True):
    """A name in a text, by characters."""

    node: Node
    start: int
    end: int


class Names:
    """The names of a document; a name of two things is the first one's."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._by_words: dict[tuple[str, ...], _Name] = {}
        self._first: set[str] = set()
        self._whole: dict[str, Node] = {}
        self._core: dict[str, Node | None] = {}
        for node in nodes:
            self._add(node)

    def __bool__(self) -> bool:
        return bool(self._whole)

    def called(self, text: str) -> Node | None:
        """What a text that is a name and nothing else names: ``the Tokenizer (for offsets)``."""
        if len(text) > _LONGEST_NAME:
            return None
        plain = _STEM.sub("", _ARTICLE.sub("", text.strip(" \t`*_\"'[].,;:")))
        for each in dict.fromkeys((plain, _CLAUSE.sub("", plain), head(plain))):
            for name in (key(each), short_key(each), _squeezed(each)):
                if name in self._whole:
                    return self._whole[name]
            found = self._core.get(_without_generic(key(each)))
            if found:
                return found
        return None

    def labelled(self, label: str) -> Node | None:
        """What the label of a diagram names: the whole of it, or its first line."""
        found = self.called(_BREAK.sub(" ", label))
        return found or self.called(_BREAK.split(label, maxsplit=1)[0])

    def mentions(self, text: str, expected: bool = False) -> Iterator[Mention]:
        """The names in a text, the longest first where several begin at one word.

        ``expected``: the text is there to name something, so that any name as written counts.
        """
        tokens = list(_TOKEN.finditer(text))
        words = [key(m[0]) for m in tokens]
        at = 0
        while at < len(tokens):
            taken = 0
            if words[at] in self._first:
                taken = self._length_at(text, tokens[at : at + _MOST_WORDS], words, at, expected)
            if taken:
                name = self._by_words[tuple(words[at : at + taken])]
                yield Mention(name.node, tokens[at].start(), tokens[at + taken - 1].end())
            at += taken or 1

    def _length_at(
        self, text: str, tokens: list[re.Match[str]], words: list[str], at: int, expected: bool
    ) -> int:
        """How many words from here on are a name that counts; 0 for none."""
        for length in range(len(tokens), 0, -1):
            name = self._by_words.get(tuple(words[at : at + length]))
            if name and _counts(name, text, tokens[:length], expected):
                return length
        return 0

    def _add(self, node: Node) -> None:
        plain = without_suffix(node.title)
        if not plain or len(plain) > _LONGEST_NAME:
            return
        for name in (key(plain), _squeezed(plain)):
            self._whole.setdefault(name, node)
        written = tuple(_TOKEN.findall(plain))
        if node.kind is Kind.TYPE:
            self._spell(node, written, _is_distinctive(written))
            return
        core = _without_generic(key(plain))
        known = self._core.get(core)
        self._core[core] = node if core not in self._core or known is node else None
        self._spell(node, written, _is_distinctive(written))
        humps = tuple(part for word in written for part in _HUMP.split(word))
        if humps != written:
            self._spell(node, humps, True)
        elif len(written) > 1 and all(word.isascii() for word in written):
            self._spell(node, ("".join(word[:1].upper() + word[1:] for word in written),), True)

    def _spell(self, node: Node, written: tuple[str, ...], distinctive: bool) -> None:
        words = tuple(key(word) for word in written)
        if words and all(words) and len(words) <= _MOST_WORDS:
            self._by_words.setdefault(words, _Name(node, written, distinctive))
            self._first.add(words[0])


def exact_names(nodes: Iterable[Node]) -> Mapping[str, Node]:
    """Types by their very name, as code needs it."""
    found: dict[str, Node] = {}
    for node in nodes:
        found.setdefault(node.title, node)
    return found


def words_of_code(text: str) -> Iterator[re.Match[str]]:
    """The identifiers in code."""
    return re.finditer(r"[^\W\d]\w*", text)


def head(text: str) -> str:
    """The name at the head of a text, before what is said of it."""
    first = _HEAD.split(text.strip(" `*_"), maxsplit=1)[0]
    return _CLAUSE.sub("", first).strip(" `*_")


def _counts(name: _Name, text: str, tokens: list[re.Match[str]], expected: bool) -> bool:
    """Whether these words are a name: marked, or distinctive and written as the name is."""
    joined = pairwise(tokens)
    if any(not _GAP.fullmatch(text, one.end(), other.start()) for one, other in joined):
        return False
    start, end = tokens[0].start(), tokens[-1].end()
    if name.node.kind is Kind.TYPE and text[start:end] != name.node.title:
        return False  # `tile_maps` is no TileMap
    if expected and name.node.kind is Kind.COMPONENT and text[start:end] == name.node.title:
        return True
    if start and text[start - 1] in _MARKS and _AFTER_MARK.match(text, end):
        return True
    pairs = zip(tokens, name.words, strict=False)
    if not all(token[0][0] == word[0] for token, word in pairs):
        return False
    if name.distinctive:
        return len(tokens) > 1 or tokens[0][0].startswith(name.words[0])
    in_code = start > 0 and text[start - 1] == "`" and bool(_MEMBER.match(text, end))
    return in_code and tokens[0][0] == name.words[0]


def _is_distinctive(written: tuple[str, ...]) -> bool:
    """Several words, CamelCase, letters with digits, or a long word of another script."""
    if len(written) != 1:
        return True
    word = written[0]
    if not word.isascii():
        return _is_ideographic(word)
    return bool(_HUMP.search(word)) or (not word.isalpha() and not word.isdigit())


def _is_ideographic(word: str) -> bool:
    return len(word) >= 4 and all("\u3040" <= char <= "\u9fff" or char == "ー" for char in word)


def _squeezed(text: str) -> str:
    """``token store``, ``TokenStore`` and ``token_store`` alike; apart from other keys."""
    return "\0" + "".join(_TOKEN.findall(clean(text))).casefold()


def _without_generic(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _GENERIC:
        words.pop()
    return " ".join(words)
