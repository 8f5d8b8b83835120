"""The fitness of the Rust RFC template over all RFCs, against what its history is known to be."""

import subprocess
from pathlib import Path

import pytest

from designdoc.api import wiring
from designdoc.application.fitness import measure
from designdoc.application.options import CheckOptions
from designdoc.change.fitness.count import Fitness, Row

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.requirement("FR-5")]


@pytest.fixture(scope="module")
def fitness(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Fitness:
    folder = tmp_path_factory.mktemp("rfcs") / "rfcs"
    bundle = shared / "corpora" / "rust-rfcs.bundle"
    subprocess.run(
        ["git", "clone", "-q", "-b", "main", str(bundle), str(folder)], check=True, timeout=300
    )
    checker = wiring.checker(CheckOptions())
    measured = measure(f"{folder}/0000-template.md", [f"{folder}/text"], checker)
    assert not measured.troubles
    return measured.fitness


def row(fitness: Fitness, name: str) -> Row:
    (found,) = (row for row in fitness.sections if row.path == (name,))
    return found


def test_nearly_all_are_documents_of_the_template(fitness: Fitness) -> None:
    files = fitness.documents + fitness.other_template + fitness.no_template
    assert fitness.documents >= 0.98 * files > 600


@pytest.mark.parametrize(
    ("name", "since"),
    [
        ("Summary", "2014-03-10"),
        ("Drawbacks", "2014-04-22"),
        ("Guide-level explanation", "2017-07-31"),
        ("Prior art", "2018-02-27"),
        ("Future possibilities", "2018-11-01"),
    ],
)
def test_sections_came_when_their_commits_say(fitness: Fitness, name: str, since: str) -> None:
    """The template moved all its levels in 2025, which makes no section a new one."""
    assert row(fitness, name).life.since == since
    assert row(fitness, name).life.until is None


@pytest.mark.parametrize("name", ["Detailed design", "How We Teach This"])
def test_sections_that_went_in_2017(fitness: Fitness, name: str) -> None:
    until = row(fitness, name).life.until
    assert until is not None
    assert "2016-12-06" <= until < "2017-07-31"


def test_a_renamed_section_is_one_with_its_former_name(fitness: Fitness) -> None:
    life = row(fitness, "Rationale and alternatives").life
    assert (life.since, life.until) == ("2014-03-10", None)
    assert row(fitness, "Rationale and alternatives").asked == fitness.documents


def test_asked_for_by_the_documents_of_those_versions(fitness: Fitness) -> None:
    assert row(fitness, "Summary").asked == fitness.documents
    assert row(fitness, "Prior art").asked < 0.5 * fitness.documents
    for each in fitness.sections:
        assert sum(each.counts()) == each.asked


def test_older_documents_are_not_blamed_for_newer_sections(fitness: Fitness) -> None:
    """Four in five RFCs fill what their own version asks for, whichever section it is."""
    for each in fitness.sections:
        assert each.written >= 0.8 * each.asked, each.path


def test_names_that_people_use(fitness: Fitness) -> None:
    names = {each.name: each.count for each in row(fitness, "Rationale and alternatives").names}
    assert names["Alternatives"] >= 10
