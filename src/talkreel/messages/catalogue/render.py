"""Sentences of the export and of what can go wrong in it."""

SENTENCES: dict[str, tuple[str, str]] = {
    "stage.read": ("Reading the files", "读取素材"),
    "stage.plan": ("Planning the film", "构思影片"),
    "stage.draw": ("Drawing and encoding", "绘制并编码"),
    "stage.sound": ("Finishing the sound", "完成声音"),
    "stage.write": ("Writing the file", "写入文件"),
    "stage.check": ("Checking the film", "检查成片"),
    "error.encoder": (
        "The {codec} encoder stopped: {detail}. Try another format, such as --format mp4.",
        "{codec} 编码器中止：{detail}。请换一种格式，例如 --format mp4。",
    ),
    "error.headers_differ": (
        "Parts of the film were encoded differently and cannot be joined. Export it again.",
        "影片各段的编码不一致，无法拼接。请重新导出。",
    ),
    "error.output_write": (
        "Cannot write to {path}: {detail}. Choose another place with -o.",
        "无法写入 {path}：{detail}。请用 -o 换一个位置。",
    ),
    "error.size_range": (
        "{size} cannot be a film's size: both sides are even and between {least} and {most} px. Write it as 1280x720.",
        "{size} 不能作为影片尺寸：两边须为偶数，且在 {least} 到 {most} 像素之间。请写成 1280x720 这样的形式。",
    ),
    "error.fps_range": (
        "{fps} frames a second are not possible: choose a whole number from {least} to {most}.",
        "无法使用每秒 {fps} 帧：请选择 {least} 到 {most} 之间的整数。",
    ),
    "error.cache_lost": (
        "Finished pieces of the film vanish from {folder} again and again. Is something clearing it? Set "
        "TALKREEL_CACHE_DIR to a folder of your own and run the same command again.",
        "已完成的片段不断从 {folder} 中消失，可能有其他程序在清理它。"
        "请把 TALKREEL_CACHE_DIR 设为您自己的文件夹，然后重新运行同一命令。",
    ),
    "error.worker_lost": (
        "A drawing process ended unexpectedly, perhaps for want of memory. Try again with TALKREEL_WORKERS=1.",
        "一个绘制进程意外结束，可能是内存不足。请设置 TALKREEL_WORKERS=1 再试。",
    ),
    "error.drawing": (
        "A frame could not be drawn ({detail}). This is a fault of the program: please report it with the draft.",
        "有一帧无法绘制（{detail}）。这是程序的缺陷，请附上草稿文件报告。",
    ),
    "error.format_unknown": (
        "The format {format} is not one of: {formats}. Say one with --format.",
        "不支持 {format} 格式。可用格式：{formats}。请用 --format 指定。",
    ),
    "error.asset_missing": (
        "The draft names a file that is not in its table: {key}.",
        "草稿引用了素材表中没有的文件：{key}。",
    ),
    "error.asset_file_missing": (
        "A file of the draft is gone: {path}. Put it back, or make the film again.",
        "草稿用到的文件不见了：{path}。请放回原处，或重新制作影片。",
    ),
    "error.sticker_unknown": (
        "The draft names a sticker that is not in the object set: {name}.",
        "草稿引用了物件库中没有的贴纸：{name}。",
    ),
    "error.skia_libraries": (
        "The drawing library cannot be loaded ({detail}). On Debian or Ubuntu run: apt install libegl1 libgl1",
        "绘图库无法加载（{detail}）。在 Debian 或 Ubuntu 上请运行：apt install libegl1 libgl1",
    ),
}
