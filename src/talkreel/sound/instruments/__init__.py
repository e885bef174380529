"""Instruments: a note in, samples out. `tuned` play pitches, `drums` do not; `room` is where they are heard."""
