"""What topics are called: whole words and phrases, the best of them first, and no brand alone."""

from __future__ import annotations

import pandas as pd
import pytest

from voc.lexicon.stop_words import brands, topic_words
from voc.resources import resource
from voc.text.tokens import Tokenizer
from voc.topic.brands import Brands
from voc.topic.features import TopicFeatures
from voc.topic.model import TopicModel
from voc.topic.names import in_naming_order, label
from voc.topic.words import is_name, is_telling

SUBJECTS = {
    "屏幕": ["屏幕很清晰", "分辨率高，画面流畅", "屏幕亮度不够，画面卡顿", "触摸灵敏，边框很窄"],
    "快递": ["快递送货上门", "物流慢，包装破损", "快递小哥签收都不打招呼", "发货慢，物流三天没动"],
    "客服": ["客服不肯退货", "退款拖了半个月，客服推脱", "发票没开，售后电话打不通", "换货找售后"],
}
BRANDS = ["华为", "海飞丝", "诺基亚", "三只松鼠", "希尔顿", "东航", "Air France", "招商银行"]


@pytest.mark.parametrize(
    "word",
    "前台态度 续航时间 停车场 有礼貌 漏了 洒了 好用 不方便 泡温泉 打电话 年费 闪退 wifi"
    " 交通方便 隔音差 客户经理 front\u2009desk".split(" "),
)
def test_whole_words_and_phrases_tell_something(word: str) -> None:
    assert is_telling(word)


@pytest.mark.parametrize(
    "word",
    "前台说 那天 住的 就到了 是正品 烂的 让我 告诉我 都不 再也 用了 送了 孩子玩 员态度 每次来"
    " 我家 能不能 挺快的 也不".split(),
)
def test_pieces_of_sentences_are_no_words_of_a_topic(word: str) -> None:
    assert not is_telling(word)


@pytest.mark.parametrize("word", ["贵", "很快", "太小", "有点少", "林先生", "杜经理", "博直通车"])
def test_how_much_and_who_stand_in_no_label(word: str) -> None:
    assert not is_name(word)


@pytest.mark.parametrize("word", ["大堂经理", "客户经理", "半夜", "太阳能", "免费升级", "shower"])
def test_what_it_is_about_may_stand_in_a_label(word: str) -> None:
    assert is_name(word)


def test_words_without_a_name_serve_where_there_is_no_other() -> None:
    assert label(["贵", "很快", "林先生"]) == "贵 · 很快"
    assert label(["贵", "房价", "很快", "早餐", "停车"]) == "房价 · 早餐 · 停车"


def test_a_frequent_phrase_stands_for_its_parts() -> None:
    said = [{"前台", "态度", "前台态度"}] * 5 + [{"前台"}] * 4 + [{"早餐"}] * 3
    weights = {"前台": 0.9, "态度": 0.7, "早餐": 0.65, "前台态度": 0.6}
    assert label(in_naming_order(weights, said)) == "前台态度 · 早餐"


def test_a_rare_phrase_does_not() -> None:
    said = [{"前台", "态度", "前台态度"}] + [{"前台"}] * 20 + [{"早餐"}] * 3
    order = in_naming_order({"前台": 0.9, "早餐": 0.65, "前台态度": 0.6}, said)
    assert order[:2] == ["前台", "早餐"]


def test_the_next_word_is_of_other_comments() -> None:
    said = [{"停车", "车位"}] * 10 + [{"早餐"}] * 4
    order = in_naming_order({"停车": 0.9, "车位": 0.8, "早餐": 0.7}, said)
    assert order == ["停车", "早餐", "车位"]


def test_words_of_a_phrase_are_told_by_their_lists() -> None:
    assert "是" in topic_words("bridge") & topic_words("opener")
    assert not topic_words("verdict") & topic_words("telling")


# --- brands --------------------------------------------------------------------------------------


def test_the_list_of_brands_names_each_once_and_no_common_word() -> None:
    lines = resource("lexicons", "brands.txt").read_text(encoding="utf-8").splitlines()
    names = [line.split("\t")[0].lower() for line in lines if line and line[0] != "#"]
    assert len(names) == len(set(names)) == len(brands())
    assert len(names) > 400
    assert not {"统一", "光明", "老板", "现代", "理想", "苹果"} & {
        name for name, beside in brands().items() if not beside
    }


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("华为的屏幕", ["华为"]),
        ("苹果很甜", []),
        ("苹果的系统很流畅", ["苹果"]),
        ("小米粥熬得好", []),
        ("air france and qantas", ["air france", "qantas"]),
        ("fresh air in france", []),
        ("雪花秀好用，雪花膏也好", ["雪花秀"]),
    ],
)
def test_brands_are_found_and_told_from_other_words(comment: str, expected: list[str]) -> None:
    (words,) = Tokenizer("rjieba").cut([comment]).by_comment()
    found = [name for name, brand in Brands().marked([word.lower() for word in words]) if brand]
    assert found == expected


def test_names_of_the_user_are_brands_too() -> None:
    known = Brands(["拾舟店", " "])
    assert "拾舟店" in known
    assert "华为" in known
    assert "华为" not in Brands(["拾舟店"], listed=False)


def test_a_brand_of_two_meanings_counts_in_phrases_only() -> None:
    features = TopicFeatures().transform([["苹果", "手机"], ["苹果", "甜"]])
    assert features == [["手机", "苹果手机"], ["苹果", "甜", "苹果甜"]]


@pytest.fixture(scope="module")
def about_brands() -> list[list[str]]:
    """Each of eight brands is said in each of three subjects, and forty comments list brands."""
    texts = [
        f"{brand}，{text}"
        for texts in SUBJECTS.values()
        for text in texts
        for brand in BRANDS
        for _ in range(2)
    ]
    texts += [f"买过{one}，{other}" for one in BRANDS for other in BRANDS[:5]]
    return Tokenizer("rjieba", BRANDS).cut(texts).by_comment()


def test_no_topic_is_of_brands_alone(about_brands: list[list[str]]) -> None:
    model = TopicModel(count=4).fit(about_brands)
    assert len(model.topics_) >= 3
    named = {name.lower() for name in BRANDS}
    for topic in model.topics_:
        assert not named & set(topic.words)
        assert not named & set(topic.label.split(" · "))


def test_brands_are_topics_when_asked_for(about_brands: list[list[str]]) -> None:
    model = TopicModel(count=4, brands=True).fit(about_brands)
    words = {word for topic in model.topics_ for word in topic.words}
    assert words & {name.lower() for name in BRANDS}


def test_a_comparison_of_airlines_has_no_topic_of_their_names() -> None:
    airlines = ["Air France", "Qantas", "Lufthansa", "KLM", "Emirates", "British Airways"]
    meals = ["hot meals and soup at the buffet", "the buffet had salad and hot soup"]
    seats = ["no seats left, too crowded", "crowded, people looked for seats"]
    texts = [f"{text} with {one} and {other}" for text in meals + seats
             for one in airlines for other in airlines if one != other]  # fmt: skip
    words = pd.Series(texts).str.lower().str.findall(r"\w+|,").tolist()
    model = TopicModel().fit(words)
    for topic in model.topics_:
        assert not {name.lower() for name in airlines} & set(topic.words)
