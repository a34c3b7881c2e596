//! The numbers of the commission semantics, with their section in the name.

mod bands;
mod base;
mod clawback;
mod credit;
mod limits;
mod time;
