"""The sound pairs of template and document that defects are put into."""

import tomllib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from defects.reading import Part, bare, outline

HOME = Path(__file__).parent / "pairs"


@dataclass(frozen=True)
class Pair:
    """A template, a sound document of it, and what a reader knows of them (``facts.toml``)."""

    name: str
    template: str
    document: str
    facts: dict[str, Any] = field(repr=False)
    side_template: str = ""
    side: str = ""

    @cached_property
    def lines(self) -> list[str]:
        """The document's lines."""
        return self.document.split("\n")

    @cached_property
    def parts(self) -> list[Part]:
        """The document's headings."""
        return outline(self.lines)

    @cached_property
    def title(self) -> Part | None:
        """The H1 that is the document's title; a file with several H1s has none."""
        tops = [part for part in self.parts if part.level == 1]
        return tops[0] if len(tops) == 1 else None

    @cached_property
    def sections(self) -> list[Part]:
        """The headings without the title."""
        return [part for part in self.parts if part is not self.title]

    def name_of(self, part: Part) -> str:
        """The template's name of a section of the document."""
        return self.facts.get("instances", {}).get(part.title) or bare(part.title)

    def is_instance(self, part: Part) -> bool:
        """Whether the section is one of a repeated group."""
        return part.title in self.facts.get("instances", {})

    def is_optional(self, part: Part) -> bool:
        """Whether the template lets the section be left out, or one around it."""
        return any(self.name_of(p) in self.facts.get("optional", []) for p in self.chain(part))

    def chain(self, part: Part) -> list[Part]:
        """The sections around a section, outermost first, itself last."""
        found = [part]
        while found[0].parent >= 0 and self.parts[found[0].parent] is not self.title:
            found.insert(0, self.parts[found[0].parent])
        return found

    def path(self, part: Part) -> list[str]:
        """The section's path of template names."""
        return [self.name_of(each) for each in self.chain(part)]

    def parent(self, part: Part) -> Part | None:
        """The section or the title around a section."""
        return self.parts[part.parent] if part.parent >= 0 else None

    def children(self, part: Part) -> list[Part]:
        """The sections directly inside a section."""
        return [each for each in self.sections if self.parent(each) is part]

    def siblings(self, part: Part) -> list[Part]:
        """The sections beside a section, itself included."""
        return [each for each in self.sections if each.parent == part.parent]

    def find(self, name: str) -> Part:
        """The first section with this template name."""
        return next(part for part in self.sections if self.name_of(part) == name)

    def inside_instance(self, part: Part) -> bool:
        """Whether the section or one around it is one of a repeated group."""
        return any(self.is_instance(each) for each in self.chain(part))


def load(name: str) -> Pair:
    """The pair in the folder of that name."""
    folder = HOME / name
    facts = tomllib.loads((folder / "facts.toml").read_text("utf-8"))
    side, side_template = folder / "record.yaml", folder / "record.template.yaml"
    return Pair(
        name,
        (folder / "template.md").read_text("utf-8"),
        (folder / "document.md").read_text("utf-8").rstrip("\n"),
        facts,
        side_template.read_text("utf-8") if side_template.exists() else "",
        side.read_text("utf-8").rstrip("\n") if side.exists() else "",
    )


def load_all() -> list[Pair]:
    """Every pair, by name."""
    return [load(folder.name) for folder in sorted(HOME.iterdir()) if folder.is_dir()]
