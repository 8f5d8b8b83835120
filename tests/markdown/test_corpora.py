"""Real documents, where they are at hand: all parse, and no text falls between the blocks."""

import re
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from designdoc.markdown import BlockTree, parse
from designdoc.source import decode
from helpers.sampling import Sample

AGAIN = re.compile(rb"\[[^\]]+\]:")
pytestmark = pytest.mark.corpus


def keps(shared: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(shared / "corpora" / "kep.tar.xz") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith("/README.md"):
                file = archive.extractfile(member)
                assert file is not None
                yield member.name, file.read()


def rfcs(shared: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    bundle = shared / "corpora" / "rust-rfcs.bundle"
    heads = subprocess.run(["git", "bundle", "list-heads", bundle], capture_output=True, check=True)
    commit = heads.stdout.split()[0].decode()
    subprocess.run(["git", "init", "-q", folder], check=True)
    subprocess.run(["git", "-C", folder, "fetch", "-q", bundle.resolve(), commit], check=True)
    subprocess.run(["git", "-C", folder, "checkout", "-q", "FETCH_HEAD"], check=True)
    for path in sorted((folder / "text").rglob("*.md")):
        yield path.name, path.read_bytes()


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
