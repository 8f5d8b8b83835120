"""Texts of the site's tests: a template and documents with something of everything."""

from base64 import b64decode

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
"""A PNG of one pixel."""

TEMPLATE = """\
# [Feature Name] Design Document

## Overview

[One or two sentences]

## Requirements

### Functional Requirements

- **FR-1**: [What the system does]

## Components

### Component 1: [Name]

- **Responsibility**: [What it does]

## Data Flow

```mermaid
flowchart LR
  A --> B
```

## Implementation Plan

### Phase 1: [Name]

- [ ] [Task]

## Test Strategy

- [Test]

## Risks and Mitigation

| Risk | Impact | Probability | Mitigation |
|------|--------|-------------|------------|
| [Risk] | High/Medium/Low | High/Medium/Low | [Mitigation] |
"""

_FILLER = "\n".join(
    f"Paragraph {n} says enough that the page has to be scrolled.\n" for n in range(30)
)

DOCUMENT = f"""\
---
status: draft
owner: Ada
---
# Login Design Document

## Overview

Users sign in. See [the other one](other.md#overview) and [what is not there](nowhere.md).

{_FILLER}
## Requirements

### Functional Requirements

- **FR-1**: The Gateway accepts a password.
- **FR-2**: The system is fast and user-friendly.
- **FR-3**: [What the system does]
- **FR-4**: The system should be easy to use, etc.

## Components

### Component 1: Gateway

- **Responsibility**: Accepts passwords (FR-1).

## Data Flow

```mermaid
flowchart LR
  A[Browser] --> B[Gateway]
  B --> C[Store]
```

```mermaid
flowchart LR
  A[[ --> this is no diagram
```

## Implementation Plan

### Phase 1: First

- [ ] Bring FR-1

{_FILLER}
## Test Strategy

- Unit: FR-1 with a right and a wrong password
"""

OTHER = DOCUMENT.replace("Login", "Other").replace("other.md", "login.md")

HOSTILE = """\
# <script>alert(1)</script> Design Document "><img src=x onerror=alert(2)>

## Overview

<script>alert(3)</script> <img src=x onerror=alert(4)> [link](javascript:alert(5))
<svg onload=alert(6)></svg> <a href="javascript:alert(7)">x</a>

## "><script>alert(8)</script>

- **FR-1**: <iframe src="javascript:alert(9)"></iframe> \u202etxt.exe

```mermaid
flowchart LR
  A["<img src=x onerror=alert(10)>"] --> B
  click A "javascript:alert(11)"
```
"""
