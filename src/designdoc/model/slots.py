"""The names that authors give to the parts of a fact, in English, Japanese and Russian."""

from collections.abc import Mapping
from functools import lru_cache

from designdoc.template.names import key

Names = tuple[tuple[str, tuple[str, ...]], ...]
"""For each slot its accepted names."""

COMPONENT: Names = (
    ("responsibilities", ("Responsibilities", "Role", "Purpose", "Description", "Overview",
                          "What it does", "責務", "役割", "責任", "概要", "説明", "Ответственность",
                          "Обязанности", "Назначение")),
    ("interface", ("Interface", "API", "Public Interface", "Public API", "Interface Definition",
                   "Signature", "Props", "Exports", "Methods", "インターフェース", "インタフェース",
                   "Интерфейс", "Публичный интерфейс")),
    ("dependencies", ("Dependencies", "Depends On", "Dependency", "Uses", "Requires", "依存関係",
                      "依存", "依存先", "Зависимости")),
    ("code", ("Code", "File", "Location", "Path", "Source", "File Path", "Source File", "コード",
              "ファイル", "配置", "パス", "Файл", "Расположение")),
    ("name", ("Component", "Name", "Module", "Component Name", "Service", "コンポーネント", "名前",
              "コンポーネント名", "モジュール", "Компонент", "Имя")),
)  # fmt: skip

ALTERNATIVE: Names = (
    ("overview", ("Overview", "Description", "Approach", "Summary", "What", "Idea", "概要", "説明",
                  "Обзор", "Описание")),
    ("pros", ("Pros", "Advantages", "Benefits", "Strengths", "Upsides", "Pro", "メリット", "利点",
              "長所", "Преимущества", "Плюсы")),
    ("cons", ("Cons", "Disadvantages", "Drawbacks", "Weaknesses", "Downsides", "Con",
              "デメリット", "欠点", "短所", "Недостатки", "Минусы")),
    ("reason", ("Reason for Rejection", "Rejection Reason", "Reason", "Why Rejected",
                "Reason Rejected", "Reason for Not Adopting", "Reason Not Chosen",
                "Why Not Chosen", "Why Not", "Rejected Because", "Rationale", "Decision",
                "Verdict", "不採用理由", "不採用の理由", "却下理由", "採用しなかった理由",
                "採用しない理由", "理由", "Причина отклонения", "Причина отказа", "Причина")),
    ("name", ("Alternative", "Option", "Name", "Solution", "Approach", "代替案", "選択肢", "案",
              "名前", "Альтернатива", "Вариант")),
)  # fmt: skip

RISK: Names = (
    ("id", ("ID", "No", "#", "番号", "№")),
    ("risk", ("Risk", "Risk Description", "Description", "Threat", "Concern", "リスク",
              "リスク内容", "内容", "Риск")),
    ("impact", ("Impact", "Severity", "Level", "影響度", "影響", "重大度", "Влияние", "Импакт",
                "Воздействие")),
    ("probability", ("Probability", "Likelihood", "Chance", "発生確率", "発生可能性", "確率",
                     "可能性", "Вероятность")),
    ("mitigation", ("Mitigation", "Mitigations", "Mitigation Strategy", "Mitigation Measures",
                    "Mitigation Plan", "Countermeasure", "Countermeasures", "Response", "対策",
                    "軽減策", "緩和策", "対応策", "対応", "Митигация", "Меры", "Снижение")),
)  # fmt: skip

REVISION: Names = (
    ("date", ("Date", "Updated", "When", "日付", "日時", "更新日", "年月日", "Дата")),
    ("version", ("Version", "Ver", "Rev", "Revision", "バージョン", "版", "版数", "Версия")),
    ("changes", ("Changes", "Change", "Description", "Change Description", "Notes", "Summary",
                 "Summary of Changes", "What", "変更内容", "内容", "変更点", "更新内容",
                 "Изменения", "Описание")),
    ("author", ("Author", "Authors", "Changed By", "Updated By", "By", "Who", "作成者", "著者",
                "担当者", "変更者", "更新者", "担当", "Автор")),
)  # fmt: skip

REQUIREMENT: Names = (
    ("id", ("ID", "No", "#", "Identifier", "Requirement ID", "番号", "要件ID", "№")),
    ("text", ("Requirement", "Description", "Text", "Functional Requirement", "Details",
              "Statement", "要件", "内容", "説明", "機能要件", "Требование", "Описание")),
    ("criteria", ("Acceptance Criteria", "Acceptance Criterion", "Criteria", "AC",
                  "受け入れ条件", "受入条件", "受け入れ基準", "受入基準", "Критерии приёмки")),
    ("attribute", ("Category", "Attribute", "Quality", "Type", "Area", "Metric", "分類", "種別",
                   "項目", "Категория")),
    ("target", ("Target", "Goal", "Threshold", "Value", "目標", "目標値", "基準", "Цель")),
)  # fmt: skip

PHASE: Names = (
    ("name", ("Phase", "Milestone", "Stage", "Step", "Name", "Title", "フェーズ", "段階", "Этап",
              "Фаза")),
    ("items", ("Tasks", "Items", "Scope", "Deliverables", "Work", "Work Items", "Description",
               "Content", "Goals", "タスク", "作業", "内容", "成果物", "Задачи", "Описание")),
    ("status", ("Status", "Done", "State", "状態", "ステータス", "Статус")),
)  # fmt: skip


def slot_of(names: Names, title: str) -> str:
    """The slot that a label, column or heading names; empty for another's name."""
    by_key = _by_key(names)
    if title.strip() == "#":
        return "id" if "no" in by_key else ""
    found = by_key.get(key(title))
    if not found and title.count("/") == 1 and len(title) <= _LONGEST_PAIR:
        found = by_key.get(key(title.partition("/")[0]))  # "Interface / API"
    return found or ""


_LONGEST_PAIR = 40  # characters


@lru_cache(maxsize=16)
def _by_key(names: Names) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for slot, accepted in names:
        for name in accepted:
            if key(name):
                found.setdefault(key(name), slot)
    return found
