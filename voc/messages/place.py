"""Where something is wrong: parts of what an error says after "where"."""

from __future__ import annotations

from voc.messages.message import Message

MESSAGES = {
    "column": Message("“{column}”列", "column {column}"),
    "sheet": Message("工作表“{sheet}”", "sheet “{sheet}”"),
    "row-of": Message("{table}，第 {row} 行", "{table}, row {row}"),
    "cell-of": Message("{table}，单元格 {cell}", "{table}, cell {cell}"),
    "both": Message("{first} 和 {second}", "{first} and {second}"),
    "byte": Message("{file}，第 {line} 行，第 {byte} 字节", "{file}, line {line}, byte {byte}"),
    "column-of": Message("{table}，“{column}”列", "{table}, column {column}"),
    "wave": Message("{wave} 一期", "{wave} wave"),
    "wave-column": Message("{wave} 一期，“{column}”列", "{wave} wave, column {column}"),
    "index": Message("{table} 的索引", "index of {table}"),
    "index-for-example": Message("{table} 的索引，例如 {id}", "index of {table}, for example {id}"),
    "topic": Message("主题 {topic}", "topic {topic}"),
    "cells-of": Message("{table}，单元格 {cell}", "{table}, cells {cell}"),
}
