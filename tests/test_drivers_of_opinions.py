"""What an opinion is about: patterns, spreading verdicts, mentions that praise."""

from __future__ import annotations

from pathlib import Path

import pytest

from voc.lexicon import load_codebook
from voc.opinion import Opinion, OpinionEngine, engine_for

BOOK = """
name = "gym"
[drivers.overall]
dimension = "overall"
terms = ["健身房"]
[drivers.location]
dimension = "empathy"
mention = 0.4
terms = ["地铁口"]
patterns = ['离(?:家|公司).{0,4}近', ['走.{1,3}分钟就到', 0.5]]
[drivers.environment]
dimension = "tangibles"
spreads_to = ["noise", "decor"]
terms = ["环境"]
implied_by = [["乌烟瘴气", -0.8]]
[drivers.noise]
dimension = "tangibles"
terms = ["音乐"]
implied_by = ["吵"]
[drivers.decor]
dimension = "tangibles"
terms = ["装修"]
"""


@pytest.fixture(scope="module")
def gym(tmp_path_factory: pytest.TempPathFactory) -> OpinionEngine:
    path: Path = tmp_path_factory.mktemp("books") / "gym.toml"
    path.write_text(BOOK, encoding="utf-8")
    return OpinionEngine(load_codebook(path))


@pytest.fixture(scope="module")
def restaurant() -> OpinionEngine:
    return engine_for(load_codebook("restaurant"))


def found(engine: OpinionEngine, text: str) -> dict[str, float]:
    """Mean polarity of each driver."""
    said: dict[str, list[float]] = {}
    for opinion in engine.run([text]).opinions[0]:
        said.setdefault(opinion[4], []).append(opinion[5])
    return {driver: sum(values) / len(values) for driver, values in said.items()}


def only(engine: OpinionEngine, text: str) -> Opinion:
    (opinion,) = engine.run([text]).opinions[0]
    return opinion


def test_a_pattern_with_polarity_judges(gym: OpinionEngine) -> None:
    start, end, aspect, term, driver, polarity, _, _ = only(gym, "出门走五分钟就到")
    assert (start, end, aspect, term) == (2, 8, None, "走五分钟就到")
    assert (driver, polarity) == ("location", 0.5)


def test_a_pattern_without_polarity_names_what_is_judged(gym: OpinionEngine) -> None:
    assert only(gym, "离公司特别近")[3:6] == (None, "location", 0.4)


def test_a_pattern_does_not_reach_into_the_next_comment(gym: OpinionEngine) -> None:
    first, second = gym.run(["我天天走", "五分钟就到"]).opinions
    assert first == []
    assert "location" not in {opinion[4] for opinion in second}


def test_a_negated_pattern_turns(gym: OpinionEngine) -> None:
    assert found(gym, "根本不是走五分钟就到")["location"] < 0


def test_a_verdict_spreads_to_what_it_covers(gym: OpinionEngine) -> None:
    assert found(gym, "环境不错").keys() == {"environment", "noise", "decor"}


def test_a_verdict_does_not_spread_to_what_is_judged_by_name(gym: OpinionEngine) -> None:
    said = found(gym, "环境不错，就是有点吵")
    assert said["noise"] < 0 < said["decor"]


def test_a_word_that_says_what_it_means_does_not_spread(gym: OpinionEngine) -> None:
    assert found(gym, "乌烟瘴气").keys() == {"environment"}


def test_a_spread_verdict_counts_once_for_the_comment(gym: OpinionEngine) -> None:
    one, other = gym.run(["环境不错", "装修不错"]).sentiments
    assert one == other


def test_naming_a_good_place_is_praise_without_a_term(gym: OpinionEngine) -> None:
    assert only(gym, "健身房就在地铁口")[3:6] == (None, "location", 0.4)


def test_the_mention_of_a_place_says_nothing_of_the_sentiment(gym: OpinionEngine) -> None:
    assert gym.run(["健身房就在地铁口"]).sentiments == [(0.0, 0.5)]


@pytest.mark.parametrize(
    "text", ["口味：4分", "口味 4分", "口味：8.5分", "口味：4颗星", "口味90分"]
)
def test_a_grade_judges_what_stands_before_it(restaurant: OpinionEngine, text: str) -> None:
    assert found(restaurant, text)["taste"] > 0.15


