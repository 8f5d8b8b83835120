"""The YAML files beside documents, as their template has one: whose they are, and keys of them set.

A document is checked with its side file, and so a change of the file is one of the document.
"""

import posixpath

from designdoc.application.checker import Checker
from designdoc.application.edit import Change, Operation, words
from designdoc.application.edit_field import set_key
from designdoc.application.one_document import one_document
from designdoc.application.paths import is_markdown, says_template
from designdoc.diagnostics import DesigndocError, UsageError
from designdoc.document import BoundYaml
from designdoc.markdown import apply, parse_yaml
from designdoc.source import Span, decode

SUFFIXES = (".yaml", ".yml")


def owner(path: str, checker: Checker) -> tuple[str, BoundYaml]:
    """The path of the first document that a file belongs to, and the file bound to its template.

    Raises:
        UsageError: there is no such file, or it is no document's.
    """
    if not checker.files.is_file(path):
        raise UsageError(f"'{path}' does not exist")
    folder = posixpath.dirname(path)
    for entry in checker.files.entries(folder or "."):
        if is_markdown(entry.name) and not says_template(entry.name):
            beside = posixpath.join(folder, entry.name)
            try:
                document, _ = one_document(beside, checker)
            except (DesigndocError, OSError):
                continue  # said where that document is checked
            for side in document.side_files:
                if side.source.path == path:
                    return beside, side
    raise UsageError(
        f"'{path}' belongs to no document: no template of one beside it has a file of that name"
    )


def changed_side(path: str, change: Change, checker: Checker) -> bytes:
    """What a side file holds after a change of a key, or of words that stand there once.

    Raises:
        UsageError: the change cannot be made there.
    """
    _, side = owner(path, checker)
    source = side.source
    whole = Span(source.bom, len(source.data))
    if change.section or change.operation not in {Operation.FIELD, Operation.TEXT}:
        raise UsageError(
            f"'{path}' is YAML without sections: 'field' sets a key, 'text' puts words in place"
        )
    if change.operation is Operation.TEXT:
        return apply(source.data, [words(source, whole, change)])
    after = apply(source.data, [set_key(side, change.field, change.text)])
    now = decode(path, after)
    if len(parse_yaml(now, Span(now.bom, len(after))).problems) > len(side.tree.problems):
        raise UsageError(
            f"'{change.field}' cannot be set to that in the way that '{path}' is laid out;"
            " write it with 'text'"
        )
    return after
