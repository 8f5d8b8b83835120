"""Time grows with the number of requirements, not with its square."""

from collections.abc import Callable
from random import Random

import pytest

from designdoc.change.diff import diff
from designdoc.model.facts import DesignModel
from helpers.growth import assert_linear

WORDS = [f"{a}{b}" for a in ("sign", "send", "keep", "lock", "read") for b in range(400)]


def text(count: int, changed: bool) -> str:
    chance = Random(1)  # noqa: S311 - repeatable, not secret
    lines = ["# Big Design Document", "", "## Functional Requirements", ""]
    for number in range(count):
        said = [chance.choice(WORDS) for _ in range(12)]
        if changed and number % 3 == 0:
            said[4] = "altered"
        if not (changed and number % 50 == 0):
            lines.append(f"- FR-{number + 7 * changed}: The {' '.join(said)}.")
    return "\n".join(lines) + "\n"


@pytest.mark.no_cover
def test_reworded_and_renumbered_requirements(modelled: Callable[..., DesignModel]) -> None:
    def prepare(count: int) -> tuple[DesignModel, DesignModel]:
        return modelled(text(count, False)), modelled(text(count, True))

    old, new = prepare(1_000)
    kinds = [(str(change.kind), change.field) for change in diff(old, new)]
    assert kinds.count(("removed", None)) == 20
    assert kinds.count(("added", None)) == 0
    assert kinds.count(("changed", "text")) == 334 - 7
    assert kinds.count(("renamed", "id")) == 980
    assert_linear(prepare, lambda pair: diff(*pair))
