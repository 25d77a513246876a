"""Texts that try to be something else, by what they try to be."""

from __future__ import annotations

HOSTILE = {
    "html": '<script>alert(1)</script><img src=x onerror=alert(1)> &lt; </title> "quoted" ]]>',
    "screen markup": "[/red][bold]x[/] [link=file:///etc/passwd]y[/link] [@click=app.quit]z[/]",
    "escape sequence": "\x1b[2J\x1b]0;owned\x07\x1b]8;;http://x.example\x07\x9b31m\x08\x7f red",
    "direction": "exe.\u202egnp\u2066\u200b\u00ad\ufeff\u061c end",
    "sql": "'; DROP TABLE updates; -- \" ) OR 1=1 /* ? :a",
    "formula": '=HYPERLINK("http://x.example","y")',
    "formula with a plus": "+1+cmd|' /C calc'!A0",
    "formula with a minus": "-2+3+cmd|' /C calc'!A0",
    "formula with an at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula behind a tab": "\t=1+1",
    "wide formula": "＝1+1",
    "path": "../../../etc/passwd",
    "windows path": "..\\..\\C:\\con.txt",
    "template": "{{ 7*7 }}{% for x in y %}{{ x.__class__ }}{# gone #}{% endfor %}",
    "typst": '#set page(fill: red) #image("/etc/passwd") #read("x") $x^2$ @ref <label> `raw` = Head',
    "markdown": "# head | **bold** [a](javascript:x) ![b](c.png) `code` ~~gone~~ ---",
    "format": "%s%n{0}{x!r}${jndi:ldap://x.example}$(id)`id`\\x41",
    "lines": "one\r\ntwo\u2028three\x0bfour\x85five",
}
