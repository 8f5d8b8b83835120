"""What changes: the meaning of facts without their places, and differences between versions."""
