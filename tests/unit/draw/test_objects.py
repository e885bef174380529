"""Objects: found by words without silliness, drawn, and lit."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from talkreel.draw.lexicon import chinese_words
from talkreel.draw.object_art import picture_of
from talkreel.draw.objects import (
    emoji_object,
    find_object,
    object_labels,
    object_names,
    object_picture,
    object_use,
)
from talkreel.draw.relight import relit
from talkreel.draw.scripts import graphemes, is_emoji


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("coffee", "hot beverage"),
        ("a sleek black smartwatch", "watch"),
        ("Free shipping on orders over $50", "delivery truck"),
        ("24/7 customer support", "headphone"),
        ("5-star reviews", "star"),
        ("cherries", "cherries"),
        ("strawberries and buses", "strawberry"),
        ("running shoes", "running shoe"),
        ("data security", "locked"),
        ("save time", "alarm clock"),
        ("E-Mail", "e-mail"),
        ("一只猫", "cat"),
        ("快速送货", "delivery truck"),
        ("全场第二杯半价", "label"),
        ("智能手表", "watch"),
        ("24小时客服", "headphone"),
    ],
)
def test_words_find_what_they_mean(words: str, name: str) -> None:
    assert find_object(words) == name


@pytest.mark.parametrize(
    "words",
    [
        "", "black", "hot", "cool", "the", "key features", "Ship ideas faster", "Harbour Street", "running late",
        "ring us", "on top of things", "马上开始", "黑色", "热", "花费", "xyzzy",
    ],
)  # fmt: skip
def test_words_that_mean_no_thing_find_none(words: str) -> None:
    assert find_object(words) is None


def test_the_language_is_kept_to() -> None:
    assert find_object("猫 dog", "zh") == "cat"
    assert find_object("猫 dog", "en") == "dog"


def test_finding_does_not_load_skia() -> None:
    """A dry run plans with objects; it must not wait for the drawing library."""
    find = "from talkreel.draw.objects import find_object; find_object('coffee')"
    subprocess.run([sys.executable, "-c", f"{find}; import sys; sys.exit('skia' in sys.modules)"], check=True)


def test_every_object_has_names_and_a_use() -> None:
    names = object_names()
    assert len(names) > 800
    for name in names:
        labels = object_labels(name)
        assert labels["en"]
        assert labels["zh"]
        assert object_use(name) in {"in_scene", "stage", "badge"}


@pytest.mark.parametrize(
    ("name", "use"),
    [("fox", "badge"), ("panda", "badge"), ("horse", "in_scene"), ("sailboat", "in_scene"), ("rocket", "in_scene"),
     ("balloon", "in_scene"), ("running shoe", "stage"), ("hamburger", "stage"), ("grinning face", "badge")],
)  # fmt: skip
def test_heads_are_badges_and_whole_bodies_stand_in_scenes(name: str, use: str) -> None:
    assert object_use(name) == use


@pytest.mark.parametrize("kind", ["hero", "icon"])
def test_every_object_is_drawn(kind: str) -> None:
    for name in object_names():
        pixels = picture_of.__wrapped__(name, 40, kind)
        seen = pixels[..., 3] > 40
        assert seen.mean() > 0.03, name
        assert (pixels[..., :3] <= pixels[..., 3:]).all(), name  # premultiplied


def test_a_name_may_be_any_word_for_it() -> None:
    assert np.array_equal(object_picture("sneaker", 64), object_picture("running shoe", 64))
    with pytest.raises(KeyError):
        object_picture("no such thing", 64)


@pytest.mark.parametrize("text", ["❤️", "☕", "🚀", "👍🏽", "✨", "🎉", "1️⃣", "👨‍👩‍👧", "✅", "😀"])
def test_emoji_in_text_have_pictures(text: str) -> None:
    (cluster,) = graphemes(text)
    assert is_emoji(cluster)
    name = emoji_object(cluster)
    assert name is not None
    assert object_picture(name, 32, "icon")[..., 3].any()


def test_letters_and_digits_are_no_emoji() -> None:
    assert not any(is_emoji(c) for c in "a1★→™你あ")


def test_chinese_text_is_cut_into_words() -> None:
    assert chinese_words("让每一天都充满活力") == ["让", "每", "一天", "都", "充满", "活力"]
    assert chinese_words("New: 新品上市!") == ["新品", "上市"]


def test_light_comes_from_above_and_tints() -> None:
    grey = np.full((80, 80, 4), (128, 128, 128, 255), np.uint8)
    grey[:10] = grey[-10:] = 0
    night = relit(grey, (0.8, 0.06, 250), (0.36, 0.07, 265))
    assert night[14, 40, :3].mean() > night[64, 40, :3].mean()
    assert night[40, 40, 0] > night[40, 40, 2]  # bluer than red
    assert night[11, 40, :3].mean() > night[30, 40, :3].mean() + 10  # the rim
    assert np.array_equal(night[..., 3], grey[..., 3])
    assert np.abs(relit(grey, (0.8, 0.06, 250), (0.36, 0.07, 265), 0.0).astype(int) - grey).max() <= 1
