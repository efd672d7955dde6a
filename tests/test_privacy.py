"""Personal data: what is masked, how well, and what leaves the house."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voc.text.mask import find, mask
from voc.text.mask.hints import hinted
from voc.text.normalise import normalise

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from privacy import GOLD, measure, read_lines

# --- masking -------------------------------------------------------------------------------------


def test_masking_finds_what_is_marked_and_little_else():
    lines = read_lines(GOLD / "personal_data.tsv")
    assert len(lines) >= 400
    assert sum(not spans for _, spans in lines) >= 200  # tempting ones with nothing to mask
    result = measure(lines)
    assert result.recall >= 0.97, result.missed
    assert result.precision >= 0.95, result.wrong


def test_masking_holds_on_lines_that_the_rules_were_not_made_for():
    result = measure(read_lines(GOLD / "personal_data_held_out.tsv"))
    assert result.recall >= 0.93, result.missed
    assert result.precision >= 0.95, result.wrong


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我姓王，前台小王和张经理都很好", "我姓[姓名]，前台小王和张经理都很好"),
        ("我是李建国，我是黄金会员", "我是[姓名]，我是黄金会员"),
        ("收件人欧阳静 138 0013 8000", "收件人[姓名] [手机号]"),
        ("上海市浦东新区张杨路500弄12号602室", "上海市浦东新区[地址]"),
        ("住在幸福家园12栋3单元801，地铁2号线旁", "住在[地址]，地铁2号线旁"),
        ("一三八零零一三八零零零打不通", "[手机号]打不通"),
        ("１３８ ００１３ ８０００", "[手机号]"),
        ("幺三八零零零零二七四五", "[手机号]"),  # normalising leaves three of the zeros
        ("0571-87340265转805", "[电话]"),
        ("粤BD83920充不上电", "[车牌]充不上电"),
        ("单号SF1382947560128，3单", "单号[单号]，3单"),
        ("wang1990艾特qq.com", "[邮箱]"),
        ("邮箱 92837465 @qq.com", "邮箱 [邮箱]"),
        ("登录IP 10.0.0.7，版本10.2.3.1", "登录IP [IP地址]，版本10.2.3.1"),
        ("退到工行6222 0238 4710 2956 038", "退到工行[银行卡号]"),
    ],
)
def test_each_kind_has_its_tag(text: str, masked: str):
    assert mask(normalise([text]))[0] == [masked]


def test_a_masked_text_has_nothing_more_to_mask():
    texts = normalise([text for text, _ in read_lines(GOLD / "personal_data.tsv")])
    once, count = mask(texts)
    assert count > 200
    assert mask(once) == (once, 0)


def test_the_quick_look_misses_nothing_that_the_long_one_finds():
    texts = [text for text, _ in read_lines(GOLD / "personal_data.tsv")]
    seen = set(hinted(texts))
    assert [text for k, text in enumerate(texts) if find(text) and k not in seen] == []


@given(st.lists(st.text(alphabet="我叫王路号栋138零一-. @a微信：订单\n", max_size=40), max_size=4))
def test_masking_a_text_does_not_depend_on_its_neighbours(texts: list[str]):
    alone = [mask([text])[0][0] for text in texts]
    assert mask(texts)[0] == alone


def test_a_comment_of_a_megabyte_is_masked_in_one_pass():
    masked, count = mask(["13912345678，" * 60_000, "a" * 400_000 + "1@", "路" * 200_000])
    assert count == 60_000
    assert "139" not in masked[0]
