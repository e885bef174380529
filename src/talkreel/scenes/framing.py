"""Where a picture is looked at: the subject's box, and a camera that moves over the picture without losing it.

Saliency is the spectral residual of X. Hou and L. Zhang, "Saliency detection: a spectral residual approach", CVPR 2007,
weighted towards the middle, where people put what they photograph.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from talkreel.draw.ease import ease_in_out, lerp
from talkreel.draw.surface import Pixels
from talkreel.model.scene import CameraMove

Region = tuple[float, float, float, float]  # x0, y0, x1, y1 in parts of the picture

_SMALL = 64
_MOST_CROPPED = 0.52  # a cover crop that keeps less of the picture than this gives way to a framed print


@dataclass(frozen=True)
class Window:
    """What the camera sees of a picture: centre and width in source px; the height follows from the frame's shape."""

    x: float
    y: float
    width: float


def subject_of(pixels: Pixels) -> Region:
    """The box of what stands out, in parts of the picture."""
    grey = np.asarray(
        cv2.cvtColor(cv2.resize(pixels, (_SMALL, _SMALL), interpolation=cv2.INTER_AREA), cv2.COLOR_BGRA2GRAY)
    )
    spectrum = np.fft.fft2(grey.astype(np.float64))
    log = np.log(np.abs(spectrum) + 1e-6)
    residual = log - np.asarray(cv2.blur(log, (3, 3)))
    salient = np.abs(np.fft.ifft2(np.exp(residual + 1j * np.angle(spectrum)))) ** 2
    salient = np.asarray(cv2.GaussianBlur(salient, (0, 0), 3.0))
    y, x = np.mgrid[0:_SMALL, 0:_SMALL] / (_SMALL - 1) - 0.5
    salient *= np.exp(-(x**2 + y**2) / 0.16)
    mask = salient > np.percentile(salient, 80)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return (
        float(columns[0]) / _SMALL,
        float(rows[0]) / _SMALL,
        float(columns[-1] + 1) / _SMALL,
        float(rows[-1] + 1) / _SMALL,
    )


def crops_too_much(size: tuple[int, int], frame: tuple[int, int]) -> bool:
    """Whether filling a frame (width, height) with a picture (width, height) would cut off too much of it."""
    picture, wanted = size[0] / size[1], frame[0] / frame[1]
    return min(picture / wanted, wanted / picture) < _MOST_CROPPED


def windows(
    size: tuple[int, int], frame: tuple[int, int], subject: Region, move: CameraMove, reach: float
) -> tuple[Window, Window]:
    """Where a move starts and ends. The subject's middle is in view all the way, and no window leaves the picture.

    `reach` is how far the camera goes: 0.1 is a slow breath, 0.25 a clear move.
    """
    width, height = size
    ratio = frame[0] / frame[1]
    widest = min(width, height * ratio)
    cx, cy = (subject[0] + subject[2]) / 2 * width, (subject[1] + subject[3]) / 2 * height
    near, far = widest / (1 + reach), widest

    def held(x: float, y: float, w: float) -> Window:
        h = w / ratio
        return Window(min(width - w / 2, max(w / 2, x)), min(height - h / 2, max(h / 2, y)), w)

    slide = widest * reach * 0.5
    table: dict[CameraMove, tuple[tuple[float, float, float], tuple[float, float, float]]] = {
        "push": ((cx, cy, far), (cx, cy, near)),
        "pull": ((cx, cy, near), (cx, cy, far)),
        "pan_left": ((cx + slide, cy, near), (cx - slide, cy, near)),
        "pan_right": ((cx - slide, cy, near), (cx + slide, cy, near)),
        "tilt_up": ((cx, cy + slide / ratio, near), (cx, cy - slide / ratio, near)),
        "tilt_down": ((cx, cy - slide / ratio, near), (cx, cy + slide / ratio, near)),
        "static": ((cx, cy, far), (cx, cy, far / (1 + reach * 0.25))),
        "orbit": ((cx - slide, cy, near), (cx + slide, cy, far)),
        "drone": ((cx, cy + slide / ratio, far), (cx, cy, near)),
        "handheld": ((cx, cy, near), (cx, cy, near)),
    }
    start, end = table.get(move, table["push"])
    return held(*start), held(*end)


def between(start: Window, end: Window, part: float) -> Window:
    """The window at `part` of a move: mostly even, eased at both ends; the zoom is even in scale, not in width."""
    t = 0.35 * ease_in_out(part) + 0.65 * part
    return Window(lerp(start.x, end.x, t), lerp(start.y, end.y, t), start.width * (end.width / start.width) ** t)


def view_of(pixels: Pixels, window: Window, width: int, height: int) -> Pixels:
    """What a window shows, at a size; sub-pixel exact, so that slow moves do not jitter."""
    scale = width / window.width
    transform = np.array(
        [[scale, 0, width / 2 - window.x * scale], [0, scale, height / 2 - window.y * scale]], np.float64
    )
    shown = cv2.warpAffine(pixels, transform, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(shown, np.uint8)


def sized_for(pixels: Pixels, width: int, height: int, most: float = 1.3) -> tuple[Pixels, float]:
    """The picture made no larger than the frame can show at a zoom of `most`, and the scale that took."""
    need = max(width * most / pixels.shape[1], height * most / pixels.shape[0])
    if need >= 1:
        return pixels, 1.0
    size = (max(1, round(pixels.shape[1] * need)), max(1, round(pixels.shape[0] * need)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8), need


def fill_behind(pixels: Pixels, width: int, height: int) -> NDArray[np.uint8]:
    """The picture blurred and darkened to lie behind its own print, (height, width, 4)."""
    small = (max(2, width // 16), max(2, height // 16))
    ratio = max(small[0] / pixels.shape[1], small[1] / pixels.shape[0])
    size = (max(small[0], round(pixels.shape[1] * ratio)), max(small[1], round(pixels.shape[0] * ratio)))
    cover = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    x, y = (size[0] - small[0]) // 2, (size[1] - small[1]) // 2
    cover = np.ascontiguousarray(cover[y : y + small[1], x : x + small[0]])
    soft = cv2.GaussianBlur(cover, (0, 0), max(1.0, small[0] / 24), borderType=cv2.BORDER_REPLICATE)
    wide = np.asarray(cv2.resize(soft, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)
    out = np.asarray(cv2.convertScaleAbs(wide, alpha=0.52), np.uint8)
    out[..., 3] = 255
    return out
