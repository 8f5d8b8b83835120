"""A written type in one form, so that two spellings of the same type are equal."""

from designdoc.source.regex import regex

_SPACE = regex(r"\s+")
_AROUND = regex(r"\s*([\[\](){}<>,;:|&=?*.])\s*")
_TRAILING = regex(r"[,;]+(?=[\])}>]|$)")
_COMMENT = regex(r"/\*.*?\*/|//[^\n]*|(?<!['\"])#[^\n]*")
_ARRAY = regex(r"\b(?:Readonly)?Array<([\w.\[\]]+)>")
_OPTIONAL = regex(r"\b(?:typing\.)?Optional\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_UNION = regex(r"\b(?:typing\.)?Union\[((?:[^\[\]]|\[[^\[\]]*\])*)\]")
_BUILTIN = regex(r"\b(?:typing\.)?(List|Dict|Set|Tuple|Type|FrozenSet)\b(?=\[)")
_QUALIFIER = regex(r"\b[a-z][\w]*\.(?=[A-Z])")
_QUALIFIED = regex(r"(?<![\w'.])(?:\w+(?:\.|::))+(?=[A-Z])")
_ANNOTATED = regex(r"\b(?:typing\.)?Annotated\[((?:[^\[\],]|\[[^\[\]]*\])+),.*\]")
_SELF = regex(r"\((?:&?(?:mut\b)?self|self|cls)\b(?::[^,)]*)?,?")
_IMPORTED = regex(r"\bimport\('[^']*'\)\.")
_READONLY_OF = regex(r"\bReadonly(?=(?:Map|Set|Array)<)")
_READONLY = regex(r"\breadonly\b")


def canonical(written: str, language: str) -> str:
    """One spelling: white space, quotes, separators, order of unions, `Array<T>`, `Optional[X]`."""
    text = _SPACE.sub(" ", _COMMENT.sub("", written)).strip()
    text = _AROUND.sub(r"\1", text.replace('"', "'").replace("`", "'"))
    text = _IMPORTED.sub("", _TRAILING.sub("", text)).replace(";", ",")
    if language in {"typescript", "javascript"}:
        text = _SPACE.sub(" ", _READONLY.sub("", text)).strip()
        text = _ARRAY.sub(r"\1[]", _READONLY_OF.sub("", text))
        text = _unwrapped(text)
    if language == "python":
        text = _python(text)
    if language == "go":
        text = _QUALIFIER.sub("", text).replace("interface{}", "any")
    else:
        text = _QUALIFIED.sub("", text)
    return _sorted_union(_SELF.sub("(", text).removeprefix("|"))


def without_absence(written: str, language: str) -> str:
    """A canonical type without what only says that it may be absent."""
    text = canonical(written, language)
    if language == "go":
        return text.removeprefix("*")
    if language == "rust" and text.startswith("Option<") and text.endswith(">"):
        return text[len("Option<") : -1]
    if language in {"java", "csharp"}:
        inner = text.removesuffix("?")
        opened = inner.startswith("Optional<") and inner.endswith(">")
        return inner[len("Optional<") : -1] if opened else inner
    left = [part for part in parts(text) if part not in {"undefined", "None", "null"}]
    return "|".join(sorted(left)) if left else text


def _python(text: str) -> str:
    text = _ANNOTATED.sub(r"\1", text.replace("'", ""))
    for _ in range(4):
        text = _OPTIONAL.sub(r"\1|None", text)
        text = _UNION.sub(lambda match: "|".join(parts(match[1], ",")), text)
    return _BUILTIN.sub(lambda match: match[1].lower(), text).replace("typing.", "")


def _unwrapped(text: str) -> str:
    """A type without `Readonly<…>`: who may write to it is another question."""
    at = text.find(_READONLY_MARK)
    while at >= 0 and not (at and (text[at - 1].isalnum() or text[at - 1] == "_")):
        start, depth = at + len(_READONLY_MARK), 1
        end = start
        while end < len(text) and depth:
            closes = text[end] == ">" and text[end - 1] != "="
            depth += (text[end] == "<") - closes
            end += 1
        if depth:
            break
        text = text[:at] + text[start : end - 1] + text[end:]
        at = text.find(_READONLY_MARK)
    return text


_READONLY_MARK = "Readonly<"


def _sorted_union(text: str) -> str:
    every = parts(text)
    return "|".join(sorted(set(every))) if len(every) > 1 else text


def parts(text: str, mark: str = "|") -> list[str]:
    """The parts of a text between marks that stand in no bracket; ``=>`` closes none."""
    found, depth, start = [], 0, 0
    for index, character in enumerate(text):
        if character in "([{<":
            depth += 1
        elif character in ")]}" or (character == ">" and text[index - 1 : index] != "="):
            depth -= 1
        elif character == mark and depth <= 0:
            found.append(text[start:index])
            start = index + 1
    found.append(text[start:])
    return [part.strip() for part in found if part.strip()]
