"""What the names of columns say: the words, Chinese and English, that exports use in their headers.

Only names are judged here; whether the cells agree is decided in `roles`.
"""

from __future__ import annotations

import re
import unicodedata

# The concepts are asked one by one; a header may answer to several (评论时间: text and time).
CONCEPTS: dict[str, re.Pattern[str]] = {
    "time": re.compile(
        r"时间|日期|年月|月份|\bmonth\b|\bdates?\b|\btime\b|timestamp|datetime|created|opened|closed"
        r"|submitted|posted|updated|recorded|\bwhen\b|finished at"
    ),
    "identifier": re.compile(
        r"编号|序号|单号|流水号|编码|\bid\b|id$|uuid|guid|\bno\b|\bnumber$|^index$|^column 1$"
        r"|^unnamed"
    ),
    "person": re.compile(
        r"^(?:留言|评论|评价|投诉|点评|反馈)?"
        r"(?:用户|会员|客户|顾客|买家|网友|作者|人|住客|宾客|旅客)"
        r"(?:名|名称|姓名|昵称|账号|账户|号)?$"
        r"|姓名|昵称|用户名|账号|联系人|工号|操作员"
        r"|^(?:first|last|full|customer|user|respondent|reviewer|member)? ?name$"
        r"|user ?name|nick ?name|\bauthor$|^reviewer$|^customer$|recipient"
    ),
    "contact": re.compile(
        r"手机号?$|^手机号|电话(?!客服|服务)|联系方式|邮箱|微信号|^qq|身份证|来自 ip|地址|经度|纬度"
        r"|\be ?mail\b|\bphone\b|\bmobile\b|wechat|\bip\b(?! ?属)|ip ?address|\baddress\b"
        r"|latitude|longitude"
    ),
    "link": re.compile(
        r"链接|网址|图片|头像|视频|\blink\b|\burl\b|\bimages?\b|\bphotos?\b|\bpic|avatar|\bvideo"
    ),
    "reply": re.compile(
        r"(?:商家|卖家|客服|酒店|官方|商户|店家|店铺|企业|平台|坐席|部门|掌柜)的?"
        r"(?:回应|解释|内容|话术|文本|发言|对话)"
        r"|回复|答复|回访|处理(?:结果|意见|情况|过程|备注)|解决方案"
        r"|\breply\b|\breplies\b|help ?desk|\bagent\b"
        r"|(?:merchant|seller|owner|management|staff|hotel|company|our|official) "
        r"(?:response|comment|answer)"
    ),
    # What a customer adds later: a comment of its own.
    "follow_up": re.compile(
        r"追评|追加(?:的)?(?:评|内容|反馈|点评|留言|描述)|二次(?:评|反馈)|再次评|补充评"
        r"|\bappend(?:ed|s|ing)?\b|follow ?up|\badditional (?:review|comment|feedback)"
        r"|\bafter (?:user )?(?:comment|review)"
    ),
    "label": re.compile(
        r"情感|情绪|极性|标注|^标签$|^分类标签$|sentiment|polarity|^labels?$|^target$|^y$|\bemotion"
    ),
    "count": re.compile(
        r"(?<![分星])数$|数量|次数|金额|价格|单价|费用|时长|用时|点赞|反对"
        r"|\blikes?\b|\bvotes?\b|\bcount\b|\bamount\b|\bprice\b|\bviews?\b|duration|progress"
        r"|turns$|^n "
    ),
    "title": re.compile(r"主题|标题|题目|摘要|\bsubject\b|\btitle\b|headline|\bsummary\b"),
    "text": re.compile(
        r"评论|评价|点评|内容|详情|意见|建议|反馈|留言|诉求|投诉|描述|原因|理由|心得|感受|吐槽|说明"
        r"|文本|正文|原文|优点|缺点|追评|什么|哪些|改进|为什么|请您?(?:简单)?(?:说|写|描述|填写|谈)"
        r"|的地方$|之处|不足|对我们说|弹幕|帖子|微博|\bcomments?\b|\breviews?\b|\bcontent\b|\btext\b|feedback|verbatim|complaint"
        r"|\bdetails?\b|description|suggest|opinion|message|reason|\bwhy\b|\bbody\b|open ?ended"
        r"|\bwhat\b|\bhow (?:can|could)\b|anything|improve"
    ),
    "remark": re.compile(r"备注|简介|介绍$|\bnotes?\b|remark"),
    "segment": re.compile(
        r"性别|年龄|城市|省|地区|区域|大区|国家|属地|门店|店铺|店名|分店|酒店|渠道|来源|平台|部门"
        r"|网点|营业厅|舱位|航线|航班|房型|车型|机型|型号|品牌|品类|类别|类型|分类|品种|套餐|等级"
        r"|职业|学历|收入|出行|房间|产品|商品|业务|月份|季度|工龄|常旅客|是否"
        r"|gender|\bsex\b|\bage\b|city|province|region|country|\bstore\b|branch|hotel|channel"
        r"|platform|department|cabin|\bclass\b|route|\btype\b|category|\bcat\b|segment|\bgroup\b"
        r"|\btier\b|level|brand|product|\bplan\b|quarter|language|\bwave\b|airline|airport|lounge"
        r"|\broom\b|recommended"
    ),
    "overall": re.compile(r"总体|整体|综合|总评|总分|总的|overall|average|\btotal\b|\bmain\b"),
    "part": re.compile(
        r"服务|态度|环境|口味|味道|设施|卫生|位置|物流|描述|价格|性价比|客服|餐饮|早餐|速度|包装"
        r"|质量|房间|座椅|机组|comfort|clean|staff|service|food|beverage|catering|wifi"
        r"|connectivity|washroom|room|location|value|seat|crew|bar"
    ),
}

