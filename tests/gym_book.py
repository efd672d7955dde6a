"""A sound codebook of an invented gym, for tests that break, merge and show it."""

from __future__ import annotations

GYM = """name = "gym"
label = "健身房"

[drivers.coach]
label = { zh = "教练", en = "Coach" }
dimension = "assurance"
terms = [
  "教练", "私教",
  "团课老师",
]
implied_by = [["手把手", 0.5], "划水"]
pairs = [
  ["教练", "凶", -0.6],
]

[drivers.crowd]
label = "拥挤"
dimension = "有形性"
terms = ["人流"]
suggested_by = ["挤"]
patterns = ['(等|排).{0,3}器械']
"""
