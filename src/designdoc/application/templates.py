"""Which template a document follows, and how we know: the order of the contract.

``--template``; the document's own words; the configuration; a file whose name says template in
the document's folder or above; a built-in one that fits; else none, with the nearest named.
"""

import posixpath
from collections.abc import Sequence

from msgspec import Struct

from designdoc.application.basis import Memo
from designdoc.application.configuration import Configuration, DocumentSet
from designdoc.application.configurations import Configurations
from designdoc.application.fit import fit, fits, fits_well, is_stranger, other_kinds
from designdoc.application.nearest import nearest
from designdoc.application.outcome import Job
from designdoc.application.paths import (
    above,
    is_markdown,
    is_of_a_forge,
    natural,
    says_template,
    within,
)
from designdoc.application.pins import pins
from designdoc.application.ports import Files
from designdoc.application.read_template import Compiled, Library
from designdoc.application.repositories import Repositories
from designdoc.application.sets import matches
from designdoc.diagnostics import ConfigurationError, DesigndocError, TemplateUse
from designdoc.markdown import BlockTree
from designdoc.source import Span

_MOST_NAMED = 50  # templates elsewhere in a repository that are compared with a document


class Chosen(Struct, frozen=True):
    """A document's template, and how it was found."""

    compiled: Compiled
    use: TemplateUse


class NoneFound(Struct, frozen=True):
    """No template: the nearest ones, and the one that the document names in vain at ``span``."""

    nearest: tuple[str, ...]
    span: Span
    named: str = ""


