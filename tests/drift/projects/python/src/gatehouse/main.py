import os

from gatehouse.clock.wall_clock import wall_clock
from gatehouse.gate.keeper import GateKeeper
from gatehouse.store.token_store import TokenStore

SECONDS = int(os.environ.get("GATE_PASS_SECONDS", "3600"))
KEEPER = GateKeeper(TokenStore(wall_clock, SECONDS))
