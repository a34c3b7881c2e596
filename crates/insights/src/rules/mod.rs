//! Spans of time that overviews compare, and what stands out in them.

mod movers;
mod span;

pub use movers::{Mover, fallen};
pub use span::Span;
