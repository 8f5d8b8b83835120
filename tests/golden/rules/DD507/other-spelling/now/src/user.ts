export type Level = 'high' | 'low'
export interface User {
  id: string
  roles: Role[]
  kind: 'a' | 'b'
  level: Level
}
