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
    "chat.hello": (
        "Say what the film should be, or name a draft, a clip or a photo. /help shows examples, /quit leaves.",
        "说说想要什么样的影片，或给出一个草稿、视频或照片。/help 查看示例，/quit 退出。",
    ),
    "chat.hello_film": (
        "Say what should be different. /help shows examples, /quit leaves.",
        "说说想改什么。/help 查看示例，/quit 退出。",
    ),
    "chat.begun": (
        "The draft is {path}. Say what should be different, or /export.",
        "草稿保存在 {path}。接着说想改什么，或用 /export 导出。",
    ),
    "chat.commands": (
        "/undo [n]  /redo [n]  /versions  /show  /export [format or file]  /open FILE  /quit",
        "/undo [次数]  /redo [次数]  /versions  /show  /export [格式或文件]  /open 文件  /quit",
    ),
    "chat.command_unknown": (
        "There is no command /{name}. There is: /undo /redo /versions /show /export /open /help /quit",
        "没有 /{name} 这个命令。可用：/undo /redo /versions /show /export /open /help /quit",
    ),
    "chat.no_film": (
        "There is no film yet: say what it should be.",
        "还没有影片：请先说说想要什么样的影片。",
    ),
    "chat.bar": (" {path} · {seconds} s · version {revision}", " {path} · {seconds} 秒 · 第 {revision} 版"),
    "chat.bar_empty": (" no film yet", " 还没有影片"),
    "chat.busy": ("one moment", "请稍候"),
    "chat.sure": ("Do it? [y/N]", "确定吗？[y/N]"),
    "chat.exists": ("{path} is there already; it would be replaced.", "{path} 已存在，将被替换。"),
    "chat.left": ("Left as it is.", "保持不变。"),
    "chat.cancelled": ("Stopped. The film is as it was before.", "已停止，影片没有变。"),
    "chat.export_stopped": (
        "The export was stopped, and nothing was left of it. The film itself is kept.",
        "导出已停止，没有留下不完整的文件。影片本身已保存。",
    ),
    "chat.checks_failed": (
        "{path} is there, but something in it is not as it should be: talkreel check shows what.",
        "{path} 已生成，但有不合格的项目：用 talkreel check 查看。",
    ),
    "error.edit_no_words_said": (
        'Say what should be different: talkreel edit FILM "make it warmer"',
        '请说明要改什么：talkreel edit 影片 "画面调暖一点"',
    ),
}
