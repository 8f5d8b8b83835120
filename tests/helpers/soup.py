"""Text that looks like Markdown and means nothing: pieces of syntax in any order."""

from hypothesis import strategies as st

_PIECES = (
    "# ", "## ", "###### ", "\n", "\n\n", "\r\n", "\r", "- ", "* ", "1. ", "> ", "  ", "    ", "\t",
    "```", "~~~", "````", "`", "``", "|", "\\|", "|-|-|\n", "|a|b|\n|--|--|\n|c|d|\n", "---\n",
    "===\n", "<!--", "-->", "<!-->", "<div>", "</div>", "<b>", "[", "]", "(", ")", "[a]: b\n",
    "[a]", "![", "[^1]", "[^1]: ", "[ ] ", "[x] ", "**", "_", "*", "~~", ":", "&amp;", "\\", "<",
    "http://a.b", "word", "é", "日本", "𝄞", "\u2028", "\x00", "\ufeff", "!", "a: b\n", "...\n",
)  # fmt: skip


def markdown() -> st.SearchStrategy[str]:
    """Pieces of syntax in any order."""
    return st.lists(st.sampled_from(_PIECES), max_size=40).map("".join)
