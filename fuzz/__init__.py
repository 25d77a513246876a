"""Coverage-guided fuzzing: what the suite tries with rules, tried with whatever reaches new code."""
