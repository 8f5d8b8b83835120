"""An interface uses a type that the document does not define.

## What it does

Reads the names of types in the code of the components' interfaces. A name a slip away from a
defined type is reported; as information also one that is defined nowhere where at least three
others, and three quarters of all, are. Types of the language and its library, and components, are
left alone.

## Why is this bad?

What the type holds is what two teams have to agree on, and it is written nowhere.

## Example

````markdown template
# [Name]

## Major Components

[The parts]

## Type Definitions

```typescript
// The types
```
````

````markdown document
# Login

## Major Components

- **Guard**
  - **Responsibilities**: counts wrong passwords
  - **Interface**: `check(attempt: LoginAttemt): Verdict`

## Type Definitions

```typescript
interface LoginAttempt { name: string }
type Verdict = "pass" | "locked"
```
````

## Fix

Define the type, or write its name as where it is defined.
"""

from collections.abc import Iterator

from designdoc.checking.rule import Draft, Rule
from designdoc.checking.subject import Subject
from designdoc.diagnostics import Confidence, Severity
from designdoc.rules.naming import components
from designdoc.rules.support import quoted
from designdoc.source import Span
from designdoc.source.regex import regex

# A capitalised name where signatures have types: after a colon, an arrow or an opening bracket.
_USED = regex(rb"(?:->|=>|[:<\[|,(&?])\s*(?P<name>[A-Z][A-Za-z0-9]{2,60})(?![A-Za-z0-9_(.:])")
_BUILTIN = frozenset(
    [
        "Promise",
        "Array",
        "Map",
        "Set",
        "Record",
        "Partial",
        "Pick",
        "Omit",
        "Readonly",
        "Date",
        "Error",
        "Buffer",
        "Iterable",
        "Iterator",
        "AsyncIterable",
        "AsyncIterator",
        "AsyncGenerator",
        "Generator",
        "Function",
        "Object",
        "String",
        "Number",
        "Boolean",
        "Symbol",
        "RegExp",
        "Uint8Array",
        "ArrayBuffer",
        "ReadableStream",
        "WritableStream",
        "Blob",
        "File",
        "FormData",
        "Request",
        "Response",
        "Headers",
        "URL",
        "URLSearchParams",
        "AbortSignal",
        "Event",
        "EventTarget",
        "HTMLElement",
        "Element",
        "Node",
        "ReactNode",
        "ReactElement",
        "JSX",
        "React",
        "FC",
        "Component",
        "Dict",
        "List",
        "Tuple",
        "Optional",
        "Union",
        "Any",
        "None",
        "True",
        "False",
        "Callable",
        "Sequence",
        "Mapping",
        "Path",
        "UUID",
        "Decimal",
        "Literal",
        "Protocol",
        "Awaitable",
        "Coroutine",
        "Self",
        "Type",
        "Ok",
        "Err",
        "Result",
        "Option",
        "Some",
        "Vec",
        "Box",
        "Arc",
        "Rc",
        "HashMap",
        "HashSet",
        "BTreeMap",
        "Cow",
        "Duration",
        "Instant",
        "Task",
        "Func",
        "Action",
        "Guid",
        "DateTime",
        "TimeSpan",
        "CancellationToken",
        "Integer",
        "Long",
        "Double",
        "Float",
        "Character",
        "Void",
        "Void",
        "Context",
        "Exception",
        "Throwable",
        "Stream",
        "InputStream",
        "OutputStream",
        "Runnable",
        "Supplier",
        "Consumer",
        "ID",
        "Int",
        "JSON",
        "Unknown",
        "Null",
        "Exclude",
        "Extract",
        "ReturnType",
        "Parameters",
        "Awaited",
        "NonNullable",
        "Required",
        "WeakMap",
        "WeakSet",
        "BigInt",
        "Timer",
        "GET",
        "POST",
        "PUT",
        "DELETE",
        "PATCH",
        "HEAD",
        "HTTP",
        "HTTPS",
        "API",
        "SQL",
        "TTL",
        "MIME",
        "CSV",
        "XML",
        "YAML",
        "HTML",
        "UTF8",
    ]
)
_FOREIGN = regex(r"(?:HTML|SVG|S3|AWS|DOM|CSS|Web|Http)|\w+(?:Client|Element|Event|Error|Props)$")
_NEAR = 85
_FEWEST = 4


def check(subject: Subject) -> Iterator[Draft]:
    """Types that are used and not defined."""
    model = subject.model
    defined = {each.name.rpartition(".")[2] for each in model.types}
    if not defined:
        return
    members = {member.name for each in model.types for member in each.members}
    parts = {component.name for component in model.components} | members
    used = dict(_used(subject))
    wanted = {name: span for name, span in used.items() if name not in parts}
    unknown = {name: span for name, span in wanted.items() if name not in defined}
    known = len(wanted) - len(unknown)
    for name, span in unknown.items():
        near = _nearest(name, defined)
        if near:
            yield Draft(
                span,
                f"the interface uses {quoted(name)}, which is not defined; there is {quoted(near)}",
                f"Write {quoted(near)} if that is meant.",
                data={"type": name},
            )
        elif (
            known >= _FEWEST
            and len(unknown) == 1
            and not _FOREIGN.match(name)
            and components(subject).exact(name) is None
        ):
            yield Draft(
                span,
                f"the interface uses {quoted(name)}, which the document does not define",
                "Define it, or say where it is defined.",
                data={"type": name},
                severity=Severity.INFO,
            )


def _used(subject: Subject) -> Iterator[tuple[str, Span]]:
    """The names of types in the interfaces' code, each where it stands first."""
    tree = subject.document.tree
    entries = [entry.span for c in subject.model.components for entry in c.interface]
    seen: set[str] = set()
    for outer in entries:
        for code in tree.code_spans:
            if not outer.covers(code):
                continue
            raw = tree.source.masked[code.start : code.end]
            for match in _USED.finditer(raw):
                name = match["name"].decode()
                if name not in seen and name not in _BUILTIN and not name.isupper():
                    seen.add(name)
                    start = code.start + match.start("name")
                    yield name, Span(start, start + len(name))


def _nearest(name: str, defined: set[str]) -> str:
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, sorted(defined), scorer=fuzz.ratio, score_cutoff=_NEAR)
    if not found or found[0].startswith(name) or name.startswith(found[0]) or len(name) < 5:
        return ""
    return str(found[0])


RULE = Rule(
    "DD411",
    "undefined-type",
    Severity.WARNING,
    "0.1.0",
    check_model=check,
    confidence=Confidence.LIKELY,
)
