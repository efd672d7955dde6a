"""Phrases, irony, numbers, pairs and English: one table a phenomenon, real-sounding comments."""

from __future__ import annotations

from collections.abc import Callable

import pytest

ReadsAs = Callable[[str, int], bool]

QUOTED = [
    ('客服说"很好解决"，结果拖了一个礼拜', -1), ("客服说“很快解决”，结果三天没人理", -1),
    ("销售说“绝对正品”，一查是假的", -1), ("老板说“包甜”，结果寡淡无味", -1),
    ("宣传的“免费wifi”根本连不上", -1), ("前台说“马上就好”，等了一个钟头", -1),
    ("中介拍胸脯说“特别安静”，结果楼下是KTV", -1), ("店员说“很显瘦”，结果穿上显胖十斤", -1),
    ("说“保证不掉色”，洗一次就掉色", -1), ("说是“纯手工”，线头一大把", -1),
    ("电话里说“随时可以退”，真退了又不认账", -1), ("标着“新鲜现做”，吃出来是隔夜的", -1),
    ("说好“当天送达”，第四天才到", -1),
]  # fmt: skip
LAUGHTER = [
    ("呵呵", -1), ("呵呵，这就是你们的服务", -1), ("好评？呵呵", -1), ("这服务，呵呵了", -1),
    ("呵呵哒", -1), ("五星级，呵呵", -1), ("哈哈", 1), ("哈哈哈好吃到舔盘子", 1),
    ("哈哈很喜欢", 1), ("哈哈老板太逗了，人超好", 1), ("猫主子满意就行哈哈哈", 1),
    ("退款？呵呵，做梦", -1), ("haha love it", 1), ("嘻嘻 很满意", 1),
]  # fmt: skip
IRONY = [
    ("真行👍🙄", -1), ("等了一小时没人理，你们服务可真行", -1), ("太棒了🙃又迟到", -1),
    ("服务真好🙂等了俩小时", -1), ("你们可真会做生意，改签费比票还贵", -1),
    ("我谢谢你啊，菜里还带只虫", -1), ("真“贴心”，垃圾都给我留着", -1),
    ("可真“快”，五天了还没动", -1), ("厉害了👏👏卡里钱说没就没🙄", -1), ("这速度我也是服了", -1),
    ("干得漂亮，把我行李发去了昆明", -1), ("好一个五星酒店，连热水都没有", -1),
    ("谢谢您嘞，让我多跑三趟", -1), ("高级🙄🙄一股塑料味", -1),
    ("牛哇牛哇，客服直接把我拉黑🙃", -1), ("Great 🙄 another delay", -1),
]  # fmt: skip
NUMBERS = [
    ("等了两个小时", -1), ("排队排了一个半小时", -1), ("等了40分钟", -1), ("拖了半个月", -1),
    ("waited 2 hours", -1), ("3个月就坏了", -1), ("晚了四十分钟", -1), ("用了两天就开胶了", -1),
    ("穿一次就破", -1), ("不到一个星期就罢工", -1), ("等了5分钟就到了", 1), ("10分钟送到", 1),
    ("十分钟就送到了", 1), ("等了两分钟", 0), ("用了两年还跟新的一样", 1),
    ("等了半个多小时没人管", -1), ("点了一个小时才送来", -1), ("三天才发货", -1),
    ("第二天就到了", 1), ("五分钟搞定", 1), ("当天下单当天到", 1), ("电话打了二十遍没人接", -1),
    ("一个多钟头了还在制作中", -1), ("喊了三遍才过来", -1), ("半小时内就上门了", 1),
    ("just 5 minutes from the station", 1), ("It broke after two weeks", -1),
    ("下单三个小时还没到", -1), ("整整迟到五十分钟", -1), ("秒到账", 1), ("住了两晚", 0),
    ("排队的时候聊了聊天", 0),
]  # fmt: skip
PLAIN_QUESTIONS = [
    ("质量怎么样？", 0), ("请问这个好用吗？", 0), ("发票好开吗？", 0), ("几点退房？", 0),
    ("这款和那款哪个好？", 0), ("小个子穿会不会显矮？", 0), ("有没有人用过，效果好不好啊", 0),
    ("停车方便吗", 0), ("会掉色吗？", 0), ("孕妇能用吗", 0), ("夏天穿热不热？", 0),
    ("容易起球吗？", 0), ("Is it any good?", 0), ("这个防水吗，洗多了会坏吗", 0),
    ("我是三月五号入住的", 0), ("敏感肌用会不会过敏", 0),
]  # fmt: skip
CONDITIONS = [
    ("如果不满意可以退", 0), ("要是坏了怎么保修", 0), ("如果好用会回购", 0),
    ("喜欢吃辣的可以试试", 0), ("万一坏了找谁", 0), ("如果效果好再来追评", 0),
    ("不喜欢的话七天内能退", 0), ("如果下次还这么慢就不来了", -1), ("再不解决我就投诉了", -1),
    ("除非换厨师，不然不会再来", -1), ("要不是朋友推荐，就错过这么好的店了", 1),
    ("好用再来评价", 0), ("If it breaks I will return it", 0),
]  # fmt: skip
PAIRED = [
    ("上菜快", 1), ("掉电快", -1), ("价格高", -1), ("性价比高", 1), ("声音大", -1),
    ("味道大", -1), ("分量小", -1), ("分量少", -1), ("分量足", 1), ("房间大", 1), ("噪音大", -1),
    ("噪音小", 1), ("续航时间长", 1), ("排队时间长", -1), ("离地铁近", 1), ("离地铁远", -1),
    ("网速快", 1), ("发热快", -1), ("掉毛少", 1), ("手续费高", -1), ("手续费低", 1),
    ("油耗低", 1), ("能耗高", -1), ("屏幕大", 1), ("体积大占地方", -1), ("色差大", -1),
    ("水压小", -1), ("延迟高", -1), ("回头率高", 1), ("翻车率高", -1), ("门槛高", -1),
    ("油烟大", -1), ("人手少", -1), ("广告多", -1), ("花样多", 1), ("刺少", 1), ("车次少", -1),
    ("味道淡", -1), ("血压高", 0),
]  # fmt: skip
EXPECTED = [
    ("以为会很好吃，结果很失望", -1), ("本来觉得不错，用了两天就卡", -1),
    ("原以为很便宜，结账傻眼了", -1), ("以为是正品，结果是高仿", -1),
    ("本以为会很吵，没想到特别安静", 1), ("本来没抱希望，结果出奇地好用", 1),
    ("还以为会踩雷，没想到惊艳到我了", 1), ("之前觉得挺好的，现在越来越差", -1),
    ("没想到这么难吃", -1), ("没想到这么好", 1), ("以为要排很久，结果十分钟搞定", 1),
    ("看评价挺好，到店大失所望", -1), ("听说味道不错才来的，真的踩雷", -1),
    ("冲着好评买的，结果很一般，失望", -1), ("本来想给五星的，最后被态度劝退", -1),
    ("超出预期", 1), ("低于预期", -1), ("没达到预期", -1),
]  # fmt: skip
INTENSITY = [
    ("非常好吃", 1), ("难吃死了", -1), ("好吃到哭", 1), ("贵得离谱", -1), ("丑爆了", -1),
    ("巨好用", 1), ("老好吃了", 1), ("贼拉慢", -1), ("慢得要死", -1), ("好慢", -1),
    ("好难吃", -1), ("好贵啊", -1), ("超级无敌好看", 1), ("差到家了", -1), ("热情得不得了", 1),
    ("不要太好吃", 1), ("别提多难受了", -1), ("别提多开心了", 1), ("不知道比那家好多少倍", 1),
    ("不是一般的慢", -1), ("有亿点点贵", -1), ("好看得一批", 1), ("嘎嘎香", 1),
]  # fmt: skip
HEADINGS = [
    ("味道：赞", 1), ("服务：差", -1), ("环境：挺好", 1), ("优点：便宜、轻", 1),
    ("缺点：太重，掉漆", -1), ("物流：太慢了", -1), ("质量：很好\n物流：很快", 1),
    ("物流：不行", -1), ("手感：一流", 1), ("隔音：约等于没有", -1), ("Pros: quiet and comfy", 1),
    ("Cons: too noisy", -1), ("【服务】热情周到", 1), ("总结：不值", -1),
]  # fmt: skip
FIXED = [
    ("没得说", 1), ("服务没话说", 1), ("一言难尽", -1), ("不敢恭维", -1), ("绝绝子", 1),
    ("yyds", 1), ("踩雷了", -1), ("智商税", -1), ("无语", -1), ("性价比超高", 1),
    ("再也不来了", -1), ("下次还来", 1), ("五星好评", 1), ("谁买谁后悔", -1),
    ("谁用谁知道，绝了", 1), ("闭眼入", 1), ("买买买，冲就完了", 1), ("一分钱一分货", 0),
    ("物超所值", 1), ("白瞎了我的钱", -1), ("杠杠滴", 1), ("没谁了，太坑", -1), ("不踩坑", 1),
    ("拉胯", -1), ("yue了", -1), ("吃嘛嘛香", 1), ("避雷", -1), ("拔草了", -1), ("种草了", 1),
    ("哪哪都好", 1), ("要啥没啥", -1), ("巴适得板", 1), ("中！得劲", 1), ("老铁没毛病", 1),
    ("从没见过这么敷衍的", -1), ("良心商家", 1), ("没良心的商家", -1), ("挑不出毛病", 1),
    ("无可挑剔", 1), ("说多了都是泪", -1), ("狗都不吃", -1), ("谁爱买谁买", -1), ("必须五星", 1),
]  # fmt: skip
ENGLISH = [
    ("not bad", 1), ("could be better", -1), ("too slow", -1), ("never again", -1),
    ("would not recommend", -1), ("Couldn't be happier", 1), ("not worth the money", -1),
    ("Nothing to complain about", 1), ("I can't fault it", 1), ("no complaints at all", 1),
    ("way too expensive", -1), ("Highly recommended!", 1), ("Will definitely come back", 1),
    ("won't be coming back", -1), ("It doesn't work", -1), ("waste of money", -1),
    ("The food wasn't great", -1), ("Not the best experience", -1),
    ("staff couldn't care less", -1), ("couldn't ask for more", 1),
    ("good but overpriced and the waiter was rude", -1), ("I wish the battery lasted longer", -1),
    ("Nobody answered the phone", -1), ("can't recommend this place enough", 1),
    ("avoid at all costs", -1), ("服务so so，food还OK", 0), ("delivery is slow af", -1),
    ("体验感很nice", 1), ("overall not bad，下次还会来", 1),
]  # fmt: skip


@pytest.mark.parametrize(("comment", "sign"), QUOTED)
def test_promises_quoted_and_broken_blame(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), LAUGHTER)
def test_laughter_and_sneer(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), IRONY)
def test_irony_is_not_praise(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), NUMBERS)
def test_numbers_tell_a_verdict(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), PLAIN_QUESTIONS)
def test_questions_and_facts_do_not_judge(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), CONDITIONS)
def test_what_might_happen_is_no_verdict(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), PAIRED)
def test_polarity_depends_on_what_is_judged(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), EXPECTED)
def test_expectation_and_what_came_of_it(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), INTENSITY)
def test_intensity_keeps_the_side(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), HEADINGS)
def test_headings_name_what_follows_them(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), FIXED)
def test_fixed_phrases(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)


@pytest.mark.parametrize(("comment", "sign"), ENGLISH)
def test_english_comments(reads_as: ReadsAs, comment: str, sign: int) -> None:
    assert reads_as(comment, sign)
