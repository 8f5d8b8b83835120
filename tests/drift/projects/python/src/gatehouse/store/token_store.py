import logging
from collections.abc import Callable

from gatehouse.clock.wall_clock import wall_clock
from gatehouse.types import GatePass, Visitor

logger = logging.getLogger(__name__)


class TokenStore:
    def __init__(self, clock: Callable[[], float] = wall_clock, seconds: int = 3600) -> None:
        self._clock = clock
        self._seconds = seconds
        self._passes: dict[str, GatePass] = {}

    def issue_pass(self, visitor: Visitor) -> GatePass:
        given = GatePass(visitor.id, self._clock() + self._seconds, visitor)
        self._passes[given.token] = given
        return given

    def revoke_pass(self, token: str) -> None:
        self._passes.pop(token, None)
        logger.info("pass.revoked", extra={"token": token})
