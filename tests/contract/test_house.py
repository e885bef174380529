"""The house rules that a program can hold: layers, generated pages, the two languages, licences."""

from __future__ import annotations

import importlib.util
import string
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from talkreel.messages import sentences

ROOT = Path(__file__).resolve().parents[2]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_imports_point_down() -> None:
    from importlinter.cli import lint_imports

    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_lint_is_clean() -> None:
    for command in (["check"], ["format", "--check"]):
        run = subprocess.run(
            [sys.executable, "-m", "ruff", *command, str(ROOT)], capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stdout[-3000:]


_BY_HAND = {"promises.md"}


@pytest.mark.parametrize("name", sorted({p.name for p in (ROOT / "docs" / "reference").glob("*")} - _BY_HAND))
def test_generated_pages_are_fresh(name: str) -> None:
    made = tool("build_docs").pages()
    assert (ROOT / "docs" / "reference" / name).read_text("utf-8") == made[name], "run `make docs`"


def test_every_sentence_is_said_in_both_languages_with_the_same_fields() -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for code, (english, chinese) in sentences().items():
        assert english
        assert chinese, code
        assert fields(english) == fields(chinese), code


def test_no_two_rooms_say_different_things_under_the_same_code() -> None:
    from importlib import import_module
    from pkgutil import iter_modules

    from talkreel.messages import catalogue

    said = [
        code
        for module in iter_modules(catalogue.__path__)
        for code in import_module(f"{catalogue.__name__}.{module.name}").SENTENCES
    ]
    assert len(said) == len(set(said)), sorted(code for code in set(said) if said.count(code) > 1)


def test_every_code_used_has_a_sentence() -> None:
    import re

    used: set[str] = set()
    for path in (ROOT / "src").rglob("*.py"):
        if "catalogue" not in path.parts:
            used |= set(re.findall(r'"((?:error|note)\.[a-z_]+)"', path.read_text("utf-8")))
    assert not used - sentences().keys()


def test_every_bundled_font_and_picture_set_has_its_licence_and_a_notice_line() -> None:
    notice = (ROOT / "NOTICE").read_text("utf-8").lower()
    for folder in (ROOT / "src" / "talkreel" / "assets" / "fonts").iterdir():
        if folder.is_dir():
            assert any(f.name.upper().startswith(("LICENSE", "OFL", "COPYING", "LICENCE")) for f in folder.iterdir()), (
                folder.name
            )
            assert folder.name.replace("-", " ").split()[0] in notice, folder.name


def test_chinese_sentences_have_chinese_punctuation() -> None:
    """After and before Chinese words and what is filled in; not within addresses, headers and commands."""
    import re

    narrow = re.compile(
        "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef\ufffc\u201d][,:;!?()]|[,;!?()][\u3400-\u9fff\u3000-\u303f]"
    )
    for code, (_, chinese) in sentences().items():
        text = re.sub(r"\{[^{}]*\}", "\ufffc", chinese)
        if re.search("[\u3400-\u9fff]", text):
            assert not narrow.search(text), f"{code}: {chinese}"
