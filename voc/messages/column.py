"""Why a column has its role: what its name and its cells say of it, as `voc inspect` shows it."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "number": Message(
        "数字，列名看不出是评分", "numbers whose name does not say that they are a rating"
    ),
    "short-values": Message("{count} 种不同的短值", "{count} different short values"),
    "empty": Message("整列为空", "the column is empty"),
    "ticked": Message("多选题勾选的选项", "ticked options of a multiple-choice question"),
    "ranked": Message("排好次序的选项", "options put in an order"),
    "label": Message(
        "列名含“{word}”：是给评论贴的标签，不是顾客自己打的分",
        "the name says {word!r}: a label given to the text, not the customer's own score",
    ),
    "polarity": Message(
        "正面/负面标签，不是顾客自己打的分",
        "positive/negative labels, not the customer's own score",
    ),
    "weight": Message(
        "列名含“{word}”：像是样本权重，用 --weight 指定后才作权重",
        "the name says {word!r}: looks like survey weights; --weight takes them as such",
    ),
    "link": Message("网址", "web addresses"),
    "contact": Message("电话、邮箱或 IP 地址", "telephone numbers, e-mail or IP addresses"),
    "personal": Message(
        "列名含“{word}”：个人信息或技术数据", "the name says {word!r}: personal or technical data"
    ),
    "named": Message("列名含“{word}”", "the name says {word!r}"),
    "dates": Message("{share:.0%} 的单元格是日期", "{share:.0%} of the cells are dates"),
    "reply": Message(
        "列名含“{word}”：商家或客服的话，不是顾客的",
        "the name says {word!r}: words of the staff, not of the customer",
    ),
    "people": Message("列名含“{word}”：人名", "the name says {word!r}: names of people"),
    "amount": Message(
        "列名含“{word}”：数量或金额，不是评分",
        "the name says {word!r}: counts or amounts, not a rating",
    ),
    "unique": Message("每个值都不同", "every value differs"),
    "differing": Message("{share:.0%} 的值各不相同", "{share:.0%} of the values differ"),
    "length": Message("平均 {words:.0f} 字（词）", "{words:.0f} words or characters on average"),
    "asks-good": Message("列名问的是优点", "the name asks what was good"),
    "asks-bad": Message("列名问的是缺点", "the name asks what was bad"),
    "long": Message("文字较长，各不相同（{length}）", "long, varied text ({length})"),
    "verbal": Message(
        "程度词答案，不是客群", "answers on a verbal scale, not a group of customers"
    ),
    "constant": Message("每一行都是同一个值", "the same value in every row"),
    "codes": Message("{count} 个代码", "{count} codes"),
    "values": Message("{count} 种不同的值", "{count} different values"),
    "scale": Message("{low:g} 到 {high:g}", "{low:g} to {high:g}"),
    "written": Message("写作“{example}”", "written as {example!r}"),
    "effort": Message(
        "列名问的是费力程度，已反转，高分表示容易",
        "the name asks for effort: turned round, so that high is easy",
    ),
    "turned": Message(
        "标签表明最低分最好，已反转", "the labels say that the lowest is best: turned round"
    ),
    "steps": Message("各档：{steps}", "its words: {steps}"),
    "zeros": Message("{share:.1%} 为 0，视为未评分", "{share:.1%} are 0, taken as not rated"),
    "outside": Message(
        "{share:.1%} 的答案超出范围，像是另一种分制：不计入，也不换算",
        "{share:.1%} of the answers lie outside, as if on another scale: left out, not converted",
    ),
    "mixed": Message(
        "像是混有 1 到 5 分的答案；如果不是，请写明分制",
        "looks like answers of 1 to 5 among others: say the scale if it is not so",
    ),
    "told-kind": Message("导出文件写明题型：{kind}", "the export says: {kind}"),
    "told-role": Message("由 --{role} 指定", "named by --{role}"),
    "others-named": Message("--{role} 指定了 {names}", "--{role} names {names}"),
    "title-beside": Message(
        "“{best}”旁边的标题；要用它请写 --text {name}",
        "a title beside {best!r}; --text {name} takes it instead",
    ),
    "less-clear": Message(
        "也是文字，但列名不如“{best}”明确；要用它请写 --text {name}",
        "text, but the name points less clearly than {best!r}; --text {name} takes it instead",
    ),
    "shorter": Message("比“{best}”短得多", "much shorter than {best!r}"),
    "contained": Message("内容已在“{whole}”里", "its words stand in {whole!r} as well"),
    "rival": Message(
        "也可作 {what}，但已采用“{best}”", "could be {what} too, but {best!r} is taken"
    ),
    "too-many-groups": Message(
        "共有 {count:,} 列可作分组，只取其中 {most} 列；用 --segment 指定要的列",
        "one of {count:,} possible groups, {most} of which are taken; "
        "--segment names those that are wanted",
    ),
    "questionnaire": Message("问卷文件里指定了它", "the questionnaire names it"),
    "part": Message(
        "只评某一方面；“{whole}”评的是整体", "rates a part only; {whole!r} rates the whole"
    ),
    "joins": Message(
        "把评论和 {file} 的“{column}”对应起来", "joins the comments to {column!r} of {file}"
    ),
    "other-id": Message("受访者由“{column}”区分", "{column!r} names the respondents"),
    "metric-elsewhere": Message("{metric} 在 {file} 里", "{file} holds the {metric}"),
    "from-metrics": Message("{file}：{reason}", "{file}: {reason}"),
    "beside-metrics": Message("指标旁边的文字", "texts beside the metrics"),
    "role-of-comments": Message(
        "也可作 {role}，但采用评论文件里的",
        "could be {role} too, but that of the comments is taken",
    ),
}
