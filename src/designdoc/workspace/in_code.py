"""What a document says that code can be asked about: components, types, edges, promised names."""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from designdoc.code.mapping import Mapped
from designdoc.code.reflexion import Edge
from designdoc.code.signals import FLAG, VARIABLE, Promised, is_name
from designdoc.code.stage import Stage, stage_of
from designdoc.code.states import titles_speak_of_the_past
from designdoc.code.types import ELIDED, Documented, DocumentedMember
from designdoc.document import Document
from designdoc.markdown import Fence
from designdoc.model.facts import DesignModel, TypeDefinition
from designdoc.model.readers.types import types_of
from designdoc.source import Span
from designdoc.source.regex import regex
from designdoc.workspace.graph import Kind, Relation
from designdoc.workspace.link import link

_PAST = regex(
    r"(?i)\b(?:before|current(?:ly)?|existing|old|legacy|previous|was|prior|deprecated|removed"
    r"|today|rejected|examples?|incorrect|wrong|bad|avoid|anti-?pattern|preferred)\b"
    r"|❌|✅|変更前|現行|旧|до\b"
)
_NOT_OURS = regex(  # what such sections show is one of several choices, or how to do such things
    r"(?i)\b(?:options? (?:\d|[a-z]\b)|(?:option|proposal|approach|alternative) #?\d|examples?"
    r"|usage|how to|adding (?:an? )?new|best practices?|anti-?patterns?|conventions?"
    r"|coding (?:standards?|style|guidelines?)|style guide|code style|naming|research"
    r"|technical details of|third[- ]party)\b"
)
_PRIVATE = regex(r"\s*(?:(?:static|final|readonly)\s+)*private\b")
_LATER = regex(
    r"(?i)(?://|#|/\*).*\b(?:future|planned|todo|tbd|omit(?:ted)?|later|not yet|deprecated"
    r"|removed)\b"
)
_BEHIND = 40  # bytes behind the last parameter in which others are left out
_STATUS = regex(r"(?i)\s*(?:[-*+>|]\s+)?[*_]{0,2}status[*_]{0,2}\s*[:|][*_]{0,2}\s*(\S.{0,200})")
_FIRST_LINES = 40  # of a document that say what it is
_EXHAUSTIVE = regex(r"(?i)\bexhaustive\b")
_DYNAMIC = regex(
    r"(?i)\b(?:https?|rest|grpc|rpc|api|websocket|socket|events?|queue|topic|kafka|publish|subscrib"
    r"|message|emit|notif|webhook|database|db\b|sql|postgres|redis|inject|runtime|signal|callback"
    r"|indirect|via\b|through\b|over\b|async|process|network|optional|dynamic)"
)
_STATIC = regex(r"(?i)\b(?:imports?|calls?|uses?|depends? on|requires?|instantiat|extends?)\b")
_REPLY = regex(r"--(?:>>|\)|x)")  # of a sequence diagram: an answer is no dependency
_WORDS = regex(r"[@\w][\w@./-]*")
_VARIABLES = regex(r"(?i)\benv(?:ironment)?\b|\.env\b|環境変数|переменн")
_FLAGS = regex(r"(?i)\b(?:flag|option|argument|cli|command)s?\b|オプション|флаг")
_OTHERS = regex(
    r"(?i)\b(?:npm|npx|pnpm|yarn|git|docker|buildx|kubectl|helm|curl|pip|cargo|go |make|jest|pytest"
    r"|psql|nx|gcloud|az|aws|terraform|anvil|forge|tsc|node|css|peer[- ]dep\w*)\b|var\("
    r"|`#[0-9A-F]{3,8}"
)
_ELSEWHERE = regex(  # variables of other programs, and names of errors
    r"(?:AWS|AZURE|GOOGLE|GCP|GCLOUD|GST|OLLAMA|RUSTC?|CARGO|NODE|NPM|PYTHON\w*|PIP|DOCKER|COMPOSE"
    r"|KUBE\w*|GIT|GITHUB|GITLAB|CI|PG\w*|POSTGRES|MYSQL|REDIS|XDG|LD|JAVA|GO\w*|HTTPS?|NO|OTEL|SSL"
    r"|OPENAI|ANTHROPIC|HF|CUDA|NVIDIA|ERR|E)_"
    r"|\w+_(?:ERROR|MISSING|FAILED|INVALID|NOT_FOUND|DENIED|EXCEEDED|UNAVAILABLE)$"
)
_DEFERRED = regex(
    r"(?i)\b(?:alternatives? considered|deferred|rejected|future|not yet|out of scope)\b"
)
_EVERYBODYS = frozenset({"--help", "--version", "--verbose", "--debug", "--quiet"})


