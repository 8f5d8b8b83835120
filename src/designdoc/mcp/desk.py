"""What the tools work at: one workspace, what is known of it, and the proposals that are open."""

import posixpath

from designdoc.adapters.files import DiskFiles
from designdoc.api import wiring
from designdoc.application.check import plan
from designdoc.application.checker import Checker
from designdoc.application.confined import Confined
from designdoc.application.documents import configured_templates
from designdoc.application.kept import Kept
from designdoc.application.linked_again import linked_again
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job
from designdoc.application.overlay import Overlay
from designdoc.application.paths import above, within
from designdoc.application.proposal import Proposals
from designdoc.application.trace import Linked, with_evidence
from designdoc.diagnostics import UsageError
from designdoc.mcp.progress import told


class Desk:
    """The folder that the server stands in. Each call reads the files as they are then."""

    def __init__(self, read_only: bool = False, config: str = "") -> None:
        self.read_only = read_only
        self.config = config
        self.files = Confined(DiskFiles(), ".")
        self.kept = Kept()
        self.proposals = Proposals()
        self._runs = wiring.lasting_runs()

    def checker(self, select: tuple[str, ...] = ()) -> Checker:
        """A checker of the workspace as it is on the disk."""
        return self.over(select)[0]

    def over(self, select: tuple[str, ...] = ()) -> tuple[Checker, Overlay]:
        """A checker, and where texts are put that it is to see in place of the files."""
        options = CheckOptions(config=self.config, select=select)
        return wiring.checker_within(self.files.root, options)

    def linked(self, folder: str, judged: bool = True) -> Linked:
        """The documents of a folder or file, all where none is named, linked; ``judged`` with their
        evidence.

        What was read before, also by a server that has ended, is read again where it has changed.

        Raises:
            UsageError: the folder does not exist or lies outside.
            BaseException: the client has gone.
        """
        checker, options = self.checker(), CheckOptions(config=self.config)
        paths = self.scope(folder, checker)
        runs = self._runs(options, ("\0linked", self.files.root, *paths))

        def noting() -> Checker:
            return wiring.checker_within(self.files.root, options, noting=True)[0]

        found = linked_again(paths, noting, wiring.world(1, told, runs=runs))
        return with_evidence(found, checker) if judged else found

    def path(self, given: str) -> str:
        """A path that a caller gave, as it is shown.

        Raises:
            UsageError: it leads out of the workspace.
        """
        return self.files.inside(given)

    def jobs(self, folder: str, checker: Checker) -> list[Job]:
        """The documents of a folder or file; of the whole workspace where none is named.

        Raises:
            UsageError: it does not exist or lies outside.
        """
        return plan(self.scope(folder, checker), checker)[0]

    def scope(self, folder: str, checker: Checker) -> list[str]:
        """The paths to look for documents in, as ``plan`` and ``linked`` take them.

        Raises:
            UsageError: the folder lies outside.
        """
        if folder:
            return [self.path(folder)]
        configured = checker.configurations.of(self.files.root)
        inside = within(configured.folder or self.files.root, self.files.root)
        return [] if inside else ["."]

    def template(self, given: str, checker: Checker) -> str:
        """The name of a template that a caller gave: a built-in one, or one of the workspace.

        Raises:
            UsageError: there is none. What only the version history holds is not offered.
        """
        if given in checker.library.built_in():
            return given
        path = self.path(given)
        if not (self.files.is_file(path) or self.files.is_folder(path)):
            known = ", ".join(self.templates(checker)[:8])
            raise UsageError(f"there is no template '{given}'; at hand are {known}")
        return path

    def templates(self, checker: Checker) -> list[str]:
        """The templates at hand: built in, configured, and those whose names say so."""
        files, root = self.files, self.files.root
        folders = {
            root,
            *(posixpath.dirname(files.absolute(j.path)) for j in self.jobs("", checker)),
        }
        tops = {each for folder in folders for each in above(folder) if within(each, root)}
        found = set(configured_templates(checker.configurations.of(root)))
        found.update(path for folder in tops for path in checker.templates.named_in(folder))
        inside = (files.shown(path) for path in sorted(found) if files.is_file(path))
        return [*checker.library.built_in(), *inside]
