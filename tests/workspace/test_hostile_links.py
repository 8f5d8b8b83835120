"""Text that is made to be slow: ten times as long takes some ten times as long, not a hundred."""

import time
from collections.abc import Callable

import pytest

from designdoc.workspace import link

HEAD = "# H Design Document\n\n## Functional Requirements\n\n- **FR-1**: x\n"
PART = "\n## Components\n\n### A B\n\n- **Responsibilities**: {0}\n- **Dependencies**: {0}\n"

TEXTS = {
    "identifiers": "FR-1 ",
    "slashes": "a/FR-1/",
    "ranges": "FR-1–",
    "names": "A B ",
    "halves": "A ",
    "ands": " and  ",
    "commas": ",;",
    "breaks": "<br ",
    "digits": "FR-1.1.1.1",
    "links": "[FR-1](#fr-1) ",
    "anchors": "[x](#nothing) ",
    "marks": "`A`B",
    "dots": "a.b.c.md#",
}


@pytest.mark.parametrize("name", TEXTS)
def test_growth(modelled: Callable[[str, str], tuple[object, object]], name: str) -> None:
    def seconds(count: int) -> float:
        pair = modelled("a.md", HEAD + PART.format(TEXTS[name] * count))
        return min(_timed(pair) for _ in range(3))

    small, large = seconds(800), seconds(8000)
    assert large < 30 * small + 0.2


def test_documents_that_link_to_each_other_in_a_circle(
    modelled: Callable[[str, str], tuple[object, object]],
) -> None:
    count = 300
    pairs = [
        modelled(f"d{n}.md", f"# D\n\n[next](d{(n + 1) % count}.md), d{(n + 2) % count}/FR-1\n")
        for n in range(count)
    ]
    found = link(pairs)  # type: ignore[arg-type]
    assert len(found.links) == count
    assert len(found.impact("d0.md").steps) == 2  # a document hands nothing on


def test_the_same_identifier_in_two_scripts(
    modelled: Callable[[str, str], tuple[object, object]],
) -> None:
    latin = modelled("a.md", HEAD)
    full_width = modelled("b.md", HEAD.replace("FR-1", "ＦＲ－１"))
    right_to_left = modelled("c.md", HEAD.replace("x", "المستخدم FR-1"))
    found = link([latin, full_width, right_to_left])  # type: ignore[list-item]
    assert {"a.md#FR-1", "c.md#FR-1"} <= found.by_id.keys()


def _timed(pair: tuple[object, object]) -> float:
    start = time.process_time()
    link([pair])  # type: ignore[list-item]
    return time.process_time() - start
