export function openFor(visitor: Visitor, key: string): Pass {
  return visitor.pass(key)
}
