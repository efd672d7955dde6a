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
    "run-damaged": Message(
        "分析结果中的文件已损坏、丢失或被改动：{files}。",
        "Files of the run are damaged, gone or changed: {files}.",
        "请放回原来的文件或重新分析；如果是您自己改的，请从 checksums.txt 中删去该文件所在的行。",
        "Put the original back or run the analysis again; if you changed it yourself, take its "
        "line out of checksums.txt.",
    ),
    "checksums-damaged": Message(
        "校验和文件已损坏。",
        "The file of checksums is damaged.",
        "请放回原来的文件，或将它删除：那样就不再检查其他文件。",
        "Put the original back, or delete it: the other files are then not checked.",
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
    "find-limit": Message(
        "limit 是 {limit!r}。",
        "limit is {limit!r}.",
        "请给出 1 或更大的整数，或不写。",
        "Give a whole number from 1 on, or none.",
    ),
    "no-comment-about": Message(
        "这次分析里没有评论涉及驱动因素 {driver}。",
        "No comment of this run is about the driver {driver}.",
        "{hint}",
        "{hint}",
    ),
    "no-label": Message(
        "没有标签 {label}。",
        "There is no label {label}.",
        "可选：{known}。",
        "Choose one of: {known}.",
    ),
    "no-column-value": Message(
        "“{asked}”没有写明列和值。",
        '"{asked}" names no column and value.',
        "请写成 列=值。",
        "Give COLUMN=VALUE.",
    ),
    "no-column": Message(
        "没有“{column}”这一列。", 'There is no column "{column}".', "{hint}", "{hint}"
    ),
    "no-such-group": Message(
        "“{column}”列里没有“{value}”的评论。",
        'No comment has "{value}" in the column "{column}".',
        "{hint}",
        "{hint}",
    ),
    "comparison-suffix": Message(
        "对比结果只能写成 .xlsx 或 .csv。",
        "A comparison is written as .xlsx or .csv.",
        "文件名请以 .xlsx 或 .csv 结尾。",
        "End the name of the file in .xlsx or .csv.",
    ),
    "svg-only": Message(
        "图只能保存为 SVG。",
        "A figure can only be saved as SVG.",
        "文件名请以 .svg 结尾。",
        "Use a name.svg.",
    ),
    "no-figure": Message(
        "没有图 {asked!r}。",
        "Unknown figure {asked!r}.",
        "可选 sentiment 或 impact。",
        "Choose sentiment or impact.",
    ),
    "no-segment": Message(
        "这次分析没有细分“{chosen}”。",
        "The run has no segment {chosen!r}.",
        "可选：{known}。",
        "Choose one of: {known}.",
    ),
    "no-plotly": Message(
        "主题图需要 plotly，但没有安装。",
        "The figures of topics need a package that is not installed: plotly.",
        'pip install "plotly>=6"，或 pip install "voc[topics]"。',
        'pip install "plotly>=6", or pip install "voc[topics]".',
    ),
    "no-topic-of-id": Message(
        "这次分析没有主题 {topic}。",
        "The run has no topic {topic}.",
        "可选：{known}。",
        "Choose one of: {known}.",
    ),
    "no-topics": Message(
        "这次分析没有主题。",
        "This run has no topics.",
        "请开启主题分析，或分析更多评论：太少形不成主题。",
        "Run it with topics, or with more comments: too few do not form any.",
    ),
    "no-topic": Message(
        "这次分析里没有主题 {topic}。",
        "There is no topic {topic} in this run.",
        "已有主题：{known}。",
        "Topics: {known}.",
    ),
    "no-language": Message(
        "报告没有语言 {asked!r}。",
        "The report has no language {asked!r}.",
        "可选：{known}。",
        "Choose one of: {known}.",
    ),
    "no-query": Message(
        "只能按文字查找评论，不能用 {query!r}。",
        "Comments can be searched for text, not for {query!r}.",
        '请加引号："停车|车位"，或写 re.compile("停.{{0,3}}贵")。',
        'Write it in quotation marks, "停车|车位", or give re.compile("停.{{0,3}}贵").',
    ),
    "no-expression": Message(
        "正则表达式“{query}”读不懂：{reason}。",
        'The regular expression "{query}" cannot be read: {reason}.',
        "请改正表达式，或直接写要找的词。",
        "Mend it, or write the words to look for.",
    ),
    "endless-query": Message(
        "正则表达式“{query}”找了 {seconds} 秒还没有找完。",
        'The regular expression "{query}" was not done after {seconds} seconds.',
        "不要在重复的括号里再放重复，如 (a+)+；用 {{0,5}} 给重复加上限。",
        "Let no repetition stand in a repeated group, as in (a+)+; give repetitions a limit, such "
        "as {{0,5}}.",
    ),
    "needs-score": Message(
        "需要客户评分：星级、NPS、CSAT，或另行声明的评分。",
        "It needs a score of the customers: stars, NPS, CSAT, or another that is declared.",
    ),
    "needs-segments": Message(
        "请给出用来比较的列：segments=[…] 或 --segment。",
        "Give the columns to compare by: segments=[…] or --segment.",
    ),
    "needs-times": Message(
        "需要一列时间，至少跨两期。", "It needs a column of times that spans two periods or more."
    ),
    "needs-topics": Message(
        "需要主题：评论要足够多，[topics] 下 enabled = true。",
        "It needs topics: enough comments, and enabled = true under [topics].",
    ),
    "needs-run": Message(
        "请重新分析：这次保存的结果里没有它。",
        "Analyse the comments again: this run was saved without it.",
    ),
    "needs-part": Message(
        "需要带 [{part}] 部分的问卷说明：questionnaire=… 或 --questionnaire。",
        "It needs a questionnaire with the part [{part}]: questionnaire=… or --questionnaire.",
    ),
    "figures": Message("图，{name}", "figures, {name}"),
    "no-table": Message(
        "这次分析没有这张图所需的表。",
        "This run has no table for the figure.",
        "{needs}",
        "{needs}",
    ),
    "needs-two-topics": Message("至少需要两个主题。", "It needs two topics or more."),
}
