"""500 articles that want to run something in the page that shows them."""

from collections.abc import Iterator

import cleaner
from cleaner.record import Flag, Record, replace

VECTORS = (
    "<script>pwned=1</script>",
    "</script><script>pwned=1</script>",
    "</style></title><script>pwned=1</script>",
    "<!--<script>pwned=1</script>-->",
    "<img src=x onerror=pwned=1>",
    "<svg onload=pwned=1><script>pwned=1</script></svg>",
    "\"><b onmouseover='pwned=1'>bold</b>",
    "' autofocus onfocus=pwned=1 x='",
    "javascript:pwned=1",
    '<a href="javascript:pwned=1">here</a>',
    "data:text/html,<script>pwned=1</script>",
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe>",
    "<base href=//evil.example/><link rel=stylesheet href=x.css>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<style>@import '//evil.example/x.css';*{display:none}</style>",
    "</template></textarea></noscript><b>bold</b>",
    "<math><mtext><img src=x onerror=pwned=1></mtext></math>",
    "<details open ontoggle=pwned=1>more</details>",
    "&lt;script&gt;pwned=1&lt;/script&gt;",
    "\\u003cscript\\u003epwned=1\\u003c/script\\u003e",
    "{{script}} {{style}} {{overview}} <!-- articles --> ${pwned=1}",
    "__proto__ constructor toString ]]> --> <![CDATA[ <?php pwned=1 ?>",
    "\u202e<script>pwned=1</script>\u202c \u2066<b>\u2069",
    "\u05e9\u05dc\u05d5\u05dd <b>\u05e2\u05d5\u05dc\u05dd</b> \u2028pwned=1//\u2029",
    "\x1b[31m<b>\x00\x07\x9b</b>\ud800\ufffe",
)
FRAMES = (
    "{}\n\nThe council voted nine to four on Monday.",
    "The old pier is rebuilt\n{}\nDana Levi|\nPublished: 03.17.24, 20:37\nThe council voted nine to four on Monday.",
    "The old pier is rebuilt\n\nThe council voted nine to four on Monday.\n{}\nThe work begins in November, it said.",
    "The council voted nine to four, and {} was said in the hall on Monday, for all to hear.",
    "The council voted nine to four on Monday.\n3 View gallery\n{}\n{}\nThe old pier\n(Photo: AP)\nIt begins soon.",
    "The council voted nine to four on Monday.\n3 View gallery\nהמזח\nThe old pier\n(Photo: {})\nGone.",
    "The old pier is rebuilt\nBy {}\nPublished: 03.17.24, 20:37\nThe council voted nine to four on Monday.",
    "The council voted nine to four on Monday.\nMore stories:\n{}\nThe work begins in November, it said.",
    "The council voted nine to four on Monday.\n<< Follow {} on Facebook | Twitter >>\nIt begins soon, it said.",
    "850 גג\n{}",
    "המועצה אישרה {} לפני החורף.",
    "\u00f9\u00ec\u00e5\u00ed {} \u00f2\u00e5\u00ec\u00ed was written there.",
)  # fmt: skip
"""Where a text may say it."""
ARTICLE = "The old pier is rebuilt\n\nThe council voted nine to four on Monday.\n(Photo: AP)\n{}"


def records() -> Iterator[Record]:
    """All of them: 12 frames and 8 fields of records, with 25 vectors each."""
    for vector in VECTORS:
        for frame in FRAMES:
            yield cleaner.clean(frame.replace("{}", vector))
        record = cleaner.clean(ARTICLE.format(vector))
        said = vector.encode("utf-8", "replace").decode()
        body = record.body[0]
        yield replace(record, id=said)
        yield replace(record, url=said)
        yield replace(record, url=f"https://news.example/{said}")
        yield replace(record, authors=(said,), date=said)
        yield replace(record, language=said, body=(replace(body, lang=said, rule=said), *record.body[1:]))
        yield replace(record, flags=(Flag(said, (0, 5), said),))
        yield replace(record, source=replace(record.source, name=said, site=said, encoding=said, format=said))
        yield replace(record, body=(replace(body, value=said), *record.body[1:]))
