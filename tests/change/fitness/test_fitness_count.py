"""Many documents against the versions of a template."""

from hypothesis import given
from hypothesis import strategies as st

from designdoc.change.fitness.advice import advise
from designdoc.change.fitness.count import Fitness, Life, Named, Row, Version, asked_of, count
from helpers.fitness import fitness, seen, version

OLD = "# [Name]\n\n## Summary\n\n[What]\n\n## Motivation\n\n[Why]\n\n## Rollout\n\n[How]\n"
NEW = (
    "# [Name]\n\n## Summary\n\n[What]\n\n## Operations\n\n### Rollout\n\n[How]\n\n## Risks\n\n[R]\n"
)
VERSIONS = {"2023": OLD, "2024": NEW}


def rows(fitness: Fitness) -> dict[str, Row]:
    return {" > ".join(row.path): row for row in fitness.sections}


def test_today_in_its_order_then_what_is_gone() -> None:
    found = fitness(VERSIONS)
    assert [(" > ".join(row.path), row.life.since, row.life.until) for row in found.sections] == [
        ("Summary", "2023", None),
        ("Operations", "2024", None),
        ("Operations > Rollout", "2023", None),  # moved, not new
        ("Risks", "2024", None),
        ("Motivation", "2023", "2023"),
    ]


def test_a_document_is_asked_what_its_version_asks() -> None:
    old = ("2023", "# F\n\n## Summary\n\nA.\n\n## Rollout\n\nB.\n")
    new = ("2024", "# F\n\n## Summary\n\nA.\n")
    found = rows(fitness(VERSIONS, old, old, new))
    assert (found["Summary"].asked, found["Summary"].filled) == (3, 3)
    assert (found["Risks"].asked, found["Risks"].left_out) == (1, 1)
    rollout = found["Operations > Rollout"]
    assert (rollout.asked, rollout.filled, rollout.left_out, rollout.inherited) == (3, 2, 1, 1)
    assert (found["Motivation"].asked, found["Motivation"].left_out) == (2, 2)


def test_a_section_that_came_back_is_counted_from_its_return() -> None:
    found = fitness({"1": OLD, "2": NEW, "3": OLD}, ("1", "# F\n"), ("3", "# F\n"))
    assert rows(found)["Motivation"].life == Life("3")
    assert rows(found)["Motivation"].asked == 2


def test_two_sections_of_one_name_are_not_taken_for_a_moved_one() -> None:
    twice = "# [N]\n\n## A\n\n### Notes\n\n[x]\n\n## B\n\n### Notes\n\n[y]\n"
    once = "# [N]\n\n## A\n\n## B\n\n## C\n\n### Notes\n\n[z]\n"
    found = rows(fitness({"1": twice, "2": once}))
    assert found["C > Notes"].life == Life("2")
    assert found["A > Notes"].life == found["B > Notes"].life == Life("1", "1")


def test_names_are_counted_under_their_most_frequent_spelling() -> None:
    wanted = {"1": "# [N]\n\n## Risks and Mitigation\n\n[x]\n"}
    titles = ["Risk Analysis", "RISK ANALYSIS", "Risk Analysis", "Risk Management"]
    found = fitness(wanted, *(("1", f"# F\n\n## {title}\n\nIce.\n") for title in titles))
    (row,) = found.sections
    assert row.renamed == 4
    assert row.names == (Named("Risk Analysis", 3), Named("Risk Management", 1))


def test_added_sections_are_those_that_no_version_has_and_two_documents_share() -> None:
    text = "# F\n\n## Budget\n\nA.\n\n## Motivation\n\nB.\n"
    found = fitness(VERSIONS, ("2024", text), ("2024", text + "\n## Colour\n\nRed.\n"))
    assert found.added == (Named("Budget", 2),)


def test_a_template_without_named_versions_has_no_dates() -> None:
    only = version("", OLD)
    found = count("t.md", [only], [seen(only, "# F\n")])
    assert {row.life for row in found.sections} == {Life()}


def test_former_sections_of_few_documents_can_be_left_out() -> None:
    found = fitness(VERSIONS, ("2023", "# F\n"))
    assert "Motivation" in rows(asked_of(found, 1))
    assert "Motivation" not in rows(asked_of(found, 2))
    assert rows(asked_of(found, 2)).keys() >= {"Risks", "Operations"}  # asked of none, still there


def test_advice_names_the_section_above_only_and_not_where_few_were_asked() -> None:
    bare = ("2024", "# F\n\n## Summary\n\nA.\n\n## Risks\n\nN/A\n")
    found = fitness(VERSIONS, *[bare] * 5)
    advice = advise(found, 5)
    assert [row.path for row in advice.unfilled] == [("Operations",), ("Risks",)]
    assert [row.path for row in advice.not_applicable] == [("Risks",)]
    assert advise(found, 6) == advise(fitness(VERSIONS), 1)


def test_advice_says_which_name_people_use() -> None:
    wanted = {"1": "# [N]\n\n## Risks and Mitigation\n\n[x]\n"}
    other = ("1", "# F\n\n## Risks\n\nIce.\n")
    own = ("1", "# F\n\n## Risks and Mitigation\n\nIce.\n")
    assert advise(fitness(wanted, *[other] * 2, *[own] * 3), 5).renamed
    assert not advise(fitness(wanted, other, *[own] * 4), 5).renamed


PIECES = ["## Summary", "## Risks", "### Rollout", "## Hazards", "## 概要", "N/A", "Text.", "[How]"]


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=8), max_size=5))
def test_every_document_has_one_standing_for_each_section(texts: list[list[str]]) -> None:
    versions: list[Version] = [version(name, text) for name, text in VERSIONS.items()]
    documents = [
        seen(versions[at % 2], "# F\n\n" + "\n\n".join(pieces)) for at, pieces in enumerate(texts)
    ]
    found = count("t.md", versions, documents)
    for row in found.sections:
        follow = {each.name: each.count for each in found.versions}
        both = row.life == Life("2023")
        expected = found.documents if both else follow[row.life.until or row.life.since or ""]
        assert sum(row.counts()) == row.asked == expected
        assert 0 <= row.marked <= row.not_applicable
        assert row.inherited <= row.left_out + row.not_applicable
        assert row.renamed <= sum(each.count for each in row.names) <= row.present
