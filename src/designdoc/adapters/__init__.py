"""The world as it is: files, git, worker processes, the clock. Each implements a port."""
