//! The decisions of this slice: which sale is whose, which period may be closed, what a statement rests on.

mod calendar;
mod credits;
mod draft;
mod network;
mod refusal;
mod slabs;

pub use calendar::{first_open, is_closed, judge_close, judge_period};
pub use credits::{Credits, Earning, Scope};
pub use draft::{Beneficiary, Draft, Totals, Trouble, draft, versions};
pub use network::Network;
pub use refusal::{Refusal, period_words};
pub use slabs::{Slab, SlabPart, slabs};
