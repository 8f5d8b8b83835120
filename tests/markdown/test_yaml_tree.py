"""YAML: a place for every key and value, and an answer for everything hostile."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designdoc.markdown import YamlNode, YamlTree, parse_yaml
from designdoc.source import Source, Span, decode


def yaml_of(text: str, before: str = "") -> tuple[Source, YamlTree]:
    source = decode("x.yaml", (before + text).encode())
    start = len(before.encode())
    return source, parse_yaml(source, Span(start, len(source.data)))


def pairs(source: Source, node: YamlNode | None) -> list[tuple[str, str]]:
    """The written text of every key and value of a mapping."""
    entries = node.entries if node else ()
    return [(source.slice(k.span), source.slice(v.span).rstrip()) for k, v in entries if k]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a: b\nc: 1\n", [("a", "b"), ("c", "1")]),
        ("'a': \"b c\"  # why\n", [("'a'", '"b c"')]),
        ("{a: b, c: [d, e]}", [("a", "b"), ("c", "[d, e]")]),
        ("a:\n  - b\n  - c\nd: e\n", [("a", "- b\n  - c"), ("d", "e")]),
        ("a: |\n  one\n  two\nb: c\n", [("a", "|\n  one\n  two"), ("b", "c")]),
        ("a: one\n  two\nb: c\n", [("a", "one\n  two"), ("b", "c")]),
        ("é: ü\n日本: '語 𝄞'\nz: w\n", [("é", "ü"), ("日本", "'語 𝄞'"), ("z", "w")]),
        ("a: b\r\nc: d\r\n", [("a", "b"), ("c", "d")]),
        ("a:\nb: c\n", [("a", ""), ("b", "c")]),
        ("a: &x b\nc: *x\n", [("a", "&x b"), ("c", "&x b")]),
        ("? a\n: b\n", [("a", "b")]),
    ],
)
@pytest.mark.parametrize("before", ["", "---\n", "日本\r\n"])
def test_every_key_and_value_has_its_bytes(
    text: str, written: list[tuple[str, str]], before: str
) -> None:
    source, tree = yaml_of(text, before)
    assert tree.problems == ()
    assert pairs(source, tree.root) == written


NAMES = st.text("abcé日𝄞", min_size=1, max_size=600)


@settings(deadline=None)
@given(st.dictionaries(NAMES, st.lists(NAMES, max_size=3), max_size=20))
def test_places_are_exact_in_text_of_any_width(data: dict[str, list[str]]) -> None:
    text = "".join(f"{k}: [{', '.join(v)}]\n" for k, v in data.items())
    source, tree = yaml_of(text, "é\n")
    entries = tree.root.entries if tree.root else ()
    read = {
        source.slice(k.span): [source.slice(s.span) for s in v.scalars()] for k, v in entries if k
    }
    assert read == data


@settings(deadline=None)
@given(st.text() | st.text("abc:-? {}[]&*!|>'\"#%\n\t,é"))
def test_any_text_gives_an_answer_with_places_in_the_file(text: str) -> None:
    source, tree = yaml_of(text)
    whole = Span(0, len(source.data))
    assert all(whole.covers(problem.span) for problem in tree.problems)
    for value in tree.root.scalars() if tree.root else ():
        assert whole.covers(value.span)


@pytest.mark.parametrize(
    ("value", "tag"),
    [
        ("word", "str"),
        ("1", "int"),
        ("1.5", "float"),
        ("yes", "bool"),
        ("", "null"),
        ("~", "null"),
        ("2026-11-23", "timestamp"),
        ("'1'", "str"),
        ("[]", "seq"),
        ("{}", "map"),
        ("!!str 1", "str"),
        ("!!python/object:os.system x", "os.system"),
    ],
)
def test_tags_are_resolved_and_nothing_is_constructed(value: str, tag: str) -> None:
    _, tree = yaml_of(f"a: {value}\n")
    node = tree.root.get("a") if tree.root else None
    assert node is not None
    assert node.tag == tag


@pytest.mark.parametrize(
    ("text", "comment"),
    [
        ("a: b # draft | done\n", "draft | done"),
        ("a: 'b' # c\n", "c"),
        ("a: # c\n", "c"),
        ("a: b#c\n", ""),
        ("a: |\n  text\n# of the next line\n", ""),
        ("a: b\n# of the next line\n", ""),
        ("a: é # ü\r\n", "ü"),
    ],
)
def test_the_comment_on_the_same_line(text: str, comment: str) -> None:
    _, tree = yaml_of(text)
    node = tree.root.get("a") if tree.root else None
    assert node is not None
    assert node.comment == comment


def test_get_follows_a_path_and_takes_the_first_of_doubled_keys() -> None:
    _, tree = yaml_of("a:\n  b: 1\n  b: 2\n")
    assert tree.root is not None
    inner = tree.root.get("a", "b")
    assert inner is not None
    assert inner.text == "1"
    assert tree.root.get("a", "c") is None
    assert tree.root.get("x", "y") is None


@pytest.mark.parametrize(
    ("text", "message", "at"),
    [
        ("a: 1\na: 2\n", "the key 'a' stands here a second time", "a"),
        ("\ta: 1\n", "cannot start any token", "\t"),
        ("a: [\n", "did not find expected node content", ""),
        ("a: b: c\n", "mapping values are not allowed", ":"),
        ("a: 'b\n", "unexpected end of stream", ""),
        ("a: *nobody\n", "the alias '*nobody' is not defined", "*nobody"),
        ("a: &x [*x]\n", "YAML that contains itself by the alias '*x'", "*x"),
        ("a: b\n---\nc: d\n", "a second YAML document", "---"),
        ("a: \x07\n", "not allowed", "a"),
    ],
    ids=["doubled", "tab", "open", "colons", "quote", "alias", "recursion", "two", "control"],
)
def test_what_is_wrong_and_where(text: str, message: str, at: str) -> None:
    source, tree = yaml_of(text, "é\n")
    (problem,) = tree.problems
    assert message in problem.message
    assert source.slice(problem.span).startswith(at)


def test_aliases_that_would_explode_cost_what_they_are() -> None:
    lines = ["a0: &a0 [x, y]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 45)]
    _, tree = yaml_of("\n".join(lines))
    assert tree.problems == ()
    assert tree.root is not None
    assert [value.text for value in tree.root.scalars()] == ["x", "y"]


@pytest.mark.parametrize(
    "text",
    ["[" * 400_000, "{a: " * 200_000, "- " * 400_000 + "a", "? " * 400_000, "[a, " * 200_000],
)
def test_nesting_without_end_is_refused_quickly(text: str) -> None:
    _, tree = yaml_of(text)
    assert tree.root is None
    assert tree.problems[0].message == "YAML of more than 50 levels"


@pytest.mark.parametrize("text", ["a: b\n" * 60_000, "- a\n" * 60_000, "x" * 1_000_001])
def test_too_much_is_refused(text: str) -> None:
    _, tree = yaml_of(text)
    assert tree.root is None
    assert tree.problems[0].message.startswith("YAML of more than")


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n"])
def test_nothing_is_no_problem(text: str) -> None:
    _, tree = yaml_of(text)
    assert tree == YamlTree(None)
