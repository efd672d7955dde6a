"""voc inside other libraries: a pandas accessor, a spaCy component and a spaCy tokenizer."""
