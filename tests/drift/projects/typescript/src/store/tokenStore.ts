import { wallClock } from '../clock/clock'
import { logger } from '../log'
import type { GatePass, Visitor } from '../types'

export class TokenStore {
  private readonly passes = new Map<string, GatePass>()

  constructor(private readonly clock: typeof wallClock, private readonly seconds: number) {}

  issuePass(visitor: Visitor): GatePass {
    const pass = { token: visitor.id, expiresAt: this.clock() + this.seconds, visitor }
    this.passes.set(pass.token, pass)
    return pass
  }

  revokePass(token: string): void {
    this.passes.delete(token)
    logger.info('pass.revoked', { token })
  }
}
