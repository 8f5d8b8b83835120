package main

import (
	"os"
	"strconv"

	"example.com/gatehouse/internal/clock"
	"example.com/gatehouse/internal/gate"
	"example.com/gatehouse/internal/store"
)

func main() {
	seconds, _ := strconv.Atoi(os.Getenv("GATE_PASS_SECONDS"))
	keeper := gate.NewGateKeeper(store.NewTokenStore(clock.WallClock, seconds))
	keeper.CloseGate()
}
