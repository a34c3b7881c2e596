//! The few pages that belong to no slice: the way in, the command field, health.

mod find;

use axum::response::IntoResponse;
use base::access::{Actor, Door, Redirect, Routes, Visit};
use base::failure::Answer;
use base::words::Book;

/// The words of these pages.
pub const BOOK: Book = base::book!("artel");

/// Routes that belong to no slice.
pub fn routes() -> Routes {
    Routes::new()
        .get("/", Door::Public, way_in)
        .get("/health", Door::Public, health)
        .get("/desk/find", Door::SignedIn, find::desk)
        .get("/desk/palette.json", Door::SignedIn, find::desk_palette)
        .get("/portal/find", Door::SignedIn, find::portal)
        .get("/portal/palette.json", Door::SignedIn, find::portal_palette)
}

/// `GET /` leads everybody to his own door.
async fn way_in(visit: Visit) -> Answer {
    let to = match visit.visitor.actor {
        Actor::Staff { .. } | Actor::System(_) => "/desk",
        Actor::Partner { .. } => "/portal",
        Actor::Anonymous => "/sign-in",
    };
    Redirect::to(to).into()
}

/// `GET /health` answers when the database does.
async fn health(visit: Visit) -> Answer {
    visit.read().await?.count("select 1", vec![]).await?;
    Ok("ok\n".into_response())
}
