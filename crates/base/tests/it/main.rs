//! The rooms of the ground on both engines.

mod database;
mod jobs;
mod letters;

use base::db::EngineName;
use base::testing::{Bench, Parts};

/// A bench with nothing but the ground.
async fn ground(engine: EngineName) -> Option<Bench> {
    Bench::set_up(engine, Parts { jobs: jobs::KINDS.to_vec(), reactions: jobs::REACTIONS, ..Parts::default() }).await
}
