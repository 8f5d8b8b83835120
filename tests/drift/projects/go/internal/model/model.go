package model

// Visitor stands before the gate.
type Visitor struct {
	ID    string
	Name  string
	Mail  *string
	Roles []string
}

// GatePass lets a visitor in.
type GatePass struct {
	Token     string
	ExpiresAt int64
	Visitor   Visitor
	Note      *string
}

// Clerk has the key.
type Clerk struct {
	Name  string
	Shift string
}

// PassEnds says until when a pass holds.
func PassEnds(now int64, visitor Visitor, seconds *int64) int64 {
	if seconds == nil || len(visitor.Roles) == 0 {
		return now
	}
	return now + *seconds
}
