"""Pictures by the row: resampling, blending, grading and conversion, on Planes and on B G R A arrays.

Each kernel is integer arithmetic, stated in `reference` and done there by NumPy; compiled versions for several
instruction sets give the same bits. The meaning of a matrix is told in `reference.sampling`.
"""

from talkreel.draw.kernels.calls import (
    affine,
    bgr_of,
    blank,
    blend,
    blend_affine,
    develop,
    dots,
    grade,
    grain,
    lerp,
    lerp_mask,
    lut3d,
    multiply_mask,
    over,
    planes_of,
    sprite_of,
)
from talkreel.draw.kernels.load import active, forced, instruction_sets
from talkreel.draw.kernels.values import WHOLE, Development, Matrix, Sprite, Tone

__all__ = [
    "WHOLE",
    "Development",
    "Matrix",
    "Sprite",
    "Tone",
    "active",
    "affine",
    "bgr_of",
    "blank",
    "blend",
    "blend_affine",
    "develop",
    "dots",
    "forced",
    "grade",
    "grain",
    "instruction_sets",
    "lerp",
    "lerp_mask",
    "lut3d",
    "multiply_mask",
    "over",
    "planes_of",
    "sprite_of",
]
