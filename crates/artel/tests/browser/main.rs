//! Artel in a real browser. `cargo xtask test` finds the browser and tells these tests where it is.

mod driver;
mod every_page;
mod house;
mod own_only;
mod pages;
mod palette;
mod proof;
mod screenshots;
mod two_people;
mod why;
mod without_scripts;
