"""Log events, metrics and alerts that a document names; its sentences stay in ``other``."""

import re
from collections.abc import Iterator

from designdoc.markdown import BlockTree, InlineKind
from designdoc.markdown.blocks import Heading, Leaf, Paragraph, Row
from designdoc.model.facts import Signal
from designdoc.model.pieces import pieces, words
from designdoc.model.region import Region
from designdoc.source.regex import regex

_KINDS = (
    ("alert", regex(r"alert|alarm|page[rd]?\b|アラート|警告通知|алерт", re.I)),
    ("trace", regex(r"\btrac(?:e|ing)\b|\bspan\b|トレース|трейс", re.I)),
    ("metric", regex(r"metric|counter|gauge|histogram|\bSLI\b|メトリ|指標|метрик", re.I)),
    ("log", regex(r"\blog|ログ|лог", re.I)),
    ("metric", regex(r"monitor|監視|モニタ|мониторинг", re.I)),
)
_NAME = regex(r"\[?[A-Za-z_][\w.:/{}-]{2,100}\]?(?:\{[^{}]{0,80}\})?")
_METRIC = regex(r".*_(?:total|seconds|count|bytes|ratio|ms|sum|bucket)$")


def read_signals(region: Region) -> Iterator[Signal]:
    """The names in code that stand beside words such as log, metric or alert."""
    seen: set[tuple[str, str]] = set()
    kind = kind_of(region.part.title) or "log"
    blocks = [(kind, block) for block in region.blocks]
    for part in region.parts:
        for inner in part.walk():
            own = kind_of(inner.title) or kind
            blocks += [(own, block) for block in inner.blocks]
    for near, block in blocks:
        for piece in pieces(block):
            leaves: tuple[Leaf, ...] = ()
            if isinstance(piece, Row):
                leaves = piece.cells
            elif isinstance(piece, Paragraph | Heading):
                leaves = (piece,)
            for signal in _in_leaves(region.tree, leaves, near):
                if (signal.kind, signal.name) not in seen:
                    seen.add((signal.kind, signal.name))
                    yield signal


def kind_of(text: str) -> str:
    """The kind of signal that the words speak of; empty for none."""
    return next((kind for kind, pattern in _KINDS if pattern.search(text[:2000])), "")


def _in_leaves(tree: BlockTree, leaves: tuple[Leaf, ...], near: str) -> Iterator[Signal]:
    for leaf in leaves:
        codes = [i for i in tree.inlines(leaf) if i.kind is InlineKind.CODE]
        for code in codes:
            name = code.text.strip()
            if _NAME.fullmatch(name):
                stated = kind_of(words(tree, leaf).replace(name, ""))
                kind = "metric" if _METRIC.match(name) else stated or near
                yield Signal(kind, name, code.span)
