"""What the rules of Chinese make of words: one test a phenomenon, real-sounding comments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from voc.lexicon import load_codebook
from voc.opinion import Opinion, OpinionEngine, engine_for

Judge = Callable[[str], float]


@pytest.fixture(scope="module")
def hotel() -> OpinionEngine:
    return engine_for(load_codebook("hotel"))


@pytest.fixture(scope="module")
def restaurant() -> OpinionEngine:
    return engine_for(load_codebook("restaurant"))


@pytest.fixture(scope="module")
def general() -> OpinionEngine:
    return engine_for(load_codebook("general"))


@pytest.fixture(scope="module")
def sentiment(general: OpinionEngine) -> Judge:
    return lambda text: general.run([text]).sentiments[0][0]


def opinions(engine: OpinionEngine, text: str) -> list[Opinion]:
    return engine.run([text]).opinions[0]


def polarity_of(engine: OpinionEngine, text: str, driver: str) -> float:
    found = [opinion[5] for opinion in opinions(engine, text) if opinion[4] == driver]
    assert found, f"nothing about {driver} in {text}: {opinions(engine, text)}"
    return sum(found) / len(found)


NEGATION = [
    "态度不好", "不是很满意", "不太满意", "很不满意", "一点都不好吃", "没有以前新鲜了", "并不便宜",
    "不值这个价", "没有想象中那么好", "没有网上说的那么好吃", "不够新鲜", "从来没有按时送到过",
]  # fmt: skip
CANCELLED = [
    "没有不满意的地方", "没有异味", "包装没有破损", "价格不贵", "不算贵", "噪音不大",
    "一点也不吵", "没有别人说的那么差", "服务没的说，没毛病",
]  # fmt: skip
RHETORICAL = [
    "能不能快点发货", "就不能快点吗", "凭什么多收钱", "哪里好了", "好什么好", "便宜什么便宜",
    "难道这叫新鲜吗", "谁敢说好吃",
]  # fmt: skip
WISHES = [
    "要是早餐再丰富点就完美了", "要是能便宜点就好了", "希望改进", "希望上菜快一点", "服务有待提高",
    "希望能加强管理", "建议尽快改善卫生", "再便宜点就更好了",
]  # fmt: skip
COMPARED = [
    "比上次差", "不如隔壁那家", "不如上次好", "跟以前没法比", "大不如前", "没有上次好吃",
    "比别家贵多了", "远不如从前",
]  # fmt: skip
FIXED = [
    ("没得说", 1), ("服务没话说", 1), ("一言难尽", -1), ("也就那样", -1),
    ("不敢恭维", -1), ("绝绝子", 1), ("yyds", 1), ("踩雷了", -1), ("智商税", -1),
    ("无语", -1), ("呵呵", -1), ("不愧是老店", 1), ("性价比超高", 1), ("再也不来了", -1),
    ("下次还来", 1), ("五星好评", 1),
]  # fmt: skip
LONG_WAITS = ["等了两个小时", "排队排了一个半小时", "等了40分钟", "拖了半个月", "waited 2 hours"]


@pytest.mark.parametrize("text", NEGATION)
def test_negation_turns_praise(sentiment: Judge, text: str) -> None:
    assert sentiment(text) < -0.1


@pytest.mark.parametrize("text", CANCELLED)
def test_negated_blame_is_no_blame(sentiment: Judge, text: str) -> None:
    assert sentiment(text) > 0.1


@pytest.mark.parametrize("text", RHETORICAL)
def test_rhetorical_questions_complain(sentiment: Judge, text: str) -> None:
    assert sentiment(text) < -0.1


@pytest.mark.parametrize("text", ["谁说不好，我觉得挺好的", "哪里不好了", "谁说贵了"])
def test_questions_that_deny_blame_praise(sentiment: Judge, text: str) -> None:
    assert sentiment(text) > 0.1


@pytest.mark.parametrize("text", WISHES)
def test_what_is_wished_for_is_missing(sentiment: Judge, text: str) -> None:
    assert sentiment(text) < -0.1


@pytest.mark.parametrize("text", ["希望越来越好", "希望好用", "祝生意兴隆，希望一直保持"])
def test_good_wishes_are_no_complaint(sentiment: Judge, text: str) -> None:
    assert sentiment(text) >= 0


@pytest.mark.parametrize("text", COMPARED)
def test_the_worse_side_of_a_comparison(sentiment: Judge, text: str) -> None:
    assert sentiment(text) < -0.1


@pytest.mark.parametrize(("text", "sign"), FIXED)
def test_fixed_phrases(sentiment: Judge, text: str, sign: int) -> None:
    assert sentiment(text) * sign > 0.1


@pytest.mark.parametrize("text", LONG_WAITS)
def test_long_waits_complain_without_an_evaluating_word(sentiment: Judge, text: str) -> None:
    assert sentiment(text) < -0.1


@pytest.mark.parametrize("text", ["等了两分钟", "等了5分钟就到了", "排队的时候聊了聊天"])
def test_short_waits_do_not(sentiment: Judge, text: str) -> None:
    assert sentiment(text) >= 0


@pytest.mark.parametrize(
    "text", ["质量怎么样？", "请问这个好用吗？", "发票好开吗？", "几点退房？", "我是三月五号入住的"]
)
def test_questions_and_facts_do_not_judge(sentiment: Judge, text: str) -> None:
    assert sentiment(text) == 0


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("虽然贵，但是好吃", 1),
        ("虽然服务不错，但是菜太难吃了", -1),
        ("味道一般，但是老板人特别好，环境也很棒", 1),
    ],
)
def test_contrast_clause_outweighs_first(sentiment: Judge, text: str, sign: int) -> None:
    assert sentiment(text) * sign > 0


def test_degree_words_strengthen_and_weaken(sentiment: Judge) -> None:
    assert sentiment("非常好吃") > sentiment("好吃") > sentiment("还算好吃") > 0
    assert sentiment("难吃死了") < sentiment("难吃") < sentiment("有点难吃") < 0


def test_negated_degree_is_weaker_than_degree_of_negated(sentiment: Judge) -> None:
    assert sentiment("很不满意") < sentiment("不是很满意") < 0


def test_what_is_excepted_counts_little(general: OpinionEngine) -> None:
    price = polarity_of(general, "除了贵没毛病", "price_level")
    assert polarity_of(general, "贵", "price_level") < price < 0


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("上菜快", "掉电快"),
        ("性价比高", "价格高"),
        ("房间大", "噪音大"),
        ("分量足", "分量少"),
        ("续航时间长", "排队时间长"),
        ("离地铁近", "离地铁远"),
    ],
)
def test_polarity_depends_on_what_is_judged(sentiment: Judge, good: str, bad: str) -> None:
    assert sentiment(good) > 0.1 > -0.1 > sentiment(bad)


def test_a_promise_quoted_is_not_the_customers_verdict(general: OpinionEngine) -> None:
    found = opinions(general, '客服说"很快解决"，结果三天没人理')
    assert all(opinion[5] <= 0 for opinion in found)


@pytest.mark.parametrize("text", ["真行👍🙄", "等了一小时没人理，你们服务可真行"])
def test_irony_is_not_praise(sentiment: Judge, text: str) -> None:
    assert sentiment(text) < 0


@pytest.mark.parametrize("text", ["好慢", "好难吃", "好贵啊"])
def test_hao_before_a_judging_word_only_raises_it(general: OpinionEngine, text: str) -> None:
    found = opinions(general, text)
    assert len(found) == 1
    assert found[0][5] < 0


def test_a_list_gives_one_opinion_each(restaurant: OpinionEngine) -> None:
    found = {o[4]: o[5] for o in opinions(restaurant, "服务、环境、味道都不错")}
    assert found.keys() >= {"staff_attitude", "taste"}
    assert len(found) == 3
    assert min(found.values()) > 0


def test_headings_name_what_follows(hotel: OpinionEngine) -> None:
    text = "早餐：很好，卫生：不行"
    assert polarity_of(hotel, text, "breakfast") > 0 > polarity_of(hotel, text, "cleanliness")


@pytest.mark.parametrize(
    ("text", "driver"),
    [
        ("太贵了", "price_level"),
        ("床单脏死了", "cleanliness"),
        ("隔壁吵了一晚上", "noise"),
        ("前台爱答不理", "staff_attitude"),
        ("早餐太难吃", "breakfast"),
        ("离地铁站近", "location"),
        ("下次还来", "repurchase_intention"),
        ("WiFi老掉线", "wifi_network"),
    ],
)
def test_drivers_named_or_implied(hotel: OpinionEngine, text: str, driver: str) -> None:
    assert polarity_of(hotel, text, driver) != 0


def test_a_verdict_without_aspect_follows_the_driver_before(hotel: OpinionEngine) -> None:
    assert polarity_of(hotel, "早餐嘛，真的很差", "breakfast") < 0


def test_a_bare_verdict_is_overall(hotel: OpinionEngine) -> None:
    assert polarity_of(hotel, "很不错！", "overall") > 0


def test_an_aspect_between_two_verdicts_goes_with_the_nearer(hotel: OpinionEngine) -> None:
    text = "前台热情但是房间小"
    assert polarity_of(hotel, text, "staff_attitude") > 0 > polarity_of(hotel, text, "room")


def test_english_comments_are_judged(hotel: OpinionEngine) -> None:
    text = "The room was clean but the staff were not friendly at all."
    assert polarity_of(hotel, text, "cleanliness") > 0 > polarity_of(hotel, text, "staff_attitude")


@pytest.mark.parametrize(
    "text",
    [
        "房间很干净，就是隔音太差👎，early check-in也不给办",
        "服務態度好好，但係間房好細",
        "虽然贵，但是好吃！！！😋😋",
        "Nice place, friendly staff. 就是停车难",
    ],
)
def test_spans_lie_in_the_cleaned_text(hotel: OpinionEngine, text: str) -> None:
    result = hotel.run([text])
    clean = result.texts[0]
    assert result.opinions[0]
    for start, end, aspect, term, _, polarity, _, rule in result.opinions[0]:
        assert 0 <= start < end <= len(clean)
        assert aspect is None or aspect in clean[start:end]
        assert term is None or term in clean[start:end]
        assert -1 <= polarity <= 1
        assert rule


def test_chunks_do_not_change_the_result(hotel: OpinionEngine) -> None:
    texts = [
        "房间很干净",
        "It was fine.",
        "系统默认好评",
        "隔音太差，再也不来了",
        "",
        "早餐：一般",
    ] * 3
    whole = hotel.run(texts)
    alone = [hotel.run([text]) for text in texts]
    assert whole.opinions == [result.opinions[0] for result in alone]
    assert whole.sentiments == [result.sentiments[0] for result in alone]
    assert whole.words == [result.words[0] for result in alone]


def test_boilerplate_is_not_judged(hotel: OpinionEngine) -> None:
    result = hotel.run(["系统默认好评！"])
    assert result.boilerplate == [True]
    assert result.opinions == [[]]


def test_risk_words_are_noted(general: OpinionEngine) -> None:
    assert general.run(["再不解决我就打12315投诉"]).risks[0]


def test_contrast_is_noted_once(general: OpinionEngine) -> None:
    found = opinions(general, "但是味道却很一般，但是却贵得离谱")
    assert found
    assert all(opinion[7].count("contrast") <= 1 for opinion in found)