class Edges(Struct, frozen=True):
    """The documented dependencies, and the words of what each component says it depends on."""

    edges: tuple[Edge, ...] = ()
    said: Mapping[str, frozenset[str]] = {}


def stage(document: Document, path: str) -> Stage:
    """How far the design has come; ``path`` is the document's from the top of the tree.

    A status in a form of the document's own may excuse it, and does not oblige it.
    """
    if document.status:
        return stage_of(document.status, path)
    own = stage_of(_own_status(document), path)
    return stage_of("", path) if own is Stage.DONE else own


def _own_status(document: Document) -> str:
    source = document.source
    for number in range(1, min(len(source.line_starts), _FIRST_LINES) + 1):
        found = _STATUS.match(source.slice(source.line_span(number)))
        if found:
            return found[1].strip(" *_{}|\"'`")
    return ""


def documented_types(
    document: Document, model: DesignModel, mapped: Sequence[Mapped]
) -> Iterator[Documented]:
    """The types that the document shows as they are to be; of a type shown twice the last."""
    last: dict[str, TypeDefinition] = {}
    for each in _shown(document, model):
        if not _is_past(document, each.span):
            last[each.name] = each
    starts = sorted((each.span.start, each.files) for each in mapped)
    for each in last.values():
        files = [files for start, files in starts if start <= each.span.start]
        fence = _fence(document, each.span)
        info = document.source.slice(_line(document, fence.span)) if fence else ""
        yield Documented(
            each.name, each.language, each.kind, each.span,
            tuple(_promised_members(document, each)),
            files[-1] if files else (), bool(_EXHAUSTIVE.search(info)), each.generic,
            _is_elided(document, each), each.text.startswith(("@", "[")),
        )  # fmt: skip


def _promised_members(document: Document, type_: TypeDefinition) -> Iterator[DocumentedMember]:
    """The members but those that are private, or that their own line calls a matter of later."""
    source = document.source
    for each in type_.members:
        line = source.slice(
            Span(each.span.start, source.line_span(source.line_of(each.span.end)).end)
        )
        hidden = each.name.startswith(("_", "#")) and not each.name.endswith("__")
        private = hidden or _PRIVATE.match(source.slice(each.span))
        if type_.kind == "function" or not (private or _LATER.search(line)):
            yield DocumentedMember(each.name, each.type, each.optional, each.span)


def _is_elided(document: Document, type_: TypeDefinition) -> bool:
    """Whether the parameters of a function are shown in part."""
    if type_.kind != "function" or not type_.members:
        return False
    end = type_.members[-1].span.end
    within = document.source.slice(Span(type_.span.start, end))
    behind = document.source.slice(Span(end, end + _BEHIND)).partition(")")[0]
    return any(mark in part for part in (within, behind) for mark in ELIDED)


def _shown(document: Document, model: DesignModel) -> Iterator[TypeDefinition]:
    """The types of every code block, in sections without a role too."""
    known = {each.span: each for each in model.types}
    for fence in document.tree.fences:
        for each in types_of(document.tree, fence):
            yield known.get(each.span, each)


