"""Names of what the quality gate measures."""

SENTENCES: dict[str, tuple[str, str]] = {
    "check.length": ("length", "时长"),
    "check.size": ("size", "尺寸"),
    "check.rate": ("frame rate", "帧率"),
    "check.decodes": ("decodes", "可解码"),
    "check.pixels": ("pixel format", "像素格式"),
    "check.colours": ("colour tags", "色彩标记"),
    "check.faststart": ("plays while loading", "边下边播"),
    "check.sound_format": ("sound format", "音频格式"),
    "check.black": ("black picture", "黑场"),
    "check.still": ("frozen picture", "静止画面"),
    "check.sound": ("sound", "声音"),
    "check.silence": ("silence", "静音"),
    "check.peak": ("true peak", "真峰值"),
    "check.loudness": ("loudness", "响度"),
    "check.contrast": ("contrast of the words", "文字对比度"),
    "check.safe": ("words inside the safe area", "文字在安全区内"),
    "check.smallest": ("smallest type", "最小字号"),
    "check.reading": ("time to read", "阅读时间"),
}
