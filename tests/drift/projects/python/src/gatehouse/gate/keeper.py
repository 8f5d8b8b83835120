import logging

from gatehouse import metrics
from gatehouse.clock.wall_clock import wall_clock
from gatehouse.store.token_store import TokenStore
from gatehouse.types import GatePass, Visitor

logger = logging.getLogger(__name__)


class GateKeeper:
    def __init__(self, store: TokenStore) -> None:
        self._store = store

    def open_for(self, visitor: Visitor) -> GatePass:
        logger.info("gate.opened", extra={"at": wall_clock()})
        metrics.counter("gate_visitors_total")
        return self._store.issue_pass(visitor)

    def close_gate(self) -> None:
        logger.info("gate.closed", extra={"at": wall_clock()})
