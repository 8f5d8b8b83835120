"""The units that targets are stated in: time, rate, size, share and count, in two languages.

Each has one canonical name, a dimension and a factor to the dimension's base unit: seconds,
bytes, per second, a share of 1, pieces.
"""

from enum import StrEnum

from msgspec import Struct


class Dimension(StrEnum):
    """What a unit measures; targets of different dimensions cannot be compared."""

    TIME = "time"
    RATE = "rate"
    SIZE = "size"
    SHARE = "share"
    COUNT = "count"


class Unit(Struct, frozen=True):
    """``name`` is canonical (``ms``, ``MiB``, ``req/min``); ``factor`` leads to the base unit.

    ``strong``: a number with it is a target without further words, as ``200 ms`` is and
    ``3 files`` is not. ``base`` tells rates and counts of different things apart.
    """

    name: str
    dimension: Dimension
    factor: float
    strong: bool = True
    base: str = ""


NO_UNIT = Unit("", Dimension.COUNT, 1.0)


def unit(name: str) -> Unit | None:
    """The unit that a word or sign stands for; upper and lower case count for sizes only."""
    return _EXACT.get(name) or _FOLDED.get(name.casefold())


def per(amount: Unit, period: Unit) -> Unit:
    """The rate of an amount over a time: ``req`` and ``min`` give ``req/min``."""
    base = amount.base or amount.name
    if amount.dimension is Dimension.SIZE:
        base = "B"
    return Unit(
        f"{amount.name}/{period.name}", Dimension.RATE, amount.factor / period.factor, True, base
    )


_TIME = {
    "ns": (1e-9, "ns nanosecond nanoseconds ナノ秒"),
    "µs": (1e-6, "µs μs us microsecond microseconds マイクロ秒"),
    "ms": (1e-3, "ms msec msecs millis millisecond milliseconds ミリ秒"),
    "s": (1.0, "s sec secs second seconds 秒 秒間"),
    "min": (60.0, "min mins minute minutes 分 分間"),
    "h": (3600.0, "h hr hrs hour hours 時間"),
}
_LONG_TIME = {
    "d": (86400.0, "d day days 日 日間"),
    "week": (604800.0, "week weeks 週間"),
    "month": (2629800.0, "month months か月 ヶ月 カ月 ヵ月"),
    "year": (31557600.0, "year years 年 年間"),
}
_SIZES = {
    "B": (1.0, "B byte bytes バイト"),
    "kB": (1e3, "kB KB kilobyte kilobytes キロバイト"),
    "MB": (1e6, "MB megabyte megabytes メガバイト"),
    "GB": (1e9, "GB gigabyte gigabytes ギガバイト"),
    "TB": (1e12, "TB terabyte terabytes テラバイト"),
    "PB": (1e15, "PB petabyte petabytes"),
    "KiB": (2.0**10, "KiB Ki kibibyte kibibytes"),
    "MiB": (2.0**20, "MiB Mi mebibyte mebibytes"),
    "GiB": (2.0**30, "GiB Gi gibibyte gibibytes"),
    "TiB": (2.0**40, "TiB Ti tebibyte tebibytes"),
}
_RATES = {
    "req/s": (1.0, "req", "rps req/sec リクエスト/秒"),
    "query/s": (1.0, "query", "qps クエリ/秒"),
    "transaction/s": (1.0, "transaction", "tps"),
    "op/s": (1.0, "op", "ops/s ops/sec iops"),
    "event/s": (1.0, "event", "eps"),
    "frame/s": (1.0, "frame", "fps"),
    "Hz": (1.0, "Hz", "hz"),
    "kHz": (1e3, "Hz", "khz"),
    "req/min": (1 / 60, "req", "rpm"),
    "kbit/s": (125.0, "B", "kbps Kbps kbit/s"),
    "Mbit/s": (125e3, "B", "mbps Mbps mbit/s"),
    "Gbit/s": (125e6, "B", "gbps Gbps gbit/s"),
    "MB/s": (1e6, "B", "MBps"),
    "GB/s": (1e9, "B", "GBps"),
}
_SHARES = {"%": (0.01, "% percent per-cent パーセント"), "‰": (0.001, "‰ permille")}
_STRONG_COUNTS = {
    "vCPU": "vcpu vcpus vCPU",
    "core": "core cores cpu cpus コア",
}
_COUNTS = {
    "req": "req reqs request requests リクエスト",
    "query": "query queries クエリ",
    "transaction": "transaction transactions txn txns トランザクション",
    "op": "op ops operation operations write writes read reads",
    "event": "event events イベント",
    "message": "message messages msg msgs メッセージ",
    "user": "user users ユーザー ユーザ",
    "person": "人 名",
    "player": "player players プレイヤー",
    "client": "client clients customer customers クライアント",
    "connection": "connection connections conn conns 接続",
    "session": "session sessions セッション",
    "tenant": "tenant tenants",
    "node": "node nodes",
    "pod": "pod pods",
    "container": "container containers",
    "service": "service services",
    "instance": "instance instances replica replicas server servers 台",
    "device": "device devices",
    "job": "job jobs task tasks",
    "record": "record records row rows entry entries レコード 行",
    "document": "document documents doc docs ドキュメント",
    "file": "file files ファイル",
    "object": "object objects entity entities",
    "item": "item items 件 個",
    "image": "image images photo photos",
    "key": "key keys",
    "thread": "thread threads worker workers goroutine goroutines",
    "line": "line lines",
    "token": "token tokens",
    "char": "char chars character characters 文字",
    "tile": "tile tiles sprite sprites chunk chunks",
    "call": "call calls 回",
    "error": "error errors failure failures エラー",
    "retry": "retry retries attempt attempts",
    "frame": "frame frames",
    "resource": "resource resources crd crds",
    "namespace": "namespace namespaces",
    "deployment": "deployment deployments",
}


