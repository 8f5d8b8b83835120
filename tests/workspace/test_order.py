"""The order in which documents come changes nothing, and what is linked exists."""

import random
from collections.abc import Callable, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.output.trace_csv import render_csv
from designdoc.output.trace_html import render_html
from designdoc.output.trace_json import render_json
from designdoc.workspace import Workspace, link

NUMBERS = st.integers(1, 6)
MENTIONS = st.one_of(
    NUMBERS.map(lambda n: f"FR-{n}"),
    st.tuples(st.sampled_from("abc"), NUMBERS).map(lambda p: f"{p[0]}/FR-{p[1]}"),
    st.tuples(st.sampled_from("abc"), NUMBERS).map(lambda p: f"[x]({p[0]}.md#FR-{p[1]})"),
    st.sampled_from(["`Store`", "the Mail Room", "FR-1–FR-4", "AC-1"]),
    st.sampled_from(["(", "[", "**", "#", "日本語"]),
)
TEXTS = st.lists(MENTIONS, max_size=4).map(" ".join)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, str]:
    """A few documents that cite themselves and each other."""
    found = {}
    for name in draw(st.lists(st.sampled_from("abc"), min_size=1, unique=True)):
        requirements = "".join(
            f"- **FR-{number}**: {draw(TEXTS)}\n" for number in range(1, draw(NUMBERS) + 1)
        )
        found[f"{name}.md"] = (
            f"# {name} Design Document\n\n## Requirements\n\n### Functional Requirements\n\n"
            f"{requirements}\n## Components\n\n### Store\n\n- **Responsibilities**: {draw(TEXTS)}\n"
            f"- **Dependencies**: Mail Room\n\n### Mail Room\n\n- **Interface**: {draw(TEXTS)}\n"
        )
    return found


@given(documents(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_links_do_not_depend_on_the_order_of_documents(
    modelled: Callable[..., tuple[object, object]], texts: dict[str, str], shuffle: random.Random
) -> None:
    pairs = [modelled(path, text) for path, text in texts.items()]
    straight = link(pairs)  # type: ignore[arg-type]
    shuffle.shuffle(pairs)
    mixed = link(pairs)  # type: ignore[arg-type]
    assert mixed == straight
    assert render_json(mixed) == render_json(straight)
    assert render_csv(mixed.coverage()) == render_csv(straight.coverage())
    assert render_html(mixed) == render_html(straight)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_both_ends_of_every_link_are_nodes(
    linked: Callable[[Mapping[str, str]], Workspace], texts: dict[str, str]
) -> None:
    found = linked(texts)
    assert len(found.by_id) == len(found.nodes)
    for each in found.links:
        assert {each.source, each.target} <= found.by_id.keys()
        assert each.source != each.target
    assert sum(map(len, found.out.values())) == len(found.links)


@given(documents(), st.data())
@settings(max_examples=40, deadline=None)
def test_links_within_a_document_are_those_that_it_has_alone(
    linked: Callable[[Mapping[str, str]], Workspace], texts: dict[str, str], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(texts)))
    together, alone = linked(texts), linked({path: texts[path]})

    def inner(found: Workspace) -> list[tuple[str, str]]:
        own = [(x.source, x.target) for x in found.links if x.path == path]
        return [pair for pair in own if all(end.startswith(path) for end in pair)]

    assert inner(together) == inner(alone)