class Templates:
    """Finds templates; each is compiled once, each folder listed once."""

    def __init__(
        self, files: Files, configurations: Configurations, library: Library, explicit: str
    ) -> None:
        self._files = files
        self._configurations = configurations
        self._library = library
        self._repositories = Repositories(files)
        self._explicit = explicit
        self._named: Memo[str, tuple[str, ...]] = Memo()
        self._folders: Memo[str, tuple[str, ...]] = Memo()
        if explicit:
            library.read(explicit)  # here, where it can end the run

    def of(self, job: Job, tree: BlockTree) -> Chosen | NoneFound:
        """The template of a document."""
        if self._explicit:
            return _chosen(self._library.read(self._explicit), "command line")
        path = self._files.absolute(job.path)
        named = pins(tree).template
        if named:
            return self._by_name(path, named.text, named.span)
        configured = self._configured(path)
        if configured:
            return _chosen(configured, "configuration")
        return self._beside(path, job, tree) or self._built_in(path, tree)

    def named_in(self, folder: str) -> tuple[str, ...]:
        """Absolute paths of the files in a folder, or in a folder of it, that say template."""
        return self._named(folder, lambda: self._named_in(folder))

    def _by_name(self, path: str, name: str, span: Span) -> Chosen | NoneFound:
        """The template that the document itself names; it must lie in the document's workspace."""
        folder = posixpath.dirname(path)
        target = posixpath.normpath(posixpath.join(folder, name))
        if self._files.is_file(target) and self._inside(target, folder):
            return _chosen(self._library.read(self._files.shown(target)), "document")
        if name in self._library.built_in():
            return _chosen(self._library.read(name), "document")
        near = [self._files.shown(each) for each in self.named_in(folder)]
        return NoneFound(tuple(near + list(self._library.built_in()))[:3], span, name)

    def _inside(self, target: str, folder: str) -> bool:
        """Whether the file, and what it links to, lies in the document's workspace."""
        real = self._files.real(target)
        return any(within(target, root) for root in self._roots(folder)) and any(
            within(real, self._files.real(root)) for root in self._roots(folder)
        )

    def _roots(self, folder: str) -> Sequence[str]:
        """Folders that a document may name a template in: its repository, its configuration's."""
        roots = [self._repositories.of(folder), self._configurations.of(folder).folder]
        here = self._files.absolute(".")
        roots.append(here if within(folder, here) else "")
        return [root for root in roots if root] or [posixpath.dirname(folder)]

    def try_configured(self, folder: str) -> None:
        """Read the configuration of a folder, and each template that it names.

        Raises:
            ConfigurationError: one of them is wrong, or not there.
        """
        configuration = self._configurations.of(folder)
        for each in configuration.documents if not self._explicit else ():
            if each.template:
                self._from(configuration, each)

    def _configured(self, path: str) -> Compiled | None:
        configuration = self._configurations.of(posixpath.dirname(path))
        found = matches(configuration, path)
        return self._from(configuration, found) if found and found.template else None

    def _from(self, configuration: Configuration, found: DocumentSet) -> Compiled:
        target = posixpath.join(configuration.folder, found.template)
        if self._files.exists(target):
            return self._library.read(self._files.shown(target))
        try:
            return self._library.read(found.template, base=configuration.folder)
        except DesigndocError as error:
            raise ConfigurationError(f"{configuration.path}: {error}") from error

    def _beside(self, path: str, job: Job, tree: BlockTree) -> Chosen | None:
        """The best of the named templates in the nearest folder that has any."""
        for folder in self._search(posixpath.dirname(path), job.root):
            named = [each for each in self.named_in(folder) if _may_govern(each, path)]
            if not self._ours(folder, job.root):
                named = [each for each in named if posixpath.dirname(each) == folder]
            candidates = [self._compiled(each) for each in named]
            usable = [each for each in candidates if each]
            if usable:
                own = [each for each in usable if self._files.absolute(each.path) == path]
                best = own or usable
                if len(best) > 1:
                    best = sorted(usable, key=lambda each: -fit(tree, each.template))
                many = other_kinds(best[0].template, [each.template for each in usable]) > 1
                if self._governs(best[0], path, job, tree) and (
                    own or not is_stranger(tree, best[0].template, one_of_many=many)
                ):
                    return _chosen(best[0], "file name")
        return None

    def _governs(self, compiled: Compiled, path: str, job: Job, tree: BlockTree) -> bool:
        """A README beside or above a template is hardly ever a document; a KEP's README is one.

        And where the template is a README, so are its documents: other files are what they hold.
        """
        name, own = posixpath.basename(path), posixpath.basename(compiled.path)
        if job.given or not (is_well_known(name) or is_well_known(own)):
            return True
        beside = within(compiled.folder, posixpath.dirname(path))
        if own == name and not beside:
            return True
        return fits(tree, compiled.template)

    def _compiled(self, path: str) -> Compiled | None:
        try:
            return self._library.read(self._files.shown(path))
        except DesigndocError:
            return None  # named like a template, but empty or unreadable: no template

    def _search(self, folder: str, root: str) -> list[str]:
        """The folders to look in, nearest first: up to the repository's root.

        Outside a repository no higher than where we stand, what was given, or one above.
        """
        top = self._repositories.of(folder)
        chain = list(above(folder))
        if top:
            return [each for each in chain if within(each, top)]
        return [each for each in chain if each in chain[:2] or self._ours(each, root)]

    def _ours(self, folder: str, root: str) -> bool:
        """Whether a folder belongs to what this run is about; a stranger's neighbour does not."""
        here = self._files.absolute(".")
        return bool(self._repositories.of(folder)) or within(folder, root) or within(folder, here)

    def _named_in(self, folder: str) -> tuple[str, ...]:
        try:
            entries = self._files.entries(folder)
        except OSError:
            return ()
        found = [
            posixpath.join(folder, entry.name)
            for entry in entries
            if not entry.folder and is_markdown(entry.name) and says_template(entry.name)
        ]
        for entry in entries:
            if entry.folder and says_template(entry.name) and not entry.name.startswith("."):
                found += self._inside_folder(posixpath.join(folder, entry.name))
        return tuple(sorted(found, key=natural))

    def _inside_folder(self, folder: str) -> list[str]:
        """The templates in a folder whose name says template: its README, or every file."""
        try:
            names = [entry.name for entry in self._files.entries(folder) if not entry.folder]
        except OSError:
            return []
        files = [name for name in names if is_markdown(name) and not is_of_a_forge(name)]
        readme = [name for name in files if name.lower().startswith("readme.")]
        return [posixpath.join(folder, name) for name in readme or files]

    def _built_in(self, path: str, tree: BlockTree) -> Chosen | NoneFound:
        known = {name: self._library.read(name) for name in self._library.built_in()}
        fitting = [each for each in known.values() if fits_well(tree, each.template)]
        if fitting:
            best = max(fitting, key=lambda each: fit(tree, each.template))
            return _chosen(best, "built-in")
        heading = tree.sections[0].heading if tree.sections else None
        span = heading.span if heading else Span(tree.source.bom, tree.source.bom)
        elsewhere = {each.path: each for each in self._elsewhere(path, tree)}
        known = {**elsewhere, **known}
        order = sorted(known, key=lambda name: (-fit(tree, known[name].template), name))
        return NoneFound(tuple(order[:3]), span)

    def _elsewhere(self, path: str, tree: BlockTree) -> list[Compiled]:
        """Templates at the root, in its `docs` or one folder below, that fit a little."""
        top = self._repositories.of(posixpath.dirname(path))
        if not top:
            return []
        folders = [top, posixpath.join(top, "docs")]
        folders += [each for folder in folders for each in self._folders_in(folder)]
        named = [name for folder in dict.fromkeys(folders) for name in self.named_in(folder)]
        usable = [each for each in map(self._compiled, named[:_MOST_NAMED]) if each]
        return [each for each in usable if fit(tree, each.template)]

    def _folders_in(self, folder: str) -> tuple[str, ...]:
        return self._folders(folder, lambda: self._listed(folder))

    def _listed(self, folder: str) -> tuple[str, ...]:
        try:
            entries = self._files.entries(folder)
        except OSError:
            return ()
        names = [e.name for e in entries if e.folder and not e.name.startswith(".")]
        return tuple(posixpath.join(folder, name) for name in sorted(names))


def _may_govern(template: str, path: str) -> bool:
    """Not a file whose only claim is a folder called like a template that holds the document too:
    a checkout may be called ``service-template``."""
    folder = posixpath.dirname(template)
    if says_template(posixpath.basename(template)) or not within(path, folder):
        return True
    sure = posixpath.basename(folder).casefold() in {"template", "templates"}
    return template == path and (sure or is_well_known(posixpath.basename(path)))


def is_well_known(name: str) -> bool:
    """Whether a file is of a kind that stands in any folder, such as a README."""
    return posixpath.splitext(name)[0].casefold() in _WELL_KNOWN


_WELL_KNOWN = frozenset(
    {"readme", "index", "changelog", "contributing", "code_of_conduct", "license", "security"}
    | {
        "authors",
        "history",
        "maintainers",
        "skill",
        "governance",
        "support",
        "summary",
        "agents",
        "claude",
    }
)


def nearest_template(name: str, library: Library) -> list[str]:
    """Built-in names like the given one."""
    return nearest(name, library.built_in(), 3)


def _chosen(compiled: Compiled, evidence: str) -> Chosen:
    use = TemplateUse(compiled.path, evidence, compiled.version, compiled.revision)
    return Chosen(compiled, use)
