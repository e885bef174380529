"""Grounds that words stand on, each alive: see `talkreel.scenes.backdrop`."""
