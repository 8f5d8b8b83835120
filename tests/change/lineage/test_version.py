"""Texts of a template become versions, and versions are found by what people write."""

import pytest

from designdoc.change.lineage.version import UNCOMMITTED, lineage
from helpers.lineages import edition, versions

pytestmark = pytest.mark.requirement("FR-5")

FIRST, SECOND = "1" * 40, "1234567" + "2" * 33


def test_texts_that_ask_for_the_same_are_one_version() -> None:
    found = lineage(
        [
            edition(["Why"], "2025-01-01", "a"),
            edition(["Why"], "2025-02-01", "b"),
            edition(["Why", "How"], "2025-03-01", "c"),
        ]
    )
    assert [version.name for version in found.versions] == ["2025-01-01", "2025-03-01"]
    assert [each.key for each in found.versions[0].editions] == ["a", "b"]
    assert (found.versions[0].first.key, found.versions[0].last.key) == ("a", "b")
    assert found.newest is found.versions[1]


def test_what_was_taken_back_is_a_version_again() -> None:
    found = versions(("2025-01-01", ["Why"]), ("2025-02-01", ["How"]), ("2025-03-01", ["Why"]))
    assert len(found.versions) == 3


def test_versions_of_one_day_are_told_apart() -> None:
    found = versions(
        ("2025-01-01", ["A"]), ("2025-01-01", ["B"]), ("2025-01-01", ["C"]), ("", ["D"])
    )
    names = [version.name for version in found.versions]
    assert names == ["2025-01-01", "2025-01-01.2", "2025-01-01.3", UNCOMMITTED]


def test_a_version_is_found_by_name_commit_or_latest() -> None:
    found = lineage(
        [
            edition(["Why"], "2025-01-01", "a", FIRST),
            edition(["Why"], "2025-02-01", "b", SECOND),
            edition(["How"], "2025-03-01", "c", "3" * 40),
        ]
    )
    old, new = found.versions
    assert found.find("2025-01-01") == (old, old.last)
    assert found.find(SECOND) == (old, old.last)
    assert found.find("1111111") == (old, old.first)
    assert found.find("1234567"[:7].upper()) == (old, old.last)
    assert found.find("latest") == (new, new.last)
    assert found.find("111111") is None  # six letters are no commit
    assert found.find("2025-02-01") is None
    assert found.find("") is None


def test_an_edition_of_a_folder_of_versions_is_found_by_its_own_name() -> None:
    found = lineage(
        [
            edition(["Why"], key="a", name="v1"),
            edition(["Why"], key="b", name="v1.1"),
            edition(["How"], key="c", name="v2"),
        ]
    )
    old, _ = found.versions
    assert [version.name for version in found.versions] == ["v1", "v2"]
    assert found.find("v1.1") == (old, old.editions[1])


def test_the_edition_at_a_commit() -> None:
    found = lineage(
        [
            edition(["Why"], "2025-01-01", "a"),
            edition(["How"], "2025-02-01", "b"),
            edition(["Why"], "2025-03-01", "a"),
        ]
    )
    first, second, third = found.versions
    assert found.at("b", "2020-01-01") == (second, second.last)
    assert found.at("a", "2025-01-15") == (third, third.last)  # of the same bytes the newest
    only_on_a_branch = "x"
    assert found.at(only_on_a_branch, "2025-02-15") == (second, second.last)
    assert found.at(only_on_a_branch, "2025-01-01") == (first, first.last)
    assert found.at(only_on_a_branch, "2024-12-31") is None
