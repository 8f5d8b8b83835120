from dataclasses import dataclass
from enum import Enum


class GateState(Enum):
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Visitor:
    id: str
    name: str
    roles: list[str]
    mail: str | None = None


@dataclass(frozen=True)
class GatePass:
    token: str
    expires_at: float
    visitor: Visitor
    note: str | None = None


def pass_ends(now: float, visitor: Visitor, seconds: int = 60) -> float:
    return now + seconds if visitor.roles else now
