"""Words on the screen beside what was found: headings of tables, names of checks."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "file": Message("文件", "file"),
    "format": Message("格式", "format"),
    "encoding": Message("编码", "encoding"),
    "rows": Message("行数", "rows"),
    "rejected": Message("搁置的行", "rejected"),
    "column": Message("列", "column"),
    "question": Message("问题", "question"),
    "kind": Message("题型", "kind"),
    "role": Message("用途", "role"),
    "scale": Message("分制", "scale"),
    "examples": Message("例子", "examples"),
    "reason": Message("理由", "reason"),
    "excel": Message("Excel 工作簿，工作表“{sheet}”", "Excel workbook, sheet {sheet!r}"),
    "excel-first": Message(
        "Excel 工作簿，工作表“{sheet}”（{filled} 个有数据的工作表中的第一个）",
        "Excel workbook, sheet {sheet!r} (first of {filled} with data)",
    ),
    "query": Message("{database} 查询", "{database} query"),
    "semicolons": Message("CSV（分号分隔）", "CSV (semicolons)"),
    "bars": Message("CSV（竖线分隔）", "CSV (bars)"),
    "statistics-file": Message("{kind} 数据文件", "{kind} data file"),
    "good": Message("正常", "ok"),
    "bad": Message("异常", "BAD"),
    "cores": Message("处理器核心", "cores"),
    "for-topics": Message("{package}（主题）", "{package} (topics)"),
    "lexicons": Message("词典", "lexicons"),
    "evaluating-terms": Message(
        "{count} 个评价词，版本 {version}", "{count} evaluating terms, version {version}"
    ),
    "codebooks": Message("编码本", "codebooks"),
    "codebook-size": Message(
        "{drivers} 个驱动因素，{words} 个词，版本 {version}",
        "{drivers} drivers, {words} words, version {version}",
    ),
    "in-all": Message(" …… 共 {count} 个", " … {count} in all"),
    "cutting": Message("分词", "cutting words"),
    "cuts-agree": Message("rjieba 与 jieba 结果一致", "rjieba and jieba agree"),
    "cuts-apart": Message(
        "{engine} 把“房间不错”分成 {words}", "{engine} cuts “房间不错” as {words}"
    ),
    "temporary-folder": Message("临时文件夹", "temporary folder"),
    "writable": Message("可写", "writable"),
    "installed": Message("已安装", "installed"),
}
