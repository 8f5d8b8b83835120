"""Real documents, where they are at hand: all parse, and no text falls between the blocks."""

import re
from pathlib import Path

import pytest

from designdoc.markdown import BlockTree, parse
from designdoc.source import decode
from helpers.corpora import keps, rfcs
from helpers.sampling import Sample

AGAIN = re.compile(rb"\[[^\]]+\]:")
pytestmark = pytest.mark.corpus


def test_every_kep_is_covered_by_its_blocks(shared: Path, sample: Sample) -> None:
    read = dict(keps(shared))
    assert len(read) >= 600
    gaps = {name: uncovered(read[name]) for name in sample(read)}
    assert {name: gap for name, gap in gaps.items() if gap} == {}


def test_every_rfc_is_covered_by_its_blocks(shared: Path, tmp_path: Path, sample: Sample) -> None:
    read = dict(rfcs(shared, tmp_path / "rfcs"))
    assert len(read) >= 600
    gaps = {name: uncovered(read[name]) for name in sample(read)}
    assert {name: gap for name, gap in gaps.items() if gap} == {}


def uncovered(data: bytes) -> list[bytes]:
    """The text that lies neither in a top-level block nor in a link definition.

    Of definitions with one label only the first counts, and the parser does not tell the others.
    """
    tree = parse(decode("x.md", data))
    rest, at = [], tree.source.bom
    for start, end in covered(tree):
        rest.append(data[at : max(at, start)])
        at = max(at, end)
    lines = [line.strip() for piece in (*rest, data[at:]) for line in piece.splitlines()]
    return [line for line in lines if line and not AGAIN.match(line)]


def covered(tree: BlockTree) -> list[tuple[int, int]]:
    return sorted([*(b.span for b in tree.blocks), *tree.definition_spans])
