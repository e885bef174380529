"""The kernels in NumPy: the meaning of each to the bit, and what runs where nothing is compiled."""

from talkreel.draw.kernels.reference.packed import bgr_of, develop, dots, multiply_mask, over, planes_of, sprite_of
from talkreel.draw.kernels.reference.planar import affine, blend, blend_affine, grade, grain, lerp, lerp_mask, lut3d

__all__ = [
    "affine",
    "bgr_of",
    "blend",
    "blend_affine",
    "develop",
    "dots",
    "grade",
    "grain",
    "lerp",
    "lerp_mask",
    "lut3d",
    "multiply_mask",
    "over",
    "planes_of",
    "sprite_of",
]
