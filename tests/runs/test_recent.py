"""Files held in memory: by run, bounded by their bytes, the least recently used go first."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sandbox.runs.recent import RecentFiles


def held(files: RecentFiles, *names: str) -> list[bool]:
    return [files.get("a", name) is not None for name in names]


def test_a_file_is_found_through_its_own_run_only():
    files = RecentFiles()
    files.keep("a", "1", b"mine")
    assert files.get("a", "1") == b"mine"
    assert files.get("b", "1") is None


def test_the_least_recently_used_goes_first_when_there_are_too_many_bytes():
    files = RecentFiles(most=30, largest=10)
    for name in "123":
        files.keep("a", name, b"x" * 10)
    files.get("a", "1")
    files.keep("a", "4", b"x" * 5)
    assert held(files, "1", "2", "3", "4") == [True, False, True, True]


def test_a_file_kept_twice_counts_once():
    files = RecentFiles(most=20, largest=10)
    for _ in range(5):
        files.keep("a", "1", b"x" * 10)
    files.keep("a", "2", b"x" * 10)
    assert held(files, "1", "2") == [True, True]


def test_a_large_file_does_not_crowd_the_others_out():
    files = RecentFiles(most=20, largest=10)
    files.keep("a", "1", b"x" * 10)
    files.keep("a", "2", b"x" * 11)
    assert held(files, "1", "2") == [True, False]


def test_threads_never_make_it_hold_more_than_it_may():
    files = RecentFiles(most=1000, largest=100)
    names = [f"{number % 60}" for number in range(6000)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: files.keep("a", name, b"x" * 50), names))
    assert sum(held(files, *set(names))) == 20
