"""A JSON Schema (2020-12) of the model of a document that follows a template.

The keys of the model are the same for every template; the template adds which of them must be
there and which values its enumerations allow.
"""

import re
from collections.abc import Iterator
from typing import Any

from designdoc.template.names import key
from designdoc.template.schema import (
    Field,
    Fields,
    Presence,
    Section,
    TableForm,
    Template,
    TypeKind,
    ValueType,
)

Json = dict[str, Any]

_TEXT: Json = {"type": ["string", "null"]}
_TEXTS: Json = {"type": "array", "items": {"type": "string"}}
_DONE: Json = {"type": ["boolean", "null"]}

# The model's lists of items and the properties of an item beside `id` and `line`.
_ITEMS: dict[str, dict[str, Json]] = {
    "functional_requirements": {"text": _TEXT, "criteria": {"type": "array"}},
    "quality_requirements": {"attribute": _TEXT, "text": _TEXT, "targets": {"type": "array"}},
    "acceptance_criteria": {"text": _TEXT, "form": _TEXT, "done": _DONE},
    "components": {
        "name": _TEXT,
        "responsibilities": _TEXTS,
        "interface": _TEXTS,
        "dependencies": _TEXTS,
        "code": _TEXTS,
    },
    "types": {"name": _TEXT, "language": _TEXT, "kind": _TEXT, "members": {"type": "array"}},
    "errors": {},
    "signals": {"kind": _TEXT, "name": _TEXT},
    "phases": {
        "order": {"type": ["integer", "null"]},
        "title": _TEXT,
        "items": {"type": "array"},
    },
    "tests": {"level": _TEXT, "text": _TEXT, "goals": {"type": "array"}},
    "security": {},
    "extensibility": {},
    "alternatives": {
        "name": _TEXT,
        "overview": _TEXT,
        "pros": _TEXTS,
        "cons": _TEXTS,
        "reason": _TEXT,
    },
    "risks": {"risk": _TEXT, "impact": _TEXT, "probability": _TEXT, "mitigation": _TEXT},
    "references": {"text": _TEXT, "target": _TEXT},
    "revisions": {"date": _TEXT, "version": _TEXT, "changes": _TEXT, "author": _TEXT},
    "other": {"section": {}, "text": _TEXT},
}
_TEXT_KEYS = ("overview", "problem", "challenges", "architecture", "migration")
# Which key of the model a section of that name is.
_ROLES = {
    "overview": ("overview", "summary", "概要"),
    "problem": ("problem to solve", "problem", "problem statement", "解決する課題", "課題"),
    "challenges": ("current challenges", "現状の課題"),
    "functional_requirements": ("functional requirements", "機能要件"),
    "quality_requirements": ("non-functional requirements", "quality requirements", "非機能要件"),
    "acceptance_criteria": ("acceptance criteria", "受け入れ基準"),
    "architecture": ("architecture overview", "architecture", "アーキテクチャ概要"),
    "data_flow": ("data flow", "データフロー"),
    "components": ("major components", "main components", "components", "主要コンポーネント"),
    "types": ("type definitions", "types", "型定義"),
    "errors": ("error handling", "エラーハンドリング"),
    "signals": ("logging and monitoring", "ログとモニタリング"),
    "phases": ("phased approach", "段階的アプローチ"),
    "migration": ("migration strategy", "移行戦略"),
    "tests": ("testing strategy", "test plan", "テスト戦略"),
    "security": ("security considerations", "セキュリティ考慮事項"),
    "extensibility": ("future extensibility", "将来の拡張性"),
    "alternatives": ("alternative approaches", "alternatives", "代替案"),
    "risks": ("risks and mitigation", "risks", "リスクと対策"),
    "references": ("references", "参考資料"),
    "revisions": ("revision history", "update history", "変更履歴"),
}
_ROLE_OF = {key(name): role for role, names in _ROLES.items() for name in names}


def to_json_schema(template: Template) -> Json:
    """The JSON Schema of the model of any document that follows the template."""
    items = {name: dict(properties) for name, properties in _ITEMS.items()}
    for role, section in _by_role(template):
        for name, kind in _typed(section):
            if role in items and items[role].get(name) is _TEXT:
                items[role][name] = _constraint(kind)
    properties: Json = {
        "title": {"type": "string"} if template.title else _TEXT,
        "status": _status(template),
        "template": {},
        **{name: _section_of({"type": ["string", "object", "null"]}) for name in _TEXT_KEYS},
        "data_flow": _section_of({"type": ["object", "null"]}),
        **{name: _section_of(_list_of(own)) for name, own in items.items()},
    }
    required = {role for role, section in _by_role(template) if _is_required(section)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Model of a document that follows {template.name}",
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name == "title" or name in required],
        "$defs": {"not_applicable": _NOT_APPLICABLE},
    }


_NOT_APPLICABLE: Json = {
    "type": "object",
    "properties": {"not_applicable": {"const": True}, "reason": _TEXT},
    "required": ["not_applicable"],
}


def _by_role(template: Template) -> Iterator[tuple[str, Section]]:
    for section in template.walk():
        role = section.role if section.role in _ITEMS else _ROLE_OF.get(key(section.name), "")
        if role:
            yield role, section


def _is_required(section: Section) -> bool:
    return section.presence is Presence.REQUIRED and not section.ignore


def _typed(section: Section) -> Iterator[tuple[str, ValueType]]:
    """The columns and fields of a section and of the groups in it, by name."""
    for inner in section.walk():
        for element in inner.content:
            if isinstance(element, TableForm):
                yield from ((column.name.casefold(), column.type) for column in element.columns)
            elif isinstance(element, Fields):
                yield from ((form.name.casefold(), form.type) for form in element.fields)


def _constraint(kind: ValueType) -> Json:
    """What a value must look like; a choice may carry a remark in parentheses."""
    if kind.kind is not TypeKind.ENUMERATION:
        return _TEXT
    words = "|".join(re.escape(value) for value in kind.values)
    remark = {"type": "string", "pattern": rf"^({words})\s*[(（].*$"}
    return {"anyOf": [{"enum": [*kind.values, None]}, remark]}


def _status(template: Template) -> Json:
    fields: list[Field] = [*template.front_matter]
    fields += [form for side in template.side_files for form in side.fields]
    fields += [
        form for e in template.preamble.content if isinstance(e, Fields) for form in e.fields
    ]
    found = next((form for form in fields if form.name.casefold() == "status"), None)
    return _constraint(found.type) if found else _TEXT


def _list_of(properties: dict[str, Json]) -> Json:
    own = {"id": _TEXT, "line": {"type": "integer", "minimum": 1}, **properties}
    return {"type": "array", "items": {"type": "object", "properties": own}}


def _section_of(schema: Json) -> Json:
    return {"anyOf": [schema, {"$ref": "#/$defs/not_applicable"}]}
