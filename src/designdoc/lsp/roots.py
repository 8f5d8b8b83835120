"""Which session a file belongs to, and how its path and its address in the editor go together."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pygls.uris import to_fs_path

from designdoc.application.session import Session


class Roots:
    """The sessions of the folders that an editor has open; ``make`` starts one.

    Findings name files as ``check`` does from where it stands, and so the server stands in the
    first folder. A file outside of all folders gets a session for its own folder.
    """

    def __init__(self, make: Callable[[str], Session]) -> None:
        self._make = make
        self._sessions: dict[str, Session] = {}
        self._folders: list[str] = []
        self._addresses: dict[str, str] = {}

    def start(self, folders: Iterable[str]) -> None:
        """Begin with these folders, absolute paths, the first of them to stand in."""
        given = [folder for folder in folders if Path(folder).is_dir()]
        if given:
            os.chdir(given[0])
        for folder in given:
            self.add(folder)

    def add(self, folder: str) -> None:
        """One more folder."""
        self._folders.append(_plain(folder))
        self._session(_plain(folder))

    def remove(self, folder: str) -> None:
        """The editor closed a folder."""
        if _plain(folder) in self._folders:
            self._folders.remove(_plain(folder))
            self._sessions.pop(_plain(folder), None)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """Those of the editor's folders, in its order."""
        return tuple(self._session(folder) for folder in self._folders)

    def of(self, uri: str) -> tuple[Session, str]:
        """The session of a file, and the path that it has there."""
        path = self._path(uri)
        above = [each for each in self._folders if path.startswith(each.rstrip("/") + "/")]
        session = self._session(max(above, key=len) if above else str(Path(path).parent))
        return session, session.shown(path)

    def remember(self, uri: str) -> None:
        """The editor opened a file by this address, and will know it by no other."""
        self._addresses[self._path(uri)] = uri

    def forget(self, uri: str) -> None:
        """The editor closed a file."""
        self._addresses.pop(self._path(uri), None)

    def address(self, path: str) -> str | None:
        """The address of a file by its path; None where it is none, as for a built-in template."""
        absolute = os.path.abspath(path)  # noqa: PTH100 - links are kept
        known = self._addresses.get(absolute)
        if known is not None:
            return known
        return Path(absolute).as_uri() if Path(absolute).is_file() else None

    def _path(self, uri: str) -> str:
        """The absolute path of an address; an untitled text lies in the first folder."""
        path = to_fs_path(uri) if uri.startswith("file:") else None
        if path:
            return _plain(path)
        name = unquote(urlsplit(uri).path).strip("/").replace("/", "-") or "untitled"
        folder = self._folders[0] if self._folders else str(Path.cwd())
        return f"{folder}/{name if name.endswith('.md') else name + '.md'}"

    def _session(self, folder: str) -> Session:
        if folder not in self._sessions:
            self._sessions[folder] = self._make(folder)
        return self._sessions[folder]


def _plain(path: str) -> str:
    return os.path.normpath(path).replace("\\", "/")
