"""Generated constitutions and records: what the benchmarks read. Everything in them is invented."""