# Which question a rating answers. Asked in this order.
METRIC_WORDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "nps",
        re.compile(
            r"\bnps\b|净推荐|推荐(?!理由|原因|人|商品|菜|码|语)|\brecommend\b|recommendation|介绍给"
        ),
    ),
    ("ces", re.compile(r"\bces\b|费力|省力|省心程度|容易|轻松|难易|\beffort\b|\bease\b|\beasy\b")),
    ("csat", re.compile(r"\bcsat\b|满意|satisf\w*")),
    (
        "stars",
        re.compile(
            r"评分|星级|星数|评星|打分|得分|分数|评价等级"
            r"|\bstars?\b|\bratings?\b|\bscores?\b|\brate\b"
        ),
    ),
)
# Survey weights; 重量 and a weight in kilograms are something else.
_WEIGHT = re.compile(
    r"权重|加权|权数|\bweight(?:s|ing)?\b(?!.*\b(?:kg|g|lb|lbs|kilograms?)\b)|\bwgt\b|\bwt\b"
)
# A scale that the question names: （0-10分）, (1至5), 1 to 7 points. Q1-5 is a number.
_RANGE = r"([01])\s*(?:[-–—~至到]|to)\s*(\d{1,3})"
_STATED = re.compile(
    rf"(?<=[(\[【]){_RANGE}(?!\d)|{_RANGE}\s*(?:分(?!钟)|星|级|points?|scale)", re.I
)
_TOPS = frozenset((4, 5, 6, 7, 9, 10, 11, 100))
_EFFORT = re.compile(r"费力|费劲|\beffort\b")
# 您最满意的是哪一项: numbers under it count options, not degrees.
_WHICH = re.compile(
    r"哪|什么|为何|最(?:不?满意|喜欢|看重|认可|在意|推荐|重要)的|(?:渠道|途径|方式|原因)(?:是|$)"
    r"|\bwhich\b|\bwhy\b"
)
# Among several time columns: when the customer spoke comes before when they stayed or bought.
TIME_FIRST = re.compile(
    r"评论|评价|点评|留言|提交|反馈|发布|发表|创建|受理|投诉|来电"
    r"|opened|created|submit|comment|review|record|posted"
)
TIME_LAST = re.compile(
    r"入住|离店|出行|消费|购买|下单|乘机|关闭|完成|结束|办结|回复|更新"
    r"|visit|closed|updated|reply|\bend\b|stay"
)
RECORD_FIRST = re.compile(
    r"答卷|问卷|respon|记录|留言|评论|评价|工单|投诉|comment|review|ticket|case|编号|序号|^id$"
)

NUMBERING = re.compile(
    r"^\s*(?:q\d+(?:[._]\d+)*\s*[.、:：)）\s_-]+(?=\D)|\d+\s*[、.．:：)）]\s*|第\d+题\s*)",
    re.I,
)
# Traditional characters of the words above; the rest of a header does not matter.
SIMPLIFIED = str.maketrans(
    "評論內詳編號時間題標訂單級數戶顧應覆復稱區門電話機網類別滿買賣訴議見誰國職學歷齡郵箱節點"
    "測體務態環設總綜產業員處結創發關閉開離費輕鬆難圖連視頻極註別說為麼寫優",
    "评论内详编号时间题标订单级数户顾应复复称区门电话机网类别满买卖诉议见谁国职学历龄邮箱节点"
    "测体务态环设总综产业员处结创发关闭开离费轻松难图连视频极注别说为么写优",
)
SEAM = re.compile(r"(?<=[A-Za-z])(?=[㐀-鿿])|(?<=[㐀-鿿])(?=[A-Za-z])")  # NPS打分, 用户ID
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
# What a question asks for. 优缺点 and 最满意和最不满意的地方 ask for both.
_BOTH_SIDES = re.compile(r"优缺点|好坏|利弊|\bpros and cons\b|like[ds]? and dislike")
_BLAME = re.compile(
    r"缺点|不足|劣势|槽点|差评点?|痛点|遗憾|踩雷|不喜欢的?(?:地方|之处|方面|点)?"
    r"|不(?:太|够)?满意?的?(?:地方|之处|方面|点)?|(?:需|待|应|可以?|希望|想|能|加以|哪些|什么).{0,12}(?:改进|改善|提升)"
    r"|(?:改进|改善|提升)(?:的?(?:地方|之处|方面|空间|点)|什么|哪些)"
    r"|\bcons\b|\bnegatives?\b|dislike\w*|weakness\w*|drawbacks?|disadvantages?|\bworst\b"
    r"|\bliked? (?:the )?least\b|\bleast (?:liked?|satisf\w*|favou?rite)"
    r"|could .{0,20}improve|\bto improve\b|needs? improv\w*|areas? (?:for|of) improvement"
)
_PRAISE = re.compile(
    r"优点|优势|亮点|好评点|最?满意的?(?:地方|之处|方面|点)|最满意|喜欢的?(?:地方|之处|方面|点)|最喜欢"
    r"|好的地方|做得好|\bpros\b|\bpositives?\b|strengths?\b|(?<!dis)advantages?|\bbest\b"
    r"|\b(?:did|do) (?:you )?(?:most )?like\b|\bliked\b|most (?:liked?|satisf\w*)"
)


