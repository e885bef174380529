"""What the terminal says around a talk."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "chat.kept": ("{path}, version {revision}.", "{path}，第 {revision} 版。"),
    "chat.dry_run": ("Nothing was saved: this is what would change.", "尚未保存：以上是将会发生的改动。"),
    "chat.exported": ("The film is {path}.", "影片已导出到 {path}。"),
    "chat.credits": (
        "There are no credits to count: everything here is made on this machine, and costs nothing.",
        "没有需要计算的点数：一切都在本机完成，不收费用。",
    ),
    "chat.upload": (
        "To bring a file in, name it behind the words.",
        "要添加文件，请把文件名写在这句话后面。",
    ),
    "error.edit_no_words_said": (
        'Say what should be different: talkreel edit FILM "make it warmer"',
        '请说明要改什么：talkreel edit 影片 "画面调暖一点"',
    ),
}
