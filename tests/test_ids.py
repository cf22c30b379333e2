"""Ids sort by when they were made, also within a millisecond."""

from uuid import UUID

from addin_server import ids


def test_later_ids_are_greater() -> None:
    made = [ids.new() for _ in range(20_000)]
    assert made == sorted(set(made))


def test_an_id_is_a_uuid_of_version_7() -> None:
    made = ids.new()
    assert (UUID(made).version, str(UUID(made))) == (7, made)
