"""A folder of documents whose pages always look the same: every date in it is fixed."""

import json
from pathlib import Path

from helpers.repository import Repository
from helpers.site_texts import TEMPLATE

_NO_DIAGRAM = TEMPLATE.partition("## Data Flow")[0] + "## Implementation Plan"
PLAIN_TEMPLATE = _NO_DIAGRAM + TEMPLATE.partition("## Implementation Plan")[2]
_LOGIN = """\
---
status: accepted
owner: Ada
---
# Login Design Document

## Overview

Users sign in with a password, or with a key that they carry. See [parcels](parcels.md#overview).

```python
def allowed(user: User, key: Key) -> bool:
    return key in user.keys  # nothing is kept of a key that is not known
```

## Requirements

### Functional Requirements

- **FR-1**: The Gateway accepts a password.
- **FR-2**: The Gateway accepts a key.
- **FR-3**: The system is fast and user-friendly.

### Non-Functional Requirements

- **NFR-1**: Signing in takes less than 200 ms.

## Components

### Component 1: Gateway

- **Responsibility**: Accepts passwords and keys (FR-1, FR-2).
- **Dependencies**: Store

### Component 2: Store

- **Responsibility**: Keeps what keys are known (FR-2).
- **Dependencies**: none

## Implementation Plan

### Phase 1: Passwords

- [x] Bring FR-1
- [ ] Say what went wrong

### Phase 2: Keys

- [ ] Bring FR-2

## Test Strategy

- Unit: FR-1 with a right and a wrong password
- Unit: FR-2 with an unknown key

## Risks and Mitigation

| Risk | Impact | Probability | Mitigation |
|------|--------|-------------|------------|
| A key is lost | High | Low | It can be taken back |
| Passwords are guessed | High | Medium | Ten tries an hour |

## Revision History

| Date | Version | Changes | Author |
|------|---------|---------|--------|
| 2026-01-01 | 1.0 | First version | Ada |
| 2026-01-02 | 1.1 | Keys | Ada |
"""
_PARCELS = """\
---
status: draft
owner: Grace
---
# Parcels Design Document

## Overview

[One or two sentences]

## Requirements

### Functional Requirements

- **FR-1**: Parcels should be easy to find, etc.

## Implementation Plan

### Phase 1: First

- [ ] Bring FR-1
"""
_CONFIGURATION = """\
[evidence]
tests = ["results/tests.xml"]
benchmarks = ["results/times.json"]

[evidence.bind]
"NFR-1" = "sign in"
"""
_TESTS = """\
<testsuite timestamp="2026-01-03T12:00:00Z">
  <testcase name="test_fr_1_accepts_a_password"/>
  <testcase name="test_fr_2_accepts_a_key"><failure message="no"/></testcase>
</testsuite>
"""
_TIMES = {"results": [{"command": "sign in", "mean": 0.15, "times": [0.14, 0.15, 0.16]}]}


def write_pictured(folder: Path) -> Path:
    """Write the documents with their history; the folder, where they stand in ``docs``."""
    repository = Repository(folder)
    repository.write("docs/template.md", PLAIN_TEMPLATE)
    repository.commit(
        "2026-01-01", docs__login=_LOGIN.replace(", or with a key that they carry", "")
    )
    repository.write("designdoc.toml", _CONFIGURATION)
    repository.write("results/tests.xml", _TESTS)
    repository.write("results/times.json", json.dumps(_TIMES))
    repository.commit("2026-01-02", docs__login=_LOGIN, docs__parcels=_PARCELS)
    return folder
