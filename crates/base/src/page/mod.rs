//! The page kit: what every page of Artel is made of. `README.md` beside this file shows how to use it.
//!
//! A page is a function from a view struct to markup. Components take the `Reader` and plain data, hold no logic of a
//! slice, work without JavaScript, and carry no inline style or script.

mod address;
pub mod assets;
mod badge;
mod card;
pub mod chart;
mod code;
mod dialog;
mod door;
mod filters;
pub mod form;
mod frame;
mod gallery;
mod icons;
mod notice;
mod paging;
mod progress;
mod receipt;
mod shell;
mod table;
mod tabs;
mod tile;
mod timeline;

pub use address::{Address, Sort, safe_back};
pub use badge::{Tone, badge};
pub use card::{card, columns, details, list_and_card, section, sheet};
pub use chart::Chart;
pub use code::{code, code_line};
pub use dialog::{confirm, dialog};
pub use door::{door, door_short, sum};
pub use filters::Filters;
pub use form::{Field, Fields, Filled, form, upload, verb};
pub use frame::{CSRF_FIELD, Crumb, Frame, Inbox, Link, MenuGroup, MenuItem, Person, Toast};
pub use gallery::{gallery, gallery_pages};
pub use icons::Icon;
pub use notice::{Banner, Empty, banner};
pub use paging::Paging;
pub use progress::{Progress, Step, StepState, steps};
pub use receipt::Receipt;
pub use shell::{desk, plain, portal};
pub use table::{Bulk, Column, Row, Table};
pub use tabs::{Tab, exports, tabs};
pub use tile::{Change, Tile, tiles};
pub use timeline::{Event, timeline};
