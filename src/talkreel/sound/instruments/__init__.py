"""Instruments: a note in, samples out.

`tuned` lists those that play a pitch, `drums` do not, `textures` are under them, `room` is where they are heard.
"""
