"""Names that authors use for one another, in English and Japanese.

Counted over 83 real documents of the seed's family and the better known public templates. A group
holds keys as ``template.names.key`` makes them: case, plural and suffixes already aside.
"""

from functools import lru_cache

from designdoc.template.names import key

_GROUPS: tuple[tuple[str, ...], ...] = (
    ("Overview", "Summary", "Abstract", "TL;DR", "Executive Summary", "Introduction", "概要",
     "要約",
     "サマリー"),
    ("Background and Context", "Background", "Context", "Background & Context",
     "Context and Background", "Context and Problem Statement", "背景", "背景と文脈",
     "背景とコンテキスト", "背景・コンテキスト", "コンテキスト"),
    ("Problem to Solve", "Problem", "Problem Statement", "The Problem", "Problem Definition",
     "解決すべき問題", "解決する問題", "解決すべき課題", "解決したい課題", "課題", "問題"),
    ("Current Challenges", "Current Issues", "Challenges", "Existing Challenges",
     "Current Limitations", "Current State", "現状の課題", "現在の課題", "現状"),
    ("Motivation", "Rationale", "Why", "動機"),
    ("Requirements", "Requirement", "要件"),
    ("Functional Requirements", "Feature Requirements", "機能要件"),
    ("Non-Functional Requirements", "Nonfunctional Requirements", "Quality Requirements",
     "Quality Attributes", "NFRs", "NFR", "非機能要件", "品質要件"),
    ("Acceptance Criteria", "Acceptance Criteria (AC)", "受け入れ条件", "受入条件", "受け入れ基準",
     "受入基準"),
    ("Goals", "Objectives", "Aims", "目標", "目的", "ゴール"),
    ("Non-Goals", "Nongoals", "Out of Scope", "Not in Scope", "非目標", "対象外", "スコープ外",
     "非ゴール"),
    ("Design", "Technical Design", "Detailed Design", "Design Details", "Proposed Design",
     "Solution Design", "設計", "詳細設計"),
    ("Architecture Overview", "Architecture", "System Architecture", "Architectural Overview",
     "High-Level Architecture", "High Level Design", "アーキテクチャ概要", "アーキテクチャ",
     "アーキテクチャー概要", "全体構成"),
    ("Data Flow", "Dataflow", "Data Flow Diagram", "Data Flows", "データフロー", "データの流れ"),
    ("Major Components", "Main Components", "Key Components", "Core Components", "Components",
     "Component Design", "System Components", "主要コンポーネント", "コンポーネント", "構成要素",
     "コンポーネント設計"),
    ("Type Definitions", "Types", "Data Types", "Type Definition", "Data Structures", "Data Models",
     "Data Model", "型定義", "データ構造", "データモデル"),
    ("Error Handling", "Errors", "Error Handling Strategy", "Failure Handling",
     "エラーハンドリング", "エラー処理", "例外処理"),
    ("Logging and Monitoring", "Monitoring and Logging", "Logging & Monitoring", "Observability",
     "Monitoring", "Logging", "ログとモニタリング", "ログと監視", "ロギングとモニタリング",
     "ログ・監視", "監視"),
    ("Implementation Plan", "Implementation", "Implementation Strategy", "Rollout Plan",
     "Delivery Plan", "実装計画", "実装方針", "実装"),
    ("Phased Approach", "Phases", "Implementation Phases", "Phased Implementation", "Milestones",
     "Phased Rollout", "段階的アプローチ", "フェーズ", "実装フェーズ", "段階的実装"),
    ("Migration Strategy", "Migration", "Migration Plan", "Migration Path", "移行戦略", "移行計画",
     "移行", "マイグレーション戦略"),
    ("Testing Strategy", "Test Strategy", "Testing", "Test Plan", "Testing Plan", "Tests",
     "Testing Approach", "Test Approach", "テスト戦略", "テスト計画", "テスト", "テスト方針"),
    ("Unit Tests", "Unit Testing", "ユニットテスト", "単体テスト"),
    ("Integration Tests", "Integration Testing", "統合テスト", "結合テスト",
     "インテグレーションテスト"),
    ("Performance Tests", "Performance Testing", "Load Tests", "Load Testing", "Benchmarks",
     "パフォーマンステスト", "性能テスト", "負荷テスト"),
    ("E2E Tests", "End-to-End Tests", "E2E Testing", "End-to-End Testing", "E2Eテスト"),
    ("Security Considerations", "Security", "Security and Privacy", "Security Concerns",
     "セキュリティ考慮事項", "セキュリティ", "セキュリティの考慮事項", "セキュリティ面の考慮"),
    ("Future Extensibility", "Future Considerations", "Future Extensions", "Extensibility",
     "Future Work", "Future Possibilities", "Future Enhancements", "将来の拡張性", "拡張性",
     "将来拡張", "今後の拡張"),
    ("Alternative Approaches", "Alternative Solutions", "Alternatives", "Alternatives Considered",
     "Considered Alternatives", "Other Approaches", "Considered Options", "Rejected Alternatives",
     "Alternative Designs", "Rationale and alternatives", "代替案", "代替アプローチ",
     "検討した代替案",
     "代替手段", "代替ソリューション"),
    ("Risks and Mitigation", "Risks and Mitigations", "Risks", "Risk Assessment", "Risk Mitigation",
     "Risks & Mitigation", "Risk Management", "Risk Analysis", "Risks and Countermeasures",
     "リスクと軽減策", "リスクと対策", "リスク", "リスク管理", "リスクと緩和策"),
    ("References", "Related Documents", "Links", "Further Reading", "More Information", "Resources",
     "参考資料", "参考文献", "参考", "参照", "関連資料", "参考リンク"),
    ("Revision History", "Update History", "Change History", "Changelog", "Change Log",
     "Document History", "Version History", "History", "更新履歴", "変更履歴", "改訂履歴",
     "改版履歴"),
    ("Drawbacks", "Disadvantages", "Downsides", "欠点"),
    ("Prior art", "Related Work", "先行事例", "関連研究"),
    ("Unresolved questions", "Open Questions", "Open Issues", "Outstanding Questions",
     "未解決の質問",
     "未解決の問題", "未解決事項", "検討事項"),
    ("User Stories", "User Story", "Use Cases", "ユーザーストーリー", "ユースケース"),
    ("Decision", "Decision Outcome", "決定", "決定事項"),
    ("Consequences", "Impact", "結果", "影響"),
    # labels
    ("Responsibilities", "Responsibility", "Role", "Purpose", "責務", "役割", "責任"),
    ("Interface", "Interfaces", "API", "APIs", "Public Interface", "Public API",
     "インターフェース", "インタフェース"),
    ("Dependencies", "Depends On", "Dependency", "依存関係", "依存", "依存先"),
    ("Pros", "Advantages", "Benefits", "Strengths", "メリット", "利点", "長所"),
    ("Cons", "Disadvantages", "Drawbacks", "Weaknesses", "デメリット", "欠点", "短所"),
    ("Reason for Rejection", "Rejection Reason", "Why Rejected", "Reason Rejected",
     "Reason for Not Adopting", "Why Not Chosen", "Why Not", "不採用理由", "不採用の理由",
     "却下理由",
     "採用しなかった理由", "採用しない理由"),
    ("Overview", "Description", "概要", "説明"),
    ("Performance", "Response Time", "Latency", "パフォーマンス", "性能"),
    ("Scalability", "スケーラビリティ", "拡張性"),
    ("Reliability", "Availability", "信頼性", "可用性"),
    ("Maintainability", "保守性", "メンテナンス性"),
    # columns
    ("Risk", "Risk Description", "リスク"),
    ("Impact", "Severity", "影響度", "影響"),
    ("Probability", "Likelihood", "発生確率", "発生可能性", "確率", "可能性"),
    ("Mitigation", "Mitigation Strategy", "Mitigation Measures", "Countermeasure",
     "Countermeasures", "対策", "軽減策", "緩和策", "対応策"),
    ("Date", "日付", "日時", "更新日"),
    ("Version", "Ver", "Rev", "Revision", "バージョン", "版"),
    ("Changes", "Change", "Description", "Change Description", "Summary of Changes", "変更内容",
     "内容", "変更点"),
    ("Author", "Authors", "Changed By", "Updated By", "作成者", "著者", "担当者", "変更者",
     "更新者"),
    ("Status", "State", "ステータス", "状態"),
)  # fmt: skip


def _index() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS):
        for name in group:
            found.setdefault(key(name), set()).add(number)
    return {name: frozenset(numbers) for name, numbers in found.items()}


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    return _index()


def synonym_groups(name: str) -> frozenset[int]:
    """The numbers of the groups that a name key belongs to."""
    return _groups().get(name, frozenset())


def are_synonyms(one: str, other: str) -> bool:
    """Whether two name keys are accepted for one another."""
    return not synonym_groups(one).isdisjoint(synonym_groups(other))


def same_language(one: str, other: str) -> bool:
    """Whether both names are in Latin script, or both are not."""
    return one.isascii() == other.isascii()
