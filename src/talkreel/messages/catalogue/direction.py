"""What a planned film says about itself."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "note.length_assumed": (
        "You did not say how long, so the film is {seconds} s.",
        "你没有说时长，所以影片为 {seconds} 秒。",
    ),
    "note.line_added": (
        "These lines are ours and state no facts; say so if you want them gone: {lines}.",
        "以下短句由我们补充，不含任何事实；不需要可以告诉我们去掉：{lines}。",
    ),
    "note.text_shortened": (
        "Shortened so that it can be read in time: {lines}.",
        "为了来得及读完，以下文字做了缩短：{lines}。",
    ),
    "note.left_out": (
        "There was no time to show this: {lines}. A longer film would.",
        "时间不够，没有放入：{lines}。片子长一些就可以。",
    ),
    "note.files_left_out": (
        "There was no time to show {count} of your files: {files}. A longer film would.",
        "时间不够，有 {count} 个文件没有放入：{files}。片子长一些就可以。",
    ),
    "note.what_was_drawn": (
        "We cannot draw {lines}, so it is told in moving type.",
        "我们画不出{lines}，所以用动态文字来表现。",
    ),
    "note.text_moved": (
        "“{text}” was wanted after the film's end; it is shown at {seconds} s.",
        "“{text}”的时间在影片结束之后，改在 {seconds} 秒处出现。",
    ),
    "note.captions_without_voice": (
        "There is no voice to caption; the words on screen are in the caption files.",
        "没有旁白可配字幕；字幕文件里是画面上的文字。",
    ),
    "note.nothing_to_say": (
        "A voice was asked for, but there are no words for it to say.",
        "你要了旁白，但没有可以念的文字。",
    ),
    "summary.timeline": ("Timeline ({count} tracks): {tracks}", "时间线（{count} 条轨道）：{tracks}"),
    "summary.video": ("Video", "画面"),
    "summary.music": ("BGM", "配乐"),
    "summary.voice": ("Voice", "旁白"),
    "summary.effects": ("Effects", "音效"),
    "summary.title": ("Title", "标题"),
    "summary.captions": ("Captions", "字幕"),
    "summary.more": ("and {count} more", "以及另外 {count} 个"),
    "summary.sentences": ("{count} sentences", "{count} 句"),
    "summary.empty": ("The timeline is empty.", "时间线是空的。"),
}
