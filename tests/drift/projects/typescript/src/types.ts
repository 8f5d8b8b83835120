export type Role = 'guest' | 'member'

export enum GateState {
  Open = 'open',
  Closed = 'closed',
}

export function passEnds(now: number, visitor: Visitor, seconds?: number): number {
  return visitor.roles.length > 0 ? now + (seconds ?? 60) : now
}

export interface Visitor {
  id: string
  name: string
  mail?: string
  roles: Role[]
}

export interface GatePass {
  token: string
  expiresAt: number
  visitor: Visitor
  note?: string
}
