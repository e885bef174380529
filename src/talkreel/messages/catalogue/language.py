"""What is said about words that were not, or could not be, followed."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "refuse.not_understood": ("I did not understand “{what}”.", "我没有看懂“{what}”。"),
    "refuse.nothing_asked": ("Nothing was asked for.", "没有听到要改什么。"),
    "refuse.no_such_number": (
        "There is no number {number}: there are only {count}.",
        "没有第 {number} 个，一共只有 {count} 个。",
    ),
    "refuse.not_shown": ("No clip shows “{what}”.", "没有出现“{what}”的片段。"),
    "refuse.no_shot": ("The film has no such clip.", "影片里没有这样的片段。"),
    "refuse.no_text": ("The film has no such words on screen.", "影片里没有这样的文字。"),
    "refuse.no_caption": ("The film has no captions.", "影片里没有字幕。"),
    "refuse.no_music": ("The film has no music.", "影片里没有音乐。"),
    "refuse.no_voice": ("The film has no voice.", "影片里没有旁白。"),
    "refuse.no_effect": ("The film has no sound effects.", "影片里没有音效。"),
    "refuse.no_layer": ("Nothing like that lies over the film.", "画面上没有这样的叠加内容。"),
    "refuse.no_transition": ("There is no cut to put a transition on.", "没有可以加转场的地方。"),
    "refuse.no_length": ("You did not say how long.", "没有说要多长。"),
    "refuse.too_short": ("Nothing can be shorter than {seconds} s.", "任何片段都不能短于 {seconds} 秒。"),
    "refuse.trims_all": ("The clip is only {seconds} s long.", "这个片段只有 {seconds} 秒。"),
    "refuse.after_end": ("The film ends at {seconds} s.", "影片在第 {seconds} 秒就结束了。"),
    "refuse.removes_all": ("That would leave nothing of the film.", "这样影片就什么都不剩了。"),
    "refuse.all_kept": ("That is already the whole film.", "这已经是整部影片了。"),
    "refuse.split_at_cut": ("There is a cut at {seconds} s already.", "第 {seconds} 秒本来就是剪切点。"),
    "refuse.no_speed": ("A film cannot play at no speed.", "速度不能为零。"),
    "refuse.speed_range": (
        "A clip plays at {least} to {most} times its speed.",
        "速度只能在 {least} 到 {most} 倍之间。",
    ),
    "refuse.loops": ("A clip repeats at most {most} times.", "最多循环 {most} 次。"),
    "ask.which_shot": ("Which clip do you mean?", "您指的是哪个片段？"),
    "assumed.whole_film": ("I took it for the whole film.", "我理解为整部影片。"),
    "assumed.length": ("You did not say how long, so it is {seconds} s.", "没有说多久，先用 {seconds} 秒。"),
    "assumed.times": ("You did not say how often, so it is {times} times.", "没有说几次，先用 {times} 次。"),
    "assumed.extend_slow": (
        "Footage cannot be carried on, so it is slowed to fill the time; mirroring it in time or holding its last frame"
        " are the other ways.",
        "素材无法续拍，所以用放慢来填满时间；也可以来回播放或定住最后一帧。",
    ),
    "refuse.take_what": (
        "Say what to take from that version: a clip, a text, the music.",
        "请说明要从那个版本取什么：片段、文字还是音乐。",
    ),
    "refuse.cannot_draw": ("I cannot draw “{what}”.", "我画不出“{what}”。"),
    "refuse.one_shot": ("The film has only one clip.", "影片只有一个片段。"),
    "refuse.not_drawn": (
        "That clip is your own picture: its light, weather and place cannot be changed.",
        "那是您自己的素材，无法改变其中的时间、天气或地点。",
    ),
    "refuse.no_sky": ("No clip shows a place with light and weather.", "没有带天光和天气的画面。"),
    "refuse.camera_of_footage": ("Footage carries its own camera.", "素材视频自带镜头运动，无法改变。"),
    "nearest.grade": (
        "Its colours can be graded: say “make it cooler and darker”.",
        "可以调色：比如说“调冷一点、暗一点”。",
    ),
    "nearest.add_scene": ("Say “add a scene of the sea at night” for one.", "可以说“加一个夜晚大海的场景”。"),
    "nearest.replace": (
        "It can be replaced: say “replace it with a beach at sunset”.",
        "可以替换：比如说“换成日落的海边”。",
    ),
    "nearest.crop": ("It can be cropped, scaled or slowed down.", "可以裁切、缩放或放慢。"),
    "assumed.at_cut": (
        "The nearest cut is at {seconds} s, so it is there.",
        "最近的剪切点在第 {seconds} 秒，就放在那里。",
    ),
    "assumed.before_end": (
        "You did not say where, so it is before the closing card.",
        "没有说放哪里，先放在片尾之前。",
    ),
    "assumed.at_end": ("You did not say where, so it is at the end.", "没有说放哪里，先放在最后。"),
    "talk.kept": ("That stays as it is.", "保持不变。"),
    "talk.welcome": ("You are welcome. Say what to change next.", "不客气。还想改什么，直接说。"),
}
