"""The history of one source tree, each question to git asked once."""

from collections.abc import Iterable, Mapping

from designdoc.application.ports import CodeHistory
from designdoc.code.declared_then import old_facts
from designdoc.code.facts import FileFacts
from designdoc.code.past import Gone, Written


class TreeHistory:
    """What git says of the tree at ``top``: as it is on the disk, or at the commit ``head``."""

    def __init__(self, history: CodeHistory, top: str, head: str = "") -> None:
        self._history = history
        self._top = top
        self._head = head
        self._facts: dict[tuple[str, str], FileFacts] = {}
        self._whole: dict[str, Mapping[int, Written]] = {}
        self._held: dict[tuple[str, str], bool] = {}

    def load(self, places: Iterable[tuple[str, str]]) -> None:
        """Read files, by commit and path, that are asked for next."""
        wanted = [place for place in dict.fromkeys(places) if place not in self._facts]
        for place, data in self._history.files(self._top, wanted).items():
            self._facts[place] = old_facts(place[1], data)

    def then(self, gone: Gone) -> FileFacts:
        """The facts of a file as it was."""
        place = (gone.commit, gone.path)
        if place not in self._facts:
            self.load([place])
        return self._facts.get(place, FileFacts(""))

    def blame(self, path: str, lines: Iterable[int]) -> Mapping[int, Written]:
        """When each of these lines was written."""
        return self._history.blame(self._top, path, lines, self._head)

    def written(self, path: str, line: int) -> Written | None:
        """When a line of a file was written that several documents speak of."""
        if path not in self._whole:
            self._whole[path] = self._history.blame(self._top, path, (), self._head)
        return self._whole[path].get(line)

    def held(self, commit: str, word: str) -> bool:
        """Whether a word stood in the code of a commit."""
        key = (commit, word)
        if key not in self._held:
            self._held[key] = bool(self._history.held(self._top, commit, [word]))
        return self._held[key]
