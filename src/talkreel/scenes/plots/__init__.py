"""Ways to draw numbers against each other: see `talkreel.scenes.chart`."""
