"""Which headings carry which role, in English and Japanese.

A role is the name of a field of ``DesignModel``. Names are compared as ``template.names.key`` makes
them: numbering, suffix, case and plural aside. ``closed`` roles own all below their heading (an
"Overview" inside an alternative is the alternative's) but for the roles that they admit; in open
ones a sub-section with a role of its own stands for itself. A ``direct`` role is that of the
section's own content; its sub-sections are read as if they stood below no role.
"""

import re
from functools import lru_cache

from msgspec import Struct

from designdoc.model.terms import terms
from designdoc.source.regex import regex
from designdoc.template.names import key, short_key


class Role(Struct, frozen=True):
    """A role, and the headings that have it."""

    name: str
    closed: bool
    headings: tuple[str, ...]
    admits: tuple[str, ...] = ()
    direct: bool = False


ROLES: tuple[Role, ...] = (
    Role("overview", False,
         ("Overview", "Summary", "Abstract", "TL;DR", "Executive Summary", "Introduction",
          "概要", "要約", "サマリー", "はじめに", "Обзор", "Резюме", "Введение")),
    Role("problem", False,
         ("Problem to Solve", "Problem", "Problem Statement", "Problem Definition",
          "Motivation", "Context and Problem Statement", "Background", "Context",
          "解決すべき問題", "解決する問題", "解決すべき課題", "解決したい課題", "背景", "動機",
          "Решаемая проблема", "Проблема", "Мотивация", "The Problem", "課題")),
    Role("challenges", False,
         ("Current Challenges", "Current Issues", "Challenges", "Current Limitations",
          "Current State", "現状の課題", "現在の課題", "現状", "Existing Challenges",
          "Текущие проблемы")),
    Role("goals", False,
         ("Goals", "Objectives", "Decision Drivers", "目標", "ゴール", "目的", "Aims", "Цели")),
    Role("non_goals", False,
         ("Non-Goals", "Nongoals", "Out of Scope", "非目標", "対象外", "スコープ外", "非ゴール",
          "Not in Scope", "Не-цели")),
    Role("functional_requirements", True,
         ("Functional Requirements", "Feature Requirements", "機能要件", "Requirements", "要件",
          "Функциональные требования", "Функциональные", "Требования"),
         ("functional_requirements", "quality_requirements",
          "acceptance_criteria", "goals", "non_goals")),
    Role("quality_requirements", True,
         ("Non-Functional Requirements", "Nonfunctional Requirements", "Quality Requirements",
          "Quality Attributes", "NFR", "非機能要件", "品質要件", "Нефункциональные требования",
          "Нефункциональные"),
         ("acceptance_criteria",)),
    Role("acceptance_criteria", True,
         ("Acceptance Criteria", "受け入れ条件", "受入条件", "受け入れ基準", "受入基準",
          "Acceptance Criterion", "Критерии приёмки", "Критерии приемки")),
    Role("architecture", False,
         ("Architecture Overview", "Architecture", "System Architecture",
          "High-Level Architecture", "Architectural Overview", "Design Details", "Proposal",
          "Detailed Design", "Design", "Reference-level explanation", "Guide-level explanation",
          "アーキテクチャ概要", "アーキテクチャ", "全体構成", "設計", "Technical Design",
          "Proposed Design", "Solution Design", "Обзор архитектуры", "Архитектура", "Дизайн",
          "詳細設計")),
    Role("data_flow", True,
         ("Data Flow", "Dataflow", "Data Flow Diagram", "データフロー", "データの流れ",
          "Data Flows", "Поток данных", "Потоки данных")),
    Role("components", True,
         ("Major Components", "Main Components", "Key Components", "Core Components",
          "Components", "Component Design", "System Components", "主要コンポーネント",
          "コンポーネント", "コンポーネント設計", "構成要素", "Основные компоненты",
          "Компоненты"),
         ("types",)),
    Role("types", True,
         ("Type Definitions", "Type Definition", "Types", "Data Types", "Data Structures",
          "Data Model", "型定義", "データ構造", "データモデル", "Contract Definitions",
          "Interface Definitions", "Определения контрактов", "Определения типов", "Типы")),
    Role("errors", True,
         ("Error Handling", "Errors", "Error Handling Strategy", "エラーハンドリング",
          "エラー処理", "例外処理", "Failure Handling", "Обработка ошибок", "Troubleshooting",
          "Failure Modes")),
    Role("signals", True,
         ("Logging and Monitoring", "Monitoring and Logging", "Observability", "Logging",
          "Monitoring", "Monitoring Requirements", "ログとモニタリング", "ログと監視",
          "ロギングとモニタリング", "監視", "ログ", "Логирование и мониторинг", "ログ・監視",
          "Metrics")),
    Role("phases", True,
         ("Phased Approach", "Phases", "Implementation Phases", "Milestones",
          "Phased Implementation", "Graduation Criteria", "段階的アプローチ", "フェーズ",
          "実装フェーズ", "段階的実装", "Этапы", "Фазы", "Rollout Phases", "Phased Rollout"),
         ("migration",)),
    Role("phases", False,
         ("Implementation Plan", "Rollout Plan", "Delivery Plan", "実装計画", "開発計画",
          "План реализации"),
         direct=True),
    Role("migration", False,
         ("Migration Strategy", "Migration", "Migration Plan", "Upgrade / Downgrade Strategy",
          "移行戦略", "移行計画", "移行", "Migration Path", "Стратегия миграции", "Миграция",
          "Version Skew Strategy", "Feature Enablement and Rollback",
          "Rollout, Upgrade and Rollback Planning", "Rollback Plan", "Rollback Strategy")),
    Role("tests", True,
         ("Testing Strategy", "Test Strategy", "Testing", "Test Plan", "Testing Plan",
          "Unit Tests", "Integration Tests", "Performance Tests", "E2E Tests", "テスト戦略",
          "テスト計画", "テスト方針", "テスト", "Стратегия тестирования", "Тестирование",
          "Load Tests", "End-to-End Tests", "単体テスト", "結合テスト", "統合テスト",
          "性能テスト"),
         ("tests",)),
    Role("security", False,
         ("Security Considerations", "Security", "Security and Privacy", "セキュリティ考慮事項",
          "セキュリティ", "Безопасность", "Соображения безопасности", "Security Implications")),
    Role("extensibility", False,
         ("Future Extensibility", "Future Considerations", "Extensibility", "Future Work",
          "Future Possibilities", "Future Extensions", "将来の拡張性", "拡張性", "今後の拡張",
          "Будущая расширяемость")),
    Role("drawbacks", False,
         ("Drawbacks", "Disadvantages", "Downsides", "Consequences", "欠点")),
    Role("open_questions", False,
         ("Unresolved questions", "Open Questions", "Open Issues", "Outstanding Questions",
          "未解決事項", "未決事項", "未解決の質問", "未解決の課題", "Открытые вопросы")),
    Role("alternatives", True,
         ("Alternative Approaches", "Alternative Solutions", "Alternatives",
          "Alternatives Considered", "Considered Options", "Considered Alternatives",
          "Rejected Alternatives", "Rationale and alternatives", "Pros and Cons of the Options",
          "代替案", "代替アプローチ", "検討した代替案", "代替手段", "Альтернативные решения",
          "Альтернативы", "Other Approaches", "Alternative Designs", "代替ソリューション")),
    Role("risks", True,
         ("Risks and Mitigation", "Risks", "Risk Assessment", "Risk Mitigation",
          "Risk Management", "Risks and Countermeasures", "リスクと軽減策", "リスクと対策",
          "リスクと緩和策", "リスク", "リスク管理", "Risk Analysis", "Риски и митигация",
          "Риски")),
    Role("references", True,
         ("References", "Related Documents", "Further Reading", "Links", "More Information",
          "Prior art", "参考資料", "参考文献", "関連資料", "参照", "参考", "Ссылки",
          "Resources", "参考リンク")),
    Role("revisions", True,
         ("Revision History", "Update History", "Change History", "Changelog",
          "Document History", "Version History", "Implementation History", "更新履歴",
          "変更履歴", "改訂履歴", "改版履歴", "История обновлений", "История изменений",
          "Change Log", "History")),
)  # fmt: skip