def _table() -> dict[str, Unit]:
    table: dict[str, Unit] = {}

    def add(words: str, found: Unit) -> None:
        table.update(dict.fromkeys([*words.split(), found.name], found))

    for name, (factor, words) in _TIME.items():
        add(words, Unit(name, Dimension.TIME, factor))
    for name, (factor, words) in _LONG_TIME.items():
        add(words, Unit(name, Dimension.TIME, factor, strong=False))
    for name, (factor, words) in _SIZES.items():
        add(words, Unit(name, Dimension.SIZE, factor))
    for name, (factor, base, words) in _RATES.items():
        add(words, Unit(name, Dimension.RATE, factor, base=base))
    for name, (factor, words) in _SHARES.items():
        add(words, Unit(name, Dimension.SHARE, factor))
    for name, words in _STRONG_COUNTS.items():
        add(words, Unit(name, Dimension.COUNT, 1.0, base=name))
    for name, words in _COUNTS.items():
        add(words, Unit(name, Dimension.COUNT, 1.0, strong=False, base=name))
    return table


_EXACT = _table()
# Not folded: `mb` is no size that anybody can tell from a bit, `Min` is a word, `D` a letter.
_FOLDED = {
    name.casefold(): found
    for name, found in _EXACT.items()
    if (len(name) > 2 or found.dimension is Dimension.RATE) and name not in {"MBps", "GBps"}
}
_FOLDED |= {name.casefold(): _EXACT[name] for name in ("MB", "GB", "TB", "KB")}

PERIODS = tuple(
    word for _, words in (*_TIME.values(), *_LONG_TIME.values()) for word in words.split()
)
NAMES = tuple(sorted({*_EXACT, *_FOLDED}, key=len, reverse=True))
MULTIPLIERS = {
    "k": 1e3, "K": 1e3, "M": 1e6, "B": 1e9, "bn": 1e9, "thousand": 1e3, "million": 1e6,
    "billion": 1e9, "千": 1e3, "万": 1e4, "億": 1e8,
}  # fmt: skip
