"""The documents of the shared corpora, read from their archives."""

import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path


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
