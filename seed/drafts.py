"""People and households in the making: mutable, with day numbers (`date.toordinal`), turned into records
later."""

from dataclasses import dataclass, field

from seed.records import Sex

NEVER = 9_999_999


@dataclass(slots=True, eq=False)
class Draft:
    """One person. `died` is NEVER for the living; `gone` is true for who moved away; `marries` is the day
    this person would marry, NEVER for who does not."""

    sex: Sex
    born: int
    died: int
    surname: str
    given: str
    ethnicity: str
    religion: str
    village: int
    origin: str
    birth_place: str
    father: "Draft | None"
    mother: "Draft | None"
    father_name: str
    mother_name: str
    marries: int = NEVER
    spouse: "Draft | None" = None
    children: "list[Draft]" = field(default_factory=list)
    home: "Home | None" = None
    divorced: bool = False
    gone: bool = False
    id: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.surname} {self.given}"

    @property
    def resident(self) -> bool:
        """Lives here now."""
        return self.died == NEVER and not self.gone


@dataclass(slots=True, eq=False)
class Home:
    """One household."""

    village: int
    people: list[Draft] = field(default_factory=list)

    def residents(self) -> list[Draft]:
        """Who lives here now."""
        return [person for person in self.people if person.resident]


@dataclass(slots=True, frozen=True)
class NewBirth:
    """A child that was born but not registered: `born` is a day number."""

    mother: Draft
    father: Draft
    sex: Sex
    born: int
