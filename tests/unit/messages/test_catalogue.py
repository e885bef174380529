"""Every sentence, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import talkreel
from talkreel.messages import say, sentences

_CODE = re.compile(r'"((?:error|note)\.[a-z_]+)"')


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(sentences()))
def test_both_languages_take_the_same_fields(code: str) -> None:
    english, chinese = sentences()[code]
    assert _fields(english) == _fields(chinese)
    assert english
    assert chinese


@pytest.mark.parametrize("code", sorted(c for c in sentences() if c.startswith(("error.", "note."))))
def test_what_is_said_is_a_sentence(code: str) -> None:
    english, chinese = sentences()[code]
    assert re.search(r"[一-鿿]", chinese)
    assert not re.search(r"[一-鿿]", english)


def test_every_code_in_the_program_has_a_sentence() -> None:
    package = Path(talkreel.__file__).parent
    used = {
        code
        for module in package.rglob("*.py")
        if "catalogue" not in module.parts
        for code in _CODE.findall(module.read_text("utf-8"))
    }
    assert used
    assert not used - set(sentences())


def test_variants_of_chinese_are_chinese() -> None:
    assert say("error.prompt_empty", "zh-TW") == say("error.prompt_empty", "zh") != say("error.prompt_empty", "fr")
