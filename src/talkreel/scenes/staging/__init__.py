"""What a product stands in: backdrops, plinths, floors, the air between."""
