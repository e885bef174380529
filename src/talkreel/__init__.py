"""talkreel turns what a person says into a finished video, and keeps listening."""

__version__ = "0.1.0"
