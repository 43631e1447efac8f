"""The same world as the house tests have."""

from tests.house.conftest import matrix  # noqa: F401 - a fixture
