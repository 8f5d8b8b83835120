package clock

import "time"

// WallClock tells the time.
func WallClock() int64 {
	return time.Now().Unix()
}
