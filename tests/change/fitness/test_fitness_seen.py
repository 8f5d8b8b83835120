"""What one document made of each section: one standing, whatever stands there."""

import msgspec
import pytest

from designdoc.change.fitness.seen import Reading, Seen, SeenSection, Standing
from designdoc.source import Span
from helpers.fitness import NOTHING, seen, version

TEMPLATE = version(
    "v1",
    """# [Name]

## Summary

[What it is about]

## Operations

### Rollout

[In which steps]

### Monitoring

[What is watched]

## Risks and Mitigation

| Risk | Mitigation |
|------|------------|
| [Risk 1] | [What is done] |

## Phases

### Phase 1: [Name]

[What is done in it]
""",
)


def sections(text: str, reading: Reading = NOTHING) -> dict[str, SeenSection]:
    return {" > ".join(each.key): each for each in seen(TEMPLATE, text, reading).sections}


@pytest.mark.parametrize(
    ("text", "standing", "name"),
    [
        ("## Risks and Mitigation\n\nNone.\n", Standing.FILLED, ""),
        ("## 4. RISKS & MITIGATION (draft)\n\nNone.\n", Standing.FILLED, ""),
        ("## Risk Analysis\n\nNone.\n", Standing.RENAMED, "Risk Analysis"),
        ("## Risks and Mitigaton\n\nNone.\n", Standing.RENAMED, "Risks and Mitigaton"),
        ("## リスク\n\nなし。\n", Standing.FILLED, ""),  # a translation
        ("## Risks\n\nN/A — it floats.\n", Standing.NOT_APPLICABLE, "Risks"),
        ("## Risks and Mitigation\n\n<!-- later -->\n", Standing.EMPTY, ""),
        ("## Summary\n\nA ferry.\n", Standing.LEFT_OUT, ""),
    ],
)
def test_standing_and_name(text: str, standing: Standing, name: str) -> None:
    found = sections(f"# Ferry\n\n{text}")["risk and mitigation"]
    assert (found.standing, found.name) == (standing, name)


@pytest.mark.parametrize(("words", "unexplained"), [("N/A", True), ("N/A - it floats", False)])
def test_not_applicable_with_and_without_a_reason(words: str, unexplained: bool) -> None:
    assert sections(f"# F\n\n## Summary\n\n{words}\n")["summary"].unexplained is unexplained


@pytest.mark.parametrize(
    ("above", "standing"),
    [
        ("", Standing.LEFT_OUT),
        ("## Operations\n", Standing.LEFT_OUT),
        ("## Operations\n\nN/A — nobody runs it\n", Standing.NOT_APPLICABLE),
    ],
)
def test_what_is_inside_goes_with_the_section_above(above: str, standing: Standing) -> None:
    found = sections(f"# Ferry\n\n{above}")
    inner = found["operation > rollout"]
    assert (inner.standing, inner.inherited) == (standing, True)
    assert not found["operation"].inherited


def test_left_out_of_a_section_that_is_written_is_its_own() -> None:
    found = sections("# Ferry\n\n## Operations\n\n### Rollout\n\nAt once.\n")
    assert found["operation > rollout"].standing is Standing.FILLED
    assert found["operation > monitoring"] == SeenSection(
        ("operation", "monitoring"), Standing.LEFT_OUT
    )


def test_of_several_instances_the_best_counts() -> None:
    found = sections("# F\n\n## Phases\n\n### Phase 1: A\n\n### Phase 2: B\n\nBuilt.\n")
    phase = found["phase > phase"]
    assert (phase.standing, phase.instances, phase.name) == (Standing.FILLED, 2, "")


def test_columns_of_a_table() -> None:
    table = "| Risk | Owner |\n|---|---|\n| Ice | |\n"
    fields = sections(f"# F\n\n## Risks and Mitigation\n\n{table}")["risk and mitigation"].fields
    assert [(each.place.name, each.standing) for each in fields] == [
        ("Risk", Standing.FILLED),
        ("Mitigation", Standing.LEFT_OUT),
    ]


def test_words_of_the_template_count_where_they_stand() -> None:
    text = "# Ferry\n\n## Summary\n\nA ferry. [What it is about]\n\n## Operations\n\nSome.\n"
    at = text.index("[What")
    reading = msgspec.structs.replace(NOTHING, left={"": [Span(at, at + 18)]})
    found = sections(text, reading)
    assert found["summary"].leftover
    assert not found["operation"].leftover


def test_answered_without_a_heading_of_its_own() -> None:
    elsewhere = {("Summary",): "", ("Operations", "Rollout"): "Rollout and Monitoring"}
    found = sections("# Ferry\n", msgspec.structs.replace(NOTHING, elsewhere=elsewhere))
    assert found["summary"].standing is Standing.FILLED
    inner = found["operation > rollout"]
    assert (inner.standing, inner.name) == (Standing.RENAMED, "Rollout and Monitoring")


def test_what_may_be_hidden_is_not_judged() -> None:
    reading = msgspec.structs.replace(NOTHING, hidden=lambda slot: slot.form.name == "Summary")
    assert "summary" not in sections("# Ferry\n", reading)
    assert "risk and mitigation" in sections("# Ferry\n", reading)


def test_what_the_author_adds_is_told_once() -> None:
    text = "# Ferry\n\n## Budget\n\nA purse.\n\n### Coins\n\nTen.\n\n## Budget\n\nMore.\n"
    assert seen(TEMPLATE, text).added == ("Budget",)


def test_it_travels_between_processes() -> None:
    whole = seen(TEMPLATE, "# Ferry\n\n## Risks\n\n| Risk |\n|---|\n| Ice |\n\n## 予算\n\n金。\n")
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(whole), type=Seen) == whole
