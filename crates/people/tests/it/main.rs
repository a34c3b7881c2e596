//! Signing in, inviting, roles, sessions and the audit trail, through HTTP on both engines.

mod audit;
mod factor;
mod invite;
mod jobs;
mod mailbox;
mod person;
mod reset;
mod roles;
mod safety;
mod sessions;
mod sign_in;
mod team;
mod welcome;

use axum::middleware::from_fn_with_state;
use base::db::EngineName;
use base::testing::{Bench, Parts};

/// The slice with its sign-in layer.
fn parts() -> Parts {
    Parts {
        migrations: vec![people::MIGRATIONS],
        books: vec![people::BOOK],
        routes: people::routes(),
        layer: Some(|router, site| router.layer(from_fn_with_state(site, people::sign_in_layer))),
        ..Parts::default()
    }
}

async fn house(engine: EngineName) -> Option<Bench> {
    Bench::set_up(engine, parts()).await
}
