//! The roof: joins the slices into one program. The list of slices is here, the list of reactions beside it.

pub mod demo;
pub mod house;
mod pages;
pub mod reactions;
pub mod serve;
