"""Lineage on real histories: the Rust RFCs, and the family of our own seed template."""

import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from designdoc.adapters.git import Git
from designdoc.api.wiring import checker
from designdoc.application.lineages import Known
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.change.lineage.fit import Scale
from designdoc.change.lineage.version import Version
from designdoc.markdown import BlockTree, parse
from designdoc.source import decode

pytestmark = [pytest.mark.corpus, pytest.mark.slow, pytest.mark.requirement("FR-5")]

TEMPLATE = "0000-template.md"


@pytest.fixture(scope="module")
def rfcs(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone of the Rust RFCs with their whole history."""
    return clone(shared / "corpora/rust-rfcs.bundle", tmp_path_factory.mktemp("rfcs"))


@pytest.fixture
def known(rfcs: Path, monkeypatch: pytest.MonkeyPatch) -> Known:
    monkeypatch.chdir(rfcs)
    own = checker(CheckOptions(cache=False))
    found = own.lineages.of(own.library.read(TEMPLATE))
    assert found is not None
    return found


@pytest.fixture
def trees(rfcs: Path) -> Mapping[str, BlockTree]:
    paths = sorted((rfcs / "text").glob("*.md"))
    return {path.name: parse(decode(path.name, path.read_bytes())) for path in paths}


def test_documents_with_every_section_of_a_version_miss_none(
    known: Known, trees: Mapping[str, BlockTree]
) -> None:
    """At least 98% of them; and of all errors against today's template a quarter is left."""
    scale = Scale([version.outline for version in known.lineage.versions])
    whole = {
        name
        for name, tree in trees.items()
        if any(fit.wanted and not fit.missing for fit in scale.fits(tree))
    }
    own, latest = missing(trees, ""), missing(trees, "latest")
    assert len(trees) >= 639
    assert len(whole) >= 510
    assert sum(1 for name in whole if not own[name]) >= 0.98 * len(whole)
    assert own.total() <= latest.total() / 4


def test_the_best_fit_alone_is_the_version_at_creation(
    known: Known, trees: Mapping[str, BlockTree], rfcs: Path
) -> None:
    """Or has the same required sections, for at least 90% of those whose creation is known."""
    right = total = 0
    for name, tree in trees.items():
        origin = known.origin(str(rfcs.resolve() / "text" / name))
        created = known.lineage.at(origin.key, origin.date) if origin and origin.key else None
        if created:
            total += 1
            fitting = known.attributor.attribute(tree).version
            right += required(fitting) == required(created[0])
    assert total >= 620
    assert right >= 0.9 * total


@pytest.mark.parametrize(
    ("language", "first"),
    [("en", "docs/design/template-en.md"), ("ja", "docs/design/template.md")],
)
def test_the_family_of_our_own_seed(
    language: str, first: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = clone(shared / "corpora/boilerplate.bundle", tmp_path)
    monkeypatch.chdir(folder)
    today = f".claude/skills-{language}/documentation-criteria/references/design-template.md"
    past = Git().past(today)
    assert past.paths[0] == today
    assert f"docs/design/template-{language}.md" in past.paths
    assert past.paths[-1] == first
    assert past.versions[0].path == first


def missing(names: Iterable[str], version: str) -> Counter[str]:
    """How many sections each document misses, of its own version or of the one asked for."""
    own = checker(CheckOptions(select=("DD101",), template_version=version, cache=False))
    outcomes = {name: own.check(Job(f"text/{name}", "text", True)) for name in names}
    assert not [trouble for outcome in outcomes.values() for trouble in outcome.troubles]
    return Counter({name: len(outcome.findings) for name, outcome in outcomes.items()})


def required(version: Version) -> set[str]:
    return {section.key for section in version.outline.sections if section.weight == 1}


def clone(bundle: Path, folder: Path) -> Path:
    subprocess.run(
        ["git", "clone", "-q", "-b", "main", str(bundle), str(folder / "clone")], check=True
    )
    return folder / "clone"
