"""What the document and signing systems add to the start of a scenario."""

from __future__ import annotations

from types import SimpleNamespace

from sandbox.services.eoffice import start as eoffice
from sandbox.services.signing import start as signing
from sandbox.services.signing.records import pin_hash
from tests.services.commune import SmallCommune

REGISTERED = ("incoming", {"id": "a", "number": 411, "registered_at": "2026-11-19T08:00:00"})
EARLIER = ("incoming", {"id": "b", "number": 410, "registered_at": "2026-11-18T08:00:00"})
LAST_YEAR = ("incoming", {"id": "c", "number": 700, "registered_at": "2025-12-30T08:00:00"})
ISSUED = ("document", {"id": "d", "number": 214, "numbered_at": "2026-11-19T15:00:00"})
WAITING = ("incoming", {"id": "e"})


def expanded(*records, **pins):
    return SimpleNamespace(records=list(records), pins=pins)


def test_the_registers_go_on_from_the_highest_number_of_the_start():
    made = eoffice.start(expanded(EARLIER, REGISTERED, LAST_YEAR, ISSUED, WAITING), SmallCommune())
    assert {one.id: one.last for one in made} == {"incoming/2025": 700, "incoming/2026": 411, "outgoing/2026": 214}


def test_a_series_of_the_scenario_stands():
    series = ("series", {"id": "incoming/2026", "last": 500})
    assert list(eoffice.start(expanded(REGISTERED, series), SmallCommune())) == []


def test_every_signer_and_the_organisation_get_a_token():
    made = {one.id: one for one in signing.start(expanded(chu_tich="135790", van_thu="246802"), SmallCommune())}
    assert set(made) == {"chu_tich", "pho_chu_tich", "org:H99.1"}
    assert made["chu_tich"].pin_hash == pin_hash("chu_tich", "135790")
    assert made["org:H99.1"].holder == "van_thu"
    assert made["org:H99.1"].pin_hash == pin_hash("org:H99.1", "246802")
    assert all("SANDBOX" in one.subject and "SANDBOX" in one.issuer for one in made.values())


def test_the_organisations_own_pin_goes_before_the_clerks():
    pins = {"van_thu": "111111", "org:H99.1": "222222"}
    made = {one.id: one for one in signing.start(expanded(**pins), SmallCommune())}
    assert made["org:H99.1"].pin_hash == pin_hash("org:H99.1", "222222")


def test_a_token_of_the_scenario_stands():
    token = ("token", {"id": "chu_tich"})
    assert "chu_tich" not in {one.id for one in signing.start(expanded(token), SmallCommune())}
