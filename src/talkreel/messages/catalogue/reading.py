"""What is said about a brief."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "error.prompt_empty": (
        "There are no words to make a film from. Say in a sentence what it should show.",
        "没有可以制作影片的文字。请用一句话说明想要什么。",
    ),
    "error.duration_range": (
        "A film cannot be {seconds} s long. Say a length from 1 s to 30 min.",
        "影片时长不能是 {seconds} 秒。请给出 1 秒到 30 分钟之间的时长。",
    ),
    "note.shape_assumed": (
        "You did not say which shape, so the film is {aspect}.",
        "你没有说画面比例，所以影片为 {aspect}。",
    ),
    "note.shape_nearest": (
        "There is no {asked} here; the film is {aspect}, which is nearest.",
        "暂不支持 {asked}，影片采用最接近的 {aspect}。",
    ),
    "note.description_missing": (
        "You spoke of a text, but none came with the message. Paste it after a colon, or give it as a file.",
        "你提到了一段文字，但消息里没有。请粘贴在冒号后面，或作为文件提供。",
    ),
    "note.materials_missing": (
        "You spoke of pictures or clips, but no files came with the message; what is shown is drawn.",
        "你提到了图片或视频素材，但没有随消息提供文件；画面由我们绘制。",
    ),
    "note.logo_missing": (
        "You spoke of a logo, but no file of it came with the message, so it is not shown.",
        "你提到了标志，但没有提供文件，所以片中没有出现。",
    ),
    "note.language_unread": (
        "Wishes are understood in English and Chinese only; your words ({tongue}) are shown as you wrote them.",
        "目前只能理解中文和英文的要求；你的文字（{tongue}）按原样显示。",
    ),
    "note.illustrated": (
        "The film is illustrated: nothing in it is filmed or photographic.",
        "影片为插画风格，不含实拍或照片级画面。",
    ),
    "note.people_not_drawn": (
        "We do not draw people and faces; the place and the things around them are shown.",
        "我们不绘制人物和面孔，画面展现的是场景和周围的事物。",
    ),
    "note.music_nearest": (
        "We do not compose {asked} music; what you hear is the nearest we have.",
        "我们暂不创作{asked}音乐，采用了最接近的风格。",
    ),
}
