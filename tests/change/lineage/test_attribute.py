"""Which version a document follows: what it says, when it was created, what fits."""

from collections.abc import Sequence

import pytest

from designdoc.change.lineage.attribute import Attribution, Attributor, How, Origin
from designdoc.change.lineage.version import lineage
from helpers.lineages import edition, tree, versions

pytestmark = pytest.mark.requirement("FR-5")

COMMIT = "abcdef0123456789" + "0" * 24
OLD = ["Why", "How", "Risks"]
MIDDLE = ["Motivation", "Approach", "Risks", "Costs"]
NEW = ["Motivation", "Approach", "Dangers", "Costs", "Rollout", "Teams"]
THREE = versions(("2024-01-01", OLD), ("2025-01-01", MIDDLE), ("2026-01-01", NEW))


def attributed(sections: Sequence[str], pin: str = "", origin: Origin | None = None) -> Attribution:
    return Attributor(THREE).attribute(tree(*sections), pin, origin)


def key_of(at: int) -> str:
    return THREE.versions[at].last.key


def test_what_the_document_says_counts_before_all_else() -> None:
    found = attributed(NEW, "2024-01-01", Origin(COMMIT, "2026-02-01", key_of(2)))
    assert (found.version, found.how) == (THREE.versions[0], How.PINNED)
    assert found.evidence == "pinned to '2024-01-01' in the document"


def test_a_pin_that_names_nothing_is_as_none() -> None:
    found = attributed(OLD, "2024-13-01")
    assert (found.version, found.how) == (THREE.versions[0], How.FIT)


def test_the_only_version_there_is() -> None:
    one = versions(("2024-01-01", OLD))
    found = Attributor(one).attribute(tree(*NEW))
    assert (found.how, found.evidence) == (How.ONLY, "the only version")


def test_the_version_at_creation() -> None:
    found = attributed(MIDDLE, origin=Origin(COMMIT, "2025-06-01", key_of(1)))
    assert (found.version, found.how) == (THREE.versions[1], How.CREATED)
    assert found.evidence == "created 2025-06-01 in commit abcdef012345"


def test_a_document_that_half_fits_stays_at_its_creation() -> None:
    found = attributed(["Motivation", "Costs"], origin=Origin(COMMIT, "2025-06-01", key_of(1)))
    assert (found.version, found.how) == (THREE.versions[1], How.CREATED)


def test_fit_against_creation_says_both() -> None:
    found = attributed(NEW, origin=Origin(COMMIT, "2024-06-01", key_of(0)))
    assert (found.version, found.how) == (THREE.versions[2], How.FIT)
    assert found.evidence == (
        "best fit: 6 of 6 required sections; created 2024-06-01 in commit abcdef012345 under "
        "version 2024-01-01, of which 2 of 3 required sections are missing"
    )


def test_a_document_that_is_older_than_its_template() -> None:
    found = attributed(OLD, origin=Origin(COMMIT, "2023-01-01", ""))
    assert (found.version, found.how) == (THREE.versions[0], How.FIT)
    assert found.evidence == (
        "best fit: 3 of 3 required sections; created 2023-01-01 before the template"
    )


@pytest.mark.parametrize("at", range(3))
def test_without_history_what_fits_best(at: int) -> None:
    found = attributed((OLD, MIDDLE, NEW)[at])
    assert (found.version, found.how) == (THREE.versions[at], How.FIT)
    assert found.evidence.startswith("best fit: ")


def test_of_versions_that_fit_alike_the_newest() -> None:
    assert attributed(["Something", "Else"]).version is THREE.newest
    assert attributed([]).version is THREE.newest


def test_a_version_that_was_replaced_on_its_day_is_nobodys() -> None:
    hasty = versions(("2024-01-01", OLD), ("2025-01-01", ["Typo"]), ("2025-01-01", NEW))
    found = Attributor(hasty).attribute(tree("Typo"))
    assert found.version is not hasty.versions[1]


def test_the_last_committed_version_counts_beside_an_uncommitted_one() -> None:
    dirty = versions(("2024-01-01", OLD), ("2025-01-01", MIDDLE), ("", NEW))
    assert Attributor(dirty).attribute(tree(*MIDDLE)).version is dirty.versions[1]
    assert Attributor(dirty).attribute(tree(*NEW)).version is dirty.newest


def test_the_text_of_a_version_is_the_last_before_the_document() -> None:
    found = lineage(
        [
            edition(OLD, "2024-01-01", "a"),
            edition(OLD, "2024-05-01", "b"),
            edition(NEW, "2025-01-01", "c"),
        ]
    )
    attributor = Attributor(found)
    between = attributor.attribute(tree(*OLD), origin=Origin(COMMIT, "2024-03-01", ""))
    assert between.edition.key == "a"
    assert attributor.attribute(tree(*OLD)).edition.key == "b"
