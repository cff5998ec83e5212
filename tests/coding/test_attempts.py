"""What was tried and did not come off is attempted; what only sounds so took place, or is no event."""

import pytest

ATTEMPTED = [
    # somebody kept it from happening
    "Two missiles fired at Haifa were intercepted on Monday.",
    "Soldiers repelled an attack by militants on the barracks in Konduga on Monday.",
    "The army beat back a rebel assault on the airport in Menaka on Monday.",
    "Police thwarted a plot to bomb the cathedral in Manila on Monday.",
    "A mob was prevented from lynching a driver in Patna on Monday.",
    "A suicide bomber was shot dead on Monday before he could reach the checkpoint in Mogadishu.",
    # it failed by itself
    "A grenade hurled at the mayor's house in Bujumbura failed to go off.",
    "A parcel bomb sent to the ministry in Athens did not explode.",
    "Attackers lobbed two grenades at a bar in Kigali on Monday, but neither exploded.",
    "A shell fired at the village landed in an open field near Kupiansk on Monday.",
    "A missile missed the power station in Kharkiv on Monday.",
    "The coup attempt in Ouagadougou collapsed within hours on Monday.",
    # it is called so
    "Rebels attempted to storm the prison in Goma on Monday but were driven back.",
    "An attempted rape of two girls by soldiers in Walikale was reported on Monday.",
    "Militants' bid to seize the town of Bama failed on Monday.",
    # found before it was used
    "A car bomb was found outside the court in Londonderry and made safe on Monday.",
]
OCCURRED = [
    "The cordon did not prevent the attack on the market in Baga on Monday.",
    "Police failed to stop the attack on the market in Baga on Monday.",
    "The army might have prevented Monday's massacre in Baga, a report said.",
    "Rebels shot down a government helicopter near Moura on Monday.",
    "Soldiers repelled an attack on the barracks in Konduga on Monday, killing nine militants.",
    "Most of the missiles were intercepted, but two hit a hospital in Haifa on Monday, killing five.",
    "Gunmen stopped a bus near Gao on Monday and killed three passengers.",
    "Police seized 40 rifles in Goma on Monday.",
]
NOTHING = [
    "Police put up barriers in Lagos to prevent clashes.",
    "The wall will stop attacks on the village, the minister said.",
]


@pytest.mark.parametrize("text", ATTEMPTED)
def test_what_was_tried_and_did_not_come_off_is_attempted(code, text):
    assert {row["status"] for row in code(text)} == {"attempted"}


@pytest.mark.parametrize("text", OCCURRED)
def test_what_took_place_all_the_same_occurred(code, text):
    assert {row["status"] for row in code(text)} == {"occurred"}


@pytest.mark.parametrize("text", NOTHING)
def test_what_somebody_only_means_to_prevent_is_no_event(code, text):
    assert code(text) == []
