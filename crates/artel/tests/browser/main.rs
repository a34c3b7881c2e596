//! Artel in a real browser. `cargo xtask test` finds the browser and tells these tests where it is.

mod driver;
mod every_page;
mod house;
mod own_only;
mod pages;
mod palette;
mod plan;
#[allow(dead_code, reason = "the stories use more of it")]
#[path = "../story/harness/program.rs"]
mod program;
mod proof;
mod real_year;
mod screenshots;
mod two_people;
mod why;
mod without_scripts;
