"""Of survey platforms."""

from __future__ import annotations

from voc.messages.message import Message
from voc.messages.platform_cn import MESSAGES as CHINESE

MESSAGES = {
    **CHINESE,
    "kind": Message("{platform} 导出的题型：{kind}", "{platform} exports it as: {kind}"),
    "written-long": Message(
        "选项旁边填写的内容，多为整句，当作评论",
        "what was written beside an option, sentences for the most part: taken as comments",
    ),
    "written-short": Message(
        "选项旁边填写的内容，多为短语；要当作评论，请用 --text 指定",
        "what was written beside an option, a few words each; --text takes it as comments",
    ),
    "person": Message("{platform} 的个人信息", "{platform}: personal data"),
    "surveymonkey-respondent": Message(
        "SurveyMonkey 的受访者编号", "SurveyMonkey: id of the respondent"
    ),
    "surveymonkey-collector": Message(
        "SurveyMonkey 的收集器：答卷从哪里来", "SurveyMonkey: collector, by which the response came"
    ),
    "surveymonkey-began": Message(
        "SurveyMonkey 的开始答题时间", "SurveyMonkey: when answering began"
    ),
    "surveymonkey-ended": Message(
        "SurveyMonkey 的结束答题时间", "SurveyMonkey: when answering ended"
    ),
    "surveymonkey-open": Message("SurveyMonkey 的开放题", "SurveyMonkey: open-ended response"),
    "qualtrics-response": Message("Qualtrics 的答卷编号", "Qualtrics: id of the response"),
    "qualtrics-recorded": Message("Qualtrics 的答卷保存时间", "Qualtrics: when it was recorded"),
    "qualtrics-began": Message("Qualtrics 的开始答题时间", "Qualtrics: when answering began"),
    "qualtrics-ended": Message("Qualtrics 的结束答题时间", "Qualtrics: when answering ended"),
    "qualtrics-zone": Message(
        "{reason}，按 {zone} 时区的当地时间，原样保留",
        "{reason}, in the local time of {zone}, kept as it stands",
    ),
    "qualtrics-language": Message("Qualtrics 的答题语言", "Qualtrics: language of the respondent"),
    "qualtrics-channel": Message("Qualtrics 的发放渠道", "Qualtrics: distribution channel"),
    "qualtrics-reference": Message(
        "Qualtrics 的外部编号；要与其他文件关联，请用 --id 指定",
        "Qualtrics: external reference; --id takes it, to join other files by it",
    ),
    "qualtrics-person": Message(
        "Qualtrics 的收件人信息：个人信息", "Qualtrics: recipient, personal data"
    ),
    "qualtrics-place": Message(
        "Qualtrics 的 IP 地址或位置：个人信息",
        "Qualtrics: IP address or location, personal data",
    ),
    "qualtrics-process": Message(
        "Qualtrics 记录的答题过程", "Qualtrics: how the response came about"
    ),
    "qualtrics-computed": Message(
        "Qualtrics 由其他列算出来的", "Qualtrics computed it or recorded it by itself"
    ),
    "qualtrics-entry": Message("Qualtrics 的文本输入题", "Qualtrics: text entry"),
    "qualtrics-nps": Message(
        "Qualtrics 的净推荐值题（另有分组列）",
        "Qualtrics: NPS question (a column of its groups stands beside it)",
    ),
    "qualtrics-preview": Message(
        "问卷预览，不是真实答卷（Status 为 {status}）",
        "a preview of the survey, no response (Status is {status})",
    ),
    "qualtrics-test": Message(
        "测试数据，不是真实答卷（Status 为 {status}）",
        "a generated test, no response (Status is {status})",
    ),
}
