export function wallClock(): number {
  return Date.now() / 1000
}
