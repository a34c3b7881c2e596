//! Claims about money, one module per subject.

mod amounts;
mod rates;
mod splits;
mod typed;
