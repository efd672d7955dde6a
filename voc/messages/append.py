"""Of comments that are added to an earlier run."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "nothing-kept": Message(
        "这次分析没有保存追加评论所需的内容（judged.parquet、respondents.parquet、codebook.toml）。",
        "This run did not keep what is needed to add comments to it (judged.parquet, "
        "respondents.parquet, codebook.toml).",
        "它可能出自旧版 voc，或者文件夹不完整。请把新旧文件放在一起重新分析，以后就可以追加了。",
        "An older version of voc saved it, or the folder is not whole. Analyse its files and the "
        "new ones together; comments can be added to that run.",
    ),
    "other-versions": Message(
        "判断评论所依据的版本变了：{versions}。新旧评论的结果不能放在一起比较。",
        "What decides how a comment is judged has changed since: {versions}. Old and new comments "
        "would not be judged alike.",
        "请把新旧文件放在一起重新分析；或者装回原来的版本再追加。",
        "Analyse its files and the new ones together, or go back to the versions of that run.",
    ),
    "codebook-changed": Message(
        "这个词典文件在那次分析之后改过，旧评论是按原来的词判断的。",
        "This codebook was changed after the run; its comments were judged with the words of "
        "before.",
        "请用改过的词典把新旧文件放在一起重新分析；或者恢复原来的文件。",
        "Analyse its files and the new ones together with -k and the changed codebook, or put the "
        "file back as it was.",
    ),
    "with-metrics": Message(
        "那次分析合并了另一个文件里的分数（--metrics），不能再追加评论。",
        "Scores of a second file were joined to that run (--metrics); comments cannot be added to "
        "it.",
        "请把新旧评论和新旧分数各放在一起重新分析：同一位受访者的分数只能算一次。",
        "Analyse all comments with all scores: those of a respondent are to be counted once.",
    ),
    "other-key": Message(
        "那次分析的化名用的是另一个密钥：同一个人会变成两个人。",
        "The pseudonyms of that run were made with another key: the same person would be two.",
        "请使用当时的密钥：环境变量 VOC_PII_KEY，或 [privacy] key_file。",
        "Use the key of then: the variable VOC_PII_KEY, or [privacy] key_file.",
    ),
    "other-setting": Message(
        "{key} 现在是“{asked}”，那次分析是“{before}”。追加评论时沿用那次分析的设置。",
        '{key} is "{asked}" here and "{before}" in that run. Comments are added with the settings '
        "of the run.",
        "请去掉这个选项；要换设置，就把新旧文件放在一起重新分析。",
        "Leave the option out; for another setting, analyse its files and the new ones together.",
    ),
    "not-with": Message(
        "追加评论时不能用这个选项。",
        "This option does not go with --append (in Python: append).",
        "请去掉它：主题和分数都沿用那次分析。",
        "Leave it out: topics and scores go on as they are in the run.",
    ),
    "other-questionnaire": Message(
        "给出的问卷说明和那次分析的不一样。",
        "The questionnaire is not the one of that run.",
        "请去掉这个选项（沿用那次的问卷说明）；要换，就把新旧文件放在一起重新分析。",
        "Leave the option out, and that of the run is used; for another one, analyse its files and "
        "the new ones together.",
    ),
    "other-columns": Message(
        "新文件的列和那次分析的不一样：{difference}。",
        "The new file does not have the columns of that run: {difference}.",
        "请让列名和那次分析的一致（多出的列删掉，缺少的列补上，可以留空）。",
        "Give its columns the names that they have in the run: remove what is not expected, add "
        "what is missing; cells may be empty.",
    ),
    "same-input": Message(
        "这份数据已经在那次分析里了：{files}。再追加一次，每条都会算两遍。",
        "This is in that run already: {files}. Added again, it would count twice.",
        "请检查文件；确实要算两遍，就加上 --again（Python 中 again=True）。",
        "Check the file; where it is to count twice, add --again (in Python: again=True).",
    ),
    "new-column": Message("那次分析里没有这一列", "not in the run that was added to"),
}
