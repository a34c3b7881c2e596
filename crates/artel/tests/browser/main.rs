//! Artel in a real browser. `cargo xtask test` finds the browser and tells these tests where it is.

mod driver;
mod pages;
mod proof;
