"""Company names that differ by their legal form: ours beside cleanco.

    pip install cleanco
    python benchmarks/company_names.py

Half of the pairs are one company, half are two. Ours is asked whether a text with the first name
shows the second; cleanco's two basic names must be equal.
"""

from __future__ import annotations

import time

from cleanco import basename

from summarizer.document import Document
from summarizer.grounding import Claim, verify

SAME = [
    ("Varnholt Biologics AG", "Varnholt Biologics"),
    ("Varnholt Biologics, Inc.", "Varnholt Biologics Inc"),
    ("Varnholt Biologics Incorporated", "Varnholt Biologics, Inc."),
    ("Varnholt Biologics Limited", "Varnholt Biologics Ltd."),
    ("Varnholt Biologics GmbH & Co. KG", "Varnholt Biologics"),
    ("Varnholt Biologics AB (publ)", "Varnholt Biologics AB"),
    ("Varnholt Biologics S.p.A.", "Varnholt Biologics SpA"),
    ("Varnholt Holdings plc", "Varnholt Holdings"),
    ("瓦恩霍特药业有限公司", "瓦恩霍特药业"),
    ("フユナギ製薬株式会社", "フユナギ製薬"),
]
OTHER = [
    ("Varnholt Biologics AG", "Varnholt Biologics, Inc."),
    ("Varnholt Biologics plc", "Varnholt Biologics GmbH"),
    ("Varnholt Biologics K.K.", "Varnholt Biologics S.A."),
    ("Varnholt Biologics AG", "Varnhold Biologics AG"),
    ("Varnholt Biologics AG", "Varnholt Diagnostics AG"),
    ("Varnholt Co", "Varnholt Corp"),
    ("Sand AG", "Sand Partners"),
    ("Nordlicht SE", "Nordlicht AB"),
    ("フユナギ製薬株式会社", "フユナミ製薬株式会社"),
    ("瓦恩霍特药业有限公司", "瓦恩霍特生物有限公司"),
]


def ours(text: str, name: str) -> bool:
    """Tell whether a text that has one name shows the other."""
    document = Document.from_text(f"{text} has opened a plant.")
    claim = Claim(id="1", kind="value", type="name", claim=name)
    return verify(document, [claim])[0].verdict == "supported"


def theirs(one: str, other: str) -> bool:
    """Tell whether two names have one basic name."""
    return bool(basename(one) == basename(other))


def main() -> None:
    """Print what each gets wrong."""
    for who, check in (("ours", ours), ("cleanco", theirs)):
        started = time.perf_counter()
        refused = [pair for pair in SAME if not check(*pair)]
        accepted = [pair for pair in OTHER if check(*pair)]
        took = (time.perf_counter() - started) / (len(SAME) + len(OTHER)) * 1e6
        print(
            f"{who}: {len(refused)} of {len(SAME)} refused, {len(accepted)} of {len(OTHER)}", end=""
        )
        print(f" accepted wrongly, {took:.0f} µs a pair")
        for one, other in refused + accepted:
            print(f"    {one} | {other}")


if __name__ == "__main__":
    main()
