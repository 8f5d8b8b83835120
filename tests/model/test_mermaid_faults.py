"""Faults of the kinds of diagram that are judged lightly: told where certain, else left alone.

What is told here mermaid.js 11.17 refuses; of what is left alone it refuses three, too.
"""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designdoc.model.mermaid import read
from designdoc.model.mermaid.faults import FAULTS


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("stateDiagram-v2\n  A -> B", "->"),
        ("stateDiagram-v2\n  A --> B\n  B -->", "-->"),
        ("stateDiagram-v2\n  --> B", "-->"),
        ("stateDiagram-v2\n  wait-long --> B", "-"),
        ('stateDiagram-v2\n  A --> "to be sent"', '"to be sent"'),
        ("stateDiagram-v2\n  A --> B --> C", "--> C"),
        ("stateDiagram-v2\n  state X {\n  A --> B", "state X {"),
        ("stateDiagram-v2\n  note right of A\n  text", "note right of A"),
        ("classDiagram\n  class A {\n  +x", "class A {"),
        ("classDiagram\n  class A {\n  +x\n  }\n  }", "}"),
        ("classDiagram\n  class A {\n  foo() {\n  }\n  }", "{"),
        ("classDiagram\n  A -> B", "->"),
        ("classDiagram\n  A <|--", "A <|--"),
        ("classDiagram\n  A -->|uses| B", "|uses|"),
        ("classDiagram\n  A <|-- B, C", ","),
        ("classDiagram\n  interface A {\n  }", "interface A {"),
        ("erDiagram\n  A ||--o{ B", "A ||--o{ B"),
        ("erDiagram\n  A ||--o{", "A ||--o{"),
        ("erDiagram\n  A --> B : has", "-->"),
        ("erDiagram\n  A ||--o{ B : has/uses", "/"),
        ("erDiagram\n  A {\n  int id PK FK\n  }", "FK"),
        ("erDiagram\n  A {\n  id: int\n  }", ":"),
        ("erDiagram\n  A {\n  string state UNIQUE\n  }", "}"),
        ('erDiagram\n  A {\n  int id "the key" PK\n  }', "PK"),
        ("erDiagram\n  A {\n  int id", "A {"),
        ("gantt\n  title X\n  Write it", "Write it"),
        ("journey\n  title X\n  Write it", "Write it"),
        ("mindmap\n  one\n    two\n  three", "three"),
        ('pie title X\n  "a" : 50%', "50%"),
        ("pie\n  a : 5", "a"),
        ('pie\n  "a" :', '"a" :'),
        ("gitGraph\n  commit\n  checkout later", "later"),
        ("gitGraph\n  branch a\n  branch a", "a"),
        ("gitGraph\n  commit\n  branch a\n  commit\n  merge a", "a"),
    ],
)  # fmt: skip
def test_what_mermaid_refuses_is_told_in_its_place(text: str, at: str) -> None:
    problem = read(text).problem
    assert problem is not None
    found = text.encode()[problem.span.start : problem.span.end].decode()
    assert found.startswith(at) or at.startswith(found)


@pytest.mark.parametrize(
    "text",
    [
        "stateDiagram-v2\n  [*] --> A : on-time {x}\n  A --> [*]",
        "stateDiagram-v2\n  state X {\n  A -- B\n  --\n  C\n  }\n  state my-state",
        'stateDiagram-v2\n  state "A b" as c\n  note left of c\n  { -> "\n  end note',
        "stateDiagram-v2\n  A --> B # a-b\n  accDescr {\n  a-b\n  }",
        "stateDiagram-v2\n  x classDef a font-style:italic",
        'classDiagram\n  class A["b"]:::red {\n  +x\n  }\n  A "1" --> "*" B : has',
        "classDiagram\n  class A~T~ {\n  <<interface>>\n  }\n  A ..|> B\n  A --() C",
        "classDiagram\n  namespace N {\n  class A {\n  }\n  }\n  A : -> x {y}",
        "erDiagram\n  A ||--o{ B : has\n  A }|..|{ C : \"is / was\"\n  A one to many D : x",
        'erDiagram\n  "A b" {\n  decimal(10,2) x PK, FK "a -> b"\n  string[] y\n  }\n  B',
        "erDiagram\n  A {\n  string? x\n  int y UNIQUE\n  }",
        "gantt\n  dateFormat YYYY-MM-DD\n  section A\n  Write : 2026-01-01, 1d\n  excludes monday",
        "journey\n  section A\n  Write: 5: Me, You",
        "mindmap\n  root((x))\n    [a (b]\n  ::icon(fa fa-book)",
        "mindmap\n  one\n\n    two\n     three\n    four",
        'pie showData\n  title X\n  "a" : 5\n  "b" : 1.5',
        'gitGraph LR:\n  commit id: "a"\n  branch b\n  checkout main\n  commit\n  merge b',
        "---\nconfig:\n  gitGraph:\n    mainBranchName: trunk\n---\ngitGraph\n  checkout trunk",
        "gitGraph\n  branch 1.0.1\n  checkout 1.0.1",
        "    ---\n    title: X\n    ---\n    flowchart LR\n    A --> B",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_left_alone(text: str) -> None:
    assert read(text).problem is None


_LONG = {
    "lines": lambda n: "  A --> B : x\n" * (n // 14),
    "word": lambda n: "x" * n,
    "hyphens": lambda n: "a-" * (n // 2) + " {",
    "arrows": lambda n: "A " + "--> " * (n // 4),
    "blanks": lambda n: "A" + " " * n + "x",
    "quotes": lambda n: '"' * n,
    "braces": lambda n: "{" * n,
}


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", [*FAULTS, "flowchart LR", "sequenceDiagram"])
@pytest.mark.parametrize("name", _LONG)
def test_a_block_of_a_megabyte_is_read_in_time(kind: str, name: str) -> None:
    text = f"{kind}\n{_LONG[name](1_000_000)}"
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 30  # 5 s alone


@given(
    st.sampled_from(sorted(FAULTS)),
    st.text(alphabet='AB b:-><{}[]()|".,~`\n\t%#;', max_size=60),
)
def test_no_text_of_these_kinds_makes_it_stumble(kind: str, body: str) -> None:
    text = f"{kind}\n{body}"
    problem = read(text).problem
    if problem:
        assert 0 <= problem.span.start <= problem.span.end <= len(text.encode())
        assert problem.message
