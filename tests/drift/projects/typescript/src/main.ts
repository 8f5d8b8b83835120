import { GateKeeper } from './gate/keeper'
import { TokenStore } from './store/tokenStore'
import { wallClock } from './clock/clock'

const seconds = Number(process.env.GATE_PASS_SECONDS ?? '3600')
export const keeper = new GateKeeper(new TokenStore(wallClock, seconds))
