"""What is no edit: exports, versions, templates, credits, and what somebody says who sees buttons."""

from __future__ import annotations

import pytest
from tests.unit.language.films import after, clips, part, request, told

from talkreel.model import Draft
from talkreel.model.request import ExportFilm, GoTo, NameVersion, Request, SaveTemplate, Take, Undo


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("export", "export"), ("导出", "export"), ("發給我", "export"), ("出个mp4", "export"),
        ("how many credits do I have left", "credits"), ("还剩多少积分啊", "credits"),
        ("what's in the film", "status"), ("现在有几个镜头", "status"), ("列一下所有轨道", "status"),
        ("I want to upload a file", "upload"), ("我要上传一段视频", "upload"),
        ("redo", "redo"), ("list my templates", "templates"), ("help", "help"), ("怎么用", "help"),
        ("try another version of the whole film", "regenerate"), ("整个片子重做", "regenerate"),
        ("推倒重来", "regenerate"),
        ("compare version 1 and 3", "compare"), ("对比一下版本1和版本2", "compare"),
    ],
)  # fmt: skip
def test_each_goes_its_way(words: str, kind: str) -> None:
    assert request(words).kind == kind


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("export as webm in 4K", ExportFilm(format="webm", size="2160p")),
        ("导出1080p的mp4", ExportFilm(format="mp4", size="1080p")),
        ("undo the last three edits", Undo(steps=3)),
        ("撤销最近三次修改", Undo(steps=3)),
        ("撤销刚刚两步", Undo(steps=2)),
        ("刚才那步不算", Undo(steps=1)),
        ("go back to version 2", GoTo(version=2)),
        ("恢复到版本3", GoTo(version=3)),
        ("这版存成“终稿”", NameVersion(name="终稿")),
        ("把这个存成模板“周末特惠”", SaveTemplate(name="周末特惠")),
        ("take the second clip from version 1", Take(version="1", segments=("s2",))),
        ("把版本2的片头拿过来", Take(version="2", segments=("s1",))),
    ],
)
def test_what_is_asked_for_is_told(words: str, wanted: Request) -> None:
    assert request(words) == wanted


@pytest.mark.parametrize("words", ["click Export", "点击导出按钮", "点右上角的渲染按钮", "press the export button"])
def test_buttons_are_what_they_do(words: str) -> None:
    assert request(words).kind == "export"


def _muted(draft: Draft) -> list[bool]:
    return [s.muted for s in draft.tracks[0].segments]


@pytest.mark.parametrize("words", ["右键第二段，选静音", "select the second clip and mute it"])
def test_what_is_selected_is_what_the_talk_is_about(words: str) -> None:
    said = told(words, clips())
    assert not said.refusals
    assert _muted(said.draft) == [False, True]


def test_a_handle_that_is_dragged_is_a_length() -> None:
    assert part(after("拖动第一个片段的右边缘到6秒", clips()), "s1").duration_ms == 6000


@pytest.mark.parametrize("words", ["thanks", "谢谢", "leave the music as it is", "音乐不变"])
def test_small_talk_changes_nothing(words: str) -> None:
    said = told(words)
    assert not said.steps
    assert not said.refusals
