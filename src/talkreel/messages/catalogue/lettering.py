"""What is said about words on screen and about sound that were asked for by words."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    # words on screen
    "ask.which_words": ("Which words do you mean?", "您指的是哪一处文字？"),
    "ask.which_line": ("Which line of the voice do you mean?", "您指的是第几句旁白？"),
    "refuse.no_text_there": ("No such words are seen there.", "那里没有这样的文字。"),
    "refuse.not_on_screen": ("“{what}” is nowhere in the film.", "影片里没有“{what}”。"),
    "refuse.says_so": ("It says “{what}” already.", "已经是“{what}”了。"),
    "refuse.no_words_given": ("You did not say which words.", "没有说写什么字。"),
    "refuse.no_writer": (
        "I set words and do not write them without a language model.",
        "没有配置语言模型时，我只排版文字，不撰写文案。",
    ),
    "refuse.no_translator": (
        "I cannot translate without a language model.",
        "没有配置语言模型时，我不会翻译。",
    ),
    "refuse.lettering": ("Words here have no {what}.", "这里的文字没有这种效果（{what}）。"),
    "refuse.lettering_vague": ("You did not say how it should look.", "没有说要改成什么样。"),
    "refuse.case": ("“{what}” has no letters to change.", "“{what}”没有可以改变的字母大小写。"),
    "nearest.words": ("On screen there are: {words}.", "画面上的文字有：{words}。"),
    "nearest.words_given": (
        "Give me the words: “put ‘Sale’ at the top at 0:05”.",
        "请告诉我写什么，比如“第5秒在顶部写‘特价’”。",
    ),
    "nearest.new_words": (
        "Give me the new words: “change the title to …”.",
        "请直接给出新的文字，比如“标题改成……”。",
    ),
    "nearest.lettering": (
        "They have a size, a colour, a place, a plate behind them, an animation, and a font: serif, sans, bold"
        " condensed, handwritten, elegant.",
        "可以改大小、颜色、位置、底板、动画和字体（衬线、无衬线、粗黑、手写、优雅）。",
    ),
    "assumed.when": (
        "You did not say when, so it is seen from {start} to {end} s.",
        "没有说什么时候，先放在 {start} 到 {end} 秒。",
    ),
    "assumed.on_last": ("You did not say when, so it is on the last scene.", "没有说什么时候，先放在最后一个场景。"),
    "assumed.everywhere": ("It was found in {count} places; all are changed.", "一共有 {count} 处，都改了。"),
    "assumed.as_large_as_fits": (
        "“{what}” is as large as its card lets it be; over another picture it can grow.",
        "“{what}”已经是卡片能放下的最大尺寸；放到别的画面上还可以更大。",
    ),
    "assumed.bold": (
        "Bold words are set in Anton, the boldest face there is.",
        "加粗的文字使用最粗的字体 Anton。",
    ),
    # captions
    "refuse.captions_on": ("The captions are on already.", "字幕已经打开了。"),
    "refuse.nothing_to_caption": (
        "Nothing is spoken in the film, so there is nothing to caption.",
        "影片里没有人说话，没有可以做成字幕的内容。",
    ),
    "nearest.caption_lines": (
        "Give me the lines: “captions: first line / second line”.",
        "请给出字幕内容，比如“字幕：第一句 / 第二句”。",
    ),
    # music
    "ask.which_music": ("Which music would you like?", "想要哪种音乐？"),
    "assumed.same_style": (
        "The music is {style} already, so it is another piece in that style.",
        "现在就是{style}风格，所以换了同一风格的另一首。",
    ),
    "assumed.music": (
        "You did not say which, so it is {style}, as suits the look.",
        "没有说哪种，先用适合画面的{style}。",
    ),
    "refuse.no_such_file": ("I was not given “{what}”.", "没有收到文件“{what}”。"),
    "refuse.tempo_of_file": ("Music from a file keeps its own tempo.", "文件里的音乐无法改变快慢。"),
    "nearest.give_file": ("Add the file to the sentence.", "请把文件和这句话一起发来。"),
    "nearest.music_style": (
        "Music can be composed in these styles: lofi, corporate, cinematic, electronic, acoustic, hip hop, ambient,"
        " playful; or give me a file.",
        "可以现作这些风格的音乐：低保真、商务、电影感、电子、吉他、嘻哈、氛围、欢快；也可以给我一个音乐文件。",
    ),
    # levels
    "refuse.silent_shot": ("That clip has no sound of its own.", "这个片段没有自己的声音。"),
    "refuse.nothing_heard": ("Nothing is heard in the film.", "影片里没有声音。"),
    "refuse.no_sound_there": ("No such sound is heard there.", "那里没有这样的声音。"),
    "refuse.full_volume": ("It is as loud as it can be.", "已经是最大音量了。"),
    "refuse.same_volume": ("It is that loud already.", "音量已经是这样了。"),
    "nearest.quieter": ("The music can be turned down: “music at 50%”.", "可以把音乐调小，比如“音乐调到50%”。"),
    # voice
    "refuse.no_voice_words": ("You did not say what the voice should say.", "没有说旁白要说什么。"),
    "refuse.nothing_to_read": ("There are no such words to read out.", "没有可以念的文字。"),
    "nearest.voice_words": (
        "A synthetic voice can say given words: “add a voice-over saying ‘…’”.",
        "可以用合成语音念给出的文字，比如“加一句旁白：‘……’”。",
    ),
    "assumed.no_engine": (
        'No voice engine is installed here, so the voice cannot be made yet: pip install "talkreel[voice]".',
        '这里没有安装语音引擎，暂时无法合成旁白：pip install "talkreel[voice]"。',
    ),
    # effects
    "ask.which_sound": ("Which sound would you like?", "想要哪种音效？"),
    "assumed.nearest_sound": (
        "There is no “{what}”; the nearest sound is the {kind}.",
        "没有“{what}”，用了最接近的音效：{kind}。",
    ),
    "assumed.sound_at_start": ("You did not say when, so it is at the start.", "没有说什么时候，先放在开头。"),
    # what cannot be done
    "refuse.noise": ("I cannot clean noise out of a recording.", "我无法给录音降噪。"),
    "refuse.sing": ("The voice speaks; it cannot sing.", "这里的语音只会说话，不会唱歌。"),
    "refuse.famous": ("I cannot imitate anybody’s voice.", "我不能模仿任何人的声音。"),
    "refuse.stream": ("I cannot take songs from elsewhere.", "我无法取用别处的歌曲。"),
    "refuse.lips": ("I cannot move anybody’s lips.", "我无法对口型。"),
    "refuse.beat": (
        "I cannot set the cuts to the beat afterwards.",
        "我无法事后让剪辑卡上节拍。",
    ),
    "refuse.stereo": ("I have no such tools for sound.", "我没有这样的声音处理工具。"),
    "refuse.accent": (
        "There is one kind of voice; I cannot choose who speaks.",
        "只有一种合成语音，无法选择由谁来说。",
    ),
    "nearest.quieter_clip": (
        "The clip can be turned down or muted, with music over it.",
        "可以把这个片段的声音调小或静音，再配上音乐。",
    ),
    "nearest.lengths": ("Say how long each scene is to be.", "可以告诉我每个场景要多长。"),
}
