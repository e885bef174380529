"""Sentences about files from outside."""

_TAKEN = "mp4 mov avi webm mkv jpg png gif webp mp3 wav m4a aac txt md docx pdf"

SENTENCES: dict[str, tuple[str, str]] = {
    "error.file_missing": ("There is no file {path}. Check the name.", "找不到文件 {path}。请检查文件名。"),
    "error.file_not_file": (
        "{path} is not a file. Name the files themselves.",
        "{path} 不是文件。请直接给出文件名。",
    ),
    "error.file_empty": ("{path} is empty. Give a file with content.", "{path} 是空文件。请提供有内容的文件。"),
    "error.file_too_large": (
        "{path} has {megabytes} MB; the limit is {limit} MB. Trim or compress it, or raise TALKREEL_MAX_FILE_MB.",
        "{path} 有 {megabytes} MB，上限是 {limit} MB。请裁剪或压缩，或调高 TALKREEL_MAX_FILE_MB。",
    ),
    "error.picture_too_large": (
        "{path} has {megapixels} megapixels; the limit is {limit}. Make it smaller, or raise TALKREEL_MAX_PICTURE_MP.",
        "{path} 有 {megapixels} 百万像素，上限是 {limit}。请缩小图片，或调高 TALKREEL_MAX_PICTURE_MP。",
    ),
    "error.file_kind": (
        f"{{path}} is not a kind of file that can be used. These can: {_TAKEN}.",
        f"{{path}} 不是可用的文件类型。可用类型：{_TAKEN}。",
    ),
    "error.file_unreadable": (
        "{path} cannot be read ({detail}). It may be damaged: export it again from where it came.",
        "无法读取 {path}（{detail}）。文件可能已损坏，请从来源重新导出。",
    ),
    "error.file_broken": (
        "{path} cannot be opened safely: reading it made the reader crash. Export it again from where it came.",
        "无法安全打开 {path}：读取时解码器崩溃。请从来源重新导出。",
    ),
    "error.file_too_slow": (
        "{path} was not read within {seconds} s. It may be damaged: export it again from where it came.",
        "{path} 在 {seconds} 秒内未能读完。文件可能已损坏，请从来源重新导出。",
    ),
    "error.file_too_much_memory": (
        "{path} needs more memory than is allowed. Make it smaller.",
        "读取 {path} 所需内存超过限制。请先缩小文件。",
    ),
    "error.file_no_picture": ("There is no picture in {path}. Give another file.", "{path} 里没有画面。请换一个文件。"),
    "error.file_no_sound": ("There is no sound in {path}. Give another file.", "{path} 里没有声音。请换一个文件。"),
    "error.document_no_text": (
        "There is no text in {path}: perhaps its pages are pictures. Give the text itself, or as txt.",
        "{path} 里没有文字，也许每页都是图片。请直接给出文字或 txt 文件。",
    ),
    "error.document_not_text": (
        "{path} is not text that can be read. Save it as UTF-8 text.",
        "{path} 不是可读的文本。请另存为 UTF-8 文本。",
    ),
    "error.document_not_what_it_says": (
        "{path} is not a {kind} document. Save it again as {kind}, or give the text as txt.",
        "{path} 不是 {kind} 文档。请重新另存为 {kind}，或改用 txt。",
    ),
    "error.document_locked": (
        "{path} is locked with a password. Remove it and try again.",
        "{path} 有密码保护。请去掉密码后再试。",
    ),
    "error.document_too_large": (
        "{path} unpacks to more than is allowed. Give the text as txt.",
        "{path} 解压后超过限制。请改用 txt 提供文字。",
    ),
    "error.codec_unknown": (
        "There is no codec {codec} here. Choose one with --codec: {codecs}.",
        "没有 {codec} 这种编码。请用 --codec 选择：{codecs}。",
    ),
    "error.codec_format": (
        "Players do not take {codec} in {format}. It goes in: {formats}. Say one with --format.",
        "播放器不支持 {format} 里的 {codec}。它可以放进：{formats}。请用 --format 指定。",
    ),
    "error.codec_pointless": (
        "There is no choice of codec in {format}: leave --codec {codec} away.",
        "{format} 不能选择编码：请去掉 --codec {codec}。",
    ),
    "error.crf_range": (
        "The --crf of {codec} goes from 1 (best, large) to {most} (worst, small), not {crf}.",
        "{codec} 的 --crf 范围是 1（最好，文件大）到 {most}（最差，文件小），不能是 {crf}。",
    ),
    "error.crf_pointless": (
        "{what} has no --crf. Say --quality draft, standard or high.",
        "{what} 没有 --crf。请用 --quality draft、standard 或 high。",
    ),
    "error.alpha_format": (
        "{format} cannot have a clear ground. With --alpha write mov, webm, mkv or webp.",
        "{format} 不支持透明背景。使用 --alpha 时请写 mov、webm、mkv 或 webp。",
    ),
    "error.alpha_codec": (
        "{codec} cannot have a clear ground. With --alpha use --codec prores or --codec vp9.",
        "{codec} 不支持透明背景。使用 --alpha 时请选 --codec prores 或 --codec vp9。",
    ),
    "error.encoder_missing": (
        "This machine's graphics card does not encode {codec} ({encoder} does not open). Leave --encoder nvenc away, "
        "or say --encoder auto.",
        "本机显卡不能编码 {codec}（{encoder} 无法打开）。请去掉 --encoder nvenc，或改用 --encoder auto。",
    ),
}
