"""The fixtures of a batch, for these tests as well."""

from batch_fixtures import folder, many, run, write  # noqa: F401 - pytest finds them by name
