"""Of statistics files and databases."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES: dict[str, Message] = {
    "damaged": Message(
        "这个 {format} 文件读不了：{reason}。",
        "The {format} file cannot be read: {reason}.",
        "文件可能已损坏，或者没有下载完整。请重新导出。",
        "It seems damaged or cut off. Export it again.",
    ),
    "crashed": Message("解析程序中途崩溃", "the parser broke down over it"),
    "no-end": Message("文件没有结尾", "its end is missing"),
    "too-slow": Message("{seconds} 秒内没有读完", "it was not read within {seconds} seconds"),
    "driver-missing": Message(
        "读取数据库需要 Python 包 {package}，没有安装。",
        "Reading databases needs the Python package {package}, which is not installed.",
        'pip install "voc[sql]"',
        'pip install "voc[sql]"',
    ),
    "bad-address": Message(
        "数据库地址写法不对。",
        "This is no address of a database.",
        "写成 sqlite:///shop.db、duckdb:///shop.duckdb 或 postgresql://用户@主机/库名。",
        "Write sqlite:///shop.db, duckdb:///shop.duckdb or postgresql://user@host/database.",
    ),
    "unknown-engine": Message(
        "读不了 {engine}。",
        "{engine} cannot be read.",
        "可以读的数据库：{known}。其他来源请先导出为 CSV。",
        "Known: {known}. Of anything else, export the rows as CSV.",
    ),
    "no-database": Message(
        "地址里没有写数据库文件。",
        "The address names no file.",
        "三条斜杠后面写文件：sqlite:///shop.db（绝对路径是四条斜杠）。",
        "Name it after three slashes: sqlite:///shop.db (four for an absolute path).",
    ),
    "database-missing": Message(
        "没有这个数据库文件：{path}。",
        "There is no database file {path}.",
        "检查路径；绝对路径前面是四条斜杠。{meant}",
        "Check the path; an absolute one follows four slashes. {meant}",
    ),
    "no-connection": Message(
        "连不上数据库：{reason}。",
        "The database cannot be opened: {reason}.",
        "检查地址、用户和密码（密码可放在环境变量 PGPASSWORD 里）；关掉正在写这个库的其他程序。",
        "Check address, user, password (it may stand in PGPASSWORD); close what writes into it.",
    ),
    "no-query": Message(
        "没有给出查询。",
        "There is no query.",
        '用 {flag} "select * from {table}" 给出（Python 里是 {option}=…）。库里的表：{tables}。',
        'Give one: {flag} "select * from {table}" (in Python {option}=…). Tables: {tables}.',
    ),
    "query-without-database": Message(
        "给了查询，但要查询的不是数据库地址。",
        "A query is given, but what it is to be asked of is no address of a database.",
        "把 --query 的来源（--metrics-query 的 --metrics）写成 sqlite:///shop.db 这样的地址，"
        "或者去掉查询。",
        "Give an address such as sqlite:///shop.db (to --metrics for --metrics-query), "
        "or leave the query out.",
    ),
    "one-address": Message(
        "数据库不能和其他来源一起读。",
        "A database is read alone, not together with other sources.",
        "在查询里用 UNION ALL 合并，或者分开分析。",
        "Join the rows in the query (UNION ALL), or analyse them separately.",
    ),
    "database-file": Message(
        "这是 {engine} 数据库文件，不是表格。",
        "This is a database file ({engine}), not a table.",
        '用地址和查询来读：voc analyze "{address}" --query "select …"。',
        'Read it by address and query: voc analyze "{address}" --query "select …".',
    ),
    "several-statements": Message(
        "查询里不止一条语句。",
        "The query is more than one statement.",
        "只写一条 SELECT。",
        "Give a single SELECT.",
    ),
    "no-select": Message(
        "查询不是 SELECT，而是 {word}。",
        "The query is no SELECT, but begins with {word}.",
        "voc 只读不写：写一条 SELECT 或 WITH … SELECT。",
        "voc only reads: give a SELECT, or WITH … SELECT.",
    ),
    "writes": Message(
        "查询里有会改动数据的 {word}。",
        "The query holds {word}, which writes.",
        "voc 只读不写。如果它是列名，请加引号。",
        "voc only reads. If it is the name of a column, put it in quotes.",
    ),
    "query-failed": Message(
        "数据库不接受这条查询：{reason}",
        "The database refuses the query: {reason}",
        "先在数据库自己的工具里把查询跑通。",
        "Try the query in a tool of the database itself.",
    ),
    "no-rows": Message(
        "查询没有返回任何行。",
        "The query returns no rows.",
        "检查 WHERE 条件。",
        "Check its WHERE.",
    ),
    "password": Message(
        "这个 SPSS 文件设了密码。",
        "The SPSS file has a password.",
        "在 SPSS 里打开，不加密另存一份（文件 > 另存为）。",
        "Open it in SPSS and save it without encryption.",
    ),
    "text-unreadable": Message(
        "文件里的文字无法解码：既不是 UTF-8 也不是 GB18030（文件自称的编码：{told}）。",
        "The text of the file can be decoded neither as UTF-8 nor as GB18030 (it says: {told}).",
        "在 SPSS 或 Stata 里打开，另存为 Unicode（UTF-8）格式。",
        "Open it in SPSS or Stata and save it as Unicode (UTF-8).",
    ),
    "scale-labels": Message(
        "量表题：{low} = {low_label}，{high} = {high_label}",
        "a scale: {low} = {low_label}, {high} = {high_label}",
    ),
    "no-answers": Message(
        "{count} 个单元格当作缺失（{codes}）",
        "{count} cells are taken as missing ({codes})",
    ),
    "response-set": Message(
        "多选题“{name}”的一个选项", "one option of the multiple response set {name!r}"
    ),
    "weighted-by": Message(
        "文件按这一列加权（WEIGHT BY）；用 --weight {column} 采用",
        "the file is weighted by it (WEIGHT BY); --weight {column} takes it",
    ),
}
