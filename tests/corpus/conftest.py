"""The corpora, unpacked once per session; tests that need them skip where they are absent."""

import tarfile
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def keps(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder ``keps`` of the Kubernetes enhancements with every document and ``kep.yaml``."""
    folder = tmp_path_factory.mktemp("corpus")
    with tarfile.open(shared / "corpora" / "kep.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    return folder / "keps"
