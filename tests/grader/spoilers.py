"""Ways to spoil a bundle, each with its own chance (`random.Random`): the file's bytes, its members, its journal."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from random import Random

from tests.grader.test_bundle import packed, parts

Spoiler = Callable[[bytes, Random], bytes]


# The bytes of the file


def bits(content: bytes, chance: Random) -> bytes:
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 8, 64))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def directory(content: bytes, chance: Random) -> bytes:
    """Spoil the central directory and what ends the file."""
    first = content.find(b"PK\x01\x02")
    spoilt = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(first, len(spoilt))
        spoilt[place] = chance.choice((0, 0xFF, spoilt[place] ^ 1, chance.randrange(256)))
    return bytes(spoilt)


def lengths(content: bytes, chance: Random) -> bytes:
    """Put an extreme number where a header holds one."""
    headers = [at for at in range(len(content) - 4) if content[at : at + 2] == b"PK" and content[at + 2] < 9]
    at = chance.choice(headers) + chance.randrange(4, 42)
    number = chance.choice((0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)).to_bytes(4, "little")
    return content[:at] + number + content[at + 4 :]


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def beheaded(content: bytes, chance: Random) -> bytes:
    return content[chance.randrange(1, len(content)) :]


def gap(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    return content[:at] + content[at + chance.randrange(1, 200) :]


def stutter(content: bytes, chance: Random) -> bytes:
    at, size = chance.randrange(len(content)), chance.randrange(1, 400)
    return content[: at + size] + content[at:]


def garbage_before(content: bytes, chance: Random) -> bytes:
    return chance.randbytes(chance.randrange(1, 300)) + content


def garbage_after(content: bytes, chance: Random) -> bytes:
    return content + chance.randbytes(chance.randrange(1, 300))


def another_zip_after(content: bytes, chance: Random) -> bytes:
    return content + packed({"journal": chance.randbytes(50)})


# Its members


def _some(members: dict[str, bytes], chance: Random) -> str:
    return chance.choice(sorted(members))


def _bit_in(content: bytes, chance: Random) -> bytes:
    return bits(content, chance) if content else b"\0"


def member_changed(content: bytes, chance: Random) -> bytes:
    members = parts(content)
    name = _some(members, chance)
    return packed({**members, name: _bit_in(members[name], chance)})


def member_cut(content: bytes, chance: Random) -> bytes:
    members = parts(content)
    name = _some(members, chance)
    return packed({**members, name: members[name][: chance.randrange(len(members[name]) + 1)]})


def member_dropped(content: bytes, chance: Random) -> bytes:
    members = parts(content)
    del members[_some(members, chance)]
    return packed(members)


def member_added(content: bytes, chance: Random) -> bytes:
    return packed({**parts(content), f"files/{chance.randbytes(32).hex()}": chance.randbytes(40)})


def members_swapped(content: bytes, chance: Random) -> bytes:
    members = parts(content)
    one, other = chance.sample(sorted(members), 2)
    return packed({**members, one: members[other], other: members[one]})


def member_twice(content: bytes, chance: Random) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(_some(parts(content), chance), chance.randbytes(20))
    return out.getvalue()


def manifest_changed(content: bytes, chance: Random) -> bytes:
    """Another value in the manifest, which is then no longer what was signed."""
    members = parts(content)
    manifest = json.loads(members["manifest.json"])
    name = chance.choice(sorted(manifest))
    manifest[name] = chance.choice((None, 0, -1, "", "x", [], {}, [[]], {"id": []}, "0" * 64, [1], 10**30, True))
    return packed({**members, "manifest.json": json.dumps(manifest).encode()})


def manifest_spaced(content: bytes, chance: Random) -> bytes:
    """The same values in other bytes."""
    members = parts(content)
    spaced = json.dumps(json.loads(members["manifest.json"]), indent=chance.randrange(4)).encode()
    return packed({**members, "manifest.json": spaced})


# Its journal


def _journal(spoil: Callable[[list[bytes], Random], list[bytes]]) -> Spoiler:
    def spoiler(content: bytes, chance: Random) -> bytes:
        members = parts(content)
        lines = members["journal"].split(b"\n")[:-1]
        return packed({**members, "journal": b"".join(one + b"\n" for one in spoil(lines, chance))})

    return spoiler


def _without(lines: list[bytes], chance: Random) -> list[bytes]:
    gone = set(chance.sample(range(len(lines)), chance.randrange(1, len(lines))))
    return [line for at, line in enumerate(lines) if at not in gone]


def _again(lines: list[bytes], chance: Random) -> list[bytes]:
    lines.insert(chance.randrange(len(lines) + 1), chance.choice(lines))
    return lines


def _moved(lines: list[bytes], chance: Random) -> list[bytes]:
    one = lines.pop(chance.randrange(len(lines)))
    lines.insert(chance.randrange(len(lines) + 1), one)
    return lines


def _shuffled(lines: list[bytes], chance: Random) -> list[bytes]:
    return chance.sample(lines, len(lines))


def _invented(lines: list[bytes], chance: Random) -> list[bytes]:
    fake = b"\t".join((chance.choice(lines).split(b"\t")[0], b"{}", chance.randbytes(32).hex().encode()))
    lines.insert(chance.randrange(len(lines) + 1), chance.choice((fake, b"", b"\t\t", b"x\ty", chance.randbytes(9))))
    return lines


def _part_changed(lines: list[bytes], chance: Random) -> list[bytes]:
    at, part = chance.randrange(len(lines)), chance.randrange(3)
    pieces = lines[at].split(b"\t")
    pieces[part] = _bit_in(pieces[part], chance)
    lines[at] = b"\t".join(pieces)
    return lines


def _parts_exchanged(lines: list[bytes], chance: Random) -> list[bytes]:
    one, other, part = *chance.sample(range(len(lines)), 2), chance.randrange(3)
    first, second = lines[one].split(b"\t"), lines[other].split(b"\t")
    first[part], second[part] = second[part], first[part]
    lines[one], lines[other] = b"\t".join(first), b"\t".join(second)
    return lines


# The same content in another file


def packed_anew(content: bytes, chance: Random) -> bytes:
    """Other order, other compression, other dates and comments: nothing that was signed is different."""
    members = list(parts(content).items())
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.comment = chance.randbytes(chance.randrange(40)).replace(b"PK", b"")
        for name, inner in chance.sample(members, len(members)):
            told = zipfile.ZipInfo(name, (2000 + chance.randrange(80), 1 + chance.randrange(12), 1, 0, 0, 0))
            told.comment = chance.randbytes(chance.randrange(20)).replace(b"PK", b"")
            archive.writestr(told, inner, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    return out.getvalue()


SPOILERS: dict[str, Spoiler] = {
    **{one.__name__: one for one in (
        bits, directory, lengths, cut, beheaded, gap, stutter, garbage_before, garbage_after, another_zip_after,
        member_changed, member_cut, member_dropped, member_added, members_swapped, member_twice, manifest_changed,
        manifest_spaced, packed_anew,
    )},
    **{f"journal{one.__name__}": _journal(one) for one in (
        _without, _again, _moved, _shuffled, _invented, _part_changed, _parts_exchanged,
    )},
}  # fmt: skip
