//! Programmes and terms, as verbs and through HTTP, on both engines.
