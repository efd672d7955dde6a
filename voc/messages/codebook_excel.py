"""Of codebooks as Excel workbooks."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "workbook-faulty": Message(
        "工作簿有 {count} 处错误：\\n    {faults}",
        "The workbook has {count} faults:\\n    {faults}",
        "请改正这些单元格，保存后重新导入。",
        "Mend these cells, save, and import again.",
    ),
    "stray-cell": Message(
        "有一个单元格远在表格之外。",
        "A cell lies far below the table.",
        "请删除多余的单元格（按 Ctrl+End 可找到）。",
        "Delete the stray cell (Ctrl+End finds it).",
    ),
    "no-sheet": Message(
        "工作簿中没有工作表“{chinese}”（{english}）。",
        "The workbook has no sheet “{chinese}” ({english}).",
        "请从 {origin} 生成的工作簿开始。",
        "Begin with a workbook that {origin} wrote.",
    ),
    "no-workbook": Message(
        "工作簿不存在。", "The workbook does not exist.", "请检查路径。", "Check the path."
    ),
    "workbook-unreadable": Message(
        "工作簿无法读取：{error}。",
        "The workbook cannot be read: {error}.",
        "请用 Excel 打开，不设密码另存为 .xlsx。",
        "Open it in Excel and save it as .xlsx, without a password.",
    ),
    "cell-limit": Message(
        "一段文字有 {count} 个字符，Excel 的单元格最多放 {most} 个。",
        "A text has {count} characters; Excel keeps {most} in a cell.",
        "请在 TOML 文件里把它缩短。",
        "Shorten it in the TOML file.",
    ),
    "more-faults": Message("另有 {left} 处", "and {left} more"),
    "unknown-item": Message("没有“{name}”这一项。", 'Unknown item "{name}".', "{hint}", "{hint}"),
    "no-id": Message(
        "驱动因素需要一个编号。",
        "A driver needs an id.",
        "请写一个，例如 coach。",
        "Give it one, such as coach.",
    ),
    "driver-twice": Message(
        "驱动因素“{driver}”出现了两次，第一次在 {first}。",
        'The driver "{driver}" stands twice, first in {first}.',
        "请删除其中一行。",
        "Delete one of the rows.",
    ),
    "unknown-kind": Message(
        "没有类型“{kind}”。",
        'Unknown kind "{kind}".',
        "请选择：{known}。",
        "Choose one of {known}.",
    ),
    "word-missing": Message(
        "这里没有词。",
        "There is no word.",
        "请填一个词，或删除这一行。",
        "Type one, or delete the row.",
    ),
    "no-polarity-here": Message(
        "{kind} 类的词没有极性。",
        "A word of kind {kind} has no polarity.",
        "请清空这个单元格，或改为以下类型：{judging}。",
        "Empty the cell, or choose one of these kinds: {judging}.",
    ),
    "pair-incomplete": Message(
        "搭配需要对象、评价词和极性。",
        "A pair needs a term, an evaluating word and a polarity.",
        "请补全，或删除这一行。",
        "Fill in what is missing, or delete the row.",
    ),
    "not-a-driver": Message(
        "“{driver}”不是驱动因素。", '"{driver}" is not a driver.', "{hint}", "{hint}"
    ),
    "driver-missing": Message("这里没有驱动因素。", "There is no driver.", "{hint}", "{hint}"),
    "polarity-wanted": Message(
        "极性应是 -1 到 1 的数，这里是“{found}”。",
        'A polarity is a number from -1 to 1, found "{found}".',
        "请改正，或清空单元格。",
        "Correct it, or empty the cell.",
    ),
    "no-column": Message(
        "没有“{chinese}”（{english}）这一列。",
        "There is no column “{chinese}” ({english}).",
        "请保留 {origin} 写入的表头。",
        "Keep the headings that {origin} wrote.",
    ),
    "date-cell": Message(
        "Excel 把这里变成了日期。",
        "Excel has made a date of this.",
        "请把单元格设为文本格式，重新输入。",
        "Format the cell as text and type it once more.",
    ),
}
