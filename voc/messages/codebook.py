"""Of codebooks and word lists."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "lists-faulty": Message(
        "词表有错误。",
        "The word lists have faults.",
        "请改正上面列出的各行。",
        "Mend the lines above.",
    ),
    "faulty": Message(
        "编码本有错误。",
        "The codebook has faults.",
        "请改正上面列出的各行。",
        "Mend the lines above.",
    ),
    "no-such-driver": Message(
        "编码本中没有驱动因素“{driver}”。",
        'The codebook has no driver "{driver}".',
        "{hint}",
        "{hint}",
    ),
    "nothing-to-add": Message(
        "这个工作簿本身就是完整的编码本，没有可追加的内容。",
        "This workbook is a codebook of its own: there is nothing to add it to.",
        "请去掉 -k，或者给出 voc codebook suggest 生成的工作簿。",
        "Leave -k out, or give a workbook of voc codebook suggest.",
    ),
    "toml-suffix": Message(
        "编码本应是 .toml 文件。",
        "A codebook is a .toml file.",
        "请写成 -o {stem}.toml。",
        "Give -o {stem}.toml.",
    ),
    "no-lists": Message(
        "这个文件夹里没有词表。",
        "There are no word lists in this folder.",
        "请给出含有 sentiment/*.tsv 的文件夹，结构与 lexicons/ 相同。",
        "Give a folder with sentiment/*.tsv, laid out as lexicons/ is.",
    ),
    "pair-without-polarity": Message(
        "搭配没有极性，不起作用。",
        "A pair without polarity does nothing.",
        "请写一个不为 0 的极性，或者删除这一行。",
        "Give it a polarity other than 0, or delete the line.",
    ),
    "none-of": Message(
        "“{field}”不是可用的值（{known}）。",
        '"{field}" is none of {known}.',
        "可用的值：{known}。",
        "Give one of {known}.",
    ),
    "inherits-itself": Message(
        "编码本继承了自己：{circle}。",
        "The codebook inherits from itself: {circle}.",
        "请从其中一个文件里去掉 inherits。",
        "Take inherits out of one of these files.",
    ),
    "no-file": Message(
        "编码本文件不存在。",
        "The codebook does not exist.",
        "请检查路径，或者选用：{known}。",
        "Check the path, or take one of: {known}.",
    ),
    "no-such-codebook": Message(
        "没有名为“{name}”的编码本。",
        'There is no codebook "{name}".',
        "{hint}也可以给出 .toml 文件的路径。",
        "{hint} Or give the path of a .toml file.",
    ),
    "no-such-parent": Message(
        "没有名为“{name}”的编码本。",
        'There is no codebook "{name}".',
        "{hint}也可以写同一文件夹里 .toml 文件的名字。",
        "{hint} Or give the name of a .toml file beside this one.",
    ),
    "no-such-list": Message(
        "“{kind}”不是词表的名称。", '"{kind}" is no list of words.', "{hint}", "{hint}"
    ),
    "empty-term": Message("词是空的。", "A term is empty.", "请给出一个词。", "Give a word."),
    "polarity-off": Message(
        "极性应在 -1 到 1 之间，这里是 {polarity}。",
        "A polarity is from -1 to 1, found {polarity}.",
        "请给出 -1 到 1 之间的数。",
        "Give a number from -1 to 1.",
    ),
    "term-taken": Message(
        "“{term}”已经属于驱动因素 {owner}。",
        '"{term}" stands for {owner} already.',
        "一个词只属于一个驱动因素：保留原处，或者先在那里删除。",
        "A term belongs to one driver: leave it there, or delete it there first.",
    ),
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
    "wrong-fields": Message(
        "应有 {fewest} 到 {most} 个用制表符分隔的字段，这里是 {line!r}。",
        "Expected {fewest} to {most} fields parted by tabs, found {line!r}.",
        "各列的含义见文件开头的说明。",
        "The header of the file explains its columns.",
    ),
    "no-number": Message(
        "应是 {low} 到 {high} 之间的数，这里是 {field!r}。",
        "Expected a number from {low} to {high}, found {field!r}.",
        "请改成这个范围内的数。",
        "Give a number within these limits.",
    ),
    "term-twice": Message(
        "“{term}”出现了两次。", '"{term}" stands twice.', "请只保留一处。", "Keep one of them."
    ),
    "no-position": Message(
        "“{position}”既不是 before 也不是 after。",
        '"{position}" is neither before nor after.',
        "请写 before（在前）或 after（在后）。",
        "Write before or after.",
    ),
    "no-such-kind": Message(
        "没有类型“{kind}”。", 'Unknown kind "{kind}".', "可选：{known}。", "Known: {known}."
    ),
    "given-as": Message(
        "{name}（由 -k 或编码本设置给出）", "{name} (given with -k or as the codebook)"
    ),
    "missing-list": Message(
        "缺少这个文件。",
        "The file is missing.",
        "请补上，或从 voc 自带的 lexicons/ 复制。",
        "Put it there, or copy it from the lexicons/ of voc.",
    ),
    "list-not-utf8": Message(
        "不是 UTF-8 编码。",
        "The file is not UTF-8.",
        "请把文件另存为 UTF-8。",
        "Save the file as UTF-8.",
    ),
    "list-unreadable": Message(
        "无法打开：{reason}。",
        "The file cannot be opened: {reason}.",
        "请检查是否有读取权限。",
        "Check that you may read it.",
    ),
    "byte-order-mark": Message(
        "文件开头有字节顺序标记（BOM）。",
        "The file begins with a byte order mark.",
        "请另存为不带 BOM 的 UTF-8。",
        "Save the file as UTF-8 without one.",
    ),
    "no-header": Message(
        "文件开头的说明要写明各列，用 <TAB> 分隔。",
        "The header must explain the columns, parted by <TAB>.",
        "请在开头加上以 # 起头的说明行。",
        "Begin the file with a line that starts with # and does so.",
    ),
    "list-fields": Message(
        "应有 {columns} 个用制表符分隔的字段，这里是 {line!r}。",
        "Expected {columns} fields parted by tabs, found {line!r}.",
        "各列的含义见文件开头的说明。",
        "The header of the file explains its columns.",
    ),
    "spaces-around": Message(
        "字段前后有空格：{line!r}。",
        "There are spaces around a field: {line!r}.",
        "请删除多余的空格。",
        "Delete them.",
    ),
    "space-inside": Message(
        "“{word}”中间有空格，永远匹配不到。",
        '"{word}" holds a space inside: it is never found.',
        "请删除空格，或分成两行。",
        "Delete it, or write two lines.",
    ),
    "list-twice": Message(
        "“{term}”出现了两次，第一次在 {first}。",
        '"{term}" stands twice, first in {first}.',
        "请只保留一处。",
        "Keep one of them.",
    ),
    "excluded-word": Message(
        "“{word}”既在 {driver} 的 {kind} 里，又在它的 exclude 里：按有效处理。",
        '"{word}" stands in {kind} and in exclude of {driver}: it counts.',
        "请删除其中一处。",
        "Delete one of them.",
    ),
    "names-and-implies": Message(
        "“{word}”既指称 {named}，又暗示 {implied}。",
        '"{word}" names {named} and implies {implied}.',
        "它会随句子算作其中之一：请删除一处。",
        "It counts for either, as the sentence goes: delete one of them.",
    ),
    "drops-unknown": Message(
        "drop 里的“{driver}”不是上级编码本的驱动因素。",
        '"{driver}" in drop is not a driver of the parent.',
        "{hint}",
        "{hint}",
    ),
    "no-dimension": Message(
        "驱动因素“{driver}”没有维度。",
        'Driver "{driver}" has no dimension.',
        "可选：{known}。",
        "Known: {known}.",
    ),
    "term-of-two": Message(
        "“{term}”同时属于两个驱动因素：{first}（{place}）和 {second}。",
        '"{term}" stands for two drivers, {first} ({place}) and {second}.',
        "一个词只属于一个驱动因素：请删除一处。",
        "A term belongs to one driver: delete one of them.",
    ),
    "no-words": Message(
        "驱动因素“{driver}”没有词。",
        'Driver "{driver}" has no words.',
        "请添加词，或删除这个驱动因素。",
        "Add terms, or leave the driver out.",
    ),
    "broken-link": Message(
        "“{driver}”的 {role} 写的是“{other}”，但没有这个驱动因素。",
        '"{other}", {role} of "{driver}", is not a driver.',
        "{hint}",
        "{hint}",
    ),
    "own-parent": Message(
        "驱动因素成了自己的上级：{circle}。",
        "A driver is its own parent: {circle}.",
        "请从其中一个驱动因素里去掉 parent。",
        "Take parent out of one of these drivers.",
    ),
    "unknown-key": Message("没有“{key}”这一项。", 'Unknown key "{key}".', "{hint}", "{hint}"),
    "no-name": Message(
        "编码本需要名称 name。",
        'A codebook needs a "name".',
        '请在文件开头写 name = "gym"。',
        'Begin the file with name = "gym".',
    ),
    "no-drivers": Message(
        "编码本需要 [drivers.…] 各节。",
        "A codebook needs [drivers.…] sections.",
        "请写 [drivers.coach]。",
        "Write [drivers.coach].",
    ),
    "no-driver-table": Message(
        "“{key}”不是驱动因素。",
        '"{key}" is not a driver.',
        "请写成 [drivers.{key}]。",
        "Write [drivers.{key}].",
    ),
    "text-wanted": Message(
        "{key} 应是一段文字。", "{key} is a text.", '请写成 {key} = "…"。', 'Write {key} = "…".'
    ),
    "no-label-language": Message(
        "名称没有“{key}”这种语言。",
        '"{key}" is not a language of labels.',
        "可选：zh、en。",
        "Known: zh, en.",
    ),
    "label-wanted": Message(
        "label 应是一段文字，或中文和英文各一段。",
        "A label is a text, or has a Chinese and an English form.",
        '请写 label = "教练" 或 label = {{ zh = "教练", en = "Coach" }}。',
        'Write label = "教练" or label = {{ zh = "教练", en = "Coach" }}.',
    ),
    "unknown-dimension": Message(
        "驱动因素“{driver}”的维度“{dimension}”不存在。",
        'Unknown dimension "{dimension}" of driver "{driver}".',
        "{hint}",
        "{hint}",
    ),
    "words-wanted": Message(
        "{key} 应是带引号的词的列表，这里是 {found!r}。",
        "{key} is a list of words in quotation marks, found {found!r}.",
        '请写成 {key} = ["…", "…"]。',
        'Write {key} = ["…", "…"].',
    ),
    "word-twice": Message(
        "“{word}”在 {key} 里出现了两次，第一次在 {first}。",
        '"{word}" stands twice in {key}, first in {first}.',
        "请删除一处。",
        "Delete one of them.",
    ),
    "judging-wanted": Message(
        "应是一个词，或 [词, -1 到 1 的极性]，这里是 {found!r}。",
        "Expected a word or [word, polarity from -1 to 1], found {found!r}.",
        '请写成 ["解乏", 0.6]。',
        'Write ["解乏", 0.6].',
    ),
    "pair-wanted": Message(
        "搭配应写成 [对象, 评价词, -1 到 1 的极性]，这里是 {found!r}。",
        "A pair is [term, word, polarity from -1 to 1], found {found!r}.",
        '请写成 ["汤池", "挤", -0.6]。',
        'Write ["汤池", "挤", -0.6].',
    ),
    "pair-twice": Message(
        "搭配“{term}”“{word}”出现了两次。",
        'The pair "{term}", "{word}" stands twice.',
        "请删除一处。",
        "Delete one of them.",
    ),
    "pattern-wanted": Message(
        "模式应是一个表达式，或 [表达式, 极性]，这里是 {found!r}。",
        "A pattern is an expression or [expression, polarity], found {found!r}.",
        '请写成 "离.{{0,4}}近" 或 ["离.{{0,4}}不远", 0.5]。',
        'Write "离.{{0,4}}近" or ["离.{{0,4}}不远", 0.5].',
    ),
    "mention-wanted": Message(
        "mention 应是 -1 到 1 的极性，这里是 {found!r}。",
        "mention is a polarity from -1 to 1, found {found!r}.",
        "请写成 mention = -0.3。",
        "Write mention = -0.3.",
    ),
    "no-expression": Message(
        "“{expression}”不是正则表达式：{reason}。",
        '"{expression}" is not a regular expression: {reason}.',
        "请改正表达式。",
        "Mend the expression.",
    ),
    "empty-match": Message(
        "“{expression}”能匹配空文字。",
        '"{expression}" matches the empty text.',
        "模式至少要匹配一个字符。",
        "A pattern must ask for at least one character.",
    ),
    "unheard-word": Message(
        "“{word}”（{driver}，{kind}）不会按本意匹配到：{why}。",
        '"{word}" ({driver}, {kind}) is not found as meant: {why}.',
        "请换一个词，或删除它。",
        "Write another word, or delete it.",
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
    "cleaned-first": Message(
        "评论会先清洗，清洗后是“{cleaned}”",
        'comments are cleaned first, and then it reads "{cleaned}"',
    ),
    "counts-for": Message("它算作 {driver}", "it counts for {driver}"),
    "no-rule": Message("没有规则用到它", "no rule makes anything of it"),
    "unknown-term": Message(
        "“{term}”既不是驱动因素的词，也不在词典里", '"{term}" is no word of a driver or dictionary'
    ),
    "lower-case": Message(
        "模式在清洗并转成小写的文字里查找，那里没有“{letter}”",
        'it is searched in cleaned text in lower case, which has no "{letter}"',
    ),
}
