"""Check one document: read, parse, find its template, bind, run the rules."""

import posixpath
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from designdoc.application.around import Surroundings
from designdoc.application.basis import asked
from designdoc.application.configuration import has_code
from designdoc.application.configurations import Configurations
from designdoc.application.inferred import inferred
from designdoc.application.ledgers import Ledgers, problems
from designdoc.application.lineages import Attributed, Lineages
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job, Outcome, Trouble
from designdoc.application.ports import Ports
from designdoc.application.read_template import FALLBACK, Compiled, Library
from designdoc.application.repositories import Repositories
from designdoc.application.stages import Stages
from designdoc.application.standing import Standings
from designdoc.application.templates import Chosen, NoneFound, Templates, is_well_known
from designdoc.checking import (
    Around,
    Choice,
    Draft,
    Rule,
    Settings,
    Subject,
    finding,
    run,
    with_severity,
)
from designdoc.diagnostics import CheckedDocument, DesigndocError, Finding
from designdoc.document import Document, bind
from designdoc.markdown import BlockTree, parse
from designdoc.model.terms import Terms, using
from designdoc.rules import (
    RULES,
    dd004_over_limit,
    dd009_no_template,
    dd101_missing_section,
    dd608_loose_binding,
    dd709_broken_ledger,
)
from designdoc.source import Source, decode

if TYPE_CHECKING:
    from designdoc.application.code_around import CodeSurroundings
    from designdoc.model.facts import DesignModel
    from designdoc.workspace.assessment import Bindings
    from designdoc.workspace.symbols import Symbols

_OF_CODE = "DD5"
_OF_EVIDENCE = "DD6"
_OF_THE_FILE = frozenset({"DD001", "DD002", "DD003", "DD004"})  # need no template


