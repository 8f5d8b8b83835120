"""What results rest on, in a form that travels and is kept.

Work becomes a ``Piece``: the questions it asked, with their answers, and the names of the pieces
that it used. A piece is named by its content, so that those of several processes are one.
"""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

import msgspec
from msgspec import Struct, field

from designdoc.application.basis import ANY_DAY, DAYS, NEVER, Answer, Frame

State = tuple[int, ...] | None
"""What the file system says of a file without its bytes; None: nothing is there; empty: what it
says is not to be relied on, as it was changed so lately that another change might not show."""


class Piece(Struct, frozen=True, array_like=True):
    """Questions as (kind, subject, answer), and the names of what was used besides."""

    name: bytes
    asked: tuple[tuple[str, str, Answer], ...]
    used: tuple[bytes, ...]


class Part(Struct, frozen=True, array_like=True):
    """What was recorded since the last part was taken."""

    pieces: tuple[Piece, ...] = ()
    folders: dict[str, State] = field(default_factory=dict)
    contents: dict[str, State] = field(default_factory=dict)


class Record:
    """Collects pieces, and the states of the folders and files that were looked at.

    The first state of each counts, which is from before the first question.
    """

    def __init__(self) -> None:
        self.pieces: dict[bytes, Piece] = {}
        self.folders: dict[str, State] = {}
        self.contents: dict[str, State] = {}
        self._new: list[Piece] = []
        self._sent: tuple[int, int] = (0, 0)

    def add(self, frame: Frame) -> bytes:
        """The name of a frame, which has ended, and of all that it rests on."""
        if not frame.name:
            used = sorted({self.add(each) for each in frame.used.values()})
            asked = tuple(sorted(_asked(frame), key=repr))
            try:
                encoded = msgspec.msgpack.encode((asked, used))
            except UnicodeEncodeError:  # the name of a file that is no Unicode
                asked = ((NEVER, "", None),)
                encoded = msgspec.msgpack.encode((asked, used))
            frame.name = b"=" + blake2b(encoded, digest_size=12).digest()
            self._put(Piece(frame.name, asked, tuple(used)))
        return frame.name

    def merge(self, part: Part) -> None:
        """Take in what another process recorded; states that differ are not relied on."""
        for piece in part.pieces:
            self._put(piece)
        _merge(self.folders, part.folders)
        _merge(self.contents, part.contents)

    def take(self) -> Part:
        """What is new since the last time."""
        pieces, self._new = tuple(self._new), []
        before, self._sent = self._sent, (len(self.folders), len(self.contents))
        folders = _travelling(list(self.folders.items())[before[0] :])
        contents = _travelling(list(self.contents.items())[before[1] :])
        return Part(pieces, folders, contents)

    def _put(self, piece: Piece) -> None:
        if piece.name not in self.pieces:
            self.pieces[piece.name] = piece
            self._new.append(piece)


def _asked(frame: Frame) -> Iterator[tuple[str, str, Answer]]:
    for (kind, subject), answer in frame.asked.items():
        yield kind, subject, answer
    if frame.days != ANY_DAY:
        yield DAYS, "..".join(day.isoformat() for day in frame.days), True


def _travelling(states: Iterable[tuple[str, State]]) -> dict[str, State]:
    """The states of paths that are Unicode: nothing that is kept rests on others."""
    return {path: state for path, state in states if is_unicode(path)}


def is_unicode(text: str) -> bool:
    """Whether a text can be encoded; the name of a file may be none."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _merge(mine: dict[str, State], theirs: dict[str, State]) -> None:
    for path, state in theirs.items():
        mine[path] = () if mine.get(path, state) != state else state
