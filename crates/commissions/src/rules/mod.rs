//! The decisions of this slice: which sale is whose, which period may be closed, what a statement rests on.

mod calendar;
mod difference;
mod draft;
mod maker;
mod network;
mod places;
mod refusal;
pub mod sealed;
pub mod sealed_file;
mod sealed_sums;
mod slabs;
mod what_if;

pub use calendar::{first_open, is_closed, judge_close, judge_period};
pub use difference::{Compared, Difference, columns_of};
pub use draft::{
    Beginning, Beneficiary, Draft, Payable, Trouble, draft, hash, hex, stated, statement_of, versions,
};
pub use maker::{Maker, Scope};
pub use network::Network;
pub use places::{Places, pays_on_legs};
pub use refusal::{Refusal, period_words};
pub use slabs::{Paid, Slab, SlabPart, slabs};
pub use terms::{Adjusted, Totals};
pub use what_if::{
    Bin, Counts, Largest, LineChange, PartnerChange, PeriodChange, Span, bins, differing, heading,
    judge_replay, summed,
};
