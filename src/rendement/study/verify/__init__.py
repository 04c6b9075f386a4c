"""An outcome in JSON computed again, and compared with what stands there."""