def asks_for(header: str) -> int:
    """Whether a question asks what was good (1), what was bad (−1), or neither or both (0).

    Examples
    --------
    >>> [asks_for(header) for header in ("优点", "缺点", "优缺点", "评论内容")]
    [1, -1, 0, 0]
    >>> asks_for("最不满意的地方"), asks_for("Positive_Review"), asks_for("What could we improve?")
    (-1, 1, -1)
    """
    text = plain(header)
    if _BOTH_SIDES.search(text):
        return 0
    rest, blames = _BLAME.subn(" ", text)
    return (_PRAISE.search(rest) is not None) - (blames > 0)


def asks_for_effort(header: str) -> bool:
    """Whether a question asks how hard something was, so that a high answer is bad.

    Examples
    --------
    >>> asks_for_effort("办理业务的费力程度"), asks_for_effort("办理行程的容易程度")
    (True, False)
    """
    return _EFFORT.search(plain(header)) is not None


def asks_which(header: str) -> bool:
    """Whether a question (in plain form) asks which or why, so that numbers are codes of answers.

    Examples
    --------
    >>> asks_which("您最满意的是哪一项"), asks_which("得知我们的推荐渠道")
    (True, True)
    >>> asks_which("对支付方式的满意度"), asks_which("最近一次服务的评分")
    (False, False)
    """
    return _WHICH.search(header) is not None


def names_weight(header: str) -> str | None:
    """Return the word by which a header (in plain form) names a survey weight, or None.

    Examples
    --------
    >>> names_weight(plain("样本权重")), names_weight(plain("weight_kg")), names_weight("wgt")
    ('权重', None, 'wgt')
    """
    match = _WEIGHT.search(header)
    return match[0].strip() if match else None


def stated_scale(header: str) -> tuple[float, float] | None:
    """Return the scale that a header names, as it stands in the export or in plain form, or None.

    Examples
    --------
    >>> stated_scale("推荐意愿（0-10分）"), stated_scale("Satisfaction (1 to 7)")
    ((0.0, 10.0), (1.0, 7.0))
    >>> stated_scale("Q1-5 满意度"), stated_scale("(1-3月)"), stated_scale("等待1-10分钟")
    (None, None, None)
    """
    match = _STATED.search(unicodedata.normalize("NFKC", header))
    if match is None:
        return None
    low, high = match[1] or match[3], match[2] or match[4]
    return (float(low), float(high)) if int(high) in _TOPS else None


def plain(header: str) -> str:
    """Bring a header into the form that the patterns expect.

    Examples
    --------
    >>> plain("averageScore"), plain("3、您的 性别："), plain("all_customer_text")
    ('average score', '您的 性别', 'all customer text')
    >>> plain("用户ID"), plain("推荐意愿（0-10分）")
    ('用户 id', '推荐意愿(0至10分)')
    """
    text = unicodedata.normalize("NFKC", header).translate(SIMPLIFIED)
    text = _STATED.sub(lambda match: re.sub(r"\s*(?:[-–—~]|to)\s*", "至", match[0]), text)
    text = NUMBERING.sub("", SEAM.sub(" ", CAMEL.sub(" ", text))) or text
    return " ".join(re.sub(r"[_\-./|:;,?!\"']+", " ", text.casefold()).split())


def says(concept: str, header: str) -> str | None:
    """Return the word by which a header (in plain form) names the concept, or None."""
    match = CONCEPTS[concept].search(header)
    return match[0].strip() if match else None


def metric(header: str) -> tuple[str, str] | None:
    """Return the metric a header (in plain form) asks for and the word that says so.

    Examples
    --------
    >>> metric(plain("Q1. 您有多大可能推荐我们？"))
    ('nps', '推荐')
    """
    for name, words in METRIC_WORDS:
        if match := words.search(header):
            return name, match[0].strip()
    return None
