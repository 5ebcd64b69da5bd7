"""Names in the order in which a reader looks for them."""

from __future__ import annotations

from safetravel.catalogue import Words
from safetravel.domain.alphabet import alphabetical


def test_letters_of_ukrainian_and_polish_stand_beside_their_neighbours() -> None:
    assert sorted(["Яна", "Іспанія", "Естонія", "Ґеорг", "Дарина", "Йорданія", "Їжак"], key=alphabetical) == [
        "Ґеорг",
        "Дарина",
        "Естонія",
        "Іспанія",
        "Їжак",
        "Йорданія",
        "Яна",
    ]
    polish = sorted(["Turcja", "Łotwa", "Luksemburg", "Malta"], key=alphabetical)
    assert polish == ["Luksemburg", "Łotwa", "Malta", "Turcja"]


def test_the_list_of_countries_is_in_that_order() -> None:
    names = [name for _iso, name in Words("uk").countries()]
    assert names.index("Італія") < names.index("Канада") < names.index("Україна")
