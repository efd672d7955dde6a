"""What `voc --help` says, in Chinese: the English stands beside each option, in `voc.cli*`."""

from __future__ import annotations

__all__ = ["CHINESE"]

CHINESE = {
    "Voice-of-Customer analysis for Chinese comments 中文客户之声分析.": "中文客户之声分析。",
    "Show this message and exit.": "显示本说明。",
    # commands
    "Analyse comments and write the report, the tables and the workbook.": (
        "分析评论，写出报告、数据表和 Excel 工作簿。"
    ),
    "Show what a comment judges, by which rules, and what makes its sentiment.": (
        "解释一条评论：评价了什么、用了哪些规则、情感从何而来。"
    ),
    "Show what was detected: format, encoding, the kind of each column and its role.": (
        "查看识别结果：格式、编码、各列的题型和用途。"
    ),
    "Draw comments for coding by hand, as an Excel sheet.": "抽取评论供人工标注，写成 Excel 表。",
    "Compare what coders filled in with what voc found, and with each other.": (
        "比较人工标注与 voc 的结果，以及各标注者之间的一致性。"
    ),
    "Say which topics grew, shrank, appeared or vanished from one run to the next.": (
        "比较两次分析：哪些主题增多、减少、新出现或消失。"
    ),
    "Analyse the demo corpora that come with voc.": "分析 voc 自带的示例语料。",
    "Check whether this machine is ready.": "检查这台电脑是否就绪。",
    "Print the version.": "显示版本号。",
    "Word lists.": "词典。",
    "Check every line of the word lists; each fault is named with file and line.": (
        "逐行检查词典，每个问题都指明文件和行号。"
    ),
    "Codebooks: drivers and their words.": "编码本：驱动因素及其词语。",
    "List the codebooks that come with voc.": "列出 voc 自带的编码本。",
    "Show the drivers of a codebook and their words.": "查看编码本的驱动因素和词语。",
    "Name every fault of a codebook with file and line.": (
        "检查编码本，每个问题都指明文件和行号。"
    ),
    "Write a codebook as an Excel workbook to edit.": "把编码本写成可编辑的 Excel 工作簿。",
    "Turn an edited workbook, or accepted suggestions, into a codebook.": (
        "把编辑好的工作簿或已采纳的建议变成编码本。"
    ),
    "Let the comments of a run suggest terms, as an Excel sheet to accept them in.\n\n"
    "Topics that no driver covers are printed as drivers, to be pasted into a codebook.": (
        "从一次分析的评论中推荐词语，写成 Excel 表供取舍。\n\n"
        "没有驱动因素覆盖的主题会写成驱动因素的样子，可以粘贴到编码本里。"
    ),
    # what is read
    "CSV, Excel, JSON, Parquet, SPSS, Stata; a folder; sqlite:///shop.db, s3://….": (
        "CSV、Excel、JSON、Parquet、SPSS、Stata 文件，文件夹，sqlite:///shop.db 或 s3://…。"
    ),
    "Column with comments; may be repeated.": "评论所在的列；可以写多次。",
    "Column with the respondent.": "受访者编号所在的列。",
    "Column with the score.": "评分所在的列。",
    "Column with the date.": "日期所在的列。",
    "Column to compare by; may be repeated.": "用来分组比较的列；可以写多次。",
    "Column with survey weights.": "样本权重所在的列。",
    "Column of the wave, such as a month.": "期次所在的列，例如月份。",
    "Of nested JSON: where the records are, data.comments.": (
        "嵌套 JSON：记录所在的位置，例如 data.comments。"
    ),
    'Of a database: what is read, "select … from …".': '数据库：读取什么，例如 "select … from …"。',
    "Second file, or database, with scores of respondents.": (
        "另一个文件或数据库，内有受访者的评分。"
    ),
    "Of a database: the rows of --metrics.": "数据库：--metrics 读取什么。",
    "What the columns of the survey ask (TOML).": "问卷各列问的是什么（TOML 文件）。",
    # how
    "reviews (default), survey, complaints or a TOML file.": (
        "reviews（默认）、survey、complaints，或 TOML 文件。"
    ),
    "auto, general, hotel … or a TOML file; `voc codebook list` names them.": (
        "auto、general、hotel 等，或 TOML 文件；用 `voc codebook list` 查看。"
    ),
    "Your own settings (TOML).": "您自己的设置（TOML 文件）。",
    "Own brand or branch: COLUMN=VALUE.": "自己的品牌或门店：列名=值。",
    "Find topics.": "寻找主题。",
    'A topic to look for, "停车难: 停车, 车位"; may be repeated.': (
        '指定要找的主题，例如 "停车难: 停车, 车位"；可以写多次。'
    ),
    "Folder of an earlier run, whose topics go on.": "以前一次分析的文件夹，沿用其主题。",
    "model.json of an earlier run, to judge with it.": "以前一次分析的 model.json，用它判断情感。",
    "Seed of everything random.": "随机数种子。",
    "Personal data: mask, hash (keyed) or keep.": (
        "个人信息：mask 遮盖，hash 换成加密代号，keep 保留。"
    ),
    "local, dask, dask=tcp://host:8786, spark, spark=local[2].": (
        "local、dask、dask=tcp://host:8786、spark 或 spark=local[2]。"
    ),
    "Folder of an earlier run, to which these comments are added.": (
        "以前一次分析的文件夹，把这些评论加进去。"
    ),
    "Add a file even if it is in that run already.": "文件已在那次分析里也照样加入。",
    "Go on with a run into the folder that was broken off.": "继续上次中断的分析。",
    "A comment, in quotes.": "一条评论，写在引号里。",
    # what is written
    "Folder for the results; or s3://….": "存放结果的文件夹，或 s3://…。",
    "Folder for the results.": "存放结果的文件夹。",
    "Language of the report: zh or en.": "报告的语言：zh 或 en。",
    "Replace an earlier run in that folder.": "覆盖该文件夹里以前的结果。",
    "Write what each column is (TOML), to correct; for -c.": (
        "写出各列的题型（TOML 文件），改好后用 -c 传回。"
    ),
    "Replace that file.": "覆盖该文件。",
    "Replace the file if it is there.": "文件已存在时覆盖。",
    "zh or en.": "zh 或 en。",
    "Of headings: zh or en.": "表头的语言：zh 或 en。",
    "The .xlsx file.": "要写的 .xlsx 文件。",
    "The .xlsx file to write.": "要写的 .xlsx 文件。",
    "The TOML file to write.": "要写的 TOML 文件。",
    "An .xlsx file for all tables.": "存放所有数据表的 .xlsx 文件。",
    "An .xlsx or .csv file for the table.": "存放数据表的 .xlsx 或 .csv 文件。",
    # of the smaller commands
    "Folder that `voc analyze` wrote.": "`voc analyze` 写出的文件夹。",
    "Comments to draw.": "抽取多少条评论。",
    "Strata: driver, label or columns, with commas between.": (
        "分层依据：driver、label 或列名，以逗号分隔。"
    ),
    "Do not show what voc found.": "不显示 voc 的结果（盲标）。",
    "Seed of the draw.": "抽样的随机数种子。",
    "Sheets of `voc sample`, filled in.": "填好的标注表，由 `voc sample` 写出。",
    "Laid out as lexicons/; by default those of voc.": (
        "与 lexicons/ 结构相同的文件夹；默认检查 voc 自带的。"
    ),
    "general, hotel … or a TOML file.": "general、hotel 等，或 TOML 文件。",
    "One driver, by id or label, with all its words.": "只看一个驱动因素（代号或名称）的全部词语。",
    "Names or TOML files; by default those of voc.": "名称或 TOML 文件；默认检查 voc 自带的。",
    "What `voc codebook export` or `suggest` wrote, edited.": (
        "`voc codebook export` 或 `suggest` 写出、您已编辑的工作簿。"
    ),
    "What accepted terms are added to.": "采纳的词语加到哪个编码本。",
    "Times a term must occur.": "词语至少出现几次。",
}
