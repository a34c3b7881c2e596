//! What every slice stands on, as a closed list of rooms.

pub mod access;
pub mod clock;
pub mod db;
pub mod events;
pub mod failure;
pub mod files;
pub mod jobs;
pub mod letters;
pub mod page;
#[cfg(feature = "testing")]
pub mod testing;
pub mod words;
pub mod work;

/// The tables of the ground.
pub const MIGRATIONS: db::Migrations = migrations!("base": 1 "0001_base.sql");
