package metric

// Counter counts.
func Counter(name string) {}
