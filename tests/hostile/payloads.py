"""What somebody might type, by mistake, in another language, or to do harm. Each holds the mark, so that it can be found."""

from __future__ import annotations

MARK = "zqfoe"
"""Stands in everything typed here and nowhere else: it is looked for in logs, headers and elements."""

MARKUP = {
    "an element": f"<b class={MARK}>bold</b>",
    "a script": f"<script>window.{MARK}=1</script>",
    "out of an attribute": f"\"'><img src=x onerror={MARK}()>",
    "an SVG": f"<svg onload={MARK}()><a xlink:href=javascript:{MARK}()>",
    "a closed text area": f"</textarea></title><iframe src=//{MARK}>",
    "a comment and an entity": f"<!-- {MARK} &lt;i&gt; &#x3C;script&#x3E; -->",
    "a template": f'{MARK}{{{{ 7|add:"1330" }}}}{{% load static %}}{{{{ request.user.password }}}}',
}
WORDS = {
    "quotes for SQL": f"{MARK}'; DROP TABLE people_person; --",
    "a percent sign": f"{MARK} 100% %s %(x)s {{0}}",
    "an emoji": f"{MARK} 👩🏽‍⚕️🧠",
    "joined signs": f"{MARK} नमस्ते क्‍ष",
    "from right to left": f"{MARK} שלום مرحبا",
    "a turned line": f"{MARK} \u202egnp.exe\u202c",
    "marks upon marks": f"{MARK} Z̸̡̢a̵̧l̷g̶o" + "\u0301" * 40,
    "signs that are not there": f"{MARK}\u200b\ufeff\u00ad",
    "a broken header": f"{MARK}\r\nSet-Cookie: {MARK}=1\r\nX-{MARK}: 1",
    "a formula": f'=HYPERLINK("http://{MARK}","x")',
    "another formula": f"@SUM(1+1)*cmd|' /C {MARK}'!A0",
    "a way through folders": f"../../../../etc/{MARK}",
    "an address of a script": f"javascript:alert('{MARK}')",
    "many lines": f"{MARK}\n" * 40,
}
TOO_LONG = {"ten thousand signs": (f"{MARK} " * 1700)[:10_000]}
NOT_STORED = {"a NUL": f"{MARK}\x00end", "half a sign": f"{MARK}\ud800end", "a bell": f"{MARK}\x07\x1b[2J"}
NUMBERS = (
    "99999999999999999999999999",
    "-1",
    "11",
    "NaN",
    "inf",
    "-Infinity",
    "1e309",
    "7,5",
    "0x10",
    "٣",
    "1 000",
    "",
)
DAYS = (
    "31.02.2026", "2026-02-31", "9999-12-31", "0001-01-01", "10000-01-01", "03/05/2026", "5/13/2026", "3. Mai 2026", "tomorrow",
    "2026-11-22T25:61", "1e3-01-01",
)  # fmt: skip
ODD = (*NUMBERS, *DAYS, f"<{MARK}>", f"{MARK}\x00", f"{MARK}'--", "[]", "{}", "null", "a" * 300)
CHOICES = (NUMBERS[0], "-1", "NaN", "9999-12-31", f"<{MARK}>", f"{MARK}\x00", "[]", "")
EVERY_WORD = {**MARKUP, **WORDS, **TOO_LONG, **NOT_STORED}
