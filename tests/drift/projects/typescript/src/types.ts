export type Role = 'guest' | 'member'

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
