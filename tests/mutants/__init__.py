"""Mutation testing of the rules: small faults put into them one at a time, to see whether a test notices."""
