"""Sentences of the command line."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cli.left": ("({seconds} s left)", "(剩余 {seconds} 秒)"),
    "cli.made": (
        "{path}: {seconds} s, {width}x{height}, {fps} fps. The draft is {draft}.",
        "{path}:{seconds} 秒,{width}x{height},{fps} 帧/秒。草稿保存在 {draft}。",
    ),
    "cli.estimate": ("Rendering will take about {seconds} s.", "渲染大约需要 {seconds} 秒。"),
    "doctor.python": ("Python", "Python"),
    "doctor.drawing": ("Drawing", "绘图"),
    "doctor.encoders": ("Formats", "格式"),
    "doctor.fonts": ("Scripts with a font", "有字体的文字"),
    "doctor.voice": ("Voice", "配音"),
    "doctor.voice_missing": (
        'none (optional; for a draft robot voice: pip install "talkreel[voice]")',
        '无(可选;如需草稿用的机器配音:pip install "talkreel[voice]")',
    ),
    "doctor.workers": ("Processes that draw", "绘制进程数"),
    "error.interrupted": ("Stopped. Nothing was left half-written.", "已停止,没有留下不完整的文件。"),
    "error.fault": (
        "Something went wrong inside talkreel ({detail}). Nothing was lost. Please report it.",
        "talkreel 内部出错({detail})。没有丢失任何内容,请报告此问题。",
    ),
    "error.output_exists": (
        "{path} exists already. Say -y to replace it, or choose another name with -o.",
        "{path} 已存在。加 -y 覆盖,或用 -o 换个名字。",
    ),
    "error.time_unreadable": (
        "“{text}” is not a time. Write 20, 20s, 1:30 or 2m.",
        "“{text}”不是时间。请写成 20、20s、1:30 或 2m。",
    ),
    "error.time_range": (
        "The film has no {at} s: it is {seconds} s long.",
        "影片没有第 {at} 秒:全长 {seconds} 秒。",
    ),
    "error.size_unreadable": (
        "“{size}” is not a size. Write 720p, 1080p, 4K or 1280x720.",
        "“{size}”不是尺寸。请写成 720p、1080p、4K 或 1280x720。",
    ),
    "error.size_range": (
        "The size {size} is out of range: each side takes {least} to {most} pixels.",
        "尺寸 {size} 超出范围:每边 {least} 到 {most} 像素。",
    ),
    "error.picture_format": (
        "A picture cannot be written as {suffix}. Use one of {suffixes}.",
        "图片不能存为 {suffix}。请用 {suffixes} 之一。",
    ),
    "error.draft_missing": (
        "There is no draft at {path}. Give a .reel.json file, or a film that has one beside it.",
        "{path} 处没有草稿。请给出 .reel.json 文件,或旁边有草稿的影片。",
    ),
    "error.draft_invalid": (
        "{path} is not a draft that can be read ({detail}).",
        "{path} 不是可读取的草稿({detail})。",
    ),
    "note.missing_glyphs": (
        "No font here can draw these: {glyphs}. Put one in a folder and name it in TALKREEL_FONTS_DIR.",
        "没有字体能显示这些字:{glyphs}。请把字体放进一个文件夹,并用 TALKREEL_FONTS_DIR 指定。",
    ),
}
