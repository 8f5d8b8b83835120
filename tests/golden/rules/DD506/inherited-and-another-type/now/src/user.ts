export interface Base {
  made: Date
}
export interface User extends Base {
  id: string
  name: string
}
