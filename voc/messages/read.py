"""Of files and formats."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "line": Message("{file}，第 {line} 行", "{file}, line {line}"),
    "column": Message("{file}，“{column}”列", "{file}, column {column}"),
    "meant": Message("是不是“{name}”？", "Did you mean {name!r}?"),
    "kind-told": Message(
        "在设置的 [read.columns] 里指定", "named in [read.columns] of the settings"
    ),
    "no-such-column": Message(
        "没有“{name}”这一列。",
        "There is no column {name!r}.",
        "{meant}用 voc inspect 查看所有列。",
        "{meant} voc inspect shows all columns.",
    ),
    "no-such-kind": Message(
        "“{name}”的类型“{kind}”不存在。",
        "The column {name!r} cannot be of the kind {kind!r}.",
        "{meant}可用的类型：{known}。",
        "{meant} Known: {known}.",
    ),
    "kind-no-ratings": Message(
        "设置里说这一列是评分（{kind}），但列里没有评分，而是 {shown}。",
        "The settings call the column a rating ({kind}), but it holds {shown}",
        "改成别的类型；voc inspect 会列出每一列的类型。",
        "Give it another kind; voc inspect shows the kind of each column.",
    ),
    "kind-no-dates": Message(
        "设置里说这一列是时间（{kind}），但列里没有日期，而是 {shown}。",
        "The settings call the column a date ({kind}), but it holds {shown}",
        "改成别的类型；voc inspect 会列出每一列的类型。",
        "Give it another kind; voc inspect shows the kind of each column.",
    ),
    "two-weights": Message(
        "有两列被指定为权重：{names}。",
        "Two columns are called the weight: {names}",
        "只保留一个 weight，其余改成 ignore。",
        "Leave one of the kind weight, and call the others ignore.",
    ),
    "settings-of": Message(
        "voc inspect 在 {name} 里看到的内容（{format}）",
        "What voc inspect found in {name} ({format})",
    ),
    "settings-use": Message(
        "有不对的地方就改，然后这样使用：voc analyze 文件 -c 本文件",
        "Correct what is wrong and pass it back: voc analyze FILE -c THIS-FILE",
    ),
    "settings-score": Message(
        "主要评分，影响力按它计算；命令行的 --score 优先",
        "the main score, on which impact is computed; --score goes before it",
    ),
    "settings-kinds": Message(
        "每一列是什么。可用的类型：{kinds}", "What each column is. Kinds: {kinds}"
    ),
    "settings-weight": Message(
        "看起来是权重：写成 weight 才会按它加权",
        "looks like survey weights: call it weight to have them used",
    ),
    "settings-written": Message(
        "已写入 {path}。改好后：voc analyze … -c {path}",
        "Written to {path}. When it is right: voc analyze … -c {path}",
    ),
    "no-ratings": Message(
        "--{role} 指定的列里没有评分，而是 {shown}。",
        "The column named by --{role} holds no ratings, but {shown}",
        "改指定另一列，或不写 --{role}。",
        "Name another column, or leave --{role} out.",
    ),
    "no-dates": Message(
        "--{role} 指定的列里没有日期，而是 {shown}。",
        "The column named by --{role} holds no dates, but {shown}",
        "改指定另一列，或不写 --{role}。",
        "Name another column, or leave --{role} out.",
    ),
    "all-set-aside": Message(
        "{count} 行全部被搁置，没有可分析的内容；最后一行的原因：{reason}。",
        "All {count} rows were set aside; the reason for the last: {reason}",
        "检查导出的文件，看看里面有没有真实的数据。",
        "Check the export: nothing in it can be analysed.",
    ),
    "no-file": Message(
        "没有给出文件。", "No file was given", "至少给出一个文件。", "Name at least one file."
    ),
    "no-rows": Message(
        "没有可以分析的行。",
        "There are no rows to analyse.",
        "请检查导出设置：可能被筛选条件全部滤掉了。",
        "Check the export: a filter may have left nothing in it.",
    ),
    "no-text": Message(
        "没有一行含有文字。",
        "No row has a text.",
        "请指定评论所在的列：--text 列名。",
        "Name the column with the comments: --text COLUMN.",
    ),
    "empty-text": Message(
        "文字是空的。",
        "The text is empty.",
        '请给出一条评论：voc explain "房间很干净"',
        'Give a comment: voc explain "房间很干净"',
    ),
    "no-column": Message(
        "没有“{name}”这一列。", 'There is no column "{name}".', "{hint}", "{hint}"
    ),
    "no-expression": Message(
        "模式不是正则表达式：{reason}。",
        "The pattern is not a regular expression: {reason}.",
        "请改正这一行。",
        "Mend that line.",
    ),
    "column-in-neither": Message(
        "评论和评分表里都没有 --{role} 指定的“{name}”列。",
        "There is no column {name!r} for --{role}, neither in the comments nor in the metrics.",
        "可用的列：{known}。",
        "The columns are: {known}.",
    ),
    "no-comments": Message(
        "没有一列是评论。",
        "No column holds comments.",
        "请指定评论所在的列：--text 列名（Python 中 text='列名'）。",
        "Name the column of the comments: --text COL (in Python text='COL').",
    ),
    "empty-file": Message(
        "文件是空的。",
        "The file is empty.",
        "请重新导出；可能下载中断了。",
        "Export it again; the download may have been cut off.",
    ),
    "no-row-fits": Message(
        "没有一行与表头的 {count} 个字段对得上（{header}）。",
        "No row has the {count} fields of the header ({header}).",
        "请检查分隔符和引号。也可以把表格导出为 CSV（UTF-8 或 GBK）、.xlsx、JSON Lines 或 "
        "Parquet。",
        "Check the separator and the quotes. Export the table as CSV (UTF-8 or GBK), .xlsx, JSON "
        "Lines or Parquet.",
    ),
    "password": Message(
        "工作簿设有密码。",
        "The workbook has a password.",
        "请用 Excel 打开，取消密码（文件、信息、保护工作簿）后保存。",
        "Open it in Excel, remove the password (File, Info, Protect) and save it again.",
    ),
    "workbook-unreadable": Message(
        "工作簿无法读取：{reason}。",
        "The workbook cannot be read: {reason}.",
        "请用 Excel 打开，另存为 .xlsx，或导出为 CSV。",
        "Open it in Excel and save it again as .xlsx, or export it as CSV.",
    ),
    "no-sheet": Message(
        "工作簿里没有带数据的工作表。",
        "The workbook has no sheet with data.",
        "请确认文件是否正确，工作表是否被隐藏。",
        "Check that this is the right file and that the sheet is not hidden.",
    ),
    "web-page": Message(
        "这是网页，不是表格。",
        "This is a web page, not a table.",
        "请把表格导出为 CSV（UTF-8 或 GBK）、.xlsx、JSON Lines 或 Parquet。",
        "Export the table as CSV (UTF-8 or GBK), .xlsx, JSON Lines or Parquet.",
    ),
    "no-such-file": Message("没有这个文件。", "There is no such file.", "{hint}", "{hint}"),
    "cannot-open": Message(
        "文件无法打开：{reason}。",
        "The file cannot be opened: {reason}.",
        "请在其他程序中关闭它，并检查是否有读取权限。",
        "Close it in other programs and check that you may read it.",
    ),
    "changed": Message(
        "读取期间文件被改写。",
        "The file was written to while it was being read.",
        "请等写入完成后再运行。",
        "Run again when whatever writes to it has finished.",
    ),
    "other-columns": Message(
        "各列与 {first} 不同：{difference}。",
        "The columns differ from those of {first}: {difference}.",
        "结构不同的文件请分开分析。",
        "Analyse files of different layout separately.",
    ),
    "no-join-column": Message(
        "没有可用来对应的“{name}”列。",
        "There is no column {name!r} to join by.",
        "可用的列：{known}。",
        "The columns are: {known}.",
    ),
    "no-treatment": Message(
        "没有处理方式“{several}”。",
        "Unknown treatment {several!r}.",
        "可用：{known}。",
        "Use {known}.",
    ),
    "several-rows": Message(
        "有 {count} 位受访者在评分表里占多行：{shown}。",
        "{count} respondents have several rows of metrics: {shown}.",
        "请每人只留一行，或取平均值或最近一行。",
        "Leave one row for each, or take their mean or the latest.",
    ),
    "join-column-in-neither": Message(
        "评论和评分表里都没有可用来对应的“{on}”列。",
        "There is no column {on!r} to join by, neither in the comments nor in the metrics.",
        "可用的列：{known}。",
        "The columns are: {known}.",
    ),
    "no-common-column": Message(
        "评论和评分表里没有共同的受访者列。",
        "No column names respondents in the comments and in the metrics alike.",
        "请指定受访者列：--id 列名（Python 中 id='列名'）。",
        "Name the column of the respondent: --id COL (in Python id='COL').",
    ),
    "nobody-matches": Message(
        "评论里的受访者都不在评分表里。",
        "No respondent of the comments stands in the metrics.",
        "请指定两个文件中编号相同的列。",
        "Name the columns that hold the same ids in both files.",
    ),
    "parquet-unreadable": Message(
        "Parquet 文件无法读取：{reason}。",
        "The Parquet file cannot be read: {reason}.",
        "请重新导出；文件可能已损坏或不完整。",
        "Export it again; the file seems damaged or cut off.",
    ),
    "column-without-ratings": Message(
        "这一列没有评分，而是 {shown}。",
        "The column holds no ratings, but {shown}",
        "请指定评分所在的列。",
        "Name a column of ratings.",
    ),
    "no-scale": Message(
        "{scale!r} 不是量表。",
        "{scale!r} is no scale.",
        "请给出可能的最差和最好的答案：[1, 10]。",
        "Give the worst and the best possible answer: [1, 10].",
    ),
    "no-column-for-role": Message(
        "没有 --{role} 指定的“{name}”列。",
        "There is no column {name!r} for --{role}.",
        "{meant}可用的列：{known}。",
        "{meant}The columns are: {known}.",
    ),
    "two-roles": Message(
        "“{name}”列同时指定给了 --{other} 和 --{role}。",
        "Column {name!r} is named for both --{other} and --{role}.",
        "一列请只用作一种用途。",
        "Name a column for one role only.",
    ),
    "header-only": Message(
        "表格只有表头，没有数据行。",
        "The table has a header but no rows.",
        "请检查导出设置：可能被筛选条件全部滤掉了。",
        "Check the export: a filter may have left nothing in it.",
    ),
    "no-table": Message(
        "这里没有表格。",
        "No table.",
        "请检查导出设置：可能被筛选条件全部滤掉了。",
        "Check the export: a filter may have left nothing in it.",
    ),
    "misnamed": Message(
        "文件只有表头，没有数据行。",
        "The file has a header but no rows.",
        "文件名虽是工作簿，内容却是纯文本。请重新导出。",
        "In spite of its name the file is plain text, no workbook. Export it again.",
    ),
    "no-folder": Message(
        "请检查路径；连文件夹也不存在。", "Check the path; the folder is not there either."
    ),
    "check-path": Message("请检查路径。", "Check the path."),
    "columns-missing": Message("缺少 {columns}", "{columns} missing"),
    "columns-extra": Message("多出 {columns}", "{columns} not expected"),
    "neither-encoding": Message(
        "文字既不是 UTF-8，也不是 GB18030（GBK）。",
        "The text is neither in UTF-8 nor in GB18030 (GBK).",
        "请另存为 UTF-8（Excel：另存为“CSV UTF-8”；文本编辑器：编码选 UTF-8），或导出为 .xlsx。",
        "Save the file as UTF-8 (Excel: Save As, 'CSV UTF-8'; a text editor: encoding UTF-8), or "
        "export it as .xlsx.",
    ),
    "no-chinese": Message(
        "文字不是 UTF-8，按 GBK 读又不是中文。",
        "The text is not in UTF-8, and read as GBK it gives no Chinese.",
        "请另存为 UTF-8（Excel：另存为“CSV UTF-8”；文本编辑器：编码选 UTF-8），或导出为 .xlsx。",
        "Save the file as UTF-8 (Excel: Save As, 'CSV UTF-8'; a text editor: encoding UTF-8), or "
        "export it as .xlsx.",
    ),
    "not-as-marked": Message(
        "字节顺序标记说是 {codec}，但文字不是。",
        "The text is not in {codec}, which its byte order mark promises.",
        "请另存为 UTF-8（Excel：另存为“CSV UTF-8”；文本编辑器：编码选 UTF-8），或导出为 .xlsx。",
        "Save the file as UTF-8 (Excel: Save As, 'CSV UTF-8'; a text editor: encoding UTF-8), or "
        "export it as .xlsx.",
    ),
    "byte": Message("{file}，第 {byte} 字节（{value}）", "{file}, byte {byte} ({value})"),
    "end-of-file": Message("文件结尾", "end of file"),
    "no-text-file": Message(
        "这是{kind}，不是表格。",
        "This is {kind}, not a table.",
        "请把表格导出为 CSV（UTF-8 或 GBK）、.xlsx、JSON Lines 或 Parquet。",
        "Export the table as CSV (UTF-8 or GBK), .xlsx, JSON Lines or Parquet.",
    ),
    "kind-pdf": Message(" PDF 文档", "a PDF document"),
    "kind-png": Message(" PNG 图片", "a PNG image"),
    "kind-jpeg": Message(" JPEG 图片", "a JPEG image"),
    "kind-gif": Message(" GIF 图片", "a GIF image"),
    "kind-zip": Message(" zip 压缩包或 Office 文档", "a zip archive or an Office document"),
    "kind-old-office": Message("旧版 Office 文档", "an old Office document"),
    "kind-gzip": Message(" gzip 压缩包", "a gzip archive"),
    "kind-7z": Message(" 7z 压缩包", "a 7z archive"),
    "kind-rar": Message(" RAR 压缩包", "a RAR archive"),
    "binary": Message("二进制文件", "a binary file"),
    "damaged": Message("文件已损坏", "it is damaged"),
    "above-header": Message("在表头之上", "above the header"),
    "empty-row": Message("空行", "empty row"),
    "fields": Message("有 {count} 个字段，应为 {width} 个", "{count} fields instead of {width}"),
    "open-quote": Message("引号没有闭合", "a quote is not closed"),
    "not-json": Message(
        "不是 JSON：{reason}，第 {character} 个字符", "not JSON: {reason} at character {character}"
    ),
    "too-deep": Message("不是 JSON：嵌套太深", "not JSON: nested too deeply"),
    "endless-number": Message("不是 JSON：数字太长", "not JSON: an endless number"),
    "nothing-at": Message("{path} 处没有内容", "nothing at {path}"),
    "no-object": Message("不是 JSON 对象", "not a JSON object"),
    "meant-first": Message("您要的是不是“{name}”？", "Did you mean {name!r}? "),
    "nearest-file": Message("您要的是不是 {path}？", "Did you mean {path}?"),
}
