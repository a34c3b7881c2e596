//! Legal forms as dated data: what a partner of each form may agree to, which papers are due, what the vendor withholds, pays on
//! top, and what VAT is inside or above. Every rate and limit comes from a table of dated rows with a source; nothing is
//! assumed where the table is silent.

mod contributions;
mod due;
mod income_tax;
mod npd;
mod papers;
mod rates;
mod shape;
mod vat;
mod ways;

pub use contributions::Contributions;
pub use due::{Asked, Due, Hindrance, Part, PartKind, Reading, VatPart, YearBefore, due};
pub use income_tax::{Bracket, IncomeTax, Slice};
pub use npd::{Npd, NpdOutlook, NpdStatus, allowed_after_employment, receipt_due};
pub use papers::{Agreement, Case, PAPERS, Papers};
pub use rates::{Gap, RateId, RateKind, RateRow, Rates, judge_row};
pub use shape::{Shape, WrongValue};
pub use vat::{VatClause, VatRates, above, inside};
pub use ways::{OverLimit, Way, WentBefore};

#[cfg(test)]
mod tests;
