"""What `benchmarks/fuzz.py` is made of: seeds, mutations, attempts, and guidance by coverage.

A case is a folder of small files: an export, a run that was saved, a query beside its database.
Each kind of case has its seeds (`seeds`), is mutated file by file (`mutation`), and is read the way
a user would have it read (`attempts`).
"""
