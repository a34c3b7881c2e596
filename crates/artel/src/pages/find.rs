//! The command field: pages of the menu and partners by a few letters.

use axum::Json;
use axum::response::IntoResponse;
use base::access::{Act, Redirect, Visit};
use base::failure::{Answer, Oops, Result};
use base::page::{Address, Column, Empty, Icon, Row, Table};
use maud::html;
use serde::Serialize;

/// What the field shows at once.
const FOUND_MAX: usize = 12;

/// Something found.
#[derive(Clone, Debug, Serialize)]
struct Found {
    title: String,
    note: String,
    href: String,
}

/// `GET /desk/find`
pub async fn desk(visit: Visit, here: Address) -> Answer {
    only(&visit, false)?;
    page(visit, here).await
}

/// `GET /desk/palette.json`
pub async fn desk_palette(visit: Visit, here: Address) -> Answer {
    only(&visit, false)?;
    palette(visit, here).await
}

/// `GET /portal/find`
pub async fn portal(visit: Visit, here: Address) -> Answer {
    only(&visit, true)?;
    page(visit, here).await
}

/// `GET /portal/palette.json`
pub async fn portal_palette(visit: Visit, here: Address) -> Answer {
    only(&visit, true)?;
    palette(visit, here).await
}

fn only(visit: &Visit, portal: bool) -> std::result::Result<(), Oops> {
    if visit.visitor.actor.partner().is_some() == portal { Ok(()) } else { Err(Oops::Unknown) }
}

async fn palette(visit: Visit, here: Address) -> Answer {
    let found = find(&visit, here.get("q").unwrap_or_default()).await?;
    Ok(Json(found).into_response())
}

/// What is found as a list; the only one opens at once.
async fn page(visit: Visit, here: Address) -> Answer {
    let typed = here.get("q").unwrap_or_default().to_owned();
    let found = find(&visit, &typed).await?;
    if let [only] = found.as_slice() {
        return Redirect::to(only.href.clone()).into();
    }
    let r = &visit.reader;
    let rows = found
        .iter()
        .map(|one| Row::new([html! { (one.title) }, html! { (one.note) }]).href(one.href.clone()));
    let table = Table::new(r, "found", r.t("artel-find-title"))
        .columns([Column::text(r.t("artel-find-name")).lead(), Column::text(r.t("artel-find-where")).key()])
        .rows(rows)
        .empty(Empty::new(Icon::Search, r.t("artel-find-empty-title"), r.t("artel-find-empty-why")));
    let frame = visit.frame(r.tr("artel-find-for", &[("typed", typed.into())]));
    Ok(visit.page(&frame, table))
}

async fn find(visit: &Visit, typed: &str) -> Result<Vec<Found>> {
    let key = typed.trim().to_lowercase();
    let mut found: Vec<Found> =
        menu(visit).into_iter().filter(|one| one.title.to_lowercase().contains(&key)).collect();
    if visit.can(Act::SeePartners) && !key.is_empty() {
        let mut work = visit.read().await?;
        let partners = partners::find(&mut work, typed, FOUND_MAX as u32).await?;
        let note = visit.reader.t("artel-find-partner");
        let cards = partners.iter().map(|one| (one.name.clone(), one.href()));
        found.extend(cards.map(|(title, href)| Found { title, note: note.clone(), href }));
    }
    found.truncate(FOUND_MAX);
    Ok(found)
}

/// The pages that this visitor's menu leads to.
fn menu(visit: &Visit) -> Vec<Found> {
    let r = &visit.reader;
    let groups = visit.frame("").menu;
    let items = groups.iter().flat_map(|group| group.items.iter().map(move |item| (group.key, item)));
    items
        .map(|(group, item)| Found { title: r.t(item.key), note: r.t(group), href: item.href.to_owned() })
        .collect()
}
