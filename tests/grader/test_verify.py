"""verify names each thing that is not as it was signed, and where it stands."""

import json
from itertools import combinations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from grader import verify
from grader.bundle import canonical
from grader.chain import misplaced, sha256
from tests.grader.test_bundle import KEY, bundle, members, packed  # noqa: F401  (fixtures)


def told(parts: dict[str, bytes]) -> list[str]:
    return [one.message for one in verify(packed(parts)).alterations]


def journal_of(parts: dict[str, bytes]) -> list[bytes]:
    return parts["journal"].split(b"\n")[:-1]


def test_moved_entries_are_named(members):  # noqa: F811
    lines = journal_of(members)
    lines.insert(2, lines.pop(6))
    members["journal"] = b"".join(one + b"\n" for one in lines)
    assert told(members) == ["Nhật ký: thứ tự bị đổi, mục 7 đứng sai chỗ"]


@pytest.mark.parametrize("order", [[], [1], [2, 1], [3, 1, 2], [5, 1, 2, 3, 4], [4, 5, 1, 2, 3], [2, 1, 4, 3, 6, 5]])
def test_the_fewest_misplaced_are_named(order):
    found = misplaced(order)
    rest = [one for one in order if one not in found]
    assert rest == sorted(rest)
    fewest = min(n for n in range(len(order) + 1) if any(_rises(left) for left in combinations(order, len(order) - n)))
    assert len(found) == fewest


def _rises(numbers: tuple[int, ...]) -> bool:
    return list(numbers) == sorted(numbers)


def test_a_repeated_entry_and_an_invented_line_are_named_by_their_place(members):  # noqa: F811
    lines = journal_of(members)
    lines.insert(5, lines[1])
    lines.insert(8, b'{"seq":9}\t{}\t' + b"0" * 64)
    members["journal"] = b"".join(one + b"\n" for one in lines)
    assert told(members) == [
        "Nhật ký: dòng 6 lặp lại mục 2, là dòng thừa",
        "Nhật ký: dòng 9 được thêm vào, là dòng thừa",
    ]


def test_an_entry_put_in_the_place_of_another_is_named(members):  # noqa: F811
    lines = journal_of(members)
    lines[3] = lines[7]
    members["journal"] = b"".join(one + b"\n" for one in lines)
    assert [one.entry for one in verify(packed(members)).alterations if one.entry] == [4]


@pytest.mark.parametrize("end", [b"", b"\n\n", b"\n ", b"\r\n"])
def test_any_byte_at_the_end_of_the_journal_is_told(members, end):  # noqa: F811
    members["journal"] = members["journal"].rstrip(b"\n") + end
    assert told(members)


def test_two_files_in_each_others_place_are_both_named(members):  # noqa: F811
    first, other = "files/" + sha256(b"a pdf"), "files/" + sha256(b"another")
    manifest = json.loads(members["manifest.json"])
    manifest["members"][other] = sha256(b"another")
    content = canonical(manifest)
    members |= {"manifest.json": content, "manifest.sig": KEY.sign(content), other: b"another"}
    assert told(members) == []
    members[first], members[other] = members[other], members[first]
    assert {one.name for one in verify(packed(members)).alterations} == {first, other}


def test_a_signature_of_another_installation_on_the_same_manifest_is_told(members):  # noqa: F811
    members["manifest.sig"] = Ed25519PrivateKey.from_private_bytes(b"x" * 32).sign(members["manifest.json"])
    assert [one.what for one in verify(packed(members)).alterations] == ["signature"]
