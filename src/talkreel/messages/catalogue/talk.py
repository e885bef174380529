"""What is said in a talk about a film: what became of the words, versions, questions."""

from __future__ import annotations

_ERRORS: dict[str, tuple[str, str]] = {
    "error.version_gone": ("There is no version {revision}.", "没有第 {revision} 版。"),
    "error.version_damaged": (
        "Version {revision} cannot be read any more ({path}).",
        "第 {revision} 版已无法读取（{path}）。",
    ),
    "error.version_unknown": (
        "There is no version “{version}”. Say “versions” to see them all.",
        "没有“{version}”这个版本。说“版本列表”可以查看全部版本。",
    ),
    "error.undo_none": (
        "There is nothing to take back: this is the film as it was first.",
        "没有可撤销的操作：这已是影片最初的样子。",
    ),
    "error.redo_none": ("Nothing was taken back that could be done again.", "没有可重做的操作。"),
    "error.again_no_words": (
        "This film was not made from words, so there is nothing to make it again from. Say what it should be instead.",
        "这部影片不是由文字生成的，无法重新生成。请直接说明想要什么样的影片。",
    ),
    "error.again_all_locked": (
        "Every shot is locked, so nothing can be made again. Unlock one first.",
        "所有镜头都已锁定，无法重新生成。请先解锁一个镜头。",
    ),
    "error.open_sound": (
        '{path} is sound alone: there is no picture to edit. To make a film with it, write: talkreel make "..." {path}',
        '{path} 只有声音，没有可编辑的画面。要用它做影片，请写：talkreel make "..." {path}',
    ),
}

_DONE: dict[str, tuple[str, str]] = {
    "talk.more": ("... and {count} more changes.", "……另有 {count} 处改动。"),
    "talk.made": ("A film of {seconds} s. {summary}", "影片共 {seconds} 秒。{summary}"),
    "talk.untouched": (
        "{count} other parts are exactly as they were (proof {proof}).",
        "其余 {count} 个部分完全没有变（校验码 {proof}）。",
    ),
    "talk.untouched_one": (
        "One other part is exactly as it was (proof {proof}).",
        "其余 1 个部分完全没有变（校验码 {proof}）。",
    ),
    "talk.moved": ("{count} of them only begin at another time.", "其中 {count} 个只是开始时间有变。"),
    "talk.moved_one": ("One of them only begins at another time.", "其中 1 个只是开始时间有变。"),
    "talk.mended": (
        "So that “{text}” can be read there, it got a soft shade behind it.",
        "为了让“{text}”看得清，在它后面加了一层柔和的底影。",
    ),
    "talk.mended_plate": (
        "So that “{text}” can be read there in its colour, it stands on a plate.",
        "为了让“{text}”以这种颜色也看得清，在它后面加了一块底板。",
    ),
    "talk.seam": (
        "{how} At the join ({at} s) the step is {step} times those beside it; 1 is unseen, a cut is 10 or more.",
        "{how}接合处（{at} 秒）的画面变化是前后的 {step} 倍；1 表示看不出来，剪切为 10 以上。",
    ),
    "talk.extended_carry_on": ("It simply runs on.", "继续播放原有素材。"),
    "talk.extended_slow": (
        "It is slowed down evenly to last longer, without a join.",
        "用均匀放慢的方式延长，没有接缝。",
    ),
    "talk.extended_pingpong": ("It runs back and forth.", "用来回播放的方式延长。"),
    "talk.extended_freeze": ("Its last frame is held.", "用定格最后一帧的方式延长。"),
    "talk.export": ("The film as it is now is exported.", "导出当前的影片。"),
    "talk.busy": (
        "Nothing changed: somebody else keeps changing this film. Please say it again.",
        "没有改动：有人正在不断修改这部影片，请再说一次。",
    ),
    "talk.named": (
        "This version ({revision}) is now called “{name}”.",
        "当前版本（第 {revision} 版）已命名为“{name}”。",
    ),
    "talk.document_unused": (
        "A text cannot be laid into a film that is there already; say what to take from it.",
        "文本文件不能直接放进已有的影片；请说出要用其中哪些内容。",
    ),
    "talk.damaged": (
        "Lines of the history that could not be read and are left out: {count}.",
        "影片历史记录中有 {count} 行无法读取，已跳过。",
    ),
}

