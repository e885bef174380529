"""Which products there are, and the names they go by. A family's module is loaded when one of it is first drawn."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from talkreel.scenes.products.product import Product

_FAMILIES: dict[str, str] = {
    "watches": "smartwatch, watch",
    "screens": "phone, laptop, tablet, monitor, app",
    "sound": "headphones, earbuds, speaker, camera, microphone, game controller",
    "cups": "coffee, mug, takeaway cup, beer, wine glass, cocktail, juice",
    "bottles": "water bottle, wine, perfume, serum, lotion, cream, candle, can",
    "footwear": "sneaker, handbag, backpack, shopping bag, suitcase",
    "parcels": "book, notebook, parcel, gift, credit card, ticket",
    "furniture": "sofa, armchair, chair, lamp, plant, vase, bed, mirror",
    "food": "burger, pizza, sushi, plate, noodles",
    "baking": "cake, bread, croissant, doughnut, ice cream",
    "outdoors": "car, bicycle, house, dumbbell, ring, key",
}
_ALSO: dict[str, str] = {
    "smartwatch": "smart watch, fitness watch, fitness tracker, apple watch, 智能手表",
    "watch": "wristwatch, wrist watch, timepiece, chronograph, 手表, 腕表",
    "phone": "mobile phone, smartphone, mobile, cell phone, cellphone, iphone, handset, 手机, 智能手机",
    "laptop": "notebook computer, macbook, computer, 笔记本电脑, 电脑",
    "tablet": "ipad, 平板, 平板电脑",
    "monitor": "desktop computer, display, screen, television, tv, 显示器, 电视",
    "app": "app window, dashboard, web app, website, software, browser, saas, 应用, 软件, 网站",
    "headphones": "headphone, headset, 耳机, 头戴耳机",
    "earbuds": "earbud, earphones, airpods, wireless earbuds, 无线耳机, 蓝牙耳机",
    "speaker": "smart speaker, loudspeaker, bluetooth speaker, 音箱, 音响",
    "camera": "photo camera, digital camera, 相机, 照相机",
    "microphone": "studio microphone, mic, podcast, 麦克风",
    "game controller": "video game, gamepad, controller, game console, 游戏手柄",
    "coffee": "cup of coffee, coffee cup, hot beverage, latte, cappuccino, espresso, cup, 咖啡",
    "mug": "tea, teacup, teacup without handle, cup of tea, hot chocolate, 茶, 马克杯",
    "takeaway cup": "takeaway coffee, paper cup, to-go cup, coffee to go, 外带咖啡",
    "beer": "beer mug, pint, lager, ale, 啤酒",
    "wine glass": "glass of wine, red wine, 葡萄酒杯",
    "cocktail": "cocktail glass, tropical drink, margarita, martini, 鸡尾酒",
    "juice": "smoothie, orange juice, lemonade, iced tea, cup with straw, 果汁",
    "water bottle": "bottle, flask, thermos, insulated bottle, 水杯, 水壶, 保温杯",
    "wine": "wine bottle, bottle of wine, 葡萄酒, 红酒",
    "perfume": "fragrance, cologne, eau de parfum, 香水",
    "serum": "dropper, dropper bottle, face oil, essential oil, skincare, 精华, 精华液, 精油",
    "lotion": "lotion bottle, shampoo, conditioner, soap, body wash, pump bottle, 乳液, 洗发水, 沐浴露",
    "cream": "face cream, moisturizer, moisturiser, jar, cosmetics, 面霜, 护肤品",
    "candle": "scented candle, 蜡烛, 香薰, 香薰蜡烛",
    "can": "soda, soda can, energy drink, drink can, tin can, canned food, 饮料, 汽水, 易拉罐",
    "sneaker": "sneakers, running shoe, shoe, shoes, trainer, trainers, athletic shoe, 运动鞋, 跑鞋, 球鞋, 鞋",
    "handbag": "bag, purse, leather bag, tote, clutch, 手提包, 包, 女包",
    "backpack": "rucksack, school bag, daypack, 背包, 书包",
    "shopping bag": "shopping bags, paper bag, carrier bag, 购物袋",
    "suitcase": "luggage, carry-on, cabin case, travel bag, 行李箱, 旅行箱",
    "book": "novel, hardcover, paperback, closed book, green book, books, 书, 图书",
    "notebook": "journal, planner, diary, notebook with decorative cover, 笔记本, 手账",
    "parcel": "package, box, cardboard box, delivery, carton, 包裹, 快递, 箱子",
    "gift": "wrapped gift, gift box, present, 礼物, 礼盒",
    "credit card": "bank card, debit card, card, 信用卡, 银行卡",
    "ticket": "admission ticket, admission tickets, 门票, 票",
    "sofa": "couch, settee, couch and lamp, 沙发",
    "armchair": "easy chair, lounge chair, 扶手椅, 单人沙发",
    "chair": "dining chair, office chair, stool, seat, 椅子",
    "lamp": "table lamp, desk lamp, 台灯, 灯",
    "plant": "potted plant, houseplant, house plant, 绿植, 盆栽, 植物",
    "vase": "dried flowers, ceramic, pottery, 花瓶",
    "bed": "mattress, bedding, 床, 床垫",
    "mirror": "wall mirror, 镜子",
    "burger": "hamburger, cheeseburger, 汉堡",
    "pizza": "pizzas, 披萨, 比萨",
    "cake": "birthday cake, shortcake, layer cake, 蛋糕",
    "bread": "loaf, sourdough, baguette bread, 面包",
    "croissant": "pastry, viennoiserie, 可颂, 牛角包",
    "sushi": "nigiri, maki, 寿司",
    "doughnut": "donut, 甜甜圈",
    "ice cream": "gelato, soft ice cream, ice cream cone, 冰淇淋",
    "plate": "dish, meal, dinner, steak, fork and knife with plate, 牛排, 菜, 餐",
    "noodles": "ramen, steaming bowl, noodle, pho, 拉面, 面条",
    "car": "automobile, sedan, electric car, ev, 汽车, 轿车, 电动车",
    "bicycle": "bike, city bike, 自行车, 单车",
    "house": "home, house with garden, villa, 房子, 别墅",
    "dumbbell": "dumbbells, weights, person lifting weights, 哑铃",
    "ring": "diamond ring, engagement ring, gem ring, 戒指, 钻戒",
    "key": "house key, keys, old key, 钥匙",
}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


PRODUCT_NAMES: tuple[str, ...] = tuple(name for names in _FAMILIES.values() for name in _listed(names))


@cache
def _modules() -> dict[str, str]:
    return {name: module for module, names in _FAMILIES.items() for name in _listed(names)}


@cache
def _names() -> dict[str, str]:
    own = {name: name for name in PRODUCT_NAMES}
    return {other: name for name, others in _ALSO.items() for other in _listed(others)} | own


def product_name(name: str) -> str | None:
    """The catalogue's own name for what is called `name` ("Running-Shoes" is "sneaker"); None when there is none."""
    told = " ".join(name.lower().replace("-", " ").replace("_", " ").split())
    names = _names()
    return names.get(told) or (names.get(told[:-1]) if told.endswith("s") else None)


@cache
def product_of(name: str) -> Product | None:
    """The product called `name`, if there is one."""
    own = product_name(name)
    if own is None:
        return None
    module = import_module(f"talkreel.scenes.products.{_modules()[own]}")
    return module.PRODUCTS[own]
