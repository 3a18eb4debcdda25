"""What vanthu is measured by: accuracy, evidence, speed and memory; `python -m benchmarks --help`."""
