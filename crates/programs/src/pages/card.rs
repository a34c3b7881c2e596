//! The programmes of a partner on his card.

use ::partners::{PartnerFrame, partner_frame};
use axum::extract::Path;
use base::access::{Act, PartnerId, Visit, Whose};
use base::failure::{Answer, Never};
use base::page::{Empty, Icon, section};
use maud::html;

use super::mine::{Mine, membership};

/// The tab.
pub async fn show(visit: Visit, Path(partner): Path<PartnerId>) -> Answer {
    let mut work = visit.read().await?;
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    let PartnerFrame { frame, tabs, .. } = partner_frame(&visit, &mut work, partner, "programs").await?;
    let all = Mine::all(&mut work, partner).await?;
    let r = &visit.reader;
    let mut parts = Vec::new();
    for one in &all {
        let own = format!("/desk/programs/{}", one.program.id);
        let individual = format!("{own}/individual/{partner}/draft");
        let links = html! {
            a href=(own) { (r.t("programs-card-open")) }
            @if visit.can(Act::EditPrograms) { " · " a href=(individual) { (r.t("programs-card-individual")) } }
        };
        let body = html! { div.sheet.card { (membership(r, one)) (one.terms(r, "desk")?) } };
        parts.push(section(&one.program.name, links, body));
    }
    let content = html! {
        (tabs)
        @for part in &parts { (part) }
        @if all.is_empty() { (Empty::new(Icon::Programs, r.t("programs-card-none"), r.t("programs-card-none-why"))) }
    };
    Ok(visit.page(&frame, content))
}
