"""How a person's pictures are shown: filling the frame, framed before their own light, side by side, as prints."""
