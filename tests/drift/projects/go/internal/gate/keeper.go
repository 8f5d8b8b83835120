package gate

import (
	"log/slog"

	"example.com/gatehouse/internal/clock"
	"example.com/gatehouse/internal/metric"
	"example.com/gatehouse/internal/model"
	"example.com/gatehouse/internal/store"
)

// GateKeeper opens the gate.
type GateKeeper struct {
	passes *store.TokenStore
}

// NewGateKeeper makes one.
func NewGateKeeper(passes *store.TokenStore) *GateKeeper {
	return &GateKeeper{passes: passes}
}

// OpenFor lets a visitor in.
func (k *GateKeeper) OpenFor(visitor model.Visitor) model.GatePass {
	slog.Info("gate.opened", "at", clock.WallClock())
	metric.Counter("gate_visitors_total")
	return k.passes.IssuePass(visitor)
}

// CloseGate ends the day.
func (k *GateKeeper) CloseGate() {
	slog.Info("gate.closed", "at", clock.WallClock())
}