_BRACKETS = regex(r"\([^()]*\)")

NO_ROLE = Role("", False, ())  # of the document's title

_PHASE = regex(
    r"\W{0,3}(?:phase|milestone|stage|フェーズ|этап|фаза)(?:\s*#?\s*\d{1,3}"
    r"|\s+(?-i:[IVX]{1,4}|[A-Z]))(?!\w)|\W{0,3}第\s*\d{1,3}\s*(?:段階|フェーズ)",
    re.IGNORECASE,
)


def is_phase(title: str) -> bool:
    """Whether a heading such as `Phase 2: Rollout` is a phase wherever it stands."""
    return bool(_PHASE.match(title[:40]))


@lru_cache(maxsize=1)
def _by_key() -> dict[str, Role]:
    return {key(heading): role for role in ROLES for heading in role.headings}


@lru_cache(maxsize=64)
def _own(roles: tuple[tuple[str, str], ...]) -> dict[str, Role]:
    """The roles that a configuration gives to headings."""
    named = {role.name: role for role in ROLES}
    return {heading: named[name] for heading, name in roles}


def role_of(title: str) -> Role | None:
    """The role of a heading by its words, the team's own first; None for the author's heading."""
    return _role_of(title, terms().roles)


@lru_cache(maxsize=16384)
def _role_of(title: str, roles: tuple[tuple[str, str], ...]) -> Role | None:
    usual, own = _by_key(), _own(roles)
    for name in (key(title), short_key(title)):
        if found := own.get(name) or usual.get(name):
            return found
    return usual.get(short_key(_BRACKETS.sub(" ", title))) if "(" in title else None


def role_named(name: str) -> Role | None:
    """The role that a comment or the configuration names (``role=risks``)."""
    return next((role for role in ROLES if role.name == name), None)
