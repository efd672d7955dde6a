"""Of suggested terms."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "nothing-accepted": Message(
        "没有采纳任何建议。",
        "Nothing is accepted.",
        "请在要采纳的各行第一列选 {accepted}。",
        "Choose {accepted} in the first column of the rows to take over.",
    ),
    "no-codebook-named": Message(
        "工作簿没有写明属于哪个编码本。",
        "The workbook does not say which codebook it is for.",
        "请指明：-k 编码本。",
        "Name it: -k CODEBOOK.",
    ),
    "codebook-gone": Message(
        "这些建议所属的编码本“{codebook}”既不在工作簿旁边，也不在当前文件夹。",
        'The codebook of these suggestions, "{codebook}", is neither beside the sheet nor here.',
        "请把它放到工作簿旁边，或用 -k 文件 指明位置。分析结果文件夹里有一份 codebook.toml。",
        "Put it beside the sheet, or say where it is: -k FILE. The folder of the run holds a "
        "copy, codebook.toml.",
    ),
    "at-least-one": Message(
        "{name} 至少为 1，这里是 {value}。",
        "{name} is at least 1, found {value}.",
        "请给出 1 或更大的数。",
        "Give 1 or more.",
    ),
    "neither": Message(
        "“{said}”既不是“是”也不是“否”。",
        '"{said}" says neither yes nor no.',
        "请选 {accepted}，或清空。",
        "Choose {accepted}, or empty it.",
    ),
    "choose-one": Message("请选一个。", "Choose one."),
    "accepted-elsewhere": Message(
        "“{term}”已在 {place} 归入 {owner}。",
        '"{term}" stands for {owner}, accepted in {place}.',
        "一个词只属于一个驱动因素：请选那一个，或不采纳。",
        "A term belongs to one driver: choose that one, or none.",
    ),
    "term-taken": Message(
        "“{term}”已经属于 {owner}。",
        '"{term}" stands for {owner} already.',
        "一个词只属于一个驱动因素：请选那一个，或不采纳。",
        "A term belongs to one driver: choose that one, or none.",
    ),
    "no-term": Message(
        "编码本之外没有别的词。",
        "No term outside the codebook occurs 1 times.",
        "请分析更多评论。",
        "Analyse more comments.",
    ),
    "too-rare": Message(
        "编码本之外没有出现 {minimum} 次以上的词。",
        "No term outside the codebook occurs {minimum} times.",
        "请降低次数：--minimum {fewer}，或分析更多评论。",
        "Ask for fewer: --minimum {fewer}, or analyse more comments.",
    ),
    "none-but-topics": Message(
        "编码本之外没有出现 {minimum} 次以上的词。",
        "No term outside the codebook occurs {minimum} times.",
    ),
    "written": Message(
        "推荐 {terms} 个词，其中 {named} 个附有驱动因素"
        "（来自 {comments:,} 条评论中的 {analysed:,} 条）→ {path}",
        "Terms: {terms}, of which {named} with a driver, "
        "from {analysed:,} of {comments:,} comments → {path}",
    ),
    "few": Message(
        "出现 {minimum} 次以上的词不多：用 --minimum {fewer} 会多一些。",
        "Few terms occur {minimum} times: --minimum {fewer} gives more.",
    ),
    "gaps": Message(
        '没有驱动因素覆盖的主题：{count} 个。可以放进您自己的编码本（inherits = "{parent}"）：',
        "Topics that no driver covers: {count}. For a codebook of your own "
        '(inherits = "{parent}"):',
    ),
    "no-word": Message(
        "这里没有词。",
        "There is no term.",
        "请填一个词，或清空这一行的第一个单元格。",
        "Type one, or empty the first cell of the row.",
    ),
}
