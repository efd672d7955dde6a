"""Cleaning, masking, language, clauses and words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text import Tokenizer, split_clauses
from voc.text.boilerplate import is_boilerplate
from voc.text.language import language
from voc.text.mask import mask
from voc.text.normalise import SEPARATOR, normalise


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("ＷｉＦｉ　速度１００Ｍ", "WiFi 速度100M"),
        ("太吵了！！！！！！！！", "太吵了！！！"),
        ("好好好好好好吃", "好好好吃"),
        ("订单10000000号", "订单10000000号"),
        ("服務員態度很好，還會再來", "服务员态度很好，还会再来"),
        ("早餐&nbsp;不错&amp;便宜", "早餐 不错&便宜"),
        ("第一行<br/>第二行", "第一行\n第二行"),
        ("<b>差评</b>", "差评"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("见 https://t.cn/A6xyz?x=1，谢谢", "见 [链接],谢谢".replace(",", "，")),
        ("@云桥客服 你们管不管", "[@用户] 你们管不管"),
        ("零宽\u200b字符\ufeff去掉", "零宽字符去掉"),
        ("一\r\n二\n\n\n三", "一\n二\n三"),
        ("👍🏻👍🏿真棒", "👍👍真棒"),
        ("㎡大", "m2大"),
        ("“引号”、（括号）：保留～", "“引号”、（括号）：保留～"),
        ("乾淨", "干净"),
    ],
)
def test_normal_form(raw: str, cleaned: str) -> None:
    assert normalise([raw]) == [cleaned]


def test_traditional_characters_stay_when_asked() -> None:
    assert normalise(["態度"], simplify=False) == ["態度"]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_a_chunk_gives_what_its_comments_give_alone(texts: list[str]) -> None:
    together = normalise(texts)
    assert together == [normalise([text])[0] for text in texts]
    assert all(SEPARATOR not in text for text in together)


@given(st.lists(st.sampled_from(["好<b", "r>差", "<br", ">", "<span", "a b>", "&am", "p;", "\n"])))
def test_no_tag_begins_in_one_comment_and_ends_in_the_next(texts: list[str]) -> None:
    assert normalise(texts) == [normalise([text])[0] for text in texts]


@given(st.text(max_size=60))
def test_normal_form_is_stable(text: str) -> None:
    once = normalise([text])
    assert len(once) == 1
    assert "\r" not in once[0]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我的手机13912345678，", "我的手机[手机号]，"),
        ("电话 139 1234 5678", "电话 [手机号]"),
        ("+86-13912345678联系", "[手机号]联系"),
        ("座机010-62345678转803", "座机[电话]"),
        ("请打0571-87654321", "请打[电话]"),
        ("身份证11010519491231002X", "身份证[身份证号]"),
        ("110105194912310021", "[身份证号]"),  # a wrong check digit is a slip of the pen
        ("卡号4111 1111 1111 1111 被盗刷", "卡号[银行卡号] 被盗刷"),
        ("发到zhang.san@example.com.cn了", "发到[邮箱]了"),
        ("车牌京A12345停了一晚", "车牌[车牌]停了一晚"),
        ("粤BD12345没电", "[车牌]没电"),
        ("加微信abc_12345退款", "加微信[账号]退款"),
        ("微信号：wx880011", "微信号：[账号]"),
        ("QQ 123456789", "QQ [账号]"),
        ("订单号20260102123456没到", "订单号[单号]没到"),
    ],
)
def test_personal_data_is_masked(text: str, masked: str) -> None:
    assert mask([text]) == ([masked], 1)


@pytest.mark.parametrize(
    "text",
    [
        "客服400-820-8820一直占线",
        "打了10086三次",
        "等20260102123456年也没用",  # 14 digits, neither a card nor an ID, and nothing calls it one
        "11010519491231002Y",
        "990105194912310021",  # no province
        "110105194913310021",  # no month
        "4111111111111112",  # wrong Luhn digit
        "微信支付失败，扣了1000000元",
        "QQ音乐不错",
        "房间1208，价格899",
        "2026-01-02 10:30入住",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert mask([text]) == ([text], 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("房间干净", "zh"),
        ("WiFi太慢，check-in也慢", "zh"),
        ("The room was clean.", "en"),
        ("Très bien 👍", "en"),
        ("位置很好but the staff were quite rude to us", "mixed"),
        ("👍👍", "zh"),
        ("12345", "zh"),
        ("[手机号] call me back please", "en"),
    ],
)
def test_language(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "此用户没有填写评论!",
        "系统默认好评！",
        "该用户觉得商品很好，给出了5星好评",
        "无",
        "没有。",
        "……",
        "N/A",
    ],
)
def test_boilerplate_is_recognised(text: str) -> None:
    assert is_boilerplate(text)


@pytest.mark.parametrize(
    "text",
    [
        *("没有建议", "暂无建议", "没啥好的建议", "无意见，谢谢", "目前没有什么改进意见了"),
        *("意见：无", "无补充", "没有更好的想法", "没有需要改进的地方"),
    ],
)
def test_an_answer_without_a_suggestion_says_nothing_whatever_its_words_mean(text: str) -> None:
    assert is_boilerplate(text, judges=True)


@pytest.mark.parametrize(
    "text", ["没有反馈", "没有投诉渠道", "没有问题", "没有缺点", "没有要求退款", "没意见，就是太吵"]
)
def test_what_is_missing_or_denied_is_no_empty_answer(text: str) -> None:
    assert not is_boilerplate(text, judges=True)


@pytest.mark.parametrize("text", ["好", "无语", "没有早餐", "默认给个好评，其实一般", "👍", "差评"])
def test_short_opinions_are_not_boilerplate(text: str) -> None:
    assert not is_boilerplate(text)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("服务、环境、味道都不错", ["服务、环境、味道都不错"]),
        ("位置好 隔音差", ["位置好", "隔音差"]),
        ("iPhone 15 很好，值3.5分。", ["iPhone 15 很好", "值3.5分"]),
        ("！！！", []),
        ("Clean room. Rude staff!", ["Clean room", "Rude staff"]),
    ],
)
def test_clauses(text: str, clauses: list[str]) -> None:
    assert [text[start:end] for start, end in split_clauses(text)] == clauses


@given(st.text(alphabet="好差，。 !a\n、", max_size=40))
def test_clauses_lie_in_the_text_in_order(text: str) -> None:
    last = 0
    for start, end in split_clauses(text):
        assert last <= start < end <= len(text)
        last = end


@pytest.fixture(scope="module")
def plain() -> Tokenizer:
    return Tokenizer("rjieba")


@pytest.fixture(scope="module", params=["rjieba", "jieba"])
def tokenizer(request: pytest.FixtureRequest) -> Tokenizer:
    return Tokenizer(request.param, ["绝绝子", "性价比", "续航时间"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WiFi慢", ["WiFi", "慢"]),
        ("iPhone 15 Pro续航时间长", ["iPhone 15 Pro", "续航时间", "长"]),
        ("Mate60Pro性价比高", ["Mate60Pro", "性价比", "高"]),
        ("5G信号差", ["5G", "信号", "差"]),
        ("T恤掉色", ["T恤", "掉色"]),
        ("绝绝子👍❤️", ["绝绝子", "👍", "❤️"]),
        ("收到[手机号]短信", ["收到", "[手机号]", "短信"]),
        ("打8.5折", ["打", "8.5", "折"]),
        ("check-in等了30分钟", ["check-in", "等", "了", "30", "分钟"]),
    ],
)
def test_words_stay_whole(tokenizer: Tokenizer, text: str, words: list[str]) -> None:
    assert tokenizer.cut([text]).by_comment() == [words]


def test_rjieba_and_jieba_agree() -> None:
    comments = [
        "房间很干净，前台小姐姐特别热情，下次还会来",
        "物流太慢了，等了一个星期才到，包装也破了",
        "上菜速度快，味道正宗，就是停车不方便",
        "客服态度敷衍，打了三次电话都没解决问题",
        "飞机晚点两个小时，没有任何解释",
        "手机银行老是闪退，转账转不出去",
    ]
    ours = Tokenizer("rjieba").cut(comments)
    peer = Tokenizer("jieba").cut(comments)
    assert ours == peer


@given(st.lists(st.text(alphabet="房间好差 aB1，。👍\n", max_size=20), min_size=1, max_size=5))
def test_words_and_offsets_give_the_text_back(plain: Tokenizer, texts: list[str]) -> None:
    tokens = plain.cut(texts)
    joined = SEPARATOR.join(texts)
    assert "".join(tokens.words) == joined
    assert all(
        joined.startswith(word, start)
        for word, start in zip(tokens.words, tokens.starts, strict=True)
    )


def test_english_is_cut_with_its_own_rules() -> None:
    words = Tokenizer().cut_english(["I don't like it.", "Great!"]).by_comment()
    assert words == [["I", "do", "n't", "like", "it", "."], ["Great", "!"]]