_NOT_DONE: dict[str, tuple[str, str]] = {
    "talk.nothing_because": ("Nothing changed. {because}", "没有改动。{because}"),
    "talk.left_out": ("Not done: “{words}”. {because}", "未完成：“{words}”。{because}"),
    "talk.already": ("Nothing changed: it is so already.", "没有改动：现在就是这样。"),
    "talk.not_understood": (
        "Nothing changed, because I did not find in “{words}” what to change.",
        "没有改动：我没能从“{words}”中看出要改什么。",
    ),
    "talk.examples": (
        "You can say, for example: “make the second shot 3 seconds”, “make it warmer”, “put ‘Sale’ at 0:10 in red”.",
        "例如可以说：“把第二个镜头改成3秒”、“画面调暖一点”、“在第10秒加上红色的‘促销’”。",
    ),
    "talk.not_asked": (
        "Nothing was asked that could be answered with yes or no.",
        "目前没有需要回答“是”或“否”的问题。",
    ),
    "talk.left": ("All right.", "好的。"),
    "talk.careful": (
        "This takes {seconds} s out of a film of {total} s.",
        "这会从 {total} 秒的影片中去掉 {seconds} 秒。",
    ),
    "talk.careful_parts": (
        "This takes {count} of the film's {total} parts out.",
        "这会去掉影片 {total} 个部分中的 {count} 个。",
    ),
    "talk.careful_new": (
        "This puts a new film in the place of this one. (The old one stays among the versions.)",
        "这会用一部新影片替换当前影片。（旧影片仍保留在版本记录中。）",
    ),
}

_VERSIONS: dict[str, tuple[str, str]] = {
    "talk.undone": ("Taken back: “{words}”.", "已撤销：“{words}”。"),
    "talk.undone_unsaid": ("Taken back: version {revision}.", "已撤销：第 {revision} 版。"),
    "talk.redone": ("Done again: “{words}”.", "已重做：“{words}”。"),
    "talk.redone_unsaid": ("Done again: version {revision}.", "已重做：第 {revision} 版。"),
    "talk.went": ("The film is as it was at version {revision}.", "影片已回到第 {revision} 版。"),
    "talk.versions": ("Versions: {count}", "版本数：{count}"),
    "talk.versions_older": ("  ... {count} older ones", "  ……另有 {count} 个更早的版本"),
    "talk.way_opened": ("as it came", "打开时的样子"),
    "talk.way_turn": ("an edit", "编辑"),
    "talk.way_undo": ("undone", "撤销"),
    "talk.way_redo": ("redone", "重做"),
    "talk.now": ("  ← now", "  ← 当前"),
    "talk.compared": ("From version {one} to version {other}:", "从第 {one} 版到第 {other} 版："),
    "talk.taken": ("Parts taken from version {revision}: {count}.", "已从第 {revision} 版取回 {count} 个部分。"),
}

_TEMPLATES: dict[str, tuple[str, str]] = {
    "talk.template_saved": ("Saved as the template “{name}”.", "已保存为模板“{name}”。"),
    "talk.templates_none": (
        "There are no templates yet. Say “save this as ...” to keep one.",
        "还没有模板。说“把这个存为……模板”即可保存。",
    ),
    "talk.templates": ("Templates: {names}", "模板：{names}"),
}

_HELP: dict[str, tuple[str, str]] = {
    "talk.help": (
        "Say what should be different, in your words. For example:\n"
        "  cut the intro to 2 seconds, make it warmer and put “Sale” at 0:10 in red\n"
        "  make the first scene a rainy night · slow the second clip down · crossfade between the clips\n"
        "  softer music · other music, something calm · captions off · vertical\n"
        "  take out everything from 5 to 8 seconds · lock the first shot · regenerate the whole film\n"
        "  undo · redo · versions · call this “before the sale” · go back to version 2\n"
        "  what is on the timeline? · export it as webm",
        "直接说想怎么改就行。例如：\n"
        "  把片头缩短到2秒，画面调暖一点，在第10秒加上红色的“促销”\n"
        "  第一个镜头改成雨夜 · 第二个片段放慢一点 · 所有转场改成叠化\n"
        "  音乐小声一点 · 换一段舒缓的音乐 · 关掉字幕 · 改成竖屏\n"
        "  去掉第5秒到第8秒 · 锁定第一个镜头 · 重新做一遍\n"
        "  撤销 · 重做 · 版本列表 · 把这个版本叫做“促销前” · 回到第2版\n"
        "  时间线上有什么？ · 导出为 webm",
    ),
}

SENTENCES: dict[str, tuple[str, str]] = _ERRORS | _DONE | _NOT_DONE | _VERSIONS | _TEMPLATES | _HELP
