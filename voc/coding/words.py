"""Every text of the coding sheet and of the validation in Chinese and English, side by side."""

from __future__ import annotations

from voc.report.words import Language, choose

TEXTS: dict[str, tuple[str, str]] = {
    # the sheet that a coder fills in
    "sheet": ("编码", "Coding"),
    "guide": ("说明", "Instructions"),
    "comment_id": ("评论编号", "Comment"),
    "text": ("文本", "Text"),
    "voc_drivers": ("程序：驱动因素", "voc: drivers"),
    "voc_label": ("程序：总体", "voc: overall"),
    "label": ("总体", "Overall"),
    "note": ("备注", "Note"),
    "positive": ("正面", "positive"),
    "neutral": ("中性", "neutral"),
    "negative": ("负面", "negative"),
    "absent": ("未提及", "absent"),
    "positive_short": ("正", "pos"),
    "neutral_short": ("中", "neu"),
    "negative_short": ("负", "neg"),
    "all": ("全部", "all"),
    # the instructions
    "how": ("怎样编码", "How to code"),
    "driver": ("驱动因素", "Driver"),
    "dimension": ("维度", "Dimension"),
    "definition": ("定义", "Definition"),
    "examples": ("例子", "Examples"),
    "id": ("代号", "Id"),
    "made_from": (
        "抽自「{name}」；编码本 {codebook}，版本 {version}；随机种子 {seed}；抽取 {n} 条。",
        "Drawn from “{name}”; codebook {codebook}, version {version}; seed {seed}; {n} comments.",
    ),
    # validation
    "coder": ("编码者", "Coder"),
    "read": (
        "{coder}：{drawn} 条中已编码 {coded} 条，空白 {blank} 条",
        "{coder}: {coded} of {drawn} rows coded, {blank} left blank",
    ),
    "separator": ("、", ", "),
    "without_label": ("{n} 条未填总体", "{n} without an overall label"),
    "against": ("程序与 {coder}", "The program against {coder}"),
    "between": ("{first} 与 {second}：{n} 条", "{first} and {second}: {n} comments coded by both"),
    "by_coder": ("人工", "coder"),
    "by_voc": ("程序", "voc"),
    "both": ("一致", "both"),
    "precision": ("查准率", "precision"),
    "recall": ("查全率", "recall"),
    "f1": ("F1", "F1"),
    "kappa": ("Kappa", "kappa"),
    "agreement": ("一致率", "agreement"),
    "polarity": ("褒贬一致", "polarity"),
    "micro": ("合计（按提及）", "all mentions"),
    "macro": ("平均（按因素）", "mean of drivers"),
    "population": ("合计，推及全部评论", "all, of the whole run"),
    "overall": ("总体", "overall label"),
    "population_note": (
        "除「推及全部评论」外，数字只说明抽出的评论；稀少的类别被多抽，加权后才代表全部。"
        "区间为 95%。",
        "Figures are of the comments drawn, except “of the whole run”: scarce kinds were drawn "
        "more often than their share, and weights undo that. Intervals are 95%.",
    ),
    "confusion": (
        "总体：行为 {coder}，列为程序",
        "Overall label: rows {coder}, columns voc",
    ),
    "misses_count": (
        "不一致：程序漏掉 {missed}，多出 {spurious}，褒贬不同 {polarity}；总体不同 {label}",
        "Disagreements: {missed} missed by the program, {spurious} wrongly found, "
        "{polarity} of another polarity; {label} overall labels",
    ),
    "misses_where": ("逐条见 {path}", "Each with its words: {path}"),
    "misses_hint": ("加 -o 文件名.xlsx 可逐条查看", "Add -o file.xlsx to see each of them"),
    "few": ("人工和程序都未提及：{names}", "Mentioned by neither: {names}"),
    "other_codebook": (
        "注意：编码表用的是编码本 {sheet}，本次运行用的是 {run}。",
        "Note: the sheet was made with codebook {sheet}, the run with {run}.",
    ),
    "unknown_drivers": (
        "注意：本次运行的编码本没有这些驱动因素，未比较：{names}。",
        "Note: the codebook of the run has no such drivers, which are left out: {names}.",
    ),
    "edited_codebook": (
        "注意：编码本「{name}」在这次运行之后改过，说明页取自现在的版本。",
        "Note: codebook “{name}” was edited after the run; the instructions show it as it is now.",
    ),
    "lost_codebook": (
        "注意：找不到编码本「{name}」，列只含运行中出现过的驱动因素，没有定义。",
        "Note: codebook “{name}” was not found; columns are the drivers that the run found.",
    ),
    "drew": ("从 {population} 条评论中抽出 {n} 条", "Drew {n} of {population} comments"),
    "wrote": ("编码表：{path}", "Sheet for coding: {path}"),
    # kinds of disagreement
    "missed_kind": ("漏掉", "missed"),
    "spurious_kind": ("多出", "wrongly found"),
    "polarity_kind": ("褒贬不同", "polarity"),
    "label_kind": ("总体不同", "overall label"),
}

