"""Claims about what a text says in two pieces: a sign apart, a number in words, a year told."""

import pytest
from claiming import verdict


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        (
            "Le chiffre d'affaires recule (- 5,2 %) sur l'année.",
            "value:percent",
            "5,2 %",
            "unsupported",
        ),
        (
            "Le chiffre d'affaires recule (- 5,2 %) sur l'année.",
            "value:percent",
            "-5.2%",
            "supported",
        ),
        ("Le chiffre d'affaires recule (- 5,2 %) sur l'année.", "quote", "5,2 %", "unsupported"),
        ("Le chiffre d'affaires recule (- 5,2 %) sur l'année.", "quote", "(-5,2 %)", "supported"),
        ("Résultat net : – 4,2 M€ contre 3 M€.", "value:money", "4.2 million EUR", "unsupported"),
        ("Résultat net : – 4,2 M€ contre 3 M€.", "value:money", "-4.2 million EUR", "supported"),
        ("Das Ergebnis lag bei − 4,5 Mio. €.", "value:money", "4.5 million EUR", "unsupported"),
        ("Das Ergebnis lag bei − 4,5 Mio. €.", "value:money", "-4.5 million EUR", "supported"),
        ("営業利益は▲ 1,234百万円でした。", "value:money", "1234 million JPY", "unsupported"),
        ("営業利益は▲ 1,234百万円でした。", "value:money", "-1234 million JPY", "supported"),
        (
            "Les ventes évoluent de moins 5 % à périmètre constant.",
            "value:percent",
            "5%",
            "unsupported",
        ),
        (
            "Les ventes évoluent de moins 5 % à périmètre constant.",
            "value:percent",
            "-5%",
            "supported",
        ),
        ("Les ventes progressent d'au moins 5 % cette année.", "value:percent", "5%", "supported"),
        ("We tested three drugs – 4 of them new – in mice.", "value:integer", "4", "supported"),
        ("We tested three drugs – 4 of them new – in mice.", "quote", "4 of them new", "supported"),
        ("Ages ranged from 3 - 5 years.", "value:integer", "5", "supported"),
        ("- 5 patients were treated\n- 6 patients were not", "value:integer", "5", "supported"),
        ("净利润同比增长率为负5.2%。", "value:percent", "5.2%", "unsupported"),
        ("净利润同比增长率为负5.2%。", "value:percent", "-5.2%", "supported"),
        ("Organic growth was (5.2)% in the year.", "value:percent", "5.2%", "unsupported"),
        ("Organic growth was (5.2)% in the year.", "value:percent", "-5.2%", "supported"),
        (
            "Adjusted result was (4.5) million euros.",
            "value:money",
            "4.5 million EUR",
            "unsupported",
        ),
        (
            "Adjusted result was (4.5) million euros.",
            "value:money",
            "-4.5 million EUR",
            "supported",
        ),
        ("Five (5) patients were treated.", "value:integer", "5", "supported"),
    ],
)
def test_signs(text, kind, claim, expected):
    """A minus that stands apart is one; a range, a list and a dash are none."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        ("公司收入为三点五亿元。", "value:money", "5亿元", "unsupported"),
        ("公司收入为三点五亿元。", "value:money", "3.5亿元", "supported"),
        ("有效率为百分之三点五。", "value:percent", "3%", "unsupported"),
        ("有效率为百分之三点五。", "value:percent", "3.5%", "supported"),
        ("有效率为百分之零点五。", "value:percent", "0.5%", "supported"),
        (
            "The company raised two point five million dollars.",
            "value:money",
            "5 million USD",
            "unsupported",
        ),
        (
            "The company raised two point five million dollars.",
            "value:money",
            "2.5 million USD",
            "supported",
        ),
        ("Der Umsatz stieg um zwei Komma fünf Prozent.", "value:percent", "5%", "unsupported"),
        ("Der Umsatz stieg um zwei Komma fünf Prozent.", "value:percent", "2.5%", "supported"),
        ("三点五十分开始，共有五家医院。", "value:integer", "5", "supported"),
    ],
)
def test_spoken_decimals(text, kind, claim, expected):
    """A decimal in words is one number, not the one behind its point."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        ("L'étude inclut vingt-quatre patients.", "value:integer", "24", "supported"),
        ("L'étude inclut vingt-quatre patients.", "value:integer", "4", "unsupported"),
        ("L'étude inclut vingt-quatre patients.", "value:integer", "20", "unsupported"),
        ("L'étude inclut quatre-vingts patients.", "value:integer", "4", "unsupported"),
        ("L'étude inclut quatre-vingts patients.", "value:integer", "80", "supported"),
        ("L'étude inclut soixante-dix patients.", "value:integer", "60", "unsupported"),
        ("L'étude inclut soixante-douze patients.", "value:integer", "72", "supported"),
        ("L'étude inclut vingt et un patients.", "value:integer", "21", "supported"),
        ("L'étude inclut vingt et un patients.", "value:integer", "20", "unsupported"),
        ("El estudio incluye treinta y dos pacientes.", "value:integer", "30", "unsupported"),
        ("El estudio incluye treinta y dos pacientes.", "value:integer", "32", "supported"),
        ("El estudio incluye veinticuatro pacientes.", "value:integer", "24", "supported"),
        ("El estudio incluye cien pacientes.", "value:integer", "100", "supported"),
        ("共有三五家医院参加。", "value:integer", "35", "unsupported"),
        ("共有二三十家医院参加。", "value:integer", "230", "unsupported"),
        ("共有二三十家医院参加。", "value:integer", "23", "unsupported"),
        ("共有三十五家医院参加。", "value:integer", "35", "supported"),
        ("共有一百零五家医院参加。", "value:integer", "105", "supported"),
    ],
)
def test_number_words(text, kind, claim, expected):
    """Numbers of several words are read whole, in every language."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        (
            "ベルリン、2026年3月5日 — 当社は昨年6月に試験を開始した。",
            "value:date",
            "2026-06",
            "unsupported",
        ),
        (
            "北京，2026年3月5日 — 公司于去年6月12日启动试验。",
            "value:date",
            "2026-06-12",
            "unsupported",
        ),
        (
            "北京，2026年3月5日 — 公司于去年6月12日启动试验。",
            "value:date",
            "2025-06-12",
            "supported",
        ),
        (
            "BOSTON, 5 March 2026 (Wire) — The trial began on 12 June last year.",
            "value:date",
            "2026-06-12",
            "unsupported",
        ),
        (
            "BOSTON, 5 March 2026 (Wire) — The trial began on 12 June last year.",
            "value:date",
            "2025-06-12",
            "supported",
        ),
        (
            "BOSTON, 5 March 2026 (Wire) — The trial begins on 12 January next year.",
            "value:date",
            "2026-01-12",
            "unsupported",
        ),
        (
            "東京、2026年3月5日 — 令和6年6月12日に承認された。",
            "value:date",
            "2026-06-12",
            "unsupported",
        ),
        (
            "東京、2026年3月5日 — 令和6年6月12日に承認された。",
            "value:date",
            "2024-06-12",
            "supported",
        ),
        (
            "台北，2026年3月5日 — 公司於民國113年6月12日成立。",
            "value:date",
            "2026-06-12",
            "unsupported",
        ),
        (
            "台北，2026年3月5日 — 公司於民國113年6月12日成立。",
            "value:date",
            "2024-06-12",
            "supported",
        ),
        ("東京、2026年3月5日 — 今年6月12日に開始する。", "value:date", "2026-06-12", "supported"),
    ],
)
def test_told_years(text, kind, claim, expected):
    """A year told from another one, or of an era, is not that of the dateline."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        ("Zorander raised $5 million CAD.", "value:money", "5 million USD", "unsupported"),
        ("Zorander raised $5 million CAD.", "value:money", "5 million CAD", "supported"),
        ("Zorander raised $5 million Canadian.", "value:money", "5 million USD", "unsupported"),
        ("Zorander raised $5 million (Canadian).", "value:money", "5 million USD", "unsupported"),
        (
            "All amounts are in Canadian dollars. Zorander raised $5 million.",
            "value:money",
            "5 million USD",
            "unsupported",
        ),
        (
            "All amounts are in Canadian dollars. Zorander raised $5 million.",
            "value:money",
            "5 million CAD",
            "supported",
        ),
        (
            "Zorander raised $5 million. All amounts are in Canadian dollars unless stated so.",
            "value:money",
            "5 million USD",
            "unsupported",
        ),
        ("Zorander raised $5 million USD.", "value:money", "5 million USD", "supported"),
        ("Die Investition beträgt 40 Mio. US-$.", "value:money", "40 million USD", "supported"),
        ("Revenue was MSEK 125 in the quarter.", "value:money", "125 SEK", "unsupported"),
        ("Revenue was MSEK 125 in the quarter.", "value:money", "125 million SEK", "supported"),
        ("Net loss was MSEK -125 (-98).", "value:money", "125 million SEK", "unsupported"),
        ("Net loss was MSEK -125 (-98).", "value:money", "-125 million SEK", "supported"),
        ("Revenue was SEKm 125.5.", "value:money", "125.5 million SEK", "supported"),
        ("Revenue was 125 TSEK in the quarter.", "value:money", "125 thousand SEK", "supported"),
    ],
)
def test_dollars(text, kind, claim, expected):
    """A dollar is that of the country which the text names."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        ("Patients had severe pain and mild asthma.", "value:name", "severe asthma", "unsupported"),
        ("HER2− and CD19+ disease was seen.", "value:name", "HER2+ disease", "unsupported"),
        ("Merck KGaA and Lind & Co. signed.", "value:name", "Merck & Co.", "unsupported"),
    ],
)
def test_pieces(text, kind, claim, expected):
    """A phrase is not put together from pieces of others."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        ("Doses were 10–20 mg daily.", "quote", "Doses were 10", "unsupported"),
        ("Doses were 10 to 20 mg daily.", "quote", "Doses were 10", "unsupported"),
        ("Die Marge stieg um 5 %-Punkte.", "quote", "stieg um 5 %", "unsupported"),
        ("Die Marge stieg um 5 %-Punkte.", "value:percent", "5%", "unsupported"),
        ("It was highly significant (p ≪ 0.001).", "value:p_value", "p=0.001", "unsupported"),
        ("At Week 12 and 24 patients were seen.", "value:integer", "24", "supported"),
    ],
)
def test_cuts(text, kind, claim, expected):
    """A range, a unit and a bound are not cut apart."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        (
            "She denied that Zorander approved the plan.",
            "quote",
            "Zorander approved the plan",
            "unsupported",
        ),
        (
            "It is false that Zorander approved the plan.",
            "quote",
            "Zorander approved the plan",
            "unsupported",
        ),
        (
            "Ce médicament n'est plus approuvé en France.",
            "quote",
            "approuvé en France",
            "unsupported",
        ),
        ("本剤は承認される可能性がある。", "quote", "本剤は承認される", "unsupported"),
        ("用于治疗非小细胞肺癌。", "quote", "小细胞肺癌", "unsupported"),
        ("用于治疗非小细胞肺癌。", "quote", "非小细胞肺癌", "supported"),
        (
            "This is an un-\napproved drug in Spain.",
            "quote",
            "approved drug in Spain",
            "unsupported",
        ),
        (
            "This is an un-\napproved drug in Spain.",
            "quote",
            "unapproved drug in Spain",
            "supported",
        ),
    ],
)
def test_hidden_cues(text, kind, claim, expected):
    """What denies a sentence does not hide in a contraction, a line break or a longer word."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        ("Der p-Wert lag bei 0,03.", "value:p_value", "p=0.03", "supported"),
        ("The hazard ratio was 0·62 overall.", "value:number", "0.62", "supported"),
        ("They received 10⁶ cells per dose.", "value:number", "1000000", "supported"),
    ],
)
def test_other_spellings(text, kind, claim, expected):
    """Other spellings of the same number are read."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected


@pytest.mark.parametrize(
    ("text", "kind", "claim", "expected"),
    [
        (
            "Zorander has an option to acquire Nefrin Ltd for $5 million.",
            "statement",
            "Zorander acquired Nefrin Ltd for $5 million.",
            "unsupported",
        ),
        (
            "Zorander agreed to acquire Nefrin Ltd for $5 million.",
            "statement",
            "Zorander acquired Nefrin Ltd for $5 million.",
            "unsupported",
        ),
        (
            "Zorander acquired Nefrin Ltd for $5 million.",
            "statement",
            "Zorander acquired Nefrin Ltd for $5 million.",
            "supported",
        ),
        (
            "Response was 41% in women and 12% in men.",
            "statement",
            "Response was 12% in women.",
            "unsupported",
        ),
    ],
)
def test_agreed_or_done(text, kind, claim, expected):
    """What is agreed or optional is not done."""
    kind, _, of = kind.partition(":")
    assert verdict(text, kind, claim, of or None) == expected
