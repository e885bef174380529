"""Chinese words with how common they are: for finding words in a text that has no spaces."""

from __future__ import annotations

import lzma
import math
import re
from collections import defaultdict

from packages import Downloads

JIEBA = "jieba"
# Words of shops and screens that the list lacks or holds rare, as common as these need to be.
_OF_TODAY = (
    "半价 限时 限量 秒杀 包邮 上线 直播 网红 打卡 种草 爆款 新品 首发 优惠券 满减 会员 续航 快充 智能 手环 耳机 平板 外卖 咖啡店 奶茶店 "
    "第一 第二 第三 周年 周年庆 双十一 折扣 特价 免费 试用 下单 扫码 关注 点赞 收藏 转发 短视频 小程序 公众号 云端 数据 算法 人工智能 "
    "护肤 保湿 补水 防晒 有机 低糖 零添加 手工 烘焙 拿铁 甜品 露营 民宿 亲子 健身 瑜伽 课程 报名 预约 到店 门店 品牌 全场 全新"
).split()
_AS_COMMON = 6
_LEAST = 60  # occurrences; rarer words are left out


def words(downloads: Downloads) -> dict[str, bytes]:
    """`chinese.txt.xz`: lines of twice the decimal logarithm of a frequency, and the words of that frequency."""
    alike: dict[int, list[str]] = defaultdict(list)
    for line in downloads.pypi(JIEBA, "jieba/dict.txt").decode("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if re.fullmatch("[\u4e00-\u9fff]{1,4}", word) and int(count) >= _LEAST:
            alike[round(2 * math.log10(int(count)))].append(word)
    known = {word for level, found in alike.items() if level >= _AS_COMMON for word in found}
    for found in alike.values():
        found[:] = [word for word in found if word in known or word not in _OF_TODAY]
    alike[_AS_COMMON] += [word for word in _OF_TODAY if word not in known]
    text = "\n".join(" ".join([str(level), *sorted(found)]) for level, found in sorted(alike.items()))
    return {"chinese.txt.xz": lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)}
