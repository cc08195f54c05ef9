"""One place under the names that reports give it."""

import pytest

from tests.robustness.reading import read_by

VARIANTS = {
    "Syria": (
        "Aleppo Halab",
        "Deir_ez-Zor Deir_Ezzor Dayr_az-Zawr Deir_al-Zor Deir_al-Zour Deir_Ez_Zor",
        "Homs Hims",
        "Raqqa Ar-Raqqah Ar_Raqqah al-Raqqa Rakka",
        "Idlib Edlib Idleb",
        "Daraa Deraa Dara'a Dar'a",
        "Latakia Lattakia Al-Ladhiqiyah",
        "Hama Hamah",
        "Qamishli Kamishli al-Qamishli",
        "Kobani Kobane Ayn_al-Arab",
        "Hasakah Hasaka Al-Hasakah Hassakeh",
        "Palmyra Tadmur",
        "Manbij Menbij",
    ),
    "Ukraine": (
        "Kyiv Kiev",
        "Kharkiv Kharkov",
        "Odesa Odessa",
        "Mykolaiv Nikolaev",
        "Luhansk Lugansk",
    ),
    "Yemen": ("Sana'a Sanaa Sana’a", "Hodeidah Hudaydah Al_Hudaydah Hodeida", "Taiz Ta'izz Taizz"),
    "Libya": ("Benghazi Banghazi", "Misrata Misurata Misratah", "Tobruk Tubruq", "Sirte Surt Sirt"),
    "Iraq": ("Fallujah Falluja Al-Fallujah", "Mosul Al-Mawsil", "Ramadi Ar-Ramadi"),
    "Afghanistan": ("Kandahar Qandahar", "Ghazni Ghazna"),
    "Ethiopia": ("Mekelle Mekele Mek'ele",),
    "Azerbaijan": ("Stepanakert Khankendi Xankendi",),
    "Somalia": ("Mogadishu Muqdisho Mogadiscio", "Kismayo Kismaayo"),
    "Sudan": ("El_Fasher Al-Fashir El-Fasher",),
    "Palestine": ("Khan_Younis Khan_Yunis Khan_Yunus",),
    "Myanmar": ("Yangon Rangoon", "Sittwe Akyab"),
}
GROUPS = [(country, names) for country, groups in VARIANTS.items() for names in groups]


def place_of(name: str, country: str) -> str | None:
    text = (
        f"At least 12 people were killed in the city of {name} on Monday when an air strike hit a "
        f"market, residents said. It was the worst day of the war in {country} this year."
    )
    (incident,) = read_by("rules", text).incidents
    return incident.place.gazetteer_id if incident.place else None


@pytest.mark.parametrize(("country", "names"), GROUPS, ids=[names for _, names in GROUPS])
def test_spellings_of_one_name_are_one_place(country, names):
    found = {place_of(name.replace("_", " "), country) for name in names.split()}
    assert len(found) == 1
    assert None not in found
