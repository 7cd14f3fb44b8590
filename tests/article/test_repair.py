"""Text that sentences survive."""

from __future__ import annotations

import pytest

from dprk_events.article.repair import repair, repair_double, replace_harmful


@pytest.mark.parametrize(
    ("given", "repaired"),
    [
        ("It left.The crew stayed.", "It left. The crew stayed."),
        ("He said “no.”The crew stayed.", "He said “no.” The crew stayed."),
        ("The U.S. and N.Korea met.", "The U.S. and N.Korea met."),
        ("See www.kcna.kp.Example for more.", "See www.kcna.kp.Example for more."),
        ("It is ２０３１ now.", "It is 2031 now."),
        ("mis\u00adsile", "missile"),
        ("mis\u200bsile", "missile"),
        ("  two \n lines\t here ", "two lines here"),
        ("No. 3 Division, C.C., WPK", "No. 3 Division, C.C., WPK"),
        ("at 3.5 percent", "at 3.5 percent"),
    ],
)
def test_repair(given: str, repaired: str) -> None:
    assert repair(given) == repaired


@pytest.mark.parametrize("char", ["\x00", "\x07", "\u202e", "\u200b", "\ufeff", "\ud800", "\r"])
def test_harmful_characters_are_replaced_one_for_one(char: str) -> None:
    given = f"Two{char}boats"
    safe = replace_harmful(given)
    assert len(safe) == len(given)
    assert char not in safe


def test_line_ends_of_windows_keep_their_length_and_paragraphs() -> None:
    assert replace_harmful("One.\r\n\r\nTwo.") == "One. \n \nTwo."


def test_double_encoding_is_undone() -> None:
    assert repair_double("Soldier’s café".encode().decode("latin-1")) == "Soldier’s café"
    assert repair_double("Ärger Ã la carte") == "Ärger Ã la carte"
