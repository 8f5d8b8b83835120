"""Bytes, text, spans and lines of one file. The lowest layer: it knows nothing of Markdown."""

from designdoc.source.decode import Source, decode
from designdoc.source.memory import Memory, recall
from designdoc.source.place import Place, Position
from designdoc.source.span import Span

__all__ = ["Memory", "Place", "Position", "Source", "Span", "decode", "recall"]