@pytest.mark.parametrize(
    ("grade", "label"), [("5分", 1), ("0分", -1), ("3分", 0), ("1分", -1), ("3.3星", 0)]
)
def test_grades_reach_from_blame_to_praise(
    restaurant: OpinionEngine, grade: str, label: int
) -> None:
    polarity = found(restaurant, f"服务{grade}")["staff_attitude"]
    assert (polarity > 0.15) - (polarity < -0.15) == label


@pytest.mark.parametrize("text", ["等了5分钟", "三分熟的牛排", "5星级酒店旁边", "第3分店", "满5分"])
def test_other_figures_are_no_grades(gym: OpinionEngine, text: str) -> None:
    assert not [o for o in gym.run([text]).opinions[0] if o[7].startswith("pattern")]


def test_a_heading_holds_until_the_next(restaurant: OpinionEngine) -> None:
    said = found(restaurant, "环境：挺舒服的。我很喜欢。口味：一般。不推荐专门来")
    assert said["environment"] > 0 > said["recommendation"]
    assert said["taste"] < 0.15


@pytest.mark.parametrize(
    "text", ["服务、环境、味道都不错", "服务，环境，味道都不错", "服务环境味道都不错"]
)
def test_a_list_shares_its_verdict(restaurant: OpinionEngine, text: str) -> None:
    opinions = restaurant.run([text]).opinions[0]
    named = [(o[2], o[5]) for o in opinions if not o[7].endswith("spread")]
    assert named == [("服务", 0.6), ("环境", 0.6), ("味道", 0.6)]


def test_without_a_word_that_gathers_the_verdict_is_about_the_last(
    restaurant: OpinionEngine,
) -> None:
    opinions = restaurant.run(["服务，环境，味道不错"]).opinions[0]
    assert [o[2] for o in opinions if o[3]] == ["味道"]


def test_the_measure_of_a_comparison_tells_what_is_compared(restaurant: OpinionEngine) -> None:
    assert found(restaurant, "不如上次新鲜") == {"taste": -0.6}


def test_a_pair_tells_what_it_is_about(tmp_path: Path) -> None:
    book = BOOK + 'pairs = [["柜子", "小", -0.4], ["柜子", "很好", 0.6]]\n'
    (tmp_path / "gym.toml").write_text(book, encoding="utf-8")
    engine = OpinionEngine(load_codebook(tmp_path / "gym.toml"))
    assert found(engine, "柜子小") == {"decor": -0.4}
    assert found(engine, "教练很好")["overall"] > 0  # 很好 keeps its sense beside anything else


@pytest.mark.parametrize(
    ("text", "driver"),
    [
        ("装修挺好，就是有点歪", "decor"),  # looks back over what judged
        ("歪了，装修真是的", "decor"),  # and ahead in the sentence
        ("装修花了很多钱，喜欢", "decor"),
        ("装修挺好。喜欢", "overall"),
    ],
)
def test_a_verdict_without_an_aspect_looks_for_one(
    gym: OpinionEngine, text: str, driver: str
) -> None:
    last = [o for o in gym.run([text]).opinions[0] if o[2] is None][-1]
    assert last[4] == driver


def test_a_child_that_is_implied_goes_before_its_named_parent(tmp_path: Path) -> None:
    book = """
    name = "food"
    [drivers.dish]
    dimension = "product"
    terms = ["牛腩"]
    [drivers.portion]
    dimension = "product"
    parent = "dish"
    implied_by = ["抠搜"]
    """
    (tmp_path / "food.toml").write_text(book, encoding="utf-8")
    assert found(OpinionEngine(load_codebook(tmp_path / "food.toml")), "牛腩抠搜").keys() == {
        "portion"
    }


def test_a_judging_pattern_keeps_its_driver_beside_other_names(gym: OpinionEngine) -> None:
    assert found(gym, "这家装修店走五分钟就到")["location"] == 0.5


def test_intentions_are_not_carried_on(restaurant: OpinionEngine) -> None:
    said = restaurant.run(["会推荐给朋友，棒棒的"]).opinions[0]
    assert [opinion[4] for opinion in said] == ["recommendation", "overall"]


def test_one_pair_says_nothing_of_other_terms(gym: OpinionEngine, tmp_path: Path) -> None:
    book = BOOK.replace('terms = ["装修"]', 'terms = ["装修", "墙"]\npairs = [["墙", "过", -0.4]]')
    (tmp_path / "gym.toml").write_text(book, encoding="utf-8")
    engine = OpinionEngine(load_codebook(tmp_path / "gym.toml"))
    assert found(engine, "装修时来过") == {"decor": 0.0}


