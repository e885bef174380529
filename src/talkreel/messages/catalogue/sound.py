"""Sentences about voices."""

SENTENCES: dict[str, tuple[str, str]] = {
    "error.voice_missing": (
        'The voice engine {engine} is not installed. Install it with: pip install "talkreel[voice]"',
        '没有安装语音引擎 {engine}。请运行:pip install "talkreel[voice]"',
    ),
    "error.voice_failed": (
        "The voice engine {engine} failed ({detail}). Make the film without a voice, or try again.",
        "语音引擎 {engine} 出错({detail})。请不用配音,或再试一次。",
    ),
}
