export interface Pass {
  d: string
  x: string
}
