"""Sentences about voices, and names of sounds."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error.voice_missing": (
        'The voice engine {engine} is not installed. Install it with: pip install "talkreel[voice]"',
        '没有安装语音引擎 {engine}。请运行：pip install "talkreel[voice]"',
    ),
    "error.voice_failed": (
        "The voice engine {engine} failed ({detail}). Make the film without a voice, or try again.",
        "语音引擎 {engine} 出错（{detail}）。请不用配音，或再试一次。",
    ),
    "name.ding": ("ding", "叮声"),
    "name.chime": ("chime", "提示音"),
    "name.buzz": ("buzzer", "错误音"),
    "name.click": ("click", "点击声"),
    "name.swish": ("swish", "唰声"),
    "name.shutter": ("camera shutter", "快门声"),
    "name.coin": ("cash register", "收银声"),
    "name.heartbeat": ("heartbeat", "心跳声"),
    "name.drumroll": ("drum roll", "滚鼓声"),
    "name.glitch": ("glitch", "故障声"),
    "name.typing": ("typing", "键盘声"),
    "name.applause": ("applause", "掌声"),
    "name.thunder": ("thunder", "雷声"),
    "name.waves": ("waves", "海浪声"),
    "name.fire": ("fire", "火声"),
    "name.birds": ("birds", "鸟鸣"),
    "name.crickets": ("crickets", "虫鸣"),
}
