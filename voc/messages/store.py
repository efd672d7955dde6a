"""Of object stores: where comments are read from and results are sent to."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "package-missing": Message(
        "访问这个地址需要 Python 包 {package}，没有安装：{told}。",
        "This address needs the Python package {package}, which is not installed: {told}.",
        "pip install fsspec，以及该存储的 fsspec 插件（如 oss:// 用 ossfs）。"
        "s3://、gs://、abfs://、hdfs:// 不需要另装。",
        "pip install fsspec and the implementation of this store (ossfs for oss://). s3://, gs://, "
        "abfs:// and hdfs:// need no other package.",
    ),
    "nothing-there": Message(
        "这个地址下没有数据文件。",
        "There are no files of data at this address.",
        "检查桶名和路径；文件夹代表其中的数据文件，如 .parquet、.csv。",
        "Check bucket and path; a folder stands for its files of data, .parquet, .csv …",
    ),
    "not-reached": Message(
        "存储访问失败：{reason}。",
        "The store cannot be used: {reason}.",
        "检查地址、区域、访问密钥（通常放在环境变量里）和权限。",
        "Check address, region, access keys (usually in the environment) and permissions.",
    ),
    "no-resume": Message(
        "输出在对象存储上时不能用 --resume。",
        "--resume does not go with an output in an object store.",
        "把 -o 改成本机的文件夹，完成后再上传；或者去掉 --resume。",
        "Give -o a folder of this machine and copy it later, or leave out --resume.",
    ),
}