@pytest.fixture(scope="module")
def hotel() -> OpinionEngine:
    return engine_for(load_codebook("hotel"))


@pytest.mark.parametrize("text", ["环境不错，就是太吵", "环境不错，就是有点吵"])
def test_raised_words_imply_what_they_raise(hotel: OpinionEngine, text: str) -> None:
    assert found(hotel, text)["noise"] < 0


@pytest.mark.parametrize(("text", "label"), [("卫生3分", 0), ("卫生：1分", -1), ("卫生 5分", 1)])
def test_a_grade_makes_a_name_of_a_mild_word(hotel: OpinionEngine, text: str, label: int) -> None:
    ((driver, polarity),) = found(hotel, text).items()
    assert driver == "cleanliness"
    assert (polarity > 0.15) - (polarity < -0.15) == label


def test_a_child_named_just_before_goes_before_its_implied_parent(hotel: OpinionEngine) -> None:
    assert found(hotel, "早餐很丰富，也很可口").keys() == {"breakfast"}


def test_an_emoji_adds_to_what_the_sentence_speaks_of(restaurant: OpinionEngine) -> None:
    assert found(restaurant, "牛肉很嫩😋").keys() == {"taste"}
    assert found(restaurant, "😋").keys() == {"overall"}


def test_a_risk_inside_a_pattern_is_noted(tmp_path: Path) -> None:
    book = BOOK.replace("'离(?:家|公司).{0,4}近'", "['打.{0,5}投诉', -0.6]")
    (tmp_path / "gym.toml").write_text(book, encoding="utf-8")
    result = OpinionEngine(load_codebook(tmp_path / "gym.toml")).run(["打12315投诉"])
    assert result.risks == [["legal"]]


def test_a_codebook_without_a_driver_for_the_whole_gets_one(tmp_path: Path) -> None:
    book = 'name = "pool"\n[drivers.water]\ndimension = "tangibles"\nterms = ["水温"]\n'
    (tmp_path / "pool.toml").write_text(book, encoding="utf-8")
    engine = OpinionEngine(load_codebook(tmp_path / "pool.toml"))
    assert found(engine, "水温刚好。很满意，推荐！").keys() == {"water", "overall"}


def test_a_pair_tells_only_its_own_driver_in_a_list() -> None:
    engine = engine_for(load_codebook("electronics"))
    assert found(engine, "音质，画质，拍照都很强").keys() == {"sound", "screen", "camera"}


@pytest.mark.parametrize("text", ["晚上8点10分", "扣1分", "这次考了85分"])
def test_times_and_deductions_are_no_grades(gym: OpinionEngine, text: str) -> None:
    assert gym.run([text]).opinions == [[]]


def test_a_heading_ends_where_something_else_is_named(restaurant: OpinionEngine) -> None:
    said = restaurant.run(["口味：还行。服务员来得慢。很满意"]).opinions[0]
    assert [o[4] for o in said if o[7].endswith("heading")] == ["taste"]


def test_patterns_do_not_depend_on_the_comments_beside_them(tmp_path: Path) -> None:
    book = BOOK.replace("'离(?:家|公司).{0,4}近'", "['在楼下$', 0.5], ['办.{0,3}VIP', -0.5]")
    (tmp_path / "gym.toml").write_text(book, encoding="utf-8")
    engine = OpinionEngine(load_codebook(tmp_path / "gym.toml"))
    texts = ["就在楼下", "办卡", "VIP", "老催办vip", "在楼下等"]
    alone = [engine.run([text]).opinions[0] for text in texts]
    assert engine.run(texts).opinions == alone
    assert [bool(opinions) for opinions in alone] == [True, False, False, True, False]


WAITS = [
    ("等得太久", -1), ("等的时间太长", -1), ("每次等的时间都很长", -1), ("等得有点久", -1),
    ("等太久了", -1), ("等的太久了", -1), ("等了好长时间", -1), ("要等很长时间", -1),
    ("等得心焦", -1), ("等得不耐烦了", -1), ("等的时间不长", 1), ("等的时间短", 1),
]  # fmt: skip
NO_WAITS = ["没等三天", "不用等很长时间", "没让我等三天", "没等多久"]


