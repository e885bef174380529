"""A client of the protocol: one core without input or output, and two drivers, one that waits and one that awaits."""
