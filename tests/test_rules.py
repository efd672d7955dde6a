"""What the rules of Chinese make of words: one table a phenomenon, real-sounding comments.

Phrases, irony, numbers and pairs are in test_phrases.py. A sign of 0: neither praise nor blame.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from voc.lexicon import load_codebook
from voc.opinion import Opinion, OpinionEngine, engine_for

ReadsAs = Callable[[str, int], bool]
Judge = Callable[[str], float]

DOUBLE_NEGATION = [
    ("说实话真不是不好吃，排队排出来的期待太高", 1), ("东西不是不好，就是贵了点", -1),
    ("住了三晚没有不满意的地方", 1), ("不得不说好，换季囤两瓶", 1),
    ("不得不说这家的手冲确实香", 1), ("没有哪次不满意的，老顾客了", 1),
    ("这个价位不能不说划算", 1), ("不会不好用，放心买", 1), ("没有一次让人失望", 1),
    ("用了仨月没有不舒服", 1), ("从来没有不耐烦过，小姐姐人真nice", 1), ("孩子没有不爱吃的", 1),
    ("服务不是不好，就那么回事", -1), ("不得不吐槽一下客服，太慢了", -1),
    ("没有人不喜欢这个包吧哈哈", 1), ("每道菜无一不好吃", 1),
]  # fmt: skip
NEGATION_AT_A_DISTANCE = [
    ("没有想象中那么好", -1), ("没觉得有多好，网红店罢了", -1), ("没有网上吹的那么神", -1),
    ("并没有感觉到哪里好用", -1), ("没尝出来有多新鲜", -1), ("没看出来高级在哪", -1),
    ("没有传说中的那么惊艳", -1), ("没有大家说得那么难吃", 1), ("不觉得这个价位有什么优势", -1),
    ("实物没有图片上那么好看", -1), ("没有销售说的那么省电", -1), ("没感觉到有啥效果", -1),
    ("也没有觉得他们多专业", -1), ("没有评论里说的那么吵", 1), ("味道没有直播间说的那么香", -1),
    ("算不上有多好吃吧", -1), ("没发现有什么不好", 1),
]  # fmt: skip
DENIED_MILDLY = [
    ("客服不太理人", -1), ("墙不怎么隔音", -1), ("挂机不太制冷，夏天遭罪", -1),
    ("物业不怎么打扫楼道", -1), ("投诉了也不太回复", -1), ("新系统还不太习惯", -1),
    ("这面霜不怎么吸收", -1), ("配色不是很协调", -1), ("店员不咋搭理", -1),
]  # fmt: skip
NOT_A_BIT = [
    ("新车没有一点异味", 1), ("没有一点服务意识", -1), ("没有一点让人满意", -1),
    ("空运过来的，没有一点破损", 1), ("没有一丝腥味，娃吃了两碗", 1), ("没有一点诚意", -1),
    ("穿一天没有一点不舒服", 1), ("没有半点耐心，问多了就甩脸", -1), ("没有任何问题", 1),
    ("没有任何惊喜可言", -1), ("一点异味都没有", 1), ("一点责任心都没有", -1),
    ("一点毛病没有", 1), ("没有一点噪音，晚上睡得很香", 1), ("一点都不专业", -1),
    ("没有一点性价比", -1),
]  # fmt: skip
NOTHING_BUT = [
    ("除了贵没毛病", 1), ("除了远点没别的毛病", 1), ("除了停车不方便，其他都挺好", 1),
    ("除了包装简陋点，没啥可挑的", 1), ("除了好看一无是处", -1), ("除了便宜没有优点", -1),
    ("除了位置好，别的都一塌糊涂", -1), ("除了电池小了点其它都满意", 1),
    ("除了wifi有点卡，整体很满意", 1), ("除了前台态度还行，剩下的都是槽点", -1),
    ("除了快递慢，东西没得挑", 1), ("除了价钱美丽，其余全是坑", -1),
]  # fmt: skip
MOCKING_ECHO = [
    ("好什么好，退货了", -1), ("便宜什么便宜，隔壁才卖19", -1), ("新鲜什么新鲜，都蔫吧了", -1),
    ("快什么快，三天才揽件", -1), ("好个屁", -1), ("好用个鬼", -1), ("好吃个锤子", -1),
    ("舒服你个头", -1), ("专业个屁，连卡都插反了", -1), ("正品个鬼，扫码都扫不出来", -1),
    ("高清个锤子，糊成马赛克了", -1), ("香个鬼哦，一股酒精味", -1),
]  # fmt: skip
LUKEWARM = [
    ("还行吧", 0), ("一般般", 0), ("马马虎虎", 0), ("凑合用", 0), ("中规中矩", 0),
    ("味道一般", 0), ("还可以吧，没什么特别的", 0), ("不好不坏", 0), ("凑合", 0),
    ("房间过得去", 0), ("一般", 0), ("普普通通", 0), ("网速还行", 0), ("服务也还可以", 0),
    ("so-so", 0), ("It was okay.", 0), ("音质马马虎虎吧", 0), ("早餐中规中矩", 0),
    ("质量嘛，将就能用", 0), ("无功无过", 0), ("谈不上好也谈不上坏", 0), ("口味普普通通", 0),
    ("说不上好也说不上差", 0), ("不算好也不算坏", 0), ("环境尚可", 0),
]  # fmt: skip
JUST_LIKE_THAT = [
    ("也就那样", -1), ("网红店也就那样吧", -1), ("味道就那样", -1), ("服务就那么回事", -1),
    ("排队俩小时，吃完觉得不过如此", -1), ("也不过如此嘛", -1), ("效果就那样，没啥变化", -1),
    ("排了半天队，菜也就那么回事", -1), ("大牌也就这水平", -1),
    ("干锅也就图个近，味道就那样", -1), ("就这？？", -1), ("吃了一次，也就那回事儿", -1),
]  # fmt: skip
BUT = [
    ("不错但是贵", -1), ("东西不错，但是快递把盒子压烂了", -1), ("虽然贵，但是好吃", 1),
    ("虽然服务不错，但是菜太难吃了", -1), ("味道一般，但是老板人特别好，环境也很棒", 1),
    ("尽管下雨送得晚了点，但小哥态度特别好", 1), ("贵是贵，但是真的好用", 1),
    ("丑是丑了点，不过很暖和", 1), ("颜值挺高，可惜不经用", -1), ("房间小归小，胜在干净", 1),
    ("看着高级，用起来却很垃圾", -1), ("虽说是老小区，物业倒是很负责", 1),
    ("外形我喜欢，就是太重了，举着手酸", -1), ("别看店小，味道一绝", 1),
    ("nice room but terrible service, would not stay again", -1),
    ("It's a bit pricey, but totally worth it", 1),
]  # fmt: skip
IF_ONLY = [
    ("要是早餐再丰富点就完美了", -1), ("要是有电梯就完美了", -1), ("要是能便宜点就好了", -1),
    ("如果客服回复快一点就更好了", -1), ("续航再久点就好了", -1), ("要是屏幕再大一点就好了", -1),
    ("再便宜点就更好了", -1), ("隔音好点就满分了", -1), ("要是wifi稳定点就五星了", -1),
    ("如果能多开几个窗口就好了", -1), ("份量再多些就更完美了", -1), ("如果送个收纳袋就好了", -1),
]  # fmt: skip
ASKED_FOR = [
    ("希望改进", -1), ("希望上菜快一点", -1), ("服务有待提高", -1), ("希望能加强管理", -1),
    ("建议尽快改善卫生", -1), ("希望多开几个收银台", -1), ("希望客服态度好一点", -1),
    ("望改善", -1), ("希望下次包装严实点", -1), ("建议增加充电桩", -1),
    ("希望贵公司重视一下售后", -1), ("系统还需要优化", -1), ("请尽快修复闪退", -1),
    ("please improve the wifi", -1),
]  # fmt: skip
GOOD_WISHES = [
    ("希望越来越好", 1), ("希望好用", 0), ("祝生意兴隆，希望一直保持", 1),
    ("希望继续保持，好评", 1), ("希望老板生意越来越红火", 1), ("刚收到，希望质量不错", 0),
    ("希望孩子喜欢", 0), ("希望能用久一点，目前很满意", 1), ("会一直支持的，加油", 1),
    ("希望有效果，过阵子来追评", 0), ("希望你们越办越好", 1), ("祝越来越好，下次还来", 1),
]  # fmt: skip
LITTLE_MORE = [
    ("手续费低一些", -1), ("态度好点吧", -1), ("大厅的空调凉快一点", -1), ("价格再低点", -1),
    ("服务质量提高点", -1), ("物流快点，等着用呢", -1), ("多点关心", -1),
    ("对老年人多点关心", -1), ("客服多点耐心", -1), ("多一点人性化", -1), ("多招点人吧", -1),
    ("价格便宜一点", -1), ("早餐丰富些好不好", -1), ("态度热一点行不行", -1),
    ("比别家便宜一点", 1), ("价格比上次便宜一点", 1), ("态度好了点", 1), ("这家味道好一点", 1),
    ("味道稍微好一点", 1), ("比之前那家多点耐心", 1), ("服务员给了我很多关心", 1),
]  # fmt: skip
FORBIDDEN = [
    ("别让人干等", -1), ("别再骗老人了", -1), ("出了问题别推来推去", -1), ("请不要敷衍客户", -1),
    ("别那么吵行不行", -1), ("以后别乱收费", -1), ("希望不要再弄错了", -1), ("别偷工减料", -1),
    ("早餐别那么单调", -1), ("希望大堂的别老低头玩手机", -1), ("甭糊弄人", -1),
    ("希望不要失望", 0), ("希望质量好，不要让我失望", 0), ("希望别坏", 0),
    ("别担心，质量很好", 1), ("不要太好吃", 1), ("别嫌远，值得跑一趟", 1), ("别提多好吃了", 1),
    ("别看店小，味道一绝", 1), ("没让人干等", 1), ("不要担心，正品", 1),
]  # fmt: skip
OUTDONE = [
    ("地摊货都比这结实", -1), ("路边摊都比这里好吃", -1),
    ("蜗牛都比你们快", -1), ("扫地阿姨都比你们热情", -1), ("超市处理的都比这个新鲜", -1),
    ("民宿比你们酒店干净多了", -1), ("食堂都比这好吃", -1), ("随便一家都比你家新鲜", -1),
    ("快捷酒店都比这干净", -1), ("别家比你们实惠多了", -1), ("隔壁比这家好吃", -1),
    ("味道比别家好吃", 1), ("没有比这家更好吃的了", 1), ("每次来都比上次好", 1),
    ("环境服务都比别家好", 1), ("房间都比图片上大", 1), ("什么都比实体店便宜", 1),
    ("比以前热情多了", 1), ("比他们家强一百倍", 1), ("很少有比这更划算的", 1),
]  # fmt: skip
PROMISED = [
    ("说好三天到账，结果等了一周", -1), ("承诺免年费，结果第二年照扣", -1),
    ("客服答应当天解决，结果三天没消息", -1), ("说好送货上门，结果放楼下了", -1),
    ("保证安全，结果钱被盗了", -1), ("答应了给我退款，谁知又反悔", -1),
    ("听朋友说质量不错，结果用一个月就坏了", -1), ("承诺马上处理，结果又拖了两天", -1),
    ("答应给换货，没想到又不认了", -1), ("保证很快修好，结果修了一周", -1),
    ("说好很快办完，结果真的很快", 1), ("听说服务好，结果确实不错", 1),
    ("承诺三天修好，结果很快就修好了", 1), ("说好免年费，真的免年费", 1),
    ("保证正品，价格也便宜", 1),
]  # fmt: skip
TOPIC_WORDS = [
    ("投诉处理得很及时", 1), ("处理投诉快一点", -1), ("我要投诉", -1), ("靠近门口的窗口", 0),
    ("酒店靠近火车站", 1), ("两人靠近后合影", 0), ("临近中午了", 0), ("民宿临近海边", 1),
    ("投诉处理", 0), ("投诉电话是多少", 0),
]  # fmt: skip
COMPARED = [
    ("比上次差", -1), ("比上次好", 1), ("比上次好吃", 1), ("不如隔壁那家", -1),
    ("不如上次好", -1), ("跟以前没法比", -1), ("大不如前", -1), ("没有上次好吃", -1),
    ("比别家贵多了", -1), ("远不如从前", -1), ("比以前进步多了", 1),
    ("比我之前用的那款好多了", 1), ("跟专柜没法比", -1), ("比实体店便宜一半", 1),
    ("比别家便宜", 1), ("比描述的小", -1), ("比图片上的还好看", 1), ("比想象中的小很多", -1),
    ("比预期好", 1), ("比他们家强一百倍", 1), ("服务一年不如一年", -1), ("一次比一次差", -1),
    ("比外面卖的便宜好多", 1), ("跟描述的不一样", -1), ("和图片一模一样", 1),
    ("比不上海底捞", -1), ("没有比这更差的了", -1), ("没有比这更好吃的了", 1),
    ("Much better than last time", 1), ("worse than the one we had before", -1),
]  # fmt: skip
RHETORICAL = [
    ("谁说不好，我觉得挺好的", 1), ("谁说便宜没好货", 1), ("哪里不好了", 1), ("谁说贵了", 1),
    ("能不能快点", -1), ("能不能快点发货", -1), ("就不能快点吗", -1), ("凭什么多收钱", -1),
    ("哪里好了", -1), ("难道这叫新鲜吗", -1), ("谁敢说好吃", -1), ("有这么做生意的吗", -1),
    ("能不能别再打骚扰电话了", -1), ("这也叫五星？", -1), ("有必要这么凶吗", -1),
    ("你们就这样对待老客户？", -1), ("多给双筷子会死吗", -1), ("这也能叫套房？", -1),
    ("怎么能不爱", 1), ("这么好的店谁不爱啊", 1), ("什么时候才能修好？？", -1),
]  # fmt: skip
INDEED_WORTHY = [
    ("不愧是老店", 1), ("不愧是大牌，细腻", 1), ("不愧是你们家的客服，秒回", 1),
    ("果然没让我失望", 1), ("果然名不虚传", 1), ("果然便宜没好货", -1),
    ("果然一分钱一分货，用着很踏实", 1), ("不负盛名", 1), ("名副其实的海景房", 1),
    ("名不副实", -1), ("不枉我专门跑一趟", 1), ("没白等", 1), ("没白来", 1), ("白跑一趟", -1),
    ("徒有虚名", -1),
]  # fmt: skip
REVIEW_FOR_MONEY = [
    ("好评返现", 0), ("好评返现2元", 0), ("为了好评返现", 0), ("盒子里有张好评返现的卡片", 0),
    ("五星好评返3块红包", 0), ("商家说好评返现，我就是为了那两块钱", 0), ("晒图返现", 0),
    ("给好评送优惠券", 0), ("好评返现都是骗人的", -1), ("说好的好评返现，加了微信就不理人了", -1),
    ("返现没给，差评", -1), ("不是为了好评返现，是真的好吃", 1),
]  # fmt: skip


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


@pytest.mark.parametrize(("comment", "sign"), DOUBLE_NEGATION)
def test_two_negations_cancel(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), NEGATION_AT_A_DISTANCE)
def test_negation_reaches_over_words_between(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), DENIED_MILDLY)
def test_a_mild_denial_of_what_should_be_done(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


def test_a_mild_denial_is_about_what_is_denied(hotel: OpinionEngine) -> None:
    told = [(found[4], round(found[5], 2)) for found in opinions(hotel, "房间不太隔音")]
    assert told == [("noise", -0.42)]


@pytest.mark.parametrize(("comment", "sign"), NOT_A_BIT)
def test_not_a_bit_of_something_good_or_bad(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), NOTHING_BUT)
def test_what_is_excepted_does_not_decide(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), MOCKING_ECHO)
def test_praise_thrown_back_is_blame(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), LUKEWARM)
def test_lukewarm_verdicts_are_neutral(general: OpinionEngine, comment: str, sign: int) -> None:
    polarities = [opinion[5] for opinion in opinions(general, comment) if opinion[3]]
    assert polarities
    assert max(map(abs, polarities)) <= 0.15, (polarities, sign)


@pytest.mark.parametrize(("comment", "sign"), JUST_LIKE_THAT)
def test_just_like_that_is_no_praise(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), BUT)
def test_contrast_clause_outweighs_first(sentiment: Judge, comment: str, sign: int) -> None:
    assert sentiment(comment) * sign > 0


@pytest.mark.parametrize(("comment", "sign"), IF_ONLY)
def test_what_would_make_it_perfect_is_missing(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), ASKED_FOR)
def test_what_is_wished_for_is_missing(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), GOOD_WISHES)
def test_good_wishes_are_no_complaint(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), LITTLE_MORE)
def test_a_little_more_is_asked_for_unless_compared(
    reads_as: ReadsAs, comment: str, sign: int
) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), FORBIDDEN)
def test_what_is_to_stop_has_happened(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), OUTDONE)
def test_praise_of_others_blames_what_loses(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), PROMISED)
def test_a_broken_promise_is_blame(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), TOPIC_WORDS)
def test_words_that_only_name_what_is_told(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), COMPARED)
def test_comparison_has_a_better_and_a_worse_side(
    reads_as: ReadsAs, comment: str, sign: int
) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), RHETORICAL)
def test_rhetorical_questions_judge(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), INDEED_WORTHY)
def test_fame_deserved_and_undeserved(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), REVIEW_FOR_MONEY)
def test_cash_for_praise_is_no_praise(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


def test_degree_words_strengthen_and_weaken(sentiment: Judge) -> None:
    assert sentiment("非常好吃") > sentiment("好吃") > sentiment("还算好吃") > 0
    assert sentiment("难吃死了") < sentiment("难吃") < sentiment("有点难吃") < 0


def test_negated_degree_is_weaker_than_degree_of_negated(sentiment: Judge) -> None:
    assert sentiment("很不满意") < sentiment("不是很满意") < 0


def test_what_is_excepted_counts_little(general: OpinionEngine) -> None:
    price = polarity_of(general, "除了贵没毛病", "price_level")
    assert polarity_of(general, "贵", "price_level") < price < 0


def test_a_promise_quoted_is_not_the_customers_verdict(general: OpinionEngine) -> None:
    found = opinions(general, '客服说"很快解决"，结果三天没人理')
    assert all(opinion[5] <= 0 for opinion in found)


@pytest.mark.parametrize("text", ["好慢", "好难吃", "好贵啊"])
def test_hao_before_a_judging_word_only_raises_it(general: OpinionEngine, text: str) -> None:
    found = opinions(general, text)
    assert len(found) == 1
    assert found[0][5] < 0


def test_a_list_gives_one_opinion_each(restaurant: OpinionEngine) -> None:
    found = opinions(restaurant, "服务、环境、味道都不错")
    named = {o[4]: o[5] for o in found if not o[7].endswith("spread")}
    assert named.keys() == {"staff_attitude", "environment", "taste"}
    assert min(named.values()) > 0


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