@pytest.mark.parametrize(
    ("book", "driver"),
    [
        ("bank", "queue_time"),
        ("hotel", "response_speed"),
        ("restaurant", "serving_speed"),
        ("hospital", "waiting_time"),
        ("telecom", "response_speed"),
        ("public_services", "waiting_time"),
        ("airline", "on_time"),
        ("ecommerce", "delivery"),
    ],
)
def test_a_wait_and_its_length_tell_the_driver_of_waiting(book: str, driver: str) -> None:
    engine = engine_for(load_codebook(book))
    for text, sign in WAITS:
        said = found(engine, text)
        assert said.keys() == {driver}, (text, said)
        assert said[driver] * sign > 0, (text, said)
    for text in NO_WAITS:
        assert min(found(engine, text).values(), default=0) >= 0, text


@pytest.mark.parametrize(
    ("book", "text", "driver"),
    [
        ("bank", "等位时间太长", "queue_time"),
        ("bank", "排得太久", "queue_time"),
        ("bank", "排的队很长", "queue_time"),
        ("bank", "等了三天", "handling_speed"),
        ("public_services", "等了三天", "handling_speed"),
        ("bank", "小姑娘们态度没得说，就是等的时间太长", "queue_time"),
        ("hotel", "办入住等太久了", "check_in"),
        ("restaurant", "等位时间太长", "wait_time"),
        ("restaurant", "菜等的时间太长", "serving_speed"),
        ("restaurant", "味道不错，等的时间有点久", "serving_speed"),
        ("airline", "摆渡车等太久", "ground_service"),
        ("ecommerce", "客服等太久", "service"),
        ("bank", "能不能快点", "handling_speed"),
        ("restaurant", "能不能快点", "serving_speed"),
        ("public_services", "希望快一点", "handling_speed"),
        ("bank", "处理投诉快一点", "problem_solving"),
    ],
)
def test_waits_and_hurry_are_about_what_is_named_first(book: str, text: str, driver: str) -> None:
    assert found(engine_for(load_codebook(book)), text)[driver] < 0


@pytest.mark.parametrize(
    ("text", "blames"),
    [
        ("柜员刷手机", True),
        ("柜员都在玩手机", True),
        ("柜员一直玩手机", True),
        ("大堂经理低头玩手机，喊三遍才抬头", True),
        ("大堂经理全程玩手机", True),
        ("一个个低头刷手机，没人理", True),
        ("工作人员就在旁边看手机", True),
        ("窗口里都在刷手机", True),
        ("只顾聊天，不理人", True),
        ("保安坐着玩手机", True),
        ("每次都在刷手机刷到没电", False),
        ("我刷手机打发时间", False),
        ("我排队一直刷手机", False),
        ("等叫号只能刷手机", False),
        ("等着一直玩手机", False),
        ("我们全程玩手机", False),
        ("等得无聊一直刷手机", False),
        ("都刷了半小时手机了", False),
    ],
)
def test_the_phone_of_staff_is_blame_that_of_the_customer_none(text: str, blames: bool) -> None:
    said = found(engine_for(load_codebook("bank")), text)
    assert (said.get("staff_attitude", 0) < 0) == blames, said


def test_a_comparison_does_not_offset_the_blame_before_it() -> None:
    said = found(engine_for(load_codebook("bank")), "服务态度真的差，门口保安都比柜台热情")
    assert said.keys() == {"staff_attitude"}
    assert said["staff_attitude"] < -0.4


