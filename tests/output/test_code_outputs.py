"""Names from a stranger's document stay text in every output on code."""

import json
import tomllib

from designdoc.application.code_map import read_map, written_map
from designdoc.code.mapping import Given, Mapped
from designdoc.code.reflexion import Verdict
from designdoc.output.backtest import Missed, Row, render_json, render_text
from designdoc.output.code_contracts import render_dependency_cruiser, render_import_linter
from designdoc.output.code_deps import render_mermaid
from designdoc.output.code_deps import render_text as deps_text
from designdoc.output.code_deps_html import render_html
from designdoc.output.code_map import ShownComponent, ShownDocument
from designdoc.output.code_map import render_text as map_text
from designdoc.source import Span

EVIL = 'x"]; click d0n0 "javascript:alert(1)" <script>alert(1)</script>\x1b[31m\n[evil]\ny'
SPAN = Span(0, 1)


def documents() -> list[ShownDocument]:
    mapped = [
        Mapped(EVIL, SPAN, "path", ("src/a/b.py",), ("src/a/b.py",)),
        Mapped("Other", SPAN, "path", ("src/a/c.py",), ("src/a/c.py",)),
    ]
    verdicts = (
        (Verdict("divergence", EVIL, "Other", SPAN, "src/a/b.py", 3, "src/a/c.py"), 1),
        (Verdict("absence", "Other", EVIL, SPAN), 2),
    )
    components = tuple(ShownComponent(each, 1, each.files) for each in mapped)
    return [ShownDocument(f"docs/{EVIL}.md", EVIL, components, verdicts)]


def test_the_page_holds_no_script_of_a_document() -> None:
    page = "".join(render_html(documents()))
    assert "<script" not in page
    assert "\x1b" not in page


def test_a_name_is_one_label_of_mermaid() -> None:
    text = "".join(render_mermaid(documents()))
    lines = text.splitlines()
    assert not any(line.strip().startswith("click") for line in lines)
    assert all(line.count('"') in {0, 2} for line in lines)


def test_terminals_get_no_escapes() -> None:
    for text in (
        "".join(deps_text(documents(), False)),
        "".join(map_text(documents(), 2, (), False)),
        "".join(render_text([Row("DD501", "n", "error", 1, 0, 0, 0)],
                            [Missed("DD501", "c", EVIL, 1, EVIL)], 1, False)),
    ):  # fmt: skip
        assert "\x1b" not in text


def test_contracts_stay_within_their_lines() -> None:
    contract = "".join(render_import_linter(documents()))
    assert "\n[evil]" not in contract
    rules = json.loads(render_dependency_cruiser(documents()))
    assert rules["forbidden"][0]["to"]["path"] == ["^src/a/c\\.py$"]


def test_the_map_file_gives_back_what_was_written() -> None:
    given = Given("docs/a.md", EVIL, ('a"b\\c\n.py',), "hand")
    text = written_map({}, [given], "map.toml")
    assert tomllib.loads(text)["component"][0]["name"] == EVIL
    assert list(read_map(text.encode(), "map.toml")) == [given]


def test_a_rule_below_its_goal_is_lowered_and_shares_are_said() -> None:
    rows = [
        Row("DD501", "vanished-path", "error", 4, 3, 1, 1),
        Row("DD502", "s", "error", 0, 0, 0, 0),
    ]
    assert 'DD501 = "warning"' in "".join(render_text(rows, [], 9, False))
    body = json.loads(render_json(rows, [], 9))
    assert body["rules"][0]["precision"] == 0.75
    assert body["rules"][1]["recall"] is None
    assert body["severity"] == {"DD501": "warning"}
