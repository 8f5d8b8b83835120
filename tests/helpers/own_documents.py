"""Fifty documents in two languages: every section in every layout, with what it states counted.

Layouts are lists of (pieces of) Markdown; a document takes one of each kind in turn, so that each
layout stands beside others of the other kinds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

Layout = tuple[str, str, int]  # English, Japanese, how many facts


@dataclass(frozen=True)
class OwnDocument:
    """A document and how many facts of each kind it states."""

    name: str
    text: str
    counts: dict[str, int]


REQUIREMENTS: tuple[Layout, ...] = (
    ("- FR-1: Sign in with a passkey\n- FR-2: Sign out everywhere\n",
     "- FR-1: パスキーでサインインできる\n- FR-2: 全端末からサインアウトできる\n", 2),
    ("1. A member can sign in\n2. A member can sign out\n3. A guest can look around\n",
     "1. 会員はサインインできる\n2. 会員はサインアウトできる\n3. ゲストは閲覧できる\n", 3),
    ("| ID | Requirement |\n|---|---|\n| FR-1 | Sign in |\n| FR-2 | Sign out |\n",
     "| ID | 要件 |\n|---|---|\n| FR-1 | サインイン |\n| FR-2 | サインアウト |\n", 2),
    ("Members sign in with a passkey.\n\nGuests may look around.\n",
     "会員はパスキーでサインインする。\n\nゲストは閲覧できる。\n", 2),
    ("#### FR-1: Sign in\n\nWith a passkey.\n\n#### FR-2: Sign out\n\nEverywhere at once.\n",
     "#### FR-1: サインイン\n\nパスキーを使う。\n\n#### FR-2: サインアウト\n\n全端末で行う。\n", 2),
    ("- **FR1**: Sign in\n  - by passkey\n  - by mail\n- **FR2**: Sign out\n",
     "- **FR1**: サインイン\n  - パスキー\n  - メール\n- **FR2**: サインアウト\n", 2),
    ("**FR-1**: Sign in\n- by passkey\n- by mail\n\n**FR-2**: Sign out\n",
     "**FR-1**: サインイン\n- パスキー\n- メール\n\n**FR-2**: サインアウト\n", 2),
    ("- [x] FR-1: Sign in\n- [ ] FR-2: Sign out\n",
     "- [x] FR-1: サインイン\n- [ ] FR-2: サインアウト\n", 2),
    ("N/A — nothing new for users.\n", "該当なし（利用者への変更なし）\n", 0),
)  # fmt: skip
CRITERIA: tuple[Layout, ...] = (
    ("### FR-1: Sign in\n\n- [ ] **When** a member signs in, the system shall open the home page\n"
     "- [x] **If** the key is unknown, **then** the system shall refuse\n",
     "### FR-1: サインイン\n\n"
     "- [ ] 会員がサインインした場合、システムはホームを表示しなければならない\n"
     "- [x] 鍵が不明な場合、システムは拒否しなければならない\n", 2),
    ("- AC-1: Given a member, when they sign in, then the home page opens\n"
     "- AC-2: Given a guest, when they sign in, then an error is shown\n",
     "- AC-1: 前提 会員である もし サインインする ならば ホームが開く\n"
     "- AC-2: 前提 ゲストである もし サインインする ならば エラーになる\n", 2),
    ("- Given a member\n- When they sign in\n- Then the home page opens\n",
     "- 前提 会員である\n- もし サインインする\n- ならば ホームが開く\n", 1),
    ("| ID | Acceptance Criteria |\n|---|---|\n| AC-1 | The home page opens |\n",
     "| ID | 受け入れ条件 |\n|---|---|\n| AC-1 | ホームが開く |\n", 1),
    ("```gherkin\nScenario: in\n  Given a member\n  When signing in\n  Then home\n\n"
     "Scenario: out\n  Given a member\n  When signing out\n  Then gone\n```\n",
     "```gherkin\nシナリオ: 入る\n  前提 会員\n  もし 入る\n  ならば ホーム\n\n"
     "シナリオ: 出る\n  前提 会員\n  もし 出る\n  ならば 終わり\n```\n", 2),
    ("- **FR-1**:\n  - AC-1.1: opens the home page\n  - AC-1.2: writes an audit line\n",
     "- **FR-1**:\n  - AC-1.1: ホームを開く\n  - AC-1.2: 監査行を書く\n", 2),
)  # fmt: skip
COMPONENTS: tuple[Layout, ...] = (
    ("#### Component 1: Gate\n\n- **Responsibilities**: checks keys\n- **Interface**: `open()`\n"
     "- **Dependencies**: Store\n\n#### Component 2: Store\n\n- **Responsibility**: keeps keys\n",
     "#### コンポーネント1: 門\n\n- **責務**: 鍵を調べる\n- **インターフェース**: `open()`\n"
     "- **依存関係**: 倉庫\n\n#### コンポーネント2: 倉庫\n\n- **責務**: 鍵を保つ\n", 2),
    ("#### Gate\n\n**Responsibilities**:\n\n- checks keys\n- counts failures\n\n"
     "**Dependencies**: none\n\n#### 2. Store\n\nKeeps keys.\n",
     "#### 門\n\n**責務**:\n\n- 鍵を調べる\n- 失敗を数える\n\n**依存関係**: なし\n\n"
     "#### 2. 倉庫\n\n鍵を保つ。\n", 2),
    ("| Component | Responsibility | Dependencies |\n"
     "|---|---|---|\n| Gate | checks keys | Store |\n"
     "| Store | keeps keys | - |\n| Log | writes lines | - |\n",
     "| コンポーネント | 責務 | 依存関係 |\n|---|---|---|\n| 門 | 鍵を調べる | 倉庫 |\n"
     "| 倉庫 | 鍵を保つ | - |\n| 記録 | 行を書く | - |\n", 3),
    ("- **Gate**: checks keys\n  - Interface: `open()`\n- **Store**: keeps keys\n",
     "- **門**: 鍵を調べる\n  - インターフェース: `open()`\n- **倉庫**: 鍵を保つ\n", 2),
    ("**Gate**\n\n- Responsibilities: checks keys\n\n**Store**\n\n- Responsibilities: keeps keys\n",
     "**門**\n\n- 責務: 鍵を調べる\n\n**倉庫**\n\n- 責務: 鍵を保つ\n", 2),
    ("#### Gate (`src/gate.py`)\n\n##### Responsibilities\n\n- checks keys\n\n"
     "##### Dependencies\n\n- Store\n",
     "#### 門 (`src/gate.py`)\n\n##### 責務\n\n- 鍵を調べる\n\n##### 依存関係\n\n- 倉庫\n", 1),
    ("#### Gate\n\n| | |\n|---|---|\n"
     "| Responsibilities | checks keys |\n| Dependencies | Store |\n",
     "#### 門\n\n| | |\n|---|---|\n| 責務 | 鍵を調べる |\n| 依存関係 | 倉庫 |\n", 1),
    ("N/A — no component changes.\n", "該当なし — 変更なし\n", 0),
)  # fmt: skip
ALTERNATIVES: tuple[Layout, ...] = (
    ("### Alternative 1: Mail links\n\n- **Overview**: a link by mail\n- **Pros**: simple\n"
     "- **Cons**: slow\n- **Reason for Rejection**: mail is late\n",
     "### 代替案1: メールリンク\n\n- **概要**: メールで送る\n- **メリット**: 簡単\n"
     "- **デメリット**: 遅い\n- **不採用理由**: 届かないことがある\n", 1),
    ("### Mail links\n\n**Advantages**:\n\n- simple\n- known\n\n**Disadvantages**:\n\n- slow\n\n"
     "### Passwords\n\nKnown to all, but leaked often.\n",
     "### メールリンク\n\n**利点**:\n\n- 簡単\n- 周知\n\n**欠点**:\n\n- 遅い\n\n"
     "### パスワード\n\n広く使われるが漏れやすい。\n", 2),
    ("| Alternative | Pros | Cons | Reason |\n|---|---|---|---|\n| Mail | simple | slow | late |\n"
     "| Password | known | leaks | risk |\n",
     "| 代替案 | メリット | デメリット | 不採用理由 |\n|---|---|---|---|\n"
     "| メール | 簡単 | 遅い | 遅延 |\n| パスワード | 周知 | 漏洩 | 危険 |\n", 2),
    ("- **Mail links**: simple, but late\n- **Passwords**: known, but leaked\n",
     "- **メールリンク**: 簡単だが遅い\n- **パスワード**: 周知だが漏れる\n", 2),
    ("1. Mail links\n   - Pros: simple\n   - Cons: slow\n2. Passwords\n   - Pros: known\n",
     "1. メールリンク\n   - メリット: 簡単\n"
     "   - デメリット: 遅い\n2. パスワード\n   - メリット: 周知\n", 2),
    ("We could have sent links by mail. They arrive late.\n",
     "メールでリンクを送る方法もあるが、遅い。\n", 1),
    ("Not applicable: the protocol is given.\n", "該当なし: 規格で決まっている\n", 0),
)  # fmt: skip
RISKS: tuple[Layout, ...] = (
    ("| Risk | Impact | Probability | Mitigation |\n|---|---|---|---|\n"
     "| Lost phone | High | Low (rare) | Second key |\n| Slow store | Low | Low | Cache |\n",
     "| リスク | 影響度 | 発生確率 | 対策 |\n|---|---|---|---|\n"
     "| 紛失 | 高 | 低（まれ） | 予備の鍵 |\n| 遅延 | 低 | 低 | キャッシュ |\n", 2),
    ("- **Lost phone**: Impact: High\n  - Mitigation: second key\n- Slow store\n",
     "- **紛失**: 影響度: 高\n  - 対策: 予備の鍵\n- 遅延\n", 2),
    ("### Lost phone\n\n- **Impact**: High\n"
     "- **Mitigation**: second key\n\n### Slow store\n\nRare.\n",
     "### 紛失\n\n- **影響度**: 高\n- **対策**: 予備の鍵\n\n### 遅延\n\nまれ。\n", 2),
    ("A phone may be lost. Mitigation: a second key.\n\nThe store may be slow.\n",
     "電話を紛失する。対策: 予備の鍵。\n\n倉庫が遅くなる。\n", 2),
    ("1. Risk: a phone is lost. Mitigation: a second key.\n2. Risk: the store is slow.\n",
     "1. リスク: 電話の紛失。対策: 予備の鍵。\n2. リスク: 倉庫の遅延。\n", 2),
    ("N/A\n", "該当なし\n", 0),
)  # fmt: skip
REVISIONS: tuple[Layout, ...] = (
    ("| Date | Version | Changes | Author |\n"
     "|---|---|---|---|\n| 2026-01-02 | 1.0 | First | Ada |\n"
     "| 2026-02-03 | 1.1 | Second | Bob |\n",
     "| 日付 | バージョン | 変更内容 | 作成者 |\n"
     "|---|---|---|---|\n| 2026-01-02 | 1.0 | 初版 | 山田 |\n"
     "| 2026-02-03 | 1.1 | 改訂 | 田中 |\n", 2),
    ("- 2026-01-02: First draft\n- 2026-02-03 — Accepted\n",
     "- 2026-01-02: 初版\n- 2026年2月3日 承認\n", 2),
    ("### v1.0 (2026-01-02)\n\nFirst draft.\n\n### v1.1 (2026-02-03)\n\nAccepted.\n",
     "### v1.0 (2026-01-02)\n\n初版。\n\n### v1.1 (2026-02-03)\n\n承認。\n", 2),
    ("| Version | Description |\n|---|---|\n| 1.0 | First |\n",
     "| バージョン | 内容 |\n|---|---|\n| 1.0 | 初版 |\n", 1),
)  # fmt: skip
_KINDS: tuple[tuple[str, str, str, tuple[Layout, ...]], ...] = (
    ("functional_requirements", "### Functional Requirements", "### 機能要件", REQUIREMENTS),
    ("acceptance_criteria", "## Acceptance Criteria", "## 受け入れ条件", CRITERIA),
    ("components", "### Major Components", "### 主要コンポーネント", COMPONENTS),
    ("alternatives", "## Alternative Approaches", "## 代替案", ALTERNATIVES),
    ("risks", "## Risks and Mitigation", "## リスクと対策", RISKS),
    ("revisions", "## Revision History", "## 更新履歴", REVISIONS),
)
_PARENTS = {"functional_requirements": ("## Requirements", "## 要件"),
            "components": ("## Design", "## 設計")}  # fmt: skip
_OTHER_HEADINGS = {
    "components": ("### Main Components", "### コンポーネント"),
    "alternatives": ("## Alternatives Considered", "## 検討した代替案"),
    "risks": ("## 5. Risks", "## リスク"),
    "revisions": ("## Update History", "## 変更履歴"),
}


def own_documents() -> Iterator[OwnDocument]:
    """Twenty-five documents in each language."""
    for number in range(25):
        for japanese in (False, True):
            yield _document(number, japanese)


def _document(number: int, japanese: bool) -> OwnDocument:
    title = "# サインイン設計書" if japanese else "# Sign-in Design Document"
    lines = [title, "", "## 概要" if japanese else "## Overview", ""]
    lines += ["会員がサインインする。" if japanese else "Members sign in.", ""]
    counts: dict[str, int] = {}
    for step, (kind, english, other, layouts) in enumerate(_KINDS):
        text_en, text_ja, count = layouts[(number + step * (number // 9)) % len(layouts)]
        if kind in _PARENTS:
            lines += [_PARENTS[kind][japanese], ""]
        heading = other if japanese else english
        if number % 3 == 2:
            heading = _OTHER_HEADINGS.get(kind, (english, other))[japanese]
        lines += [heading, "", text_ja if japanese else text_en]
        counts[kind] = count
    language = "ja" if japanese else "en"
    return OwnDocument(f"{language}-{number:02}", "\n".join(lines) + "\n", counts)