@pytest.mark.parametrize(
    ("book", "text", "driver", "sign"),
    [
        ("ecommerce", "图片上是大红，到手是猪肝红", "description_match", -1),
        ("ecommerce", "标的500克，上秤只有430", "description_match", -1),
        ("ecommerce", "螺丝都没拧紧就发出来了", "quality", -1),
        ("ecommerce", "结果运费自己掏", "price", -1),
        ("ecommerce", "客服就会一句亲在的呢", "service", -1),
        ("ecommerce", "昨天买的今天还没到", "delivery", -1),
        ("ecommerce", "闺女穿上就不肯脱", "usage_experience", 1),
        ("ecommerce", "说是纯棉，一烧全是塑料渣", "authenticity", -1),
        ("ecommerce", "扣子一拽就掉", "quality", -1),
        ("ecommerce", "用了半年还好用", "overall", 1),
        ("electronics", "充一晚上电，半天就没了", "battery", -1),
        ("electronics", "充两个小时能看一天剧", "battery", 1),
        ("electronics", "遥控器要按到底才有反应", "build_quality", -1),
        ("electronics", "拿它砸核桃都没事", "durability", 1),
        ("electronics", "指纹十次有八次不认", "functions", -1),
        ("logistics", "六楼没电梯，小哥硬是扛上来了", "courier_attitude", 1),
        ("logistics", "三楼，自己扛上来的", "door_delivery", -1),
        ("logistics", "非让我自己去站里取", "door_delivery", -1),
        ("logistics", "上门取件等到天黑也没人来", "pickup", -1),
        ("telecom", "在家打电话得站到阳台上", "signal", -1),
        ("telecom", "客服说的跟营业厅说的两样", "staff_competence", -1),
        ("bank", "柜台就一个人，叫号叫到一百多", "queue_time", -1),
        ("bank", "存款利息还跑不赢菜价", "interest_returns", -1),
        ("bank", "大厅连个坐的地儿都没有", "branch_environment", -1),
        ("property_management", "门口保安比我儿子还亲", "staff_attitude", 1),
        ("property_management", "楼道的灯瞎了半年了", "facilities", -1),
        ("property_management", "院子里扫得一片叶子都看不见", "cleanliness", 1),
        ("public_services", "一个章跑了五个部门", "procedure_convenience", -1),
        ("public_services", "网上预约了到那还得重新排队", "waiting_time", -1),
    ],
)
def test_facts_alone_praise_and_blame(book: str, text: str, driver: str, sign: int) -> None:
    said = found(engine_for(load_codebook(book)), text)
    judged = {name for name, polarity in said.items() if polarity}
    assert judged == {driver}, said
    assert said[driver] * sign > 0, said


def test_goods_named_are_not_the_delivery() -> None:
    said = found(engine_for(load_codebook("ecommerce")), "物流挺快，就是东西不咋地")
    assert said["delivery"] > 0 > said["overall"]


@pytest.mark.parametrize(
    ("book", "text"),
    [
        ("ecommerce", "从下单到收货只用了一天"),
        ("ecommerce", "这个盖子有没有拧紧的说明"),
        ("ecommerce", "我买了两件，一个大一个小号"),
        ("electronics", "需要下载软件才能用"),
        ("electronics", "半年就要换一次滤芯"),
        ("ecommerce", "一撕就开的包装"),
        ("property_management", "地库排水好，不会变成河"),
    ],
)
def test_what_only_looks_like_such_a_fact_blames_nothing(book: str, text: str) -> None:
    assert min(found(engine_for(load_codebook(book)), text).values(), default=0) >= 0


@pytest.mark.parametrize(
    ("book", "text", "driver", "sign"),
    [
        ("hotel", "热水放了十分钟还是凉的", "bathroom", -1),
        ("hotel", "出门左拐就是地铁口", "location", 1),
        ("hotel", "早餐七点半去就啥也没了", "breakfast", -1),
        ("restaurant", "一盘虾数下来就六只", "portion", -1),
        ("restaurant", "羊肉串一股子膻味", "taste", -1),
        ("restaurant", "跟我妈做的一个味儿", "taste", 1),
        ("restaurant", "催了三遍菜才上", "serving_speed", -1),
        ("airline", "空乘从头到尾没露过笑脸", "crew_friendly", -1),
        ("airline", "飞机在跑道上趴了两个小时", "on_time", -1),
        ("tourism", "一路进了四个购物店", "tour_honesty", -1),
        ("hospital", "刘大夫把片子一张张给我讲明白了", "doctor_communication", 1),
        ("hospital", "厕所连张纸都没有", "facilities", -1),
        ("education", "学了一年连句完整的话都说不出来", "learning_effect", -1),
        ("education", "从来不敢举手的孩子，现在抢着发言", "learning_effect", 1),
    ],
)
def test_facts_tell_what_they_are_about(book: str, text: str, driver: str, sign: int) -> None:
    said = found(engine_for(load_codebook(book)), text)
    assert said.get(driver, 0) * sign > 0.3, said


@pytest.mark.parametrize(
    ("book", "text", "driver"),
    [
        ("hotel", "热水放了十分钟就能洗", "bathroom"),
        ("hotel", "停车场很大，不怕没有位置停车", "parking"),
        ("restaurant", "羊肉一点膻味都没有", "taste"),
        ("restaurant", "催了一次就上了", "serving_speed"),
        ("restaurant", "没拉肚子，放心吃", "food_safety"),
        ("hospital", "车位不紧张，随到随停", "location"),
    ],
)
def test_what_only_looks_like_a_fact_is_no_blame(book: str, text: str, driver: str) -> None:
    assert found(engine_for(load_codebook(book)), text).get(driver, 0) >= 0
