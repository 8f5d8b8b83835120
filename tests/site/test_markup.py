"""What is left out of templates when they are loaded."""

import pytest

from designdoc.site.markup import Brief, environment


@pytest.mark.parametrize(
    ("source", "shorter"),
    [
        ('<a class="title" href="{{ url(x) }}">', "<a class=title href={{ url(x) }}>"),
        ('<a class="{{ x }}" title="two words">', '<a class="{{ x }}" title="two words">'),
        ('<a href="{{ url(x) }}"{% if y %} id="z"{% endif %}>',
         "<a href={{ url(x) }}{% if y %} id=z{% endif %}>"),
        ('<rect width="100" height="10"/>', '<rect width=100 height="10"/>'),
        ("<ul>\n    <li>a</li>\n\n  <li>b</li>\n</ul>", "<ul>\n<li>a<li>b</ul>"),
        ("<tr>\n<td></td>\n<td>{{ x }}</td>\n</tr>\n", "<tr>\n<td><td>{{ x }}"),
        ("<p>a</p>\n<p>b</p></div>", "<p>a\n<p>b</div>"),
        ("<p>a</p>{{ x }}", "<p>a</p>{{ x }}"),
        ('{{ state("met", "words") }}', '{{ state("met", "words") }}'),
        ('<option value="">', '<option value="">'),
    ],
)  # fmt: skip
def test_what_is_left_out(source: str, shorter: str) -> None:
    assert Brief(environment()).preprocess(source, None) == shorter
