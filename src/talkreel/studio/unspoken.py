"""What is wanted when files came without words."""

from __future__ import annotations

import re

from talkreel.studio.materials import Files

# Read by the same rules as anybody's words, so they stand in the languages that are understood.
_OF_TEXT = ("Make a video from this text", "用这段文字做一个视频")
_OF_PICTURES = ("A slideshow of these pictures", "用这些图片做一个幻灯片视频")
_OF_CLIPS = ("A recap from these clips", "用这些视频素材做一个回顾视频")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def wish_of(prompt: str, given: Files) -> str:
    """The user's words; where there are none, the plainest wish that the files fit. Empty without either."""
    if prompt.strip():
        return prompt
    chinese = int(any(len(_CHINESE.findall(text)) * 4 > len(text) for text in given.documents))
    kinds = {material.kind for material in given.materials}
    if given.documents:
        return _OF_TEXT[chinese]
    if "video" in kinds:
        return _OF_CLIPS[chinese]
    if kinds & {"image", "logo"}:
        return _OF_PICTURES[chinese]
    return ""
