"""Of report, figures and workbook."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "other-version": Message(
        "这次分析由另一个版本的 voc 完成，无法解释。",
        "This run was made by another version of voc and cannot be explained.",
        "请重新分析。",
        "Run the analysis again.",
    ),
    "no-such-comment": Message(
        "这次分析里没有评论“{comment_id}”。",
        "There is no comment {comment_id!r} in this run.",
        "编号的样子是 {examples}；见 run.comments。",
        "They look like {examples}; see run.comments.",
    ),
    "run-unreadable": Message(
        "分析结果无法读取：{error}。",
        "The run cannot be read: {error}.",
        "请重新分析。",
        "Run the analysis again.",
    ),
    "tables-missing": Message(
        "缺少结果表：{tables}。",
        "Tables are missing: {tables}.",
        "请重新分析。",
        "Run the analysis again.",
    ),
    "no-run": Message(
        "这个文件夹里没有 voc 的分析结果。",
        "There is no run of voc in this folder.",
        "请给出 `voc analyze -o` 写入的文件夹。",
        "Give the folder that `voc analyze -o` wrote.",
    ),
    "no-study": Message(
        "这次分析没有名为“{name}”的专题结果。",
        'This run has no study "{name}".',
        "{hint}",
        "{hint}",
    ),
    "what-brings-studies": Message(
        "有评分或问卷说明时才有专题结果。", "A score or a questionnaire brings studies."
    ),
}
