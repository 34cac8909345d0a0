"""News from other systems, read into dataclasses and filed through the desk's verbs."""
