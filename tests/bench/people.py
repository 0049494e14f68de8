"""Drawing the commune, looking somebody up, and Faker's own rate beside it."""

from __future__ import annotations

from faker import Faker

from seed.population import build
from seed.profiles import profiles
from tests.bench.timing import Row, cpu

SIZE = 20_000


def rows() -> list[Row]:
    spent = cpu(lambda: build(2026, SIZE), 3)
    fake = Faker("vi_VN")
    fakers = cpu(lambda: [_one(fake) for _ in range(500)]) / 500
    single = cpu(lambda: list(profiles(2026, SIZE)), 3) / SIZE
    made = build(2026, SIZE)
    women = cpu(lambda: [made.select(sex="female", age=(25, 35), gave_birth_within=30) for _ in range(100)]) / 100
    return [
        Row(f"{SIZE:,} residents", f"{spent:.2f} s", "≤ 3 s"),
        Row("single people against Faker's vi_VN", f"{fakers / single:.0f} ×", "≥ 15 ×"),
        Row("people with households, kin and land against Faker's", f"{fakers / (spent / SIZE):.1f} ×", "–"),
        Row("a woman 25–35 who gave birth within 30 days", f"{women * 1e3:.3f} ms", "well under 1 ms"),
    ]


def _one(fake: Faker) -> tuple[object, ...]:
    return fake.name(), fake.date_of_birth(), fake.address(), fake.phone_number()
