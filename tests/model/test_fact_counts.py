"""As many facts are found as an opinion that shares no code with the package counts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from designdoc.model.facts import DesignModel
from helpers.line_scan import counts
from helpers.own_documents import OwnDocument, own_documents

pytestmark = [pytest.mark.requirement("FR-3"), pytest.mark.requirement("FR-16")]

OWN = list(own_documents())
# A heading without words of its own above three files is no component of its own.
KNOWN_DIFFERENCES = {"design-007-sprite-management.md"}


def test_there_are_fifty_own_documents_in_two_languages() -> None:
    assert len(OWN) == 50
    assert len({own.text for own in OWN}) == 50


@pytest.mark.parametrize("own", OWN, ids=lambda own: own.name)
def test_every_layout_gives_what_it_states(
    own: OwnDocument, model: Callable[..., DesignModel]
) -> None:
    assert _found(model(own.text), own.counts) == own.counts


def test_public_documents_give_what_a_line_scan_counts(
    model: Callable[..., DesignModel],
) -> None:
    paths = _public()
    different = {}
    for path in paths:
        text = path.read_text("utf-8")
        wanted = counts(text)
        found = _found(model(text), wanted)
        if found != wanted:
            different[path.name] = (wanted, found)
    assert len(different) <= len(paths) * 0.02
    assert set(different) <= KNOWN_DIFFERENCES


def _found(model: DesignModel, kinds: dict[str, int]) -> dict[str, int]:
    return {kind: len(getattr(model, kind)) for kind in kinds}


def _public() -> list[Path]:
    folder = os.environ.get("DESIGNDOC_PUBLIC_DOCS", "")
    if not folder:
        pytest.skip("needs DESIGNDOC_PUBLIC_DOCS: a folder with public design documents")
    found = sorted(Path(folder).glob("**/docs/design/*.md"))
    assert len(found) >= 50
    return found
