"""Floor 5: what there is to say of a file that computes, rule by rule, each a finding of its own."""
