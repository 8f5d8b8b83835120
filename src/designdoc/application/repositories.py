"""Which repository a folder lies in, seen from the files alone: git would be a process."""

import posixpath

from designdoc.application.basis import Memo
from designdoc.application.paths import above
from designdoc.application.ports import Files


class Repositories:
    """Finds the tops of repositories; each folder is looked at once."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._has_git: Memo[str, bool] = Memo()

    def of(self, folder: str) -> str:
        """The nearest folder above (or the folder itself) that holds ``.git``; empty for none."""
        return next((each for each in above(folder) if self.is_top(each)), "")

    def is_top(self, folder: str) -> bool:
        """Whether a folder holds ``.git``."""
        path = posixpath.join(folder, ".git")
        return self._has_git(folder, lambda: self._files.exists(path))
