"""Check one document: read, parse, find its template, bind, run the rules."""

import posixpath
from collections.abc import Sequence

import msgspec

from designdoc.application.around import Surroundings
from designdoc.application.configurations import Configurations
from designdoc.application.lineages import Attributed, Lineages
from designdoc.application.options import CheckOptions
from designdoc.application.outcome import Job, Outcome, Trouble
from designdoc.application.ports import Files, History
from designdoc.application.read_template import Library
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
from designdoc.rules import RULES, dd004_over_limit, dd009_no_template
from designdoc.source import Source, decode
from designdoc.template import infer

_OF_THE_FILE = frozenset({"DD001", "DD002", "DD003", "DD004"})  # need no template


class Checker:
    """Checks documents one by one; what they share (templates, settings) is worked out once."""

    def __init__(
        self,
        files: Files,
        history: History,
        options: CheckOptions,
        rules: Sequence[Rule] = RULES,
        stages: Stages | None = None,
    ) -> None:
        self.files = files
        self.rules = rules
        self.options = options
        self.stages = stages or Stages()
        self.configurations = Configurations(files, options.config)
        self.library = Library(files, history)
        self._surroundings = Surroundings(files, history)
        self.templates = Templates(files, self.configurations, self.library, options.template)
        self.lineages = Lineages(files, history, self.library)
        self._standings = Standings()

    def check(self, job: Job) -> Outcome:
        """What is wrong with a document; never raises for the sake of one document."""
        try:
            return self._check(job)
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

    def document(self, job: Job) -> tuple[Document, Chosen] | NoneFound:
        """A document bound to its template, without running any rule."""
        tree = parse(decode(job.path, self.files.read(job.path)))
        found = self._template(job, tree)
        if isinstance(found, NoneFound):
            return found
        return self.bind(job, tree, found.chosen), found.chosen

    def settings(self, job: Job) -> Settings:
        """Which rules run on a document: the configuration's choice, then the command line's."""
        folder = posixpath.dirname(self.files.absolute(job.path))
        configuration = self.configurations.of(folder)
        own = Choice(self.options.select, self.options.ignore)
        return Settings((configuration.rules, own), configuration.severity)

    def _check(self, job: Job) -> Outcome:
        settings = self.settings(job)
        folder = posixpath.dirname(self.files.absolute(job.path))
        limit = self.configurations.of(folder).max_bytes
        with self.stages("read"):
            size = self.files.size(job.path)
            if size > limit:
                return self._too_large(job, size, limit, settings)
            source = decode(job.path, self.files.read(job.path))
        with self.stages("parse"):
            tree = parse(source)
        with self.stages("template"):
            found = self._template(job, tree)
        if isinstance(found, NoneFound):
            return self._without_template(job, tree, found, settings)
        with self.stages("bind"):
            document = self.bind(job, tree, found.chosen)
        with self.stages("model"):
            subject = self._subject(document, found, settings)
        with self.stages("rules"):
            checked = run(subject, self.rules, settings)
        return Outcome(
            job.path,
            CheckedDocument(job.path, document.status, found.chosen.use),
            checked.findings,
            checked.suppressed,
            tuple(
                Trouble(job.path, fault.where, fault.trace, fault=True) for fault in checked.faults
            ),
        )

    def _template(self, job: Job, tree: BlockTree) -> Attributed | NoneFound:
        """The document's template in the version that it follows."""
        chosen = self.templates.of(job, tree)
        if isinstance(chosen, NoneFound):
            return chosen
        return self.lineages.attributed(job, tree, chosen, self.options.template_version)

    def _subject(self, document: Document, found: Attributed, settings: Settings) -> Subject:
        """The document with what rules over its model want to know, if one of them runs."""
        standing = self._standings.of(document.tree, found)
        subject = Subject(document, Around(self.options.today, template=standing))
        enabled = [rule for rule in self.rules if rule.check_model and settings.enabled(rule.code)]
        if not enabled:
            return subject
        try:
            model = subject.model
        except Exception:
            return subject  # the runner meets the same bug, and says so
        return Subject(document, self._surroundings.of(subject, enabled), model)

    def bind(self, job: Job, tree: BlockTree, chosen: Chosen) -> Document:
        """A document bound to a template, with its own copies of the template's side files."""
        template = chosen.compiled.template
        return bind(tree, template, self._side_files(job, chosen))

    def _side_files(self, job: Job, chosen: Chosen) -> tuple[Source, ...]:
        """The document's own copies of the YAML files beside its template."""
        folder = posixpath.dirname(self.files.absolute(job.path))
        if folder == chosen.compiled.folder:
            return ()
        shown = posixpath.dirname(job.path)
        found = []
        for side in chosen.compiled.template.side_files:
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
        nothing = infer(parse(decode("", b"")))
        rules = [rule for rule in self.rules if rule.code in _OF_THE_FILE]
        checked = run(bind(tree, nothing), (*rules, said), settings)
        document = CheckedDocument(job.path, None, None)
        return Outcome(job.path, document, checked.findings, checked.suppressed)

    def _only(
        self, job: Job, source: Source, rule: Rule, draft: Draft, settings: Settings
    ) -> Outcome:
        """The outcome of a document whose one finding ends its check."""
        found: tuple[Finding, ...] = ()
        if settings.enabled(rule.code):
            found = (with_severity(finding(rule, source, draft), settings),)
        return Outcome(job.path, CheckedDocument(job.path, None, None), found)


def _trouble(job: Job, trouble: Trouble) -> Outcome:
    return Outcome(job.path, None, troubles=(trouble,))
