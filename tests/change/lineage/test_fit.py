"""How well a document fits each version: names, accepted other names, levels, labels."""

import pytest

from designdoc.change.lineage.fit import Fit, Scale
from designdoc.markdown import BlockTree
from helpers.lineages import edition, tree
from helpers.repository import form

pytestmark = pytest.mark.requirement("FR-5")


def fits(document: BlockTree, *templates: str) -> list[Fit]:
    return Scale([edition(text).outline for text in templates]).fits(document)


def test_what_is_missing_is_counted() -> None:
    (fit,) = fits(tree("Why", "Mine"), form("Why", "How", "Risks"))
    assert (fit.missing, fit.wanted, fit.foreign) == (2, 3, 0)


def test_a_section_of_another_version_is_foreign_the_authors_own_is_not() -> None:
    old, new = fits(tree("Why", "Teams", "Mine"), form("Why"), form("Why", "Teams"))
    assert (old.foreign, new.foreign) == (1, 0)
    assert new.loss < old.loss


def test_an_accepted_other_name_is_there_and_not_foreign() -> None:
    old, new = fits(tree("Non-Goals"), form("Out of Scope"), form("Non-Goals"))
    assert (old.missing, old.foreign) == (0, 0)
    assert (new.missing, new.foreign) == (0, 0)


def test_a_japanese_document_fits_its_own_template() -> None:
    english, japanese = fits(
        tree("概要", "非目標"), form("Rollout", "Teams"), form("概要", "非目標")
    )
    assert (english.missing, japanese.missing) == (2, 0)


def test_levels_decide_between_versions_that_moved_all_headings() -> None:
    names = ("Why", "How", "Risks")
    document = tree(text=form(*names, level=1))
    deep, flat = fits(document, form(*names, level=2), form(*names, level=1))
    assert deep.missing == flat.missing == 0
    assert flat.loss < deep.loss


def test_labels_decide_between_versions_with_the_same_sections() -> None:
    old = form("Why") + "\n- Author: [who]\n- Reviewer: [who]\n"
    new = form("Why") + "\n- Author: [who]\n- Approver: [who]\n"
    document = tree(text=form("Why") + "\n- Author: Ann\n- Approver: Ben\n")
    old_fit, new_fit = fits(document, old, new)
    assert old_fit.missing == new_fit.missing == 0
    assert new_fit.loss < old_fit.loss


def test_a_version_without_sections() -> None:
    bare, full = fits(tree("Why"), "Author: [who]\n", form("Why"))
    assert (bare.wanted, bare.missing) == (0, 0)
    assert full.loss < bare.loss


def test_the_version_with_just_these_sections_fits_best_of_fifty() -> None:
    names = [f"Part {first}{second}" for first in "abcde" for second in "fghijklmno"]
    grown = [form(*names[: count + 1]) for count in range(50)]
    found = fits(tree(*names[:25]), *grown)
    assert min(range(50), key=lambda at: found[at].loss) == 24
