package passes

// PassEnds says until when a pass holds.
func PassEnds(now int64, seconds int64) int64 {
	return now + seconds
}
