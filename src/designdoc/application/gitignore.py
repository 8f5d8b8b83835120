"""What ``.gitignore`` files say, nested ones included, without asking git."""

import posixpath
from typing import TYPE_CHECKING

from msgspec import Struct

from designdoc.application.paths import above
from designdoc.application.ports import Files

if TYPE_CHECKING:
    import pathspec


class Ignored(Struct, frozen=True):
    """The patterns that hold in a folder: (the folder of a ``.gitignore``, its patterns)."""

    layers: "tuple[tuple[str, pathspec.GitIgnoreSpec], ...]" = ()

    def below(self, folder: str, files: Files) -> "Ignored":
        """What holds inside ``folder``, with its own ``.gitignore`` if there is one."""
        path = posixpath.join(folder, ".gitignore")
        if not files.is_file(path):
            return self
        try:
            text = files.read(path).decode("utf-8", "replace")
        except OSError:
            return self
        import pathspec

        spec = pathspec.GitIgnoreSpec.from_lines(_sound(text.splitlines()))
        return Ignored((*self.layers, (folder, spec)))

    def holds(self, path: str, folder: bool) -> bool:
        """Whether the absolute path is ignored; the nearest file that speaks of it decides."""
        for base, spec in reversed(self.layers):
            relative = posixpath.relpath(path, base) + ("/" if folder else "")
            answer = spec.check_file(relative).include
            if answer is not None:
                return answer
        return False


def above_folder(folder: str, files: Files) -> Ignored:
    """What the ``.gitignore`` files above a folder, within its repository, say."""
    chain = []
    for each in above(folder):
        if each != folder:
            chain.append(each)
        if files.exists(posixpath.join(each, ".git")):
            break
    else:
        return Ignored()
    ignored = Ignored()
    for each in reversed(chain):
        ignored = ignored.below(each, files)
    return ignored


def _sound(lines: list[str]) -> list[str]:
    """The patterns that can be compiled; git skips the others as well."""
    import pathspec

    sound = []
    for line in lines:
        try:
            pathspec.GitIgnoreSpec.from_lines([line])
        except ValueError:
            continue
        sound.append(line)
    return sound
