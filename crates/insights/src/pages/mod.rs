//! The home pages of both sides.

pub mod portal;
pub mod vendor;
