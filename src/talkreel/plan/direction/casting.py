"""Which look, colours and music suit a brief: every word of it votes, and what was said outright wins."""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import TypeVar

from talkreel.model import Brief, Look, MusicRecipe
from talkreel.model.brief import FilmKind
from talkreel.model.look import LOOKS, MusicStyle
from talkreel.model.scene import Tone
from talkreel.plan.direction.trades import ANY, Trade

Option = TypeVar("Option")

BY_TONE: dict[Tone, tuple[str, ...]] = {
    "warm": ("roast", "terra"),
    "golden": ("cinema", "roast"),
    "cool": ("tech", "fresh"),
    "neon": ("aurora", "tech"),
    "pastel": ("candy", "fresh"),
    "muted": ("terra", "paper"),
    "mono": ("noir", "paper"),
    "overcast": ("cinema", "paper"),
    "studio": ("noir", "tech"),
    "vivid": ("bold", "candy"),
}
# Words of mood, palette and audience, in both languages. Parts of a word count, so "energetic" is found by "energ".
BY_WORD: dict[str, tuple[str, ...]] = {
    "warm|cozy|cosy|earthy|autumn|rustic|温暖|暖色|暖|温馨": ("roast", "terra"),
    "terracotta|clay|sand|beige|natural|organic|handmade|craft|陶土|米色|自然|手工": ("terra", "paper"),
    "calm|quiet|gentle|peaceful|serene|minimal|simple|editorial|安静|宁静|平静|极简|简约|文艺": ("paper", "fresh"),
    "elegant|luxur|premium|sophisticated|exclusive|sleek|gold|dark|高级|奢华|优雅|高端|黑色|暗": ("noir", "cinema"),
    "energ|bold|loud|power|strong|sport|urgent|street|punchy|活力|动感|热血|醒目|大胆|力量": ("bold", "aurora"),
    "playful|fun|cute|happy|joy|cheer|kids|sweet|whimsical|欢快|可爱|开心|俏皮|童趣|甜": ("candy", "fresh"),
    "fresh|clean|bright|light|healthy|green|spring|清新|干净|明亮|健康|绿色|春": ("fresh", "terra"),
    "cinematic|epic|dramatic|film|emotional|nostalg|romantic|电影|史诗|震撼|浪漫|怀旧": ("cinema", "noir"),
    "futur|tech|digital|cyber|data|ai|science|科技|未来|数码|数据|智能": ("tech", "aurora"),
    "modern|vibrant|neon|trendy|startup|young|gen z|现代|时尚|霓虹|潮流|年轻": ("aurora", "bold"),
}
BY_KIND: dict[FilmKind, tuple[str, ...]] = {
    "scene": ("cinema",),
    "loop": ("cinema",),
    "teaser": ("cinema", "noir"),
    "quote": ("paper", "noir"),
    "explainer": ("fresh", "aurora", "tech"),
    "tutorial": ("fresh", "paper"),
    "recap": ("tech", "aurora"),
    "announcement": ("bold", "aurora"),
    "listing": ("paper", "terra"),
    "showcase": ("noir", "tech"),
}
# When nothing in the brief says anything about it.
OPEN_LOOKS = ("aurora", "paper", "tech", "fresh")
MUSIC_BY_WORD: dict[str, MusicStyle] = {
    "calm|quiet|gentle|peaceful|serene|meditat|dream|安静|宁静|平静|舒缓|轻柔": "ambient",
    "energ|power|sport|urgent|street|hip.?hop|活力|动感|热血|嘻哈": "hiphop",
    "playful|fun|cute|happy|joy|cheer|kids|欢快|可爱|开心|俏皮": "playful",
    "cinematic|epic|dramatic|emotional|romantic|电影|史诗|震撼|浪漫|感人": "cinematic",
    "futur|tech|digital|cyber|neon|electronic|科技|未来|霓虹|电子": "electronic",
    "cozy|cosy|chill|relax|lo.?fi|mellow|惬意|放松|慵懒": "lofi",
    "rustic|natural|organic|folk|acoustic|warm|温暖|温馨|自然|民谣": "acoustic",
    "corporate|business|professional|trust|商务|专业|企业": "corporate",
}
MUSIC_BY_KIND: dict[FilmKind, MusicStyle] = {"scene": "cinematic", "loop": "ambient", "teaser": "cinematic"}


def cast_look(brief: Brief, trade: Trade) -> Look:
    """The look of a film, in the colours that were asked for or that its pictures and logo have."""
    from talkreel.draw.palette import recoloured

    name = brief.look if brief.look in LOOKS else _voted(brief, trade)
    return recoloured(LOOKS[name], colours_of(brief))


def colours_of(brief: Brief) -> tuple[str, ...]:
    """The colours a film takes on: those said, or the logo's, or those of its first pictures; maybe none."""
    if brief.palette:
        return brief.palette
    for kinds in (("logo",), ("image",)):
        found = [m for m in brief.materials if m.kind in kinds and m.colours]
        if found:
            return found[0].colours[:4]
    return ()


def cast_music(brief: Brief, trade: Trade, look: Look) -> MusicRecipe:
    """The music: as asked, or by the mood words, the kind of film, the trade and the look, in this order."""
    style = brief.music_style or _by_word(brief) or MUSIC_BY_KIND.get(brief.kind)
    if style is None:
        options = trade.music if trade is not ANY else (look.music,)
        style = pick(options, brief.seed, "music")
    return MusicRecipe(style=style, seed=1 + seeded(brief.seed, "music") % 9999)


def seeded(seed: int, salt: str) -> int:
    """A number that depends on the film's seed and what it is for, the same in every process."""
    return zlib.crc32(f"{seed}:{salt}".encode())


def pick(options: Sequence[Option], seed: int, salt: str) -> Option:
    """One of the options, by the film's seed."""
    return options[seeded(seed, salt) % len(options)]


def _voted(brief: Brief, trade: Trade) -> str:
    """The look with the most votes: the brief's tone, its words of mood, its trade and its kind, in this order."""
    votes: Counter[str] = Counter()
    # A tone or a mood is met by each of its looks; a trade and a kind have one that suits them best.
    level: list[tuple[int, tuple[str, ...]]] = [(4, BY_TONE.get(brief.tone, ()))]
    level += [(2, BY_TONE.get(wish.tone, ())) for wish in brief.wishes[:2]]
    level += [(3, names) for pattern, names in BY_WORD.items() if matches(pattern, _mood_text(brief))]
    for weight, names in level:
        votes.update(dict.fromkeys(names, weight))
    for weight, names in ((3, trade.looks if trade is not ANY else ()), (2, BY_KIND.get(brief.kind, ()))):
        votes.update({name: weight * (1 if place else 2) for place, name in enumerate(names)})
    most = max(votes.values(), default=0)
    best = sorted(name for name, count in votes.items() if count == most) or OPEN_LOOKS
    return pick(best, brief.seed, "look")


def _mood_text(brief: Brief) -> str:
    return " ".join((*brief.moods, *brief.palette_words, brief.audience)).lower()


def _by_word(brief: Brief) -> MusicStyle | None:
    text = " ".join(brief.moods).lower()
    return next((style for pattern, style in MUSIC_BY_WORD.items() if matches(pattern, text)), None)


def matches(pattern: str, text: str) -> bool:
    """Whether one of the pattern's words begins a word of the text; Chinese ones may stand anywhere."""
    return any(
        re.search(rf"\b{part}" if part.isascii() else re.escape(part), text) is not None for part in pattern.split("|")
    )
