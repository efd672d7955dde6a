"""Sentences about exports: conversations, replies, files of several months."""

from __future__ import annotations

EXPORTS: dict[str, tuple[str, str]] = {
    "thread_conversations": (
        "{messages} 条消息合并为 {conversations} 段对话；只对客户在“{column}”中说的话计分。",
        "{messages} messages were put together to {conversations} conversations; only what the "
        'customers said in "{column}" is scored.',
    ),
    "thread_messages": (
        "{messages} 条消息没有会话编号，逐条处理；只对客户在“{column}”中说的话计分。",
        "{messages} messages without a number of their conversation were taken one by one; only "
        'what the customers said in "{column}" is scored.',
    ),
    "cells_with_conversations": (
        "“{column}”中有 {count} 格是对话；只对客户说的话计分，客服的话放在旁边一列。",
        '{count} cells of "{column}" hold conversations; only what the customers said is scored, '
        "the words of the staff stand in a column beside.",
    ),
    "replies_cut_off": (
        "“{column}”中有 {count} 条评论后面附有商家回复，已移到旁边一列，不计分。",
        'A reply of the shop stood at the end of {count} comments of "{column}"; it was moved to '
        "a column beside and is not scored.",
    ),
    "files_passed_over": (
        "文件夹中有 {count} 项不是数据，未读取：{shown}。",
        "{count} entries of the folder are no data and were not read: {shown}.",
    ),
    "judged_in_part": (
        "有 {count} 条评论长得异常，只判断了各条的前 {most} 个字；原文完整保留。",
        "Of {count} endless comments only the first {most} characters were judged; their texts are "
        "kept whole.",
    ),
    "judged_by_question": (
        "有些回答只提到事物、没有评价，按所问的一面计：{praised} 条算好评，{blamed} 条算差评"
        "（设置 [opinion] sides）。",
        "Answers that only name something count on the side that was asked for: {praised} as "
        "praise, {blamed} as blame (setting [opinion] sides).",
    ),
    "appended": (
        "在“{run}”的 {before} 条评论之上追加了 {new} 条（{name}）；情感、主题和词典沿用那次分析。",
        "{new} comments of {name} were added to the {before} of {run}, whose sentiment, topics and "
        "codebook go on.",
    ),
    "appended_repeats": (
        "追加的 {new} 条评论中有 {count} 条与原有评论逐字相同：导出的时间段可能有重叠。重复的评论"
        "不计入驱动因素和主题，但打分会重复计入。",
        "{count} of the {new} comments that were added say word for word what was there before: "
        "the exports may overlap. Repetitions do not count for drivers and topics, but their "
        "scores do.",
    ),
    "appended_unlearned": (
        "原来的分析没有学习情感（评论太少等原因），追加的评论也只按词典与规则判断。评论多了以后，"
        "把所有文件放在一起重新分析可能更准。",
        "The run that was added to had learned no sentiment (too few comments, for one), so that "
        "word lists and rules judge alone. With more comments, analysing all files together may "
        "do better.",
    ),
}
