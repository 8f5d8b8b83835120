"""What a target measures and on which terms: metric, percentile, condition."""

import re
from collections import deque

from designdoc.model.units import Dimension, Unit
from designdoc.source.regex import regex

_TIME, _RATE = frozenset({Dimension.TIME}), frozenset({Dimension.RATE})
_SHARE = frozenset({Dimension.SHARE})
_AMOUNT = frozenset({Dimension.SIZE, Dimension.SHARE})
_METRICS = (
    ("error rate", _SHARE, r"error[ -]rates?|failure rates?|エラー率|失敗率"),
    ("availability", _SHARE, r"availability|uptime|\bSLA\b|可用性|稼働率"),
    ("coverage", _SHARE, r"coverage|カバレッジ|網羅率"),
    ("hit rate", _SHARE, r"(?:cache[ -])?hit[ -]rat(?:e|io)s?|ヒット率"),
    ("recovery time", _TIME, r"\bRTO\b|\bMTTR\b|recover\w*|復旧"),
    ("recovery point", _TIME, r"\bRPO\b"),
    ("startup time", _TIME, r"start-?up(?: time)?|boot(?: time)?|cold starts?|起動"),
    ("load time", _TIME, r"(?:page )?load(?:ing)?[ -]times?|time to interactive|\bTTFB\b|\bLCP\b"
        r"|読み込み"),
    ("latency", _TIME, r"latenc\w*|response[ -]times?|respon(?:d|ds|se)\b|round[- ]trips?"
        r"|応答(?:時間)?"
     r"|レスポンス(?:タイム|時間)?|レイテンシー?|遅延"),
    ("timeout", _TIME, r"time-?outs?|タイムアウト"),
    ("retention", _TIME, r"retention|retain\w*|kept|保持|保存期間"),
    ("duration", _TIME, r"durations?|takes?\b|elapsed|所要時間|実行時間|処理時間"),
    ("throughput", _RATE, r"throughput|スループット|処理能力"),
    ("frame rate", _RATE, r"frame[ -]rates?|\bFPS\b"),
    ("memory", _AMOUNT, r"memory|\bRAM\b|heap|メモリー?"),
    ("cpu", _SHARE, r"\bCPU\b"),
    ("disk", _AMOUNT, r"disk|storage|ストレージ|ディスク"),
    ("bundle size", _AMOUNT, r"bundle(?: size)?"),
    ("size", frozenset({Dimension.SIZE}), r"sizes?\b|サイズ"),
)  # fmt: skip
_METRIC = {
    dimension: regex(
        "|".join(
            f"(?P<m{number}>{words})"
            for number, (_, dimensions, words) in enumerate(_METRICS)
            if dimension in dimensions
        )
        or "(?!)",
        re.IGNORECASE,
    )
    for dimension in Dimension
}
_DEFAULTS = {
    Dimension.TIME: "duration", Dimension.RATE: "throughput", Dimension.SIZE: "size",
    Dimension.SHARE: "share",
}  # fmt: skip
_PERCENTILE = regex(
    r"(?<![A-Za-z0-9])(?:p(?:50|75|9\d(?:\.\d+)?|999|100)\b|\d\d(?:\.\d+)?(?:th)?[ -]percentile"
    r"|(?:95|99|90|50)パーセンタイル|median|mean\b|average|avg\b|平均|中央値)",
    re.IGNORECASE,
)
_PERCENTILE_AFTER = regex(
    r"(?<![A-Za-z0-9])(?:p(?:50|75|9\d(?:\.\d+)?|999|100)\b|\d\d(?:\.\d+)?(?:th)?[ -]percentile"
    r"|median|(?:on )?average(?=[\s)]*$))",
    re.IGNORECASE,
)
_CONDITION = regex(
    r"\b(at|with|under|for|during|@|given|when)(?: (?:a|the|load of|up to))* ?$|(@) ?$"
)
_SIGN_WORDS = regex(r"(under|up to|at least|over)\b", re.IGNORECASE)


def metric_of(before: str, after: str, unit: Unit, ranked: bool) -> str:
    """The name of what is measured: the nearest word before, else after, else by the unit."""
    pattern = _METRIC[unit.dimension]
    nearest = deque(pattern.finditer(before), maxlen=1)
    found = nearest[0] if nearest else pattern.search(after)
    if found and found.lastgroup:
        return _METRICS[int(found.lastgroup[1:])][0]
    if unit.dimension is Dimension.TIME and ranked:
        return "latency"
    return _DEFAULTS.get(unit.dimension, unit.name)


def percentile(before: str, after: str) -> str:
    """A percentile or average beside a target, as written."""
    nearest = deque(_PERCENTILE.finditer(before), maxlen=1)
    found = nearest[0] if nearest else _PERCENTILE_AFTER.search(after)
    return found[0] if found else ""


def condition(lead: str, explicit: bool, own: str) -> str:
    """The word that makes an amount a condition: ``at`` in ``at 100 rps``; empty for none."""
    match = _CONDITION.search(lead)
    if match:
        return match[1] or match[2] or ""
    word = _SIGN_WORDS.match(own) if explicit else None
    return " " if word and word[1].lower() == "under" else ""
