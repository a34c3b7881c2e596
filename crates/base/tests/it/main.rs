//! The rooms of the ground on both engines.

mod database;
mod edge;
mod jobs;
mod letters;

use base::db::EngineName;
use base::testing::{Bench, Parts};

/// A bench with nothing but the ground.
async fn ground(engine: EngineName) -> Option<Bench> {
    Bench::set_up(
        engine,
        Parts {
            jobs: jobs::KINDS.to_vec(),
            reactions: jobs::REACTIONS,
            routes: edge::routes(),
            ..Parts::default()
        },
    )
    .await
}
