"""Resources: templates, documents and rule pages by their URIs, listed in pages."""

from urllib.parse import quote, unquote

import mcp_types as types

from designdoc.application.check import plan
from designdoc.application.explain import rule_named
from designdoc.diagnostics import UsageError
from designdoc.mcp.desk import Desk
from designdoc.mcp.paging import offset
from designdoc.rules import RULES
from designdoc.source import decode

_MARKDOWN = "text/markdown"
_TEMPLATE, _DOCUMENT, _RULE = (f"designdoc://{kind}/" for kind in ("template", "document", "rule"))
_AT_ONCE = 100
_LARGEST = 200_000  # bytes; a larger document is read in pages by the tool


def resources(desk: Desk, cursor: str) -> tuple[list[types.Resource], str | None]:
    """A page of the resources: templates first, then documents, then rules."""
    checker = desk.checker()
    found = [
        *(_resource(_TEMPLATE, name, "A template") for name in desk.templates(checker)),
        *(_resource(_DOCUMENT, job.path, "A document") for job in desk.jobs("", checker)),
        *(_resource(_RULE, rule.code, f"The rule {rule.name}") for rule in RULES),
    ]
    start = offset(cursor, len(found))
    after = start + _AT_ONCE
    return found[start:after], str(after) if after < len(found) else None


def resource_templates() -> list[types.ResourceTemplate]:
    """The URIs that can be read."""
    shapes = (
        ("template", _TEMPLATE, "{+name}", "A template by its path or built-in name"),
        ("document", _DOCUMENT, "{+path}", "A document by its path in the workspace"),
        ("rule", _RULE, "{code}", "What a finding's code means"),
    )
    return [
        types.ResourceTemplate(
            name=name, uri_template=start + rest, description=what, mime_type=_MARKDOWN
        )
        for name, start, rest, what in shapes
    ]


def read(desk: Desk, uri: str) -> types.TextResourceContents:
    """The text of a resource.

    Raises:
        UsageError: there is none of this URI, or it is too large.
    """
    for start, text in ((_TEMPLATE, _template), (_DOCUMENT, _document), (_RULE, _rule)):
        if uri.startswith(start):
            name = unquote(uri.removeprefix(start))
            return types.TextResourceContents(uri=uri, mime_type=_MARKDOWN, text=text(desk, name))
    raise UsageError(f"there is no resource '{uri[:200]}'; their URIs begin with {_DOCUMENT}")


def _resource(start: str, name: str, what: str) -> types.Resource:
    uri = start + quote(name, safe="/", errors="replace")
    shown = name.encode("utf-8", "replace").decode()
    return types.Resource(name=shown, uri=uri, description=what, mime_type=_MARKDOWN)


def template(desk: Desk, name: str) -> types.TextResourceContents:
    """A template as a resource, to go with a prompt."""
    return read(desk, _TEMPLATE + quote(name, safe="/", errors="replace"))


def _template(desk: Desk, name: str) -> str:
    checker = desk.checker()
    return checker.library.read(desk.template(name, checker)).template.source.text


def _document(desk: Desk, name: str) -> str:
    path = desk.path(name)
    checker = desk.checker()
    jobs = plan([path], checker)[0]
    if len(jobs) != 1 or jobs[0].path != path:
        raise UsageError(f"'{path}' is no document")
    if jobs[0].size > _LARGEST:
        raise UsageError(f"'{path}' has {jobs[0].size:,} bytes; the tool `read` gives it in pages")
    return decode(path, checker.files.read(path)).text


def _rule(desk: Desk, name: str) -> str:
    del desk
    rule = rule_named(name)
    return f"# {rule.code} {rule.name} ({rule.severity})\n\n{rule.documentation.rstrip()}\n"
