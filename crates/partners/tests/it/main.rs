//! The verbs and pages of partners, through HTTP where a visitor comes that way, on both engines.

mod access;
mod add;
mod api;
mod change;
mod contacts;
mod export;
mod import;
mod list;
mod notes;
mod requisites;
mod status;
mod upline;
mod views;

use base::access::PartnerId;
use base::db::EngineName;
use base::events::{Which, recorded};
use base::testing::{Bench, Parts};
use partners::{NewContact, NewPartner, PartnerKind};

/// A bench with the tables of this slice and of people, whose names stand in timelines.
async fn desk(engine: EngineName) -> Option<Bench> {
    let parts = Parts {
        migrations: vec![people::MIGRATIONS, partners::MIGRATIONS],
        books: vec![people::BOOK, partners::BOOK],
        routes: partners::routes(),
        ..Parts::default()
    };
    Bench::set_up(engine, parts).await
}

/// Adds a dealer of this name.
async fn dealer(bench: &Bench, name: &str) -> PartnerId {
    added(bench, NewPartner::named(name, PartnerKind::Dealer)).await
}

async fn added(bench: &Bench, new: NewPartner) -> PartnerId {
    let mut work = bench.work().await;
    let id = partners::add(&mut work, new).await.unwrap();
    work.commit().await.unwrap();
    id
}

/// A contact with both ways to reach it.
fn vera() -> NewContact {
    NewContact {
        name: "Вера Павлова".into(),
        role: "директор".into(),
        email: "vera@romashka.example".into(),
        phone: "+7 912 345-67-89".into(),
    }
}

/// The names of everything that happened to the partner, the latest first.
async fn happened(bench: &Bench, partner: PartnerId) -> Vec<String> {
    let which = Which { partner: Some(partner), ..Which::default() };
    let log = recorded(&mut bench.work().await, &which, 100).await.unwrap();
    log.into_iter().map(|entry| entry.name).collect()
}
