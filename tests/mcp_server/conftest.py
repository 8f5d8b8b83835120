"""A workspace with a template and two documents, in which the server stands."""

from pathlib import Path

import pytest

TEMPLATE = """\
# [Name] Design Document

- **Owner**: [Who answers for it]

## Overview

[Say in a sentence what it does]

## Requirements

- [List what it must do]

## Components

### Component 1

- **Responsibilities**: [What it does]
- **Dependencies**: [What it needs]

## Phased Approach

1. **Phase 1**: [What comes first]

## Testing

[How it is proved]
"""

LOGIN = """\
# Login Design Document

- **Owner**: Ann

## Overview

People sign in with a passkey.

## Requirements

- FR-1: The system shall sign a person in within 200 ms.
- FR-2: The system shall lock an account after 5 wrong tries.

## Components

### Gate

- **Responsibilities**: checks passkeys (FR-1)
- **Dependencies**: Store

### Store

- **Responsibilities**: keeps accounts (FR-2)
- **Dependencies**: none

## Phased Approach

1. **Phase 1**: FR-1 in the Gate

## Testing

FR-1 is measured in the nightly run.
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Made anew for each test, which stands in it."""
    made = _made(tmp_path)
    monkeypatch.chdir(made)
    return made


@pytest.fixture(scope="module")
def still_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests of a module, which leave it as it is."""
    return _made(tmp_path_factory.mktemp("still"))


def _made(folder: Path) -> Path:
    docs = folder / "work" / "docs"
    docs.mkdir(parents=True)
    (docs / "template.md").write_text(TEMPLATE)
    (docs / "login.md").write_text(LOGIN)
    (docs / "logout.md").write_text(LOGIN.replace("Login", "Logout").replace("FR-", "LO-"))
    return docs.parent
