import { wallClock } from '../clock/clock'
import { logger, metrics } from '../log'
import { TokenStore } from '../store/tokenStore'
import type { GatePass, Visitor } from '../types'

export class GateKeeper {
  constructor(private readonly store: TokenStore) {}

  openFor(visitor: Visitor): GatePass {
    logger.info('gate.opened', { at: wallClock() })
    metrics.counter('gate_visitors_total')
    return this.store.issuePass(visitor)
  }

  closeGate(): void {
    logger.info('gate.closed', { at: wallClock() })
  }
}
