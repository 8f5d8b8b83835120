"""The built-in template has the seed's structure, in words of its own."""

from pathlib import Path
from typing import Any

import pytest

from designdoc.markdown import parse
from designdoc.source import decode
from designdoc.template import builtin
from designdoc.template.infer import infer
from designdoc.template.to_json import to_json

WORDS = {"name", "path", "line", "because", "guidance", "help", "holes"}
WORDS |= {"hole", "sample", "written", "text", "title", "items"}


def skeleton(value: Any, depth: int = 0) -> Any:
    """A schema without the words of its holes and guidance, and without its lines."""
    if isinstance(value, dict):
        kept = {k: v for k, v in value.items() if k not in WORDS or (k == "name" and depth)}
        return {k: skeleton(v, depth + 1) for k, v in kept.items()} | {
            "holes": len(value.get("holes") or ())
        }
    return [skeleton(item, depth + 1) for item in value] if isinstance(value, list) else value


def schema(path: str, data: bytes) -> dict[str, Any]:
    return to_json(infer(parse(decode(path, data))))


@pytest.mark.corpus
def test_it_compiles_to_the_schema_of_the_seed(shared: Path) -> None:
    seed = (shared / "seed" / "design-template.md").read_bytes()
    ours = builtin.read("feature-design")
    assert skeleton(schema("t.md", ours)) == skeleton(schema("t.md", seed))


@pytest.mark.corpus
def test_its_words_are_our_own(shared: Path) -> None:
    seed = decode("s", (shared / "seed" / "design-template.md").read_bytes())
    theirs = {g.text for s in infer(parse(seed)).walk() for g in s.guidance}
    ours = infer(parse(decode("t.md", builtin.read("feature-design"))))
    assert not theirs & {g.text for s in ours.walk() for g in s.guidance if len(g.text) > 12}


def test_names_can_be_read() -> None:
    assert list(builtin.names()) == ["feature-design"]
    for name in builtin.names():
        assert builtin.read(name).startswith(b"# ")


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        builtin.read("../__init__")
