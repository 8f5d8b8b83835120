"""Text that is made to be slow: ten times as long takes some ten times as long, not a hundred."""

import time
from collections.abc import Callable

import pytest

from designdoc.workspace import Relation, link

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


@pytest.mark.no_cover
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


@pytest.mark.no_cover
def test_ten_thousand_requirements_take_ten_times_as_long_as_a_thousand(
    modelled: Callable[[str, str], tuple[object, object]],
) -> None:
    def seconds(count: int) -> float:
        items = "".join(f"- **FR-{n}**: the `Part{n % 40}` works\n" for n in range(1, count + 1))
        tests = "".join(f"- FR-{n}, FR-{count + 1 - n}: tried\n" for n in range(1, count + 1))
        parts = "".join(
            f"### Part{n}\n\n- **Dependencies**: Part{(n + 1) % 40} (FR-{n + 1})\n"
            for n in range(40)
        )
        text = (
            f"# H Design Document\n\n## Functional Requirements\n\n{items}\n"
            f"## Components\n\n{parts}\n## Testing Strategy\n\n### Unit Tests\n\n{tests}"
        )
        start = time.process_time()
        workspace = link([modelled("a.md", text)])  # type: ignore[list-item]
        assert len(workspace.coverage().requirements) == count
        assert len(workspace.impact("a.md#FR-1").steps) > 1
        return time.process_time() - start

    small, large = min(seconds(1000) for _ in range(2)), seconds(10_000)
    assert large < 25 * small + 0.5


def test_one_identifier_in_two_languages_is_two_things(
    modelled: Callable[[str, str], tuple[object, object]],
) -> None:
    english = modelled("login.md", HEAD)
    japanese = modelled("login.ja.md", "# H\n\n## 機能要件\n\n- **FR-1**: ログインできる。\n")
    found = link([english, japanese])  # type: ignore[list-item]
    assert {"login.md#FR-1", "login.ja.md#FR-1"} <= found.by_id.keys()
    assert len(found.find("FR-1")) == 2
    assert not found.duplicates


def test_right_to_left_text_keeps_its_links_and_places(
    modelled: Callable[[str, str], tuple[object, object]],
) -> None:
    tests = "\n## Testing Strategy\n\n- اختبار \u200fFR-1\u200e و FR-１ و FR-2\n"
    text = HEAD.replace("x", "המשתמש נכנס") + tests
    document, model = modelled("a.md", text)
    found = link([(document, model)])  # type: ignore[list-item]
    (cites,) = [each for each in found.links if each.relation is Relation.CITES]
    assert cites.target == "a.md#FR-1"
    assert text.encode()[cites.span.start : cites.span.end] == b"FR-1"
    assert [each.target for each in found.unresolved] == ["FR-2"]  # full-width 1 is 1


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
