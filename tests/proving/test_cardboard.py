"""Papers of cardboard are found to be what real papers made alike would be found to be."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace

import pytest

from grader.signatures import judge
from sandbox.makers import makers
from sandbox.makers.pki import Installation
from sandbox.proving import cardboard
from sandbox.world.effects import Effects

AT = "2026-11-23T08:00:00"
NUMBER = {"number": "05", "day": "23", "month": "11", "year": "2026"}
SIGNERS = {
    "sign_person": {"id": "chu_tich", "name": "Lò Văn Pản", "post": "Chủ tịch", "org": "UBND xã"},
    "sign_org": {"id": "org:H99.1", "name": "UBND xã", "post": "", "org": "UBND xã"},
}
ORDERS = {
    "as it should be": ("sign_person", "write_number", "sign_org"),
    "sealed before it has a number": ("sign_person", "sign_org", "write_number"),
    "sealed first": ("sign_org", "sign_person"),
    "sealed and numbered, then signed": ("sign_org", "write_number", "sign_person"),
    "numbered before it is signed": ("write_number", "sign_person", "sign_org"),
    "never numbered": ("sign_person", "sign_org"),
    "never sealed": ("sign_person", "write_number"),
}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    return tmp_path_factory.mktemp("keys")


def made(makers, order) -> bytes:
    """The paper after these acts, an hour apart."""
    effects = Effects(makers)
    name = effects.make("typeset", {"form": "report", "fields": {"subject": "Báo cáo"}, "at": AT})[1]
    for hour, act in enumerate(order, 9):
        asked = NUMBER if act == "write_number" else {"signer": SIGNERS[act], "at": f"2026-11-23T{hour:02d}:00:00"}
        name = effects.make(act, {"file": name, **asked})[1]
    return effects.read(name)


def shown(verdicts):
    """What a rubric looks at."""
    signatures = [
        (one.kind, one.signer_id, one.signed_at, one.verdict, one.changes_after) for one in verdicts.signatures
    ]
    return verdicts.verdict, signatures


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_cardboard_is_judged_like_paper(keys, order):
    at = datetime(2026, 11, 23, 15)
    pki = Installation(keys)
    real = judge(made(makers(keys), order), pki.trust_pem(), at, pki.crl(at))
    cheap = cardboard.Reader({})(made(cardboard.MAKERS, order), SimpleNamespace(), at)
    assert shown(cheap) == shown(real)
