"""Rooms of the interior scene: walls, windows, lamps, furniture, and the table before them."""
