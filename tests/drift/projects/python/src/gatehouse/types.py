from dataclasses import dataclass


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