def edges(document: Document, model: DesignModel) -> Edges:
    """Dependencies by bullet, and the arrows of diagrams between components."""
    space = link([(document, model)])
    title = {node.id: node.title for node in space.nodes if node.kind is Kind.COMPONENT}
    component = {
        each.source: title[each.target]
        for each in space.links
        if each.relation is Relation.IS and each.target in title
    }
    found: dict[tuple[str, str], Edge] = {}
    for each in space.links:
        if each.relation is Relation.DEPENDS:
            one, other = title.get(each.source, ""), title.get(each.target, "")
            static = not _DYNAMIC.search(document.source.slice(_line(document, each.span)))
        elif each.relation is Relation.FLOWS:
            one, other = component.get(each.source, ""), component.get(each.target, "")
            words = document.source.slice(each.span)
            if _REPLY.search(words):
                continue
            static = bool(_STATIC.search(words))
        else:
            continue
        if one and other and one != other:
            found.setdefault((one, other), Edge(one, other, each.span, static))
    said = {
        each.name: frozenset(w for entry in each.dependencies for w in _WORDS.findall(entry.text))
        for each in model.components
    }
    return Edges(tuple(found.values()), said)


def promised(document: Document, model: DesignModel) -> Iterator[Promised]:
    """Flags and variables between backticks where the line says what they are; log and metrics."""
    source, tree = document.source, document.tree
    seen: set[tuple[str, str]] = set()
    for each in model.signals:
        named = each.kind in {"log", "metric"} and is_name(each.name)
        if named and (each.kind, each.name) not in seen and not _is_past(document, each.span):
            seen.add((each.kind, each.name))
            yield Promised(each.kind, each.name, each.span, source.line_of(each.span.start))
    comments = [comment.span for comment in tree.comments]
    for index in tree.code:
        event = tree.events[index][0]
        text = str(event.get("Code", "")).strip() if isinstance(event, dict) else ""
        span = tree.event_span(index)
        line = source.slice(_line(document, span))
        kind, name = ("", "") if _DEFERRED.search(line) else _outside(text, line)
        if not kind or (kind, name) in seen or any(c.covers(span) for c in comments):
            continue
        if not _is_past(document, span):
            seen.add((kind, name))
            yield Promised(kind, name, span, source.line_of(span.start))


def _outside(text: str, line: str) -> tuple[str, str]:
    flag = FLAG.fullmatch(text)
    known = flag and (flag[1] in _EVERYBODYS or _OTHERS.search(line))
    if flag and _FLAGS.search(line) and not known:
        return "flag", flag[1]
    variable = VARIABLE.fullmatch(text.partition("=")[0])
    if variable and _VARIABLES.search(line) and not _ELSEWHERE.match(variable[1]):
        return "variable", variable[1]
    return "", ""


def _line(document: Document, span: Span) -> Span:
    return document.source.line_span(document.source.line_of(span.start))


def _fence(document: Document, span: Span) -> Fence | None:
    return next((fence for fence in document.tree.fences if fence.span.covers(span)), None)


def _is_past(document: Document, span: Span) -> bool:
    """Whether the headings above, or the line before the code block, speak of what was."""
    titles = [s.title for s in document.tree.sections if s.span.start <= span.start < s.span.end]
    if titles_speak_of_the_past(titles):
        return True
    fence = _fence(document, span)
    if fence is None:
        return False
    if any(_NOT_OURS.search(title) for title in titles):
        return True
    source = document.source
    line = source.line_of(fence.start)
    above = [source.slice(source.line_span(n)).strip() for n in range(max(1, line - 2), line)]
    comments = [
        source.slice(source.line_span(n)) for n in (line + 1, source.line_of(span.start) - 1)
    ]
    shown = [text for text in above if text][-1:] + [c for c in comments if _is_comment(c)]
    return any(_PAST.search(text) for text in shown)


def _is_comment(line: str) -> bool:
    return line.strip().startswith(("//", "#", "/*", "--"))
