"""One signed letter: typeset, signed by a person and by the organisation."""

from __future__ import annotations

import tempfile
from pathlib import Path

from sandbox.makers import makers
from sandbox.world.effects import Effects
from tests.bench.timing import Row, cpu

LETTER = {
    "org_name": "ỦY BAN NHÂN DÂN XÃ PÀ VẦY",
    "symbol": "UBND-VP",
    "place": "Pà Vầy",
    "subject": "báo cáo rà soát hộ tịch",
    "addressees": ["Sở Tư pháp tỉnh Mô Phỏng"],
    "body": "Thực hiện văn bản của Sở Tư pháp, Ủy ban nhân dân xã báo cáo như sau.\n" * 6,
    "capacity": "TM. ỦY BAN NHÂN DÂN",
    "post": "CHỦ TỊCH",
    "signer_name": "Sùng Seo Dũng",
    "recipients": ["Như trên"],
    "archive": "VT, TP",
}
SIGNER = {"id": "chu_tich", "name": "Sùng Seo Dũng", "post": "Chủ tịch", "org": "UBND xã Pà Vầy"}
AT = "2026-11-20T14:05:00"


def rows() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        kit = makers(Path(folder))
        numbers = iter(range(10_000))

        def letter() -> None:
            effects = Effects(kit)
            fields = {**LETTER, "subject": f"thư số {next(numbers)}"}
            _, typed = effects.make("typeset", {"form": "official_letter", "fields": fields, "at": AT})
            effects.make("sign_person", {"file": typed, "signer": SIGNER, "at": AT})

        letter()
        spent = cpu(lambda: [letter() for _ in range(10)]) / 10
    return [Row("one signed letter", f"{spent * 1e3:.1f} ms", "≤ 60 ms CPU")]
