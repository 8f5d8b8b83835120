"""A small template and a sound document of it, for tests of what is around the rules."""

TEMPLATE = """\
# [Name] Design

## Overview

[Say what it does]

## Risks

| Risk | Impact |
|------|--------|
| [Risk 1] | High/Medium/Low |
"""

SOUND = """\
# Login Design

## Overview

People sign in with a passkey.

## Risks

| Risk | Impact |
|------|--------|
| Lost device | Low |
"""
