"""Texts that try to run something in a page, or to reach out of it."""

_RUN = "window.attacked=1"

ATTACKS = (
    f"<script>{_RUN}</script>",
    f"<SCRIPT SRC=data:,{_RUN}></SCRIPT>",
    f"<script\n>{_RUN}</script\n>",
    f"<scr<script>ipt>{_RUN}</scr</script>ipt>",
    f"<img src=x onerror={_RUN}>",
    f'<img src="x" onerror="{_RUN}" alt="a">',
    f"<img/src=x/onerror={_RUN}>",
    f"<img src=`x` onerror={_RUN}>",
    f'<img """><script>{_RUN}</script>">',
    f"<svg onload={_RUN}></svg>",
    f"<svg><script>{_RUN}</script></svg>",
    f'<svg><a xlink:href="javascript:{_RUN}"><text x=1 y=9>a</text></a></svg>',
    f"<svg><animate onbegin={_RUN} attributeName=x dur=1s></svg>",
    f"<svg><foreignObject><img src=x onerror={_RUN}></foreignObject></svg>",
    f"<math><mtext><img src=x onerror={_RUN}></mtext></math>",
    f"<math><mi//xlink:href=javascript:{_RUN}>a</mi></math>",
    f"<iframe src=javascript:{_RUN}></iframe>",
    f'<iframe srcdoc="<script>parent.{_RUN}</script>"></iframe>',
    f"<object data=javascript:{_RUN}></object>",
    f"<embed src=javascript:{_RUN}>",
    f"<form action=javascript:{_RUN}><input type=submit autofocus></form>",
    f"<input autofocus onfocus={_RUN}>",
    f"<button formaction=javascript:{_RUN}>a</button>",
    f"<select autofocus onfocus={_RUN}></select>",
    f"<textarea autofocus onfocus={_RUN}></textarea>",
    f"<video><source onerror={_RUN}></video>",
    f"<audio src=x onerror={_RUN}></audio>",
    f"<body onload={_RUN}>",
    f"<details open ontoggle={_RUN}>a</details>",
    f"<marquee onstart={_RUN}>a</marquee>",
    "<base href=https://attacker.invalid/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_RUN}'>",
    "<link rel=stylesheet href=https://attacker.invalid/a.css>",
    "<style>body{background:url(https://attacker.invalid/a)}</style>",
    "<p style=\"background:url('https://attacker.invalid/b')\">a</p>",
    f"<template><img src=x onerror={_RUN}></template>",
    f'<noscript><p title="</noscript><img src=x onerror={_RUN}>"></noscript>',
    f"<title><img src=x onerror={_RUN}></title>",
    f"<xmp><img src=x onerror={_RUN}></xmp>",
    f"[a](javascript:{_RUN})",
    f"[a](JaVaScRiPt:{_RUN})",
    f"[a](java&#x09;script:{_RUN})",
    f"[a](java\tscript:{_RUN})",
    f"[a](&#106;avascript:{_RUN})",
    f"[a](<\x01javascript:{_RUN}>)",
    f"[a]( javascript:{_RUN} )",
    f"[a](vbscript:{_RUN})",
    f"[a](data:text/html,<script>{_RUN}</script>)",
    "[a](data:text/html;base64,PHNjcmlwdD53aW5kb3cuYXR0YWNrZWQ9MTwvc2NyaXB0Pg==)",
    f"![a](javascript:{_RUN})",
    f"![a](data:image/svg+xml,<svg/onload={_RUN}>)",
    f'![a" onerror="{_RUN}](x.png)',
    f'[a](x.md "t" onmouseover="{_RUN})',
    f'[a](https://example.org/"onmouseover="{_RUN})',
    f'<https://example.org/"onmouseover={_RUN}>',
    f"<javascript:{_RUN}>",
    f"[a][r]\n\n[r]: javascript:{_RUN}",
    f"<a href=javascript:{_RUN}>a</a>",
    f'<a href="jav\nascript:{_RUN}">a</a>',
    f"<a href='&#x6A;avascript:{_RUN}'>a</a>",
    f"<a href=x onclick={_RUN}>a</a>",
    "<a id=dd-main name=cookie>a</a>",
    "<img id=location name=cookie src=x>",
    "<p id=dd-theme class=top>a</p>",
    f'```python" onmouseover="{_RUN}\nx\n```',
    f"```\n</code></pre><script>{_RUN}</script>\n```",
    f"`</code><script>{_RUN}</script>`",
    f"a[^<script>{_RUN}</script>]\n\n[^<script>{_RUN}</script>]: note",
    f'```mermaid\ngraph TD\n a-->b\n click a "javascript:{_RUN}"\n```',
    f'```mermaid\ngraph TD\n a["<img src=x onerror={_RUN}>"]\n```',
    f"<!--><script>{_RUN}</script>-->",
    f"<!-- --!><script>{_RUN}</script>",
    f"<![CDATA[<script>{_RUN}</script>]]>",
    f"<?xml <script>{_RUN}</script>?>",
    f"</main></body><script>{_RUN}</script>",
    f"</article></div><img src=x onerror={_RUN}",
    f"<b <script>{_RUN}</script>",
    f"<b\x00onmouseover={_RUN}>a</b>",
    f"\x00<script\x00>{_RUN}</script>",
    f"\u202e<script>{_RUN}</script>",
    f"# a {{#x onclick={_RUN}}}",
    f"<{'b ' * 2000}",
    f"<p title='{'a' * 100}\"><script>{_RUN}</script>'>a</p>",
    f"&lt;script&gt;{_RUN}&lt;/script&gt;",
    f"<p>&lt;img src=x onerror={_RUN}&gt;</p>",
    f"{{{{ 1 }}}}<script>{_RUN}</script>{{% raw %}}",
)

_NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
_AWAY = "https://attacker.invalid/a"
_HTML = 'xmlns="http://www.w3.org/1999/xhtml"'
_INSIDE = (
    f"<script>{_RUN}</script>",
    f'<script xlink:href="data:,{_RUN}"/>',
    f'<g onload="{_RUN}"/>',
    f'<rect onclick="{_RUN}" width="9" height="9"/>',
    f'<a href="javascript:{_RUN}"><rect width="9" height="9"/></a>',
    f'<a xlink:href="{_AWAY}"><rect width="9" height="9"/></a>',
    f'<animate attributeName="x" onbegin="{_RUN}" dur="1s"/>',
    f'<set attributeName="href" to="javascript:{_RUN}"/>',
    f'<foreignObject><p {_HTML} onclick="{_RUN}">a</p></foreignObject>',
    f'<script xmlns="http://www.w3.org/1999/xhtml">{_RUN}</script>',
    f'<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="{_RUN}"/>',
    f'<image href="{_AWAY}.png" width="9" height="9"/>',
    f'<image href="data:image/svg+xml,%3Csvg onload={_RUN}%3E" width="9" height="9"/>',
    f'<use href="{_AWAY}.svg#a"/>',
    f"<use href=\"data:image/svg+xml,&lt;svg id='a' onload='{_RUN}'/&gt;#a\"/>",
    f'<style>@import "{_AWAY}.css";</style>',
    f"<style>rect {{ fill: url({_AWAY}) }}</style>",
    f"<style>rect {{ fill: u\\72l({_AWAY}) }}</style>",
    f"<style><![CDATA[rect {{ fill: url('{_AWAY}') }}]]></style>",
    f'<rect style="fill: url({_AWAY})" width="9" height="9"/>',
    f'<rect fill="URL( {_AWAY}#a )" width="9" height="9"/>',
    f'<rect fill="image-set(\'{_AWAY}\' 1x)" width="9" height="9"/>',
    f'<feImage href="{_AWAY}"/>',
    f'<g xml:base="{_AWAY}"><use href="#a"/></g>',
    f'<handler xmlns="http://www.w3.org/2000/svg" type="text/javascript">{_RUN}</handler>',
    f'<l:listener xmlns:l="http://www.w3.org/2001/xml-events" handler="data:,{_RUN}"/>',
    f'<iframe xmlns="http://www.w3.org/1999/xhtml" src="javascript:{_RUN}"/>',
    f'<?xml-stylesheet href="{_AWAY}.css"?>',
)

_DOUBLED = "".join(
    f'<g id="{outer}">' + f'<use href="#{inner}"/>' * 9 + "</g>"
    for inner, outer in zip("abcdef", "bcdefg", strict=True)
)

SVG_ATTACKS = (
    *(f'<svg {_NS} width="20" height="20">{each}</svg>' for each in _INSIDE),
    f'<svg {_NS} onload="{_RUN}"/>',
    f'<?xml-stylesheet type="text/css" href="{_AWAY}.css"?><svg {_NS}/>',
    f'<!DOCTYPE svg [<!ENTITY x "&lt;script>{_RUN}&lt;/script>">]><svg {_NS}>&x;</svg>',
    f'<!DOCTYPE svg SYSTEM "{_AWAY}.dtd"><svg {_NS}/>',
    f'<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg {_NS}>&b;</svg>',
    f'<?xml version="1.0" encoding="UTF-7"?><svg {_NS}>+ADw-script+AD4-{_RUN}</svg>',
    f'<html xmlns="http://www.w3.org/1999/xhtml"><script>{_RUN}</script></html>',
    f"<html><script>{_RUN}</script></html>",
    f'<svg {_NS}><g id="a"><path d="M0,0"/></g>{_DOUBLED}</svg>',
)
"""Pictures that would run something, load something, or grow, were they opened by themselves."""

SVG = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg {_NS} xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" width="40" height="30"
     inkscape:version="1.0 (C:\\x)" viewBox="0 0 40 30">
  <title>Two boxes (a &amp; b)</title>
  <style>.a {{ fill: url("#g"); stroke: #000 }} @media print {{ .a {{ fill: none }} }}</style>
  <defs><linearGradient id="f"><stop offset="0" stop-color="red"/></linearGradient>
    <linearGradient id="g" xlink:href="#f"/><path id="p" d="M0,0 h9 v9 z"/></defs>
  <g id="all" transform="translate(1 1)"><rect class="a" width="9" height="9"/>
    <use xlink:href="#p" x="20"/><use href="#p" x="30" style="fill:url(#g)"/></g>
</svg>
"""
"""A picture that only draws."""
