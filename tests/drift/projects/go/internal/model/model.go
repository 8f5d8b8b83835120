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