# Sheets of the validation, in this order; the key is the table of `Validation`.
SHEETS: dict[str, tuple[str, str]] = {
    "totals": ("合计", "Totals"),
    "drivers": ("驱动因素", "Drivers"),
    "labels": ("总体一致", "Overall label"),
    "label_confusion": ("总体混淆表", "Label confusion"),
    "confusion": ("混淆表", "Confusion"),
    "misses": ("不一致", "Misses"),
    "between": ("编码者之间", "Between coders"),
    "coded": ("编码数", "Coded"),
}

COLUMNS: dict[str, tuple[str, str]] = {
    "coder": ("编码者", "Coder"),
    "first": ("编码者一", "First coder"),
    "second": ("编码者二", "Second coder"),
    "average": ("口径", "Average"),
    "driver": ("驱动因素", "Driver"),
    "n": ("评论数", "Comments"),
    "reference": ("人工", "By coder"),
    "other": ("程序", "By voc"),
    "by_first": ("编码者一提及", "By first"),
    "by_second": ("编码者二提及", "By second"),
    "both": ("都有", "Both"),
    "precision": ("查准率", "Precision"),
    "recall": ("查全率", "Recall"),
    "f1": ("F1", "F1"),
    "kappa": ("Kappa", "Kappa"),
    "agreement": ("一致率", "Agreement"),
    "polarity": ("褒贬一致", "Polarity"),
    "run": ("（全部评论）", " (whole run)"),
    "low": ("下限", ", low"),
    "high": ("上限", ", high"),
    "absent": ("程序：未提及", "voc: absent"),
    "negative": ("程序：负面", "voc: negative"),
    "neutral": ("程序：中性", "voc: neutral"),
    "positive": ("程序：正面", "voc: positive"),
    "comment_id": ("评论编号", "Comment"),
    "text": ("文本", "Text"),
    "kind": ("不一致", "Kind"),
    "by_coder": ("人工", "Coder says"),
    "by_voc": ("程序", "voc says"),
    "words": ("程序所据", "Words that voc took"),
    "rules": ("规则", "Rules"),
    "drawn": ("抽取", "Drawn"),
    "coded": ("已编码", "Coded"),
    "blank": ("空白", "Blank"),
    "without_label": ("未填总体", "Without label"),
}

HOW: tuple[tuple[str, str], ...] = (
    (
        "一行一条评论。只凭这条评论的文字判断：读者会怎样理解，就怎样编，不猜测文字以外的事。",
        "One row is one comment. Judge by its words alone, as a careful reader understands them.",
    ),
    (
        "「{label}」：整条评论的态度，从下拉框选 {positive}、{neutral} 或 {negative}。"
        "每条编过的评论都要填；整行空白表示没有编码，不计入。",
        "“{label}”: the attitude of the whole comment; choose {positive}, {neutral} or {negative}. "
        "Fill it in for each comment you code; a row left blank counts as not coded.",
    ),
    (
        "其后每列是一个驱动因素。评论谈到它，填 {positive_short}、{neutral_short} 或 "
        "{negative_short}；没有谈到就留空。一条评论可以填几列，也可以一列都不填。",
        "Each further column is a driver. Where the comment speaks of it, choose {positive_short}, "
        "{neutral_short} or {negative_short}; where it does not, leave it blank. A comment may "
        "have several drivers or none.",
    ),
    (
        "{positive_short}：称赞。{negative_short}：批评、抱怨，或希望改进。{neutral_short}：提到了，"
        "但没有褒贬，或褒贬相当。反话按本意编。",
        "{positive_short}: praise. {negative_short}: blame, or a wish for something better. "
        "{neutral_short}: named without praise or blame, or with as much of both. Irony counts as "
        "what it means.",
    ),
    (
        "也可以直接键入 1（{positive_short}）、0（{neutral_short}）、-1（{negative_short}），"
        "或 + 与 -。",
        "You may also type 1 ({positive_short}), 0 ({neutral_short}) and -1 ({negative_short}), "
        "or + and -.",
    ),
    (
        "请不要改动编号、文本和隐藏的行与表。可以排序、筛选、写备注。",
        "Leave the ids, the texts and what is hidden as they are. You may sort, filter and take "
        "notes.",
    ),
    (
        "两人编码时，各用一份副本，编完之前互不商量。",
        "Two coders work on a copy each and do not talk about it before both are done.",
    ),
)


def texts(language: Language) -> dict[str, str]:
    """Return all of `TEXTS` in one language.

    >>> texts("zh")["label"]
    '总体'
    """
    return {key: choose(pair, language) for key, pair in TEXTS.items()}


def instructions(language: Language) -> list[str]:
    """How to code, one instruction a line.

    >>> len(instructions("en")) == len(HOW)
    True
    """
    return [choose(pair, language).format(**texts(language)) for pair in HOW]
