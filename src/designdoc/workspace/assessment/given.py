"""What is given to judge by: the results that were found, and when what they speak of changed."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property

from msgspec import Struct, field

from designdoc.evidence import Kind, Problem, Results, Tag
from designdoc.workspace.assessment.names import Names


class Dated(Struct, frozen=True):
    """Results with the time that counts; ``by`` says whether the file itself tells it."""

    results: Results
    when: datetime | None = None
    by: str = ""


class Tagged(Struct, frozen=True):
    """The tags of a source file of tests, and the names of all tests that it declares."""

    path: str
    tags: tuple[Tag, ...]
    tests: tuple[str, ...] = ()


class Evidence(Struct, frozen=True, dict=True):
    """The result files of a configuration, read once for all documents.

    ``patterns`` are what was looked for, by kind; a kind that is not configured is not in it.
    ``bind`` maps an identifier or attribute, with the metric if need be, to a measurement.
    """

    patterns: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    results: tuple[Dated, ...] = ()
    problems: tuple[Problem, ...] = ()
    tagged: tuple[Tagged, ...] = ()
    bind: Mapping[str, str] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[Dated, ...]:
        """The results of one kind."""
        return tuple(each for each in self.results if each.results.kind is kind)

    def is_whole(self, kind: Kind) -> bool:
        """Whether every file of a kind could be used, so that what is not there is not there."""
        return bool(self.of(kind)) and not any(each.kind is kind for each in self.problems)

    @cached_property
    def names(self) -> Names:
        """The tests by everything that may name them."""
        files = ((dated.results.path, dated.results.tests) for dated in self.of(Kind.TESTS))
        return Names(files, ((each.path, each.tags, each.tests) for each in self.tagged))


class Changes(Struct, frozen=True):
    """When a document and the code behind it changed, and which code that is.

    ``lines`` holds a time for each line of the document, from the first; ``code`` the newest
    change of each component's files, by the component's name; ``files`` the paths of each
    component where a map of the code knows them, else those that the document names hold.
    """

    lines: tuple[datetime | None, ...] = ()
    code: Mapping[str, datetime] = field(default_factory=dict)
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NO_CHANGES = Changes()
