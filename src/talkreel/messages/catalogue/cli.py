"""Sentences of the command line."""

SENTENCES: dict[str, tuple[str, str]] = {
    "cli.left": ("({seconds} s left)", "（剩余 {seconds} 秒）"),
    "cli.made": (
        "{path}: {seconds} s, {width}x{height}, {fps} fps. The draft is {draft}.",
        "{path}：{seconds} 秒，{width}x{height}，{fps} 帧/秒。草稿保存在 {draft}。",
    ),
    "cli.made_sound": (
        "{path}: {seconds} s of sound. The draft is {draft}.",
        "{path}：{seconds} 秒的声音。草稿保存在 {draft}。",
    ),
    "cli.estimate": ("Rendering will take about {seconds} s.", "渲染大约需要 {seconds} 秒。"),
    "cli.checks_failed": (
        "The film is there, but what is marked ✗ is not as it should be.",
        "影片已生成，但标有 ✗ 的项目不合格。",
    ),
    "check.good": ("  ✓ {name}: {measured}", "  ✓ {name}：{measured}"),
    "check.bad": ("  ✗ {name}: {measured} (wanted: {wanted})", "  ✗ {name}：{measured}（应为 {wanted}）"),
    "measured.frames": ("frames", "帧"),
    "measured.packets": ("bad packets", "个坏包"),
    "measured.index_first": ("index first", "索引在前"),
    "measured.index_last": ("index last", "索引在后"),
    "measured.most": ("at most", "（最长）"),
    "measured.least": ("at least", "（最低）"),
    "measured.range": ("limited range", "有限范围"),
    "measured.within": ("within 1", "误差不超过 1"),
    "measured.side": ("of the short side", "（占短边）"),
    "measured.no_sound": ("no sound", "无声音"),
    "measured.sound": ("sound", "有声音"),
    "measured.enough": ("enough", "足够"),
    "measured.all": ("all", "全部"),
    "doctor.good": ("✓ {part}: {answer}", "✓ {part}：{answer}"),
    "doctor.bad": ("✗ {part}: {answer}", "✗ {part}：{answer}"),
    "doctor.python": ("Python", "Python"),
    "doctor.drawing": ("Drawing", "绘图"),
    "doctor.encoders": ("Formats", "格式"),
    "doctor.fonts": ("Scripts with a font", "有字体的文字"),
    "doctor.voice": ("Voice", "配音"),
    "doctor.voice_missing": (
        'none (optional; for a draft robot voice: pip install "talkreel[voice]")',
        '无（可选；如需草稿用的机器配音：pip install "talkreel[voice]"）',
    ),
    "doctor.workers": ("Processes that draw", "绘制进程数"),
    "export.kept": (
        "{frames} of {total} frames were there already; only the rest was drawn.",
        "{total} 帧中有 {frames} 帧已有现成画面，只绘制了其余部分。",
    ),
    "export.copied": (
        "{frames} of {total} frames are your clip's own, copied as they are and not encoded again.",
        "{total} 帧中有 {frames} 帧直接取自您的视频，未重新编码。",
    ),
    "cache.place": ("Kept in {folder}", "保存在 {folder}"),
    "cache.kind": ("  {kind}: {entries}, {megabytes} MB", "  {kind}：{entries} 项，{megabytes} MB"),
    "cache.total": ("{megabytes} MB of at most {limit} MB", "共 {megabytes} MB，上限 {limit} MB"),
    "cache.cleared": ("{megabytes} MB freed. No film changes by that.", "已释放 {megabytes} MB，影片不受影响。"),
    "cache.chunks": ("pieces of picture", "画面片段"),
    "cache.sound": ("sound tracks", "音轨"),
    "cache.music": ("composed music", "已谱写的音乐"),
    "cache.checks": ("measurements", "检测结果"),
    "cache.waveforms": ("waveforms", "波形"),
    "error.interrupted": ("Stopped. Nothing was left half-written.", "已停止，没有留下不完整的文件。"),
    "error.fault": (
        "Something went wrong inside talkreel ({detail}). Nothing was lost. Please report it.",
        "talkreel 内部出错（{detail}）。没有丢失任何内容，请报告此问题。",
    ),
    "error.output_exists": (
        "{path} exists already. Say -y to replace it, or choose another name with -o.",
        "{path} 已存在。加 -y 覆盖，或用 -o 换个名字。",
    ),
    "error.output_is_input": (
        "{path} is one of the files that the film is made from. Choose another name with -o.",
        "{path} 是制作影片所用的素材之一。请用 -o 换一个名字。",
    ),
    "error.prompt_too_long": (
        "The words are longer than {most} characters. Say it shorter, or give the part that matters.",
        "文字超过 {most} 个字符。请说得短一些，或只给出重要的部分。",
    ),
    "error.language_unreadable": (
        "“{language}” is not a language tag. Write en, zh, ja or another short tag.",
        "“{language}”不是语言代码。请写 en、zh、ja 等简短代码。",
    ),
    "error.setting": (
        "The setting {name} has a value that cannot be used. {detail}.",
        "环境变量 {name} 的值不可用（{detail}）。",
    ),
    "error.usage": ("{detail}", "命令用法有误：{detail}"),
    "error.command_unknown": (
        'There is no command “{name}”. To make a film, write: talkreel make "..."',
        '没有“{name}”这个命令。制作影片请写：talkreel make "..."',
    ),
    "error.option_unknown": (
        "There is no option {name}. See: talkreel {command} --help",
        "没有 {name} 这个选项。请看：talkreel {command} --help",
    ),
    "error.option_alone": (
        "{name} needs a value. See: talkreel {command} --help",
        "{name} 需要一个值。请看：talkreel {command} --help",
    ),
    "error.argument_missing": (
        "{name} is missing. See: talkreel {command} --help",
        "缺少 {name}。请看：talkreel {command} --help",
    ),
    "error.option_value": (
        "{name} cannot be that. It takes: {takes}",
        "{name} 的值不对。可用的值：{takes}",
    ),
    "error.time_unreadable": (
        "“{text}” is not a time. Write 20, 20s, 1:30 or 2m.",
        "“{text}”不是时间。请写成 20、20s、1:30 或 2m。",
    ),
    "error.time_range": (
        "The film has no {at} s: it is {seconds} s long.",
        "影片没有第 {at} 秒：全长 {seconds} 秒。",
    ),
    "error.size_unreadable": (
        "“{size}” is not a size. Write 720p, 1080p, 4K or 1280x720.",
        "“{size}”不是尺寸。请写成 720p、1080p、4K 或 1280x720。",
    ),
    "error.picture_format": (
        "A picture cannot be written as {suffix}. Use one of {suffixes}.",
        "图片不能存为 {suffix}。请用 {suffixes} 之一。",
    ),
    "error.draft_missing": (
        "There is no draft at {path}. Give a .reel.json file, or a film that has one beside it.",
        "{path} 处没有草稿。请给出 .reel.json 文件，或旁边有草稿的影片。",
    ),
    "error.draft_invalid": (
        "{path} is not a draft that can be read ({detail}).",
        "{path} 不是可读取的草稿（{detail}）。",
    ),
    "note.provenance_own": (
        "Where it comes from: shots drawn by talkreel {drawn}, sounds synthesised by talkreel {composed}.",
        "来源：{drawn} 个镜头由 talkreel 绘制，{composed} 段声音由 talkreel 合成。",
    ),
    "note.provenance": (
        "Where it comes from: shots drawn by talkreel {drawn}, sounds synthesised by talkreel {composed}; "
        "from your files: shots {shown}, sounds {heard}.",
        "来源：{drawn} 个镜头由 talkreel 绘制，{composed} 段声音由 talkreel 合成；"
        "{shown} 个镜头和 {heard} 段声音取自你的文件。",
    ),
    "note.voice_missing": (
        "You asked for a voice, but no voice engine is installed, so nothing is spoken. "
        'For a draft robot voice: pip install "talkreel[voice]"',
        '你要了旁白，但没有安装语音引擎，所以片中没有人声。如需草稿用的机器配音：pip install "talkreel[voice]"',
    ),
    "note.voice_draft": (
        "The voice is a robot's, as a draft: record or add a real one before you publish.",
        "旁白是草稿用的机器配音：发布前请换成真人录音。",
    ),
    "note.missing_glyphs": (
        "No font here can draw these: {glyphs}. Put one in a folder and name it in TALKREEL_FONTS_DIR.",
        "没有字体能显示这些字：{glyphs}。请把字体放进一个文件夹，并用 TALKREEL_FONTS_DIR 指定。",
    ),
}
