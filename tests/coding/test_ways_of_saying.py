"""The ordinary ways in which news and field reports say each type, and what only sounds like it."""

import pytest

TOLD = {
    "Government regains territory": [
        "Somali troops drove the militants out of Adan Yabaal on Monday.",
        "The rebels lost the town of Bor to the army on Monday.",
        "The army reconquered the village of Krynky on Monday.",
    ],
    "Non-state actor overtakes territory": [
        "The town of Rutshuru fell into rebel hands on Monday.",
        "Insurgents ousted soldiers from the base at Ghormach on Monday.",
        "The capture of the town of Bria by rebels was confirmed on Monday.",
    ],
    "Armed clash": [
        "Gunmen traded shots with soldiers in Menaka on Monday.",
        "Security forces eliminated two militants in Nazran on Monday.",
        "Rebels fell upon a column of soldiers near Paoua on Monday.",
    ],
    "Excessive force against protesters": [
        "Soldiers fired into a crowd of demonstrators in Khartoum on Monday, killing four.",
        "Police fired tear gas and live rounds at demonstrators in Baghdad on Monday, killing one.",
    ],
    "Protest with intervention": [
        "Riot police pushed protesters back from the gates in Tunis on Monday.",
        "Forty women were detained at a rally in Istanbul on Monday.",
    ],
    "Peaceful protest": [
        "Dockers blocked the road to the port in Basra on Monday.",
        "Families of the missing gathered outside the ministry in Algiers on Monday with portraits.",
        "Thousands of people poured into the streets of Beirut on Monday to demand new elections.",
    ],
    "Violent demonstration": [
        "Protesters torched the party's office in Lusaka on Monday.",
        "Demonstrators broke into the parliament in Tbilisi on Monday and wrecked its rooms.",
    ],
    "Mob violence": ["Residents burned alive a suspected thief in Puebla on Monday."],
    "Chemical weapon": ["Sarin was used against the town of Saraqib on Monday."],
    "Air/drone strike": [
        "A drone plunged into a hotel in Sumy on Monday.",
        "Guided bombs destroyed a bakery in Kherson on Monday.",
    ],
    "Suicide bomb": ["A bomber on a motorcycle struck a police post in Quetta on Monday, killing six."],
    "Shelling/artillery/missile attack": ["Four missiles came down on the port of Odesa on Monday."],
    "Remote explosive/landmine/IED": [
        "A shepherd stepped on a mine near Benghazi on Monday and lost a leg.",
        "A charge exploded under a pipeline in Arauca on Monday.",
    ],
    "Grenade": ["A grenade blast at a bar in Bujumbura on Monday left four people wounded."],
    "Attack": [
        "Gunmen burst into a wedding in Jos on Monday and killed eight guests.",
        "Raiders slit the throats of four fishermen near Baga on Monday.",
        "A bus was riddled with bullets near Kakamega on Monday.",
        "His body was found in a ditch near Goma on Monday.",
        "Rebels put eleven villagers to death near Mahagi on Monday.",
    ],
    "Abduction/forced disappearance": [
        "The bandits took a chief with them after they had left Kachia on Monday.",
        "Rebels led away seven truck drivers near Bouar on Monday.",
        "An editor was picked up by masked men in Karachi on Monday.",
        "Fighters made off with six girls from a village near Chibok on Monday.",
    ],
    "Agreement": [
        "The truce between the army and the rebels took effect in Khartoum on Monday.",
        "Two clans made peace in Galkayo on Monday.",
        "Thirty fighters handed in their weapons in Zamfara on Monday.",
    ],
    "Arrests": ["Police picked up eleven opposition members in Kampala on Monday."],
    "Change to group/activity": [
        "A colonel and forty soldiers crossed over to the rebels near Kassala on Monday.",
        "Reinforcements arrived in Debaltseve on Monday.",
    ],
    "Disrupted weapons use": ["Police came upon 87 detonators in a lorry in Negombo on Monday."],
    "Headquarters or base established": ["Soldiers turned a school in Pinga into a base on Monday."],
    "Looting/property destruction": [
        "Gunmen carried off sacks of grain from a store in Mopti on Monday.",
        "The village of Kisharu was stripped bare on Monday.",
        "Rustlers drove off 300 head of cattle near Turkana on Monday.",
        "The chapel of Bouca was reduced to ashes by rebels on Monday.",
    ],
    "Non-violent transfer of territory": [
        "The militia handed the field over to the army at Rumaila on Monday.",
        "The army pulled its last soldiers out of Kidal on Monday.",
    ],
    "Other": [
        "Some 2,000 inmates escaped from the prison of Makala on Monday.",
        "Soldiers deposed the president in Libreville on Monday.",
    ],
}
NOT_TOLD = [
    "The minister came under fire in parliament in Accra on Monday.",
    "Detectives picked up a man suspected of stealing copper wire in Durban on Monday.",
    "The plane came down in the sea off Mombasa on Monday with engine trouble.",
    "The company lost the mine to a rival bidder in Perth on Monday.",
    "Nigeria fell to Ghana in the match in Lagos on Monday.",
    "Fans poured into the streets of Naples on Monday to celebrate the title.",
    "Hundreds of pupils gathered in the hall in Leeds on Monday for the concert.",
    "The clinic handed over 200 bags of rice in Bambari on Monday.",
    "The tenants were driven out of the flats in Berlin on Monday by higher rents.",
]


@pytest.mark.parametrize(("text", "said"), [(text, said) for said, texts in TOLD.items() for text in texts])
def test_an_ordinary_way_of_saying_a_type_is_coded_as_that_type(code, text, said):
    assert [row["sub_event_type"] for row in code(text)] == [said]


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_only_sounds_like_an_event_is_none(code, text):
    assert code(text) == []
