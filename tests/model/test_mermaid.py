"""Mermaid diagrams: nodes, edges, groups, and what mermaid.js rejects."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.model.mermaid import Diagram, read

Edges = list[tuple[str, str, str]]


def edges(diagram: Diagram) -> Edges:
    assert diagram.problem is None
    return [(edge.source, edge.target, edge.label) for edge in diagram.edges]


def chart(body: str) -> Diagram:
    return read(f"flowchart TD\n{body}\n")


def sequence(body: str) -> Diagram:
    return read(f"sequenceDiagram\n{body}\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A-->B", [("A", "B", "")]),
        ("A --> B --> C", [("A", "B", ""), ("B", "C", "")]),
        ("A & B --> C & D", [("A", "C", ""), ("A", "D", ""), ("B", "C", ""), ("B", "D", "")]),
        ("A -->|reads| B", [("A", "B", "reads")]),
        ("A -- reads --> B", [("A", "B", "reads")]),
        ("A -. reads .-> B", [("A", "B", "reads")]),
        ("A == reads ==> B", [("A", "B", "reads")]),
        ("A ---|x| B; B --- C", [("A", "B", "x"), ("B", "C", "")]),
        ("A o--o B x--x C <--> D", [("A", "B", ""), ("B", "C", ""), ("C", "D", "")]),
        ("A ~~~ B", [("A", "B", "")]),
        ('A["a (b)"] --> B{"c?"}', [("A", "B", "")]),
        ("A((a)) --> B(((b))) --> C[(c)]", [("A", "B", ""), ("B", "C", "")]),
        ("A[/a/] --> B[\\b\\] --> C>c]", [("A", "B", ""), ("B", "C", "")]),
        ("A{{a}} --> B([b]) --> C(-c-)", [("A", "B", ""), ("B", "C", "")]),
        ("A e1@--> B\ne1@{ animate: true }", [("A", "B", "")]),
        ("A:::big --> B", [("A", "B", "")]),
        ('A -- "say #quot;hi#quot;" --> B', [("A", "B", 'say "hi"')]),
        ("A -->\n%% a comment\nB", [("A", "B", "")]),
        ("入力 --> 出力", [("入力", "出力", "")]),
    ],
)  # fmt: skip
def test_flowchart_edges(body: str, expected: Edges) -> None:
    assert edges(chart(body)) == expected


@pytest.mark.parametrize(
    ("body", "label", "shape"),
    [
        ("A", "A", ""),
        ("A[text]", "text", "square"),
        ('A["`**bold**`"]', "**bold**", "square"),
        ("A{ask}", "ask", "diamond"),
        ('A@{ shape: cyl, label: "store" }', "store", "cyl"),
        ("A[#lt;a#gt;]", "<a>", "square"),
        ("A[|border:thick|text]", "text", "rect"),
    ],
)
def test_node(body: str, label: str, shape: str) -> None:
    (node,) = chart(body).nodes
    assert (node.id, node.label, node.shape) == ("A", label, shape)


@pytest.mark.parametrize(
    ("arrow", "kind"),
    [("-->", "normal"), ("-.->", "dotted"), ("==>", "thick"), ("~~~", "invisible")],
)
def test_stroke(arrow: str, kind: str) -> None:
    (edge,) = chart(f"A {arrow} B").edges
    assert edge.kind == kind


def test_groups() -> None:
    found = chart("subgraph api [The API]\n a --> b\n subgraph inner\n  c\n end\nend\napi --> d")
    assert [(group.id, group.label, group.members) for group in found.groups] == [
        ("inner", "inner", ("c",)),
        ("api", "The API", ("b", "a", "inner")),
    ]
    assert "api" not in {node.id for node in found.nodes}


def test_statements_that_draw_nothing() -> None:
    found = chart(
        "A --> B\nclassDef big fill:#f9f,stroke:#333;\nclass A,B big\nstyle A fill:#fff;\n"
        'linkStyle 0 stroke:red\nlinkStyle default stroke:red\nclick A "https://x" "tip" _blank\n'
        "click B call go()\ndirection LR\naccTitle: a title\naccDescr { words }"
    )
    assert edges(found) == [("A", "B", "")]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("flowchart TD\nA[a (b)] --> B", "("),
        ("flowchart TD\nA -->{b}", "{"),
        ("flowchart TD\nA --> B\nend", "end"),
        ("flowchart TD\nsubgraph x\nA", "subgraph"),
        ("flowchart TD\nA --> B C", "C"),
        ("flowchart TD\nA@{ shape: nosuch }", "@{ shape: nosuch }"),
        ("flowchart TD\nA --> B\nlinkStyle 7 stroke:red", "7"),
        ("flowchart XY\nA", ""),
        ("sequenceDiagram\nA->>B", ""),
        ("sequenceDiagram\nloop forever\nA->>B: x", "loop"),
        ("sequenceDiagram\nA->>B: x\nend", "end"),
        ("sequenceDiagram\nA->>B: x\ndeactivate B", "B"),
        ("sequenceDiagram\ncreate participant C\nA->>B: x", "B"),
        ("sequenceDiagram\nbox a\nparticipant A\nend\nbox b\nparticipant A\nend", "A"),
        ("zenuml\nA->B", "zenuml"),
        ("", ""),
    ],
)
def test_problem_and_its_place(text: str, place: str) -> None:
    problem = read(text).problem
    assert problem is not None
    assert text.encode()[slice(*problem.span)].decode().strip() == place


def test_what_precedes_a_problem_is_kept() -> None:
    found = read("flowchart TD\nA --> B\nB --> [")
    assert found.problem
    assert [(edge.source, edge.target) for edge in found.edges] == [("A", "B")]


@pytest.mark.parametrize(
    "kind", ["quadrantChart", "timeline", "kanban", "sankey", "packet", "xychart"]
)
def test_other_kinds_are_recognised_and_not_judged(kind: str) -> None:
    found = read(f"{kind}\n ???")
    assert (found.form, found.problem) == (kind, None)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A->>B: hello", [("A", "B", "hello")]),
        ("A->>+B: ask\nB-->>-A: answer", [("A", "B", "ask"), ("B", "A", "answer")]),
        ("Web App->>Data Base: read #35;1", [("Web App", "Data Base", "read #1")]),
        ("A-xB: lost\nA--)B: later", [("A", "B", "lost"), ("A", "B", "later")]),
        ("A<<->>B: both", [("A", "B", "both")]),
        ("loop daily\nA->>B: x\nend", [("A", "B", "x")]),
        ("alt ok\nA->>B: x\nelse no\nA->>C: y\nend", [("A", "B", "x"), ("A", "C", "y")]),
        ("par a\nA->>B: x\nand b\nA->>C: y\nend", [("A", "B", "x"), ("A", "C", "y")]),
        ("critical a\nA->>B: x\noption b\nA->>C: y\nend", [("A", "B", "x"), ("A", "C", "y")]),
        ("opt a\nbreak b\nrect rgb(0,0,0)\nA->>B: x\nend\nend\nend", [("A", "B", "x")]),
        ("A->>B: x %% kept\n%% a comment\nB->>A: y", [("A", "B", "x %% kept"), ("B", "A", "y")]),
        ("autonumber\nNote over A,B: words\nA->>A: self", [("A", "A", "self")]),
        ("create participant C\nA->>C: a\ndestroy C\nA-xC: b", [("A", "C", "a"), ("A", "C", "b")]),
        ("A->>B: wrap: long text", [("A", "B", "long text")]),
    ],
)  # fmt: skip
def test_sequence_messages(body: str, expected: Edges) -> None:
    assert edges(sequence(body)) == expected


def test_participants() -> None:
    found = sequence(
        "box Blue Team\nparticipant A as Web Client\nactor B\nend\n"
        'participant C@{ "type": "database" } as Store\nA->>D: x'
    )
    assert [(node.id, node.label, node.shape) for node in found.nodes] == [
        ("A", "Web Client", "participant"),
        ("B", "B", "actor"),
        ("C", "Store", "database"),
        ("D", "D", "participant"),
    ]
    assert [group.members for group in found.groups] == [("A", "B")]


def test_cleaning() -> None:
    found = read(
        "---\ntitle: x\n---\n%%{init: {'theme': 'dark'}}%%\n\n%% why\nflowchart LR\r\n"
        'A["<b class="x">bold</b>"] --> B'
    )
    assert found.problem is None
    assert found.nodes[0].label == "<b class='x'>bold</b>"


def test_places() -> None:
    text = "%% 図\nflowchart LR\n  A[入口] -->|読む| B\n  B --> C"
    found = read(text, base=100)
    raw = text.encode()

    def words(start: int, end: int) -> str:
        return raw[start - 100 : end - 100].decode()

    assert [words(*node.span) for node in found.nodes] == ["A[入口]", "B", "C"]
    assert [words(*edge.span) for edge in found.edges] == ["-->|読む|", "-->"]


ALPHABET = st.sampled_from(
    [*"AB[](){}|\"`-=.>~&;:#@% \n", "-->", "subgraph ", "end", "->>", ": x", "@{", "loop ",
     "flowchart TD\n",
     "sequenceDiagram\n", "participant ", "日"]
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.sampled_from(["flowchart TD\n", "sequenceDiagram\n", ""]), st.lists(ALPHABET, max_size=25)
)
def test_any_text_has_an_answer(head: str, pieces: list[str]) -> None:
    text = head + "".join(pieces)
    found = read(text)
    spans = [node.span for node in found.nodes] + [edge.span for edge in found.edges]
    spans += [found.problem.span] if found.problem else []
    assert all(0 <= span.start <= span.end <= len(text.encode()) for span in spans)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("head", "piece"),
    [
        ("flowchart TD\n", 'A["one"] -->|x| B\n'),
        ("flowchart TD\n", " "),
        ("flowchart TD\nA -- ", "x "),
        ("flowchart TD\n", "subgraph a\nb\n"),
        ("flowchart TD\n", "direction "),
        ("flowchart TD\n", "a@"),
        ("flowchart TD\n", "日"),
        ("flowchart TD\nA -. ", " "),
        ("sequenceDiagram\n", "A->>B: x\n"),
        ("sequenceDiagram\nparticipant a", " "),
        ("sequenceDiagram\n", "A-"),
    ],
)
def test_time_grows_with_the_text_only(head: str, piece: str) -> None:
    short, long = (head + piece * (size // len(piece)) for size in (20_000, 80_000))
    before = time.perf_counter()
    read(short)
    between = time.perf_counter()
    read(long)
    after = time.perf_counter()
    assert after - between < 12 * (between - before) + 0.2


def test_more_links_than_mermaid_draws_are_a_problem_but_read() -> None:
    found = chart("\n".join(f"n{number} --> n{number + 1}" for number in range(600)))
    assert found.problem and "500" in found.problem.message
    assert len(found.edges) == 600


def test_links_that_multiply_have_an_end() -> None:
    many = " & ".join(f"n{number}" for number in range(2_000))
    found = chart(f"{many} --> {many}")
    assert found.problem
    assert len(found.edges) == 20_000
