"""The fixtures of a batch, for these tests as well."""

from batch_fixtures import computed, folder, kept_in, many, records, run, write  # noqa: F401 - pytest finds them by name
