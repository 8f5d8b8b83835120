package store

import (
	"log/slog"

	"example.com/gatehouse/internal/clock"
	"example.com/gatehouse/internal/model"
)

// TokenStore keeps passes.
type TokenStore struct {
	now     func() int64
	seconds int
	passes  map[string]model.GatePass
}

// NewTokenStore makes one.
func NewTokenStore(now func() int64, seconds int) *TokenStore {
	if now == nil {
		now = clock.WallClock
	}
	return &TokenStore{now: now, seconds: seconds, passes: map[string]model.GatePass{}}
}

// IssuePass makes a pass.
func (s *TokenStore) IssuePass(visitor model.Visitor) model.GatePass {
	pass := model.GatePass{Token: visitor.ID, ExpiresAt: s.now() + int64(s.seconds), Visitor: visitor}
	s.passes[pass.Token] = pass
	return pass
}

// RevokePass takes a pass back.
func (s *TokenStore) RevokePass(token string) {
	delete(s.passes, token)
	slog.Info("pass.revoked", "token", token)
}
