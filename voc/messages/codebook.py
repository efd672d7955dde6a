"""Of codebooks and word lists."""

from __future__ import annotations

from voc.messages.codebook_excel import MESSAGES as EXCEL
from voc.messages.codebook_lists import MESSAGES as LISTS
from voc.messages.message import Message

MESSAGES = {
    **LISTS,
    **EXCEL,
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
    "given-as": Message(
        "{name}（由 -k 或编码本设置给出）", "{name} (given with -k or as the codebook)"
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
    "see-all": Message(
        "全部问题请看：voc codebook check {name}", "`voc codebook check {name}` names all."
    ),
    "no-such-language": Message(
        "{name} 没有“{key}”这种语言。",
        '"{key}" is not a language of {name}.',
        "可选：zh、en。",
        "Known: zh, en.",
    ),
    "wording-wanted": Message(
        "{name} 应是一段文字，或中文和英文各一段。",
        "{name} is a text, or has a Chinese and an English form.",
        '例如 label = "教练" 或 label = {{ zh = "教练", en = "Coach" }}。',
        'As in label = "教练" or label = {{ zh = "教练", en = "Coach" }}.',
    ),
    "driver-id": Message(
        "驱动因素的代号 {driver!r} 里有 <、> 或不可见字符。",
        "The id {driver!r} of a driver holds <, > or invisible characters.",
        "代号用字母、数字或汉字，例如 parking；显示的名称写在 label 里。",
        "Write letters, such as parking; the name that is shown stands in label.",
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
    "endless-expression": Message(
        "“{expression}”可能要尝试上千万种分法，分析永远做不完。",
        '"{expression}" could be tried in more than ten million ways; a run would never end.',
        "不要在重复的括号里再放重复（如 (很+)+、(.*)*），或给重复加上限，如 {{0,5}}。",
        "Let no repetition stand in a repeated group, as in (很+)+ or (.*)*, or give repetitions a "
        "limit such as {{0,5}}.",
    ),
    "slow-expression": Message(
        "正则表达式太慢：已用 {seconds} 秒，其中最慢的是“{expression}”。",
        'The expressions take too long: {seconds} s by now. The slowest is "{expression}".',
        "请简化这个表达式：以具体的字开头，少用 .* 和可重复的括号。",
        "Simplify it: begin with certain characters, use fewer .* and repeated groups.",
    ),
    "unheard-word": Message(
        "“{word}”（{driver}，{kind}）不会按本意匹配到：{why}。",
        '"{word}" ({driver}, {kind}) is not found as meant: {why}.',
        "请换一个词，或删除它。",
        "Write another word, or delete it.",
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
