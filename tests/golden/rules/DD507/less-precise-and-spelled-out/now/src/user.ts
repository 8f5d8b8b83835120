export type Role = 'guest' | 'member'
export interface User {
  role: Role
  tags: string[] // sorted
  place: {
    street: string // with its number
    town: { name: string }
  }
  home: ReactNode
  extra: Map<string, string>
}
