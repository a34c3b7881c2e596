//! The room as a whole, on real files.
