//! The verbs and pages of partners, through HTTP where a visitor comes that way, on both engines.
