"""Personal data: what is masked, how well, and what leaves the house."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import voc
from voc.__main__ import main
from voc.report.sharing import uncrossed
from voc.text.mask import find, mask
from voc.text.mask.hints import hinted
from voc.text.mask.key import read_key
from voc.text.mask.masker import Masker
from voc.text.normalise import normalise
from voc.topic.features import TopicFeatures

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


def test_masking_finds_most_of_what_is_written_to_escape_it():
    lines = read_lines(GOLD / "personal_data_4.tsv")
    assert sum(not spans for _, spans in lines) >= len(lines) / 4
    result = measure(lines)
    assert result.recall >= 0.92, result.missed
    assert result.precision >= 0.98, result.wrong


def test_addresses_accounts_and_orders_are_found_as_each_writes_them():
    lines = read_lines(GOLD / "personal_data_5.tsv")
    assert sum(not spans for _, spans in lines) >= len(lines) / 3
    result = measure(lines)
    assert result.recall >= 0.97, result.missed
    assert result.precision >= 0.98, result.wrong


def test_masking_finds_most_names_that_nothing_introduces_and_no_words():
    result = measure(read_lines(GOLD / "personal_data_6.tsv"))
    assert result.recall >= 0.77, result.missed
    assert result.precision >= 0.96, result.wrong


def test_names_of_other_peoples_and_names_told_in_new_words_are_found():
    lines = read_lines(GOLD / "personal_data_7.tsv")
    assert sum(not spans for _, spans in lines) >= len(lines) / 3
    result = measure(lines)
    assert result.recall >= 0.92, result.missed
    assert result.precision >= 0.98, result.wrong


@pytest.mark.parametrize("name", ["personal_data_held_out.tsv", "personal_data_held_out_2.tsv"])
def test_masking_holds_on_lines_that_the_rules_were_not_made_for(name: str):
    result = measure(read_lines(GOLD / name))
    assert result.recall >= 0.97, result.missed
    assert result.precision >= 0.95, result.wrong


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我姓王，前台小王和张经理都很好", "我姓[姓名]，前台小王和张经理都很好"),
        ("我是李建国，我是黄金会员", "我是[姓名]，我是黄金会员"),
        ("收件人欧阳静 138 0013 8000", "收件人[姓名] [手机号]"),
        ("上海市浦东新区张杨路500弄12号602室", "[地址]"),
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
        ("打136🌸7204🌸9385", "打[手机号]"),
        ("邮箱lily(at)vip.sina.com", "邮箱[邮箱]"),
        ("我叫苏晓棠，1986年4月17日生", "我叫[姓名]，[出生日期]生"),
        ("主页weibo.com/u/5720384916", "主页weibo.com/u/[账号]"),
        ("业主方得知后向业主许可，关注家长关切", "业主方得知后向业主许可，关注家长关切"),
        ("前台王先生和客房部李女士态度很好", "前台王先生和客房部李女士态度很好"),
        ("客户王先生反映，联系李女士", "客户[姓名]反映，联系[姓名]"),
        ("滨江花园12-3-501漏水", "[地址]漏水"),
        ("患者訾云飞术后三天没人查房", "患者[姓名]术后三天没人查房"),
        ("患者高兴，家属全程陪同", "患者高兴，家属全程陪同"),
        ("家长和学生都满意，朋友来广州", "家长和学生都满意，朋友来广州"),
        ("服务员小卞、销售经理邰俊杰都热情", "服务员小卞、销售经理[姓名]都热情"),
        ("我是盛太太，隔壁老卞也是", "我是[姓名]，隔壁[姓名]也是"),
        ("户名阿依古丽·买买提，叫我Lily就好", "户名[姓名]，叫我[姓名]就好"),
        ("乘客CHEN/YUXIN，收件人 王 磊", "乘客[姓名]，收件人 [姓名]"),
        ("（02）2739-5084或幺三八贰七肆六0519", "[电话]或[手机号]"),
        ("住明珠小区 B区9栋2单元1102", "住[地址]"),
        ("皇姑区岐山路45-3号2-5-1", "[地址]"),
        ("九龍彌敦道680號麗斯大廈9樓B室", "[地址]"),
        ("家里老人住青羊区草市街42号附7号，腿脚不便", "家里老人住[地址]，腿脚不便"),
        ("退货寄杭州市余杭区古墩路1888号桃花源西园7幢", "退货寄[地址]"),
        ("公司地址国贸A座1803，大王村三组18号断电", "公司地址[地址]，[地址]断电"),
        ("台北市忠孝東路三段12號5樓，18B, 520 Xinzha Road", "[地址]，[地址]"),
        ("我是翠竹苑3幢的业主，3幢的电梯坏了", "我是[地址]的业主，3幢的电梯坏了"),
        (
            "酒店3号楼1502的房间朝北，医院2号楼1103病房",
            "酒店3号楼1502的房间朝北，医院2号楼1103病房",
        ),
        ("12号登机口，3号线，5-2的比分，发货3-5天", "12号登机口，3号线，5-2的比分，发货3-5天"),
        ("群主1957302846，旺旺春暖花开tb_5521", "群主[账号]，旺旺[账号]"),
        ("韵达462 9384 7561 029，240316-519372846105", "韵达[单号]，[单号]"),
        ("行李条CZ584219，行李23公斤，美团3公里", "行李条[单号]，行李23公斤，美团3公里"),
        (
            "许可证编号JY13205020293847，专利号ZL202610293847",
            "许可证编号JY13205020293847，专利号ZL202610293847",
        ),
        ("北京市朝阳区，花家地北里，12号楼，3单元，401", "[地址]"),
        ("138****5678，1 8 8-0 5 5 1-2 3 9 8", "[手机号]，[手机号]"),
        ("薇❤信mm2746，账号名mm_chen", "薇❤信[账号]，账号名[账号]"),
        ("PNR HXKQPT，订座号BKM-7302", "PNR [单号]，订座号[单号]"),
        ("退到6222 02** **** 2746", "退到[银行卡号]"),
    ],
)
def test_each_kind_has_its_tag(text: str, masked: str):
    assert mask(normalise([text]))[0] == [masked]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("司徒雅琪，上周订的蛋糕一直没送", ["司徒雅琪"]),
        ("韩冬梅：退款到底什么时候到", ["韩冬梅"]),
        ("我老妈叶秀珍七十三了，排队两小时", ["叶秀珍"]),
        ("奶奶今年八十六，邓桂香，在你们这里住院", ["邓桂香"]),
        ("感谢客房部的秦晓岚帮忙找回手机", ["秦晓岚"]),
        ("表扬乘务长冯雨桐", ["冯雨桐"]),
        ("投诉贾志鹏，推销时说没有年费", ["贾志鹏"]),
        ("同行的有孟凡宇、钱佳慧和薛文斌", ["孟凡宇", "钱佳慧", "薛文斌"]),
        ("郝建平医生看病仔细，请郝建平医生多坐诊", ["郝建平", "郝建平"]),
        ("管家Vivian很周到，客人Michael Tan也满意", ["Vivian", "Michael Tan"]),
        ("前台李娜办得快", ["李娜"]),
    ],
)
def test_full_names_are_masked_wherever_they_stand(text: str, names: list[str]):
    normal = normalise([text])[0]
    assert [normal[hit.start : hit.end] for hit in find(normal)] == names


@pytest.mark.parametrize(
    "text",
    [
        "孩子高兴坏了，大人方便，服务于是更上一层",
        "白开水免费，黄焖鸡一般，毛血旺太咸，王老吉是凉的",
        "从高德地图导航，在王府井附近，石家庄那家温泉更好",
        "没有安全感，常客都说单价高，金额不对",
        "张艺谋导演的片子，周杰伦的歌，鲁迅写的书都爱看",
        "前台小王和王经理、李师傅、张姐、陈阿姨服务好",
        "周大福和李宁都在一楼，张亮麻辣烫排队",
        "老板娘是韩国人，我是苏州人，师傅辛苦，谢谢",
        "我和老公带着宝宝和老人去的，朋友来广州玩",
        "态度冷漠，米饭太硬，汤太咸，鱼不新鲜，安静舒适",
    ],
)
def test_words_public_people_and_forms_of_address_stay(text: str):
    assert mask(normalise([text])) == ([text], 0)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("导游热依汗·吐尔逊讲得好", "导游[姓名]讲得好"),
        ("洛桑平措师傅开车稳，格桑花开，扎西德勒", "[姓名]师傅开车稳，格桑花开，扎西德勒"),
        ("买买提烤肉和卓玛藏餐都好吃", "买买提烤肉和卓玛藏餐都好吃"),
        ("松本美咲的房卡给了别人，铃木摩托停门口", "[姓名]的房卡给了别人，铃木摩托停门口"),
        ("有个叫Maria Santos的留学生", "有个叫[姓名]的留学生"),
        ("有家叫Blue Frog的店，住Holiday Inn", "有家叫Blue Frog的店，住Holiday Inn"),
        ("Peter Novak here. 没人修", "[姓名] here. 没人修"),
        ("Front Desk here is useless", "Front Desk here is useless"),
        ("有个姓邹的女客人，姓王的经理不管", "有个姓[姓名]的女客人，姓王的经理不管"),
        ("“卞女士您好”，客房部李女士", "“[姓名]您好”，客房部李女士"),
        ("作为陶一鸣的家长，作为孩子的监护人", "作为[姓名]的家长，作为孩子的监护人"),
        ("打到阮小青账上，打到卡上要三天", "打到[姓名]账上，打到卡上要三天"),
        ("签名：倪红（5栋302）、柏青（6栋1101）", "签名：[姓名]（[地址]）、[姓名]（[地址]）"),
        ("“安静”是我的名字，房间很安静", "“[姓名]”是我的名字，房间很安静"),
        ("住东区9舍307。A区3舍是女生楼", "住[地址]。A区3舍是女生楼"),
        ("主播叫Zoë Köhler，我俩都姓曹", "主播叫[姓名]，我俩都姓[姓名]"),
        ("阿卜杜热合曼在门口，铃声响", "[姓名]在门口，铃声响"),
        ("安德烈诺夫先生住三晚", "[姓名]住三晚"),
        ("三楼的谭婆婆敲墙，三楼的王阿姨打扫干净", "三楼的[姓名]敲墙，三楼的王阿姨打扫干净"),
        ("以蒋一凡的名义开户，以公司的名义", "以[姓名]的名义开户，以公司的名义"),
        ("他叫来的人，她叫车走了", "他叫来的人，她叫车走了"),
        ("204817736这个QQ骗我，这个QQ群是托", "[账号]这个QQ骗我，这个QQ群是托"),
    ],
)
def test_names_are_known_by_their_parts_or_by_what_the_sentence_says(text: str, masked: str):
    assert mask(normalise([text]))[0] == [masked]


def test_a_name_is_told_in_a_chunk_as_it_is_told_alone():
    lines = read_lines(GOLD / "personal_data_held_out_4.tsv")
    texts = [text for text, _ in lines]
    assert mask(texts)[0] == [mask([text])[0][0] for text in texts]


def test_a_masked_text_has_nothing_more_to_mask():
    texts = normalise([text for text, _ in read_lines(GOLD / "personal_data.tsv")])
    once, count = mask(texts)
    assert count > 200
    assert mask(once) == (once, 0)


@pytest.mark.parametrize("part", ["", "_held_out", "_held_out_2"])
def test_the_quick_look_misses_nothing_that_the_long_one_finds(part: str):
    texts = [text for text, _ in read_lines(GOLD / f"personal_data{part}.tsv")]
    seen = hinted(texts)
    assert [text for k, text in enumerate(texts) if find(text, seen.get(k, {})) != find(text)] == []


@given(st.lists(st.text(alphabet="我叫王路号栋138零一-. @a微信：订单\n", max_size=40), max_size=4))
def test_masking_a_text_does_not_depend_on_its_neighbours(texts: list[str]):
    alone = [mask([text])[0][0] for text in texts]
    assert mask(texts)[0] == alone


@pytest.mark.parametrize(
    "part",
    [
        "1-",
        "路1号",
        "一座",
        "A座",
        "138****1",
        "3号楼2单元",
        "Room 5 ",
        "王芳（1栋101）",
        "阿不都热·",
    ],
)
def test_no_comment_takes_more_than_its_length(part: str):
    began = time.process_time()
    mask([part * (60_000 // len(part))])
    assert time.process_time() - began < 5


def test_expressions_are_compiled_when_a_comment_hints_at_them():
    program = """
