pub fn open_for(visitor: &Visitor, hour: u8, key: &str) -> Pass {
    visitor.pass(hour, key)
}
