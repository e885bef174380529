"""Skeletons that move and the bodies drawn over them: four-footed animals, birds, fish."""