from voc.text.mask import mask
from voc.text.mask.finders import FINDERS
from voc.text.mask.found import expressions_of
mask(["", "房间很干净，服务员态度也很好，下次还会来"])
print(sum("match" in vars(each) for finder in FINDERS for each in expressions_of(finder)))
"""
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) <= 5


def test_a_comment_of_a_megabyte_is_masked_in_one_pass():
    masked, count = mask(["13912345678，" * 60_000, "a" * 400_000 + "1@", "路" * 200_000])
    assert count == 60_000
    assert "139" not in masked[0]


# --- messages -------------------------------------------------------------------------------------

COMPLAINT = "太差了，回电13812345678，我叫王小明"


@pytest.mark.parametrize(
    "options",
    [
        {"text": "评论", "time": "评分"},
        {"text": "评分", "weight": "评论"},
        {"text": "评论", "score": "备注"},
    ],
)
def test_errors_about_cells_do_not_quote_comments(options: dict[str, str]):
    table = pd.DataFrame(
        {
            "评论": [COMPLAINT, "很好", "不错"] * 4,
            "评分": ["5", "13812345678", "差13812345678"] * 4,
            "备注": [COMPLAINT] * 12,
        }
    )
    with pytest.raises(voc.VocError) as error:
        voc.analyze(table, topics=False, progress=False, **options)
    assert not re.search("138|王小明|太差", str(error.value))
    assert error.value.__cause__ is None  # nor does what led to it


@pytest.mark.parametrize("debug", ["", "1"])
def test_an_error_of_ours_names_its_place_and_quotes_nothing(
    debug: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def fails(*_: object, **__: object) -> None:
        try:
            int(COMPLAINT)
        except ValueError as error:
            raise KeyError(COMPLAINT) from error

    monkeypatch.setenv("VOC_DEBUG", debug)
    monkeypatch.setattr("voc.cli.app", fails)
    monkeypatch.setattr(sys, "argv", ["voc", "explain", COMPLAINT])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = "".join(capsys.readouterr())
    assert stopped.value.code == 2
    assert "KeyError" in said and (not debug or "ValueError" in said)
    assert not re.search("1381234|王小明|太差", said)


# --- treatments ----------------------------------------------------------------------------------

REVIEWS = pd.DataFrame(
    {
        "评论": [
            "房间很干净，回电13912345678",
            "太吵了，电话139 1234 5678没人接",
            "早餐不错",
            "服务热情",
        ]
        + ["位置方便，离地铁很近"] * 8,
        "会员号": [f"M{n:05d}" for n in range(12)],
        "姓名": ["王芳"] * 11 + [None],
        "来自IP": ["116.231.84.207"] * 12,
        "城市": ["拉萨", "拉萨"] + ["北京"] * 10,
    }
)


def run_of(**privacy: object) -> voc.Analysis:
    return voc.analyze(
        REVIEWS,
        text="评论",
        id="会员号",
        segments=["城市"],
        topics=False,
        progress=False,
        config={"privacy": privacy},
    )


def test_personal_columns_are_tags_and_the_ids_of_the_tables_stay():
    comments = run_of().comments
    assert comments["姓名"].tolist()[:2] == ["[姓名]", "[姓名]"]
    assert pd.isna(comments["姓名"].iloc[11])
    assert set(comments["来自IP"]) == {"[IP地址]"}
    assert comments["respondent_id"].tolist()[0] == "M00000"
    assert comments["城市"].tolist()[0] == "拉萨"


def test_a_branch_called_like_a_person_stays_and_a_column_full_of_people_does_not():
    people = "陈国强 苏晓棠 林小晴 王建华 李秀英 张志远 赵雅婷 周俊杰 吴佩芬 郑浩然".split()
    table = pd.DataFrame(
        {
            "评价": [f"房间很干净，第{place}次来住" for place in range(20)],
            "店": ["江月", "拾舟"] * 10,
            "列三": people * 2,
        }
    )
    comments = voc.analyze(table, text="评价", topics=False, progress=False).comments
    assert set(comments["店"]) == {"江月", "拾舟"}
    assert set(comments["列三"]) == {"[姓名]"}


def test_the_same_number_has_the_same_keyed_tag(monkeypatch: pytest.MonkeyPatch):
    said = run_of(pii="hash").comments["text"]
    tags = [re.search(r"\[手机号#[0-9a-f]{10}\]", text)[0] for text in said[:2]]
    assert tags[0] == tags[1]
    monkeypatch.setenv("VOC_PII_KEY", "another key of the tests")
    assert tags[0] not in run_of(pii="hash").comments["text"][0]
    assert Masker("hash").texts(["一三九一二三四五六七八"]) == Masker("hash").texts(
        ["+86-139 1234 5678"]
    )


def test_kept_data_is_kept_and_everything_warns(tmp_path: Path):
    run = run_of(pii="keep")
    assert "13912345678" in run.comments["text"][0]
    assert run.comments["姓名"][0] == "王芳"
    assert "pii = keep" in run.summary("en")
    assert "pii = keep" in run.summary("zh")
    assert "pii = keep" not in run_of().summary("en")
    assert [note["about"] for note in run.manifest["notes"]][:1] == ["privacy"]
    assert "privacy" not in [note["about"] for note in run_of().manifest["notes"]]
    report = tmp_path / "report.html"
    run.to_html(report)
    assert "pii = keep" in report.read_text(encoding="utf-8")


def test_the_older_setting_keeps_as_well():
    config = {"text": {"mask": False}}
    run = voc.analyze(REVIEWS, text="评论", topics=False, progress=False, config=config)
    assert "13912345678" in run.comments["text"][0]


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VOC_PII_KEY")
    file = tmp_path / "own" / "pii.key"
    run = run_of(pii="hash", key_file=str(file))
    assert file.stat().st_mode & 0o777 == 0o600
    key = file.read_text().strip()
    assert len(key) == 64
    run.save(tmp_path / "run")
    run.to_html(tmp_path / "report.html")
    assert read_key(str(file)) == key.encode()
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path != file]
    assert len(written) > 5
    assert [path.name for path in written if key.encode() in path.read_bytes()] == []
    assert [path.name for path in file.parent.iterdir()] == ["pii.key"]


def test_a_report_needs_no_place_for_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("VOC_PII_KEY")
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    run = run_of()
    assert "M00003" not in shared(run, tmp_path)
    with pytest.raises(voc.VocError, match="cannot be read or made"):
        run_of(pii="hash")


def test_a_short_key_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VOC_PII_KEY", "1234")
    with pytest.raises(voc.VocError, match="too short"):
        run_of(pii="hash")


# --- what is shared ------------------------------------------------------------------------------


def shared(run: voc.Analysis, folder: Path) -> str:
    """All that the report and the workbook show."""
    run.to_html(folder / "report.html")
    run.to_excel(folder / "report.xlsx")
    sheets = pd.read_excel(folder / "report.xlsx", sheet_name=None, engine="calamine", header=None)
    cells = [str(cell) for sheet in sheets.values() for cell in sheet.to_numpy().ravel()]
    return (folder / "report.html").read_text(encoding="utf-8") + "\n".join(cells)


def test_ids_are_hashed_in_report_and_workbook_unless_kept(tmp_path: Path):
    told = shared(run_of(), tmp_path)
    assert "M00003" not in told
    assert told.count("r-") >= 12
    assert "M00003" in shared(run_of(ids="keep"), tmp_path)
    everywhere = run_of(ids="hash").comments
    assert "M00003" not in everywhere.to_csv()
    assert everywhere["respondent_id"].nunique() == 12


def test_nobody_is_quoted_from_a_group_of_two(tmp_path: Path):
    told = shared(run_of(), tmp_path)
    assert "太吵了，电话" not in told  # single words of the lexicon are no quote
    assert "离地铁很近" in told
    run = run_of()
    assert "太吵了，电话" in run.comments["text"][1]  # the analyst still has it
    assert "拉萨" in set(run.segments["value"])
    assert "太吵了，电话" in shared(run_of(min_group=2), tmp_path)


def test_a_comment_does_not_stand_beside_a_cross_of_segments_that_few_share():
    reviews = pd.DataFrame(
        {
            "评论": [f"房间很干净{n}，早餐不错" for n in range(20)],
            "城市": ["北京"] * 10 + ["上海"] * 10,
            "性别": ["男"] * 9 + ["女"] + ["女"] * 10,
        }
    )
    run = voc.analyze(reviews, text="评论", segments=["城市", "性别"], topics=False, progress=False)
    shown = uncrossed(run._report_data())
    assert shown["城市"].tolist() == reviews["城市"].tolist()
    assert shown["性别"].tolist()[:9] == ["男"] * 9
    assert "不显示" in shown["性别"].tolist()[9]  # the only woman of 北京
    assert shown["性别"].tolist()[10:] == ["女"] * 10


def test_topics_are_no_persons():
    words = [["林先生", "态度", "好"], ["小李", "早餐"], ["王", "女士", "房间"]]
    found = TopicFeatures().transform(words)
    assert not {word for features in found for word in features} & {"林先生", "小李", "王女士"}
