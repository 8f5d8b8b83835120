"""A small workspace that has something of everything."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.editor import Desk

TEMPLATE = """\
# [Feature Name] Design

- **Status**: Draft | Approved | Done
- **Owner**: [name]

## Overview

<!-- Say in two or three sentences what it is for. -->

## Requirements

- **FR-1**: [what it does]

## Components

### Component: [Name]

- **Responsibilities**: [what it does]
- **Dependencies**: [what it needs]

## Test Strategy

- **Unit**: [what is tested]

## Rollout (Optional)

<!-- How it reaches the users. -->

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| YYYY-MM-DD | 1.0 | [what changed] | [who] |
"""
LOGIN = """\
# Login Design

- **Status**: Draft
- **Owner**: Ada

## Overview

People sign in by a link. See [the store](#component-tokenstore) and [mail](mail.md#FR-1).

## Requirements

- **FR-1**: The TokenStore keeps each link for ten minutes.
- **FR-2**: The system refuses a link that was used.
- The system logs every attempt.

## Components

### Component: TokenStore

- **Responsibilities**: Keeps links (FR-1, FR-2).
- **Dependencies**: None

### Component: Mailer

- **Responsibilities**: Sends links.
- **Dependencies**: TokenStore

## Test Strategy

* **Unit**: FR-1 is tested with a clock of its own.

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-01-02 | 1.0 | First | Ada |
"""
MAIL = """\
# Mail Design

- **Status**: Approved
- **Owner**: Bob

## Overview

Sends what login.md#FR-1 asks for, and [its store](login.md#component-tokenstore).

## Requirements

- **FR-1**: The Sender sends a mail within one minute.

## Components

### Component: Sender

- **Responsibilities**: Sends (FR-1).
- **Dependencies**: None

## Test Strategy

- **Unit**: FR-1 with a fake server.

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-01-02 | 1.0 | First | Bob |
"""
TEST = """\
import pytest


@pytest.mark.requirement("FR-1")
def test_a_link_lasts_ten_minutes():
    ...


# requirement: login.md#FR-1, mail.md#FR-1
def test_both():
    ...
"""


def lay(top: Path) -> Path:
    """Two documents, their template, and a test that names requirements, below a folder."""
    for name, text in {
        "docs/template.md": TEMPLATE,
        "docs/login.md": LOGIN,
        "docs/mail.md": MAIL,
        "tests/test_login.py": TEST,
    }.items():
        path = top / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return top


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A workspace of one's own."""
    return lay(tmp_path / "work")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A server over a workspace that no test writes to."""
    found = Desk(lay(tmp_path_factory.mktemp("desk") / "work"))
    yield found
    found.stop()
