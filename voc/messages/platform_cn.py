"""Of the survey platforms of China: questions of all of them (cn-), and of each."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "cn-multiple": Message("多选题，各选项以“┋”相连", "multiple choice: ticked options joined"),
    "cn-ticked": Message(
        "多选题，由各选项的 0/1 列合成一列",
        "multiple choice: columns of 0 and 1 put together, ticked options joined",
    ),
    "cn-ranking": Message("排序题", "options in the order of a ranking"),
    "cn-placed": Message(
        "排序题，由各选项的名次列合成一列", "ranking: the columns of places put together"
    ),
    "cn-nps": Message("NPS 题，0 到 10 分", "a question for NPS, 0 to 10"),
    "cn-rated": Message("打分题", "a rating"),
    "cn-codes-rated": Message(
        "打分题；数字是选项序号，是否越大越好看不出来，请连同按文本导出的文件一起分析",
        "a rating by the numbers of the options; whether the highest is best cannot be seen: "
        "give the export by text as well",
    ),
    "cn-verbal": Message("量表题，答案是程度词", "answers on a verbal scale"),
    "cn-codes": Message(
        "单选题，数字是选项序号；加上按文本导出的文件就有选项文字",
        "single choice by the numbers of the options; the export by text gives them their words",
    ),
    "cn-single": Message("单选题，{count} 种答案", "single choice: {count} different answers"),
    "cn-open": Message("开放题：{why}", "an open question: {why}"),
    "cn-personal": Message("个人信息", "personal or technical data"),
    "cn-matrix": Message("矩阵题的一行", "one row of a matrix"),
    "cn-written": Message("“{name}”里自己填写的内容", "written beside an option of {name}"),
    "wenjuanxing-by-text": Message("按选项文本", "by text"),
    "wenjuanxing-by-code": Message("按选项序号", "by code"),
    "cn-number": Message("答卷的序号", "the number of the answer sheet"),
    "cn-anew": Message(
        "每个文件都从头编号，不是同一个人，所以不当作受访者编号",
        "the numbers begin anew in each file: the same one is not the same person",
    ),
    "cn-submitted": Message("提交答卷的时间", "when it was handed in"),
    "cn-duration": Message("答题用了多久", "how long the answer took"),
    "cn-channel": Message("答卷从哪个渠道来", "the channel by which the answer came"),
    "cn-channel-detail": Message("来源的细节，不用来分组", "detail of the channel, no group"),
    "cn-ip": Message(
        "IP 地址是个人信息，从不用来分组", "IP addresses are personal data, never a group"
    ),
    "cn-points": Message(
        "问卷各题分值之和，不是客户打的分；要用它就写 --score 总分",
        "the sum of the points of the questionnaire, no rating by the customer; "
        "--score takes it as one",
    ),
    "cn-began": Message("开始答题的时间", "when answering began"),
    "cn-place": Message("答题人所在地", "where the respondent was"),
    "cn-language": Message("答题语言", "language of the respondent"),
    "cn-process": Message("平台记录的答题过程", "how the answer came about"),
    "cn-wechat-sex": Message("微信资料里的性别", "sex as given in WeChat"),
    "wenjuanxing-labels": Message("单选题：{labels}", "single choice: {labels}"),
    "wenjuanxing-numbers": Message(
        "量表题，取数字：{labels}", "a scale, taken as its numbers: {labels}"
    ),
    "wenjuanxing-paired": Message(
        "按文本和按序号两份导出合在一起，共 {count} 份答卷",
        "by text and by code together: {count} answer sheets",
    ),
    "wenjuanxing-only-text": Message("{count} 份只在按文本的文件里", "{count} by text only"),
    "wenjuanxing-only-code": Message("{count} 份只在按序号的文件里", "{count} by code only"),
    "wenjuanxing-at-odds": Message(
        "{count} 份在两份文件里答案不同，以按文本的为准",
        "{count} answered otherwise in the two: taken as by text",
    ),
    "wenjuanxing-nobody": Message(
        "两份问卷星文件里没有一个相同的序号，不是同一批答卷。",
        "The two exports of “问卷星” have no “序号” in common: they are not of the "
        "same respondents.",
        "同一次下载里把“按选项文本”和“按选项序号”都导出来，再一起分析。",
        "Export the same answer sheets twice, by text and by code.",
    ),
    "wenjuanxing-no-number": Message(
        "没有“序号”这一列，无法把两份问卷星文件的答卷对上。",
        "There is no column “序号” by which the two exports of “问卷星” could be matched.",
        "重新导出并保留“序号”，或只分析其中一份。",
        "Export again and keep “序号”, or analyse one of the two alone.",
    ),
    "wenjuanxing-number-twice": Message(
        "序号有空缺或重复：“{number}”。",
        "A number in “序号” is missing or stands there twice: “{number}”.",
        "用问卷星导出的原始文件，不要把几个文件拼在一起。",
        "Use the files as exported, not several of them put together.",
    ),
    "wenjuanxing-other-survey": Message(
        "两份问卷星文件不是同一份问卷：“{name}”在 {file} 里没有。",
        "The two exports of “问卷星” are of different surveys: {file} has no “{name}”.",
        "从同一份问卷导出按文本和按序号的两份文件。",
        "Export both from the same survey.",
    ),
    "wenjuanxing-not-the-same": Message(
        "两份问卷星文件的答卷对不上：“{name}”有 {count} 份不一致（序号 {numbers}）。",
        "The answer sheets of the two exports of “问卷星” differ: {count} do not agree on “{name}” "
        "(“序号” {numbers}).",
        "同一次下载里把按文本和按序号的两份都导出来。",
        "Export the same answer sheets twice, by text and by code.",
    ),
}