class Checker:
    """Checks documents one by one; what they share (templates, settings) is worked out once."""

    def __init__(
        self,
        ports: Ports,
        options: CheckOptions,
        rules: Sequence[Rule] = RULES,
        stages: Stages | None = None,
        code: "Callable[[], CodeSurroundings] | None" = None,
    ) -> None:
        self._parse = ports.parse or parse
        self.files = files = ports.files
        self.store = ports.store
        self.record = ports.record
        self.rules = rules
        self.options = options
        self._today = asked(options.today)
        self.stages = stages or Stages()
        self.configurations = Configurations(files, options.config)
        self.library = Library(files, ports.history, ports.store)
        self.ledgers = Ledgers(files)
        self.repositories = Repositories(files)
        self.surroundings = Surroundings(
            ports, self.configurations, self.ledgers, self.symbols, self.paths
        )
        self._code = code
        self._around_code: CodeSurroundings | None = None
        self.templates = Templates(files, self.configurations, self.library, options.template)
        self.lineages = Lineages(ports, self.library)
        self._standings = Standings()

    def check(self, job: Job) -> Outcome:
        """What is wrong with a document; never raises for the sake of one document."""
        return self.examined(job)[0]

    def examined(self, job: Job) -> tuple[Outcome, Subject | None]:
        """What is wrong with a document, and the document with its model where a template fits."""
        seen: list[Subject] = []
        return self._outcome(job, seen), seen[0] if seen else None

    def _outcome(self, job: Job, seen: list[Subject]) -> Outcome:
        try:
            return self._check(job, seen)
        except DesigndocError as error:
            return _trouble(job, Trouble(job.path, str(error)))
        except FileNotFoundError:
            message = "the file disappeared during the run"
            return _trouble(job, Trouble(job.path, message, gone=not job.given))
        except OSError as error:
            reason = error.strerror or str(error)
            return _trouble(job, Trouble(job.path, f"cannot be read: {reason}"))
        except Exception as error:  # a bug: said for this document, the others go on
            message = f"{type(error).__name__}: {error}"
            import traceback  # only bugs need it

            return _trouble(job, Trouble(job.path, message, traceback.format_exc(), fault=True))

    def prepare(self, jobs: Sequence[Job]) -> None:
        """Work out ahead what most of the documents share, so that it is in the store.

        The history of their template, as a rule; a few documents stand for all.
        """
        few = {len(jobs) // 2: None, 0: None, len(jobs) - 1: None} if jobs else {}
        with self.stages("template"):
            for at in few:
                with suppress(Exception):  # said when the document itself is checked
                    job = jobs[at]
                    self._template(job, parse(decode(job.path, self.files.read(job.path))))

    def document(self, job: Job) -> tuple[Document, Chosen] | NoneFound:
        """A document bound to its template, without running any rule."""
        tree = self._parse(decode(job.path, self.files.read(job.path)))
        found = self._template(job, tree)
        if isinstance(found, NoneFound):
            return found
        return self.bind(job, tree, found.chosen), found.chosen

    def beside(self, jobs: Sequence[Job]) -> list[Finding]:
        """What is wrong with the files that documents share: the review ledgers above them."""
        rule, found = dd709_broken_ledger.RULE, {}
        for job in jobs:
            ledger = self.ledgers.above(posixpath.dirname(self.files.absolute(job.path)))
            if ledger and ledger.path not in found:
                found[ledger.path] = [
                    with_severity(finding(rule, source, draft), settings)
                    for settings in [self.settings(job)]
                    if settings.enabled(rule.code)
                    for source, problem in problems(ledger)
                    for draft in [dd709_broken_ledger.broken(problem)]
                ]
        return [each for findings in found.values() for each in findings]

    def terms(self, path: str) -> Terms:
        """What the configuration says of identifiers and headings in a document."""
        return self.configurations.of(posixpath.dirname(self.files.absolute(path))).terms

    def symbols(self, path: str) -> "Symbols | None":
        """What the document at a path defines; None where it cannot be read."""
        from designdoc.application.modelled import unit

        try:
            found = unit(Job(path, posixpath.dirname(self.files.absolute(path)), True), self)
        except (OSError, DesigndocError):
            return None
        return found.symbols if found else None

    def paths(self, document: Document, model: "DesignModel") -> dict[str, tuple[str, ...]]:
        """Where the code of each component is, from the folder of the configuration on.

        Only components that are mapped are in it, and none where no code is configured.
        """
        folder = posixpath.dirname(self.files.absolute(document.path))
        configuration = self.configurations.of(folder)
        if not has_code(configuration) or not model.components or self.code is None:
            return {}
        with self.stages("code"):
            return self.code.paths(document, model, configuration)

    def settings(self, job: Job) -> Settings:
        """Which rules run on a document: the configuration's choice, then the command line's."""
        own = Choice(self.options.select, self.options.ignore)
        configured = self.configured(job)
        return Settings((*configured.choices, own), configured.severity)

    def configured(self, job: Job) -> Settings:
        """Which rules the configuration has for a document."""
        folder = posixpath.dirname(self.files.absolute(job.path))
        configuration = self.configurations.of(folder)
        return Settings((configuration.rules,), configuration.severity)

    def _check(self, job: Job, seen: list[Subject]) -> Outcome:
        settings = self.settings(job)
        folder = posixpath.dirname(self.files.absolute(job.path))
        limit = self.configurations.of(folder).max_bytes
        with self.stages("read"):
            size = self.files.size(job.path)
            if size > limit:
                return self._too_large(job, size, limit, settings)
            source = decode(job.path, self.files.read(job.path))
        with self.stages("parse"):
            tree = self._parse(source)
        with self.stages("template"):
            found = self._template(job, tree)
        if isinstance(found, NoneFound):
            return self._without_template(job, tree, found, settings)
        with self.stages("bind"):
            document = self.bind(job, tree, found.chosen)
        with self.stages("model"):
            subject = self._subject(document, found, settings)
        subject = self._with_code(subject, settings)
        seen.append(subject)
        with self.stages("rules"):
            checked = run(subject, self.rules, settings)
        faults = (Trouble(job.path, each.where, each.trace, fault=True) for each in checked.faults)
        bindings = self._bindings(subject, settings)
        return Outcome(
            job.path,
            CheckedDocument(job.path, document.status, found.chosen.use),
            checked.findings,
            checked.suppressed,
            tuple(faults),
            note=found.gap if _shows(found, checked.findings) else "",
            bound=bindings.used if bindings else None,
            targets=bindings.names if bindings else (),
        )

    def _bindings(self, subject: Subject, settings: Settings) -> "Bindings | None":
        """What the configuration binds of the document; None where nothing is to be said of it."""
        evidence = subject.around.evidence
        if not evidence or not evidence.bind or not settings.enabled(dd608_loose_binding.RULE.code):
            return None
        from designdoc.workspace.assessment import bindings  # only with evidence

        return bindings(subject.model, evidence.bind)

    def _template(self, job: Job, tree: BlockTree) -> Attributed | NoneFound:
        """The document's template in the version that it follows."""
        chosen = self.templates.of(job, tree)
        if isinstance(chosen, NoneFound):
            return chosen
        return self.lineages.attributed(job, tree, chosen, self.options.template_version)

    def _subject(self, document: Document, found: Attributed | None, settings: Settings) -> Subject:
        """The document with what rules over its model want to know, if one of them runs."""
        terms = self.terms(document.path)
        around = Around(self._today, template=self._standings.of(found) if found else None)
        subject = Subject(document, around, terms=terms)
        enabled = [rule for rule in self.rules if rule.check_model and settings.enabled(rule.code)]
        if not enabled:
            return subject
        try:
            model = subject.model
        except Exception:
            return subject  # the runner meets the same bug, and says so
        with using(terms):
            around = self.surroundings.of(subject, enabled)
        return msgspec.structs.replace(subject, around=around, given=model)

    def _with_code(self, subject: Subject, settings: Settings) -> Subject:
        """The document with the code around it, where a rule and the configuration ask for it."""
        document, model = subject.document, subject.given
        folder = posixpath.dirname(self.files.absolute(document.path))
        configuration = self.configurations.of(folder)
        asked = has_code(configuration) and self._asks_of_code(settings)
        if model is None or not asked or self.code is None:
            return subject
        with self.stages("code"):
            view = self.code.view(document, model, configuration)
        around = msgspec.structs.replace(subject.around, code=view)
        return msgspec.structs.replace(subject, around=around)

    def _asks_of_code(self, settings: Settings) -> bool:
        return any(r.code.startswith(_OF_CODE) and settings.enabled(r.code) for r in self.rules)

    @property
    def code(self) -> "CodeSurroundings | None":
        """What looks at source code, made when the first document wants it."""
        if self._around_code is None and self._code is not None:
            self._around_code = self._code()
        return self._around_code

    def prepared(self, jobs: Sequence[Job]) -> bytes:
        """The source trees around the documents, for other processes; empty without any."""
        folders = {posixpath.dirname(self.files.absolute(job.path)) for job in jobs}
        found = {id(each): each for each in map(self.configurations.of, sorted(folders))}
        own = Choice(self.options.select, self.options.ignore)
        wanted = [
            each
            for each in found.values()
            if has_code(each) and self._asks_of_code(Settings((each.rules, own)))
        ]
        with self.stages("code"):
            return self.code.prepared(wanted) if wanted and self.code is not None else b""

    def bind(self, job: Job, tree: BlockTree, chosen: Chosen) -> Document:
        """A document bound to a template, with its own copies of the template's side files."""
        template = chosen.compiled.template
        return bind(tree, template, self.side_files(job, chosen.compiled))

    def side_files(self, job: Job, compiled: Compiled) -> tuple[Source, ...]:
        """The document's own copies of the YAML files beside its template."""
        folder = posixpath.dirname(self.files.absolute(job.path))
        if folder == compiled.folder:
            return ()
        shown = posixpath.dirname(job.path)
        found = []
        for side in compiled.template.side_files:
            name = posixpath.basename(side.name)
            path = posixpath.join(shown, name)
            if self.files.is_file(path):
                found.append(decode(path, self.files.read(path)))
        return tuple(found)

    def _too_large(self, job: Job, size: int, limit: int, settings: Settings) -> Outcome:
        draft = dd004_over_limit.too_large(size, limit)
        return self._only(job, decode(job.path, b""), dd004_over_limit.RULE, draft, settings)

    def _without_template(
        self, job: Job, tree: BlockTree, none: NoneFound, settings: Settings
    ) -> Outcome:
        """What can be said of the file itself, and that there is no template."""
        if is_well_known(posixpath.basename(job.path)) and not job.given and not none.named:
            return Outcome(job.path, None)
        draft = dd009_no_template.no_template(none.span, none.nearest, none.named)
        said = msgspec.structs.replace(dd009_no_template.RULE, check=lambda _: (draft,))
        rules = [rule for rule in self.rules if rule.code in _OF_THE_FILE]
        subject = Subject(
            bind(tree, inferred(decode("", b""), (), self.store)), Around(self._today)
        )
        configuration = self.configurations.of(posixpath.dirname(self.files.absolute(job.path)))
        of_reality = ((_OF_CODE, has_code(configuration)), (_OF_EVIDENCE, configuration.evidence))
        codes = tuple(code for code, configured in of_reality if configured)
        if codes:
            # No template is needed to see that a name is gone; headings give the roles.
            rules += [rule for rule in self.rules if rule.code.startswith(codes)]
            document = bind(tree, self.library.read(FALLBACK).template)
            subject = self._with_code(self._subject(document, None, settings), settings)
        checked = run(subject, (*rules, said), settings)
        said_of = CheckedDocument(job.path, None, None)
        return Outcome(job.path, said_of, checked.findings, checked.suppressed)

    def _only(
        self, job: Job, source: Source, rule: Rule, draft: Draft, settings: Settings
    ) -> Outcome:
        """The outcome of a document whose one finding ends its check."""
        found: tuple[Finding, ...] = ()
        if settings.enabled(rule.code):
            found = (with_severity(finding(rule, source, draft), settings),)
        return Outcome(job.path, CheckedDocument(job.path, None, None), found)


def _shows(found: Attributed, findings: Sequence[Finding]) -> bool:
    """Whether it shows in a document that older versions of its template are unknown."""
    missing = dd101_missing_section.RULE.code
    return found.in_vain or any(each.code == missing for each in findings)


def _trouble(job: Job, trouble: Trouble) -> Outcome:
    return Outcome(job.path, None, troubles=(trouble,))
