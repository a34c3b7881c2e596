//! Telling partners that a statement is there: the reaction to a closed period.

use std::collections::BTreeMap;

use base::access::{Act, Actor, PartnerId};
use base::failure::{Context, Result};
use base::job_kind;
use base::jobs::{Job, JobKind};
use base::letters;
use base::words::{Language, Reader};
use base::work::Site;
use people::User;
use programs::ProgramId;
use serde::Deserialize;
use terms::Period;

use crate::rules::period_words;
use crate::run::{StatementFilter, StatementHead};
use crate::store;

/// The job that writes to partners after a close.
pub const TELL: JobKind = job_kind!("commissions.tell-partners", tell);

/// What the letter needs of the event.
#[derive(Deserialize)]
struct Closed {
    program: ProgramId,
    name: String,
    period: Period,
}

/// Writes to everybody of a partner who may see its money. A statement is told of once, however often this runs.
async fn tell(site: Site, job: Job) -> Result<()> {
    let closed: Closed = serde_json::from_str(&job.payload).context("the event of a closed period")?;
    let reader = Reader::new(site.words.clone(), Language::default()).in_zone(site.config.zone.clone());
    let mut work = site.begin(Actor::System("commissions")).await?;
    let mut people: BTreeMap<PartnerId, Vec<User>> = BTreeMap::new();
    for user in people::partner_people_with(&mut work, Act::PortalMoney).await? {
        if let Some(partner) = user.partner {
            people.entry(partner).or_default().push(user);
        }
    }
    let filter = StatementFilter {
        program: Some(closed.program),
        period: Some(closed.period),
        ..StatementFilter::default()
    };
    for head in store::statements(&mut work, &filter).await? {
        for user in people.get(&head.partner).into_iter().flatten() {
            let (subject, body) = written(&site, &reader, &closed, &head, user);
            let once = format!("statement {} {}", head.id, user.id);
            letters::write_once(&mut work, &once, &user.email, &subject, &body).await?;
        }
    }
    work.commit().await
}

fn written(
    site: &Site,
    reader: &Reader,
    closed: &Closed,
    head: &StatementHead,
    user: &User,
) -> (String, String) {
    let period = period_words(reader, closed.period);
    let link = format!("{}/portal/commissions/statements/{}", site.config.public_url, head.id);
    let args = [
        ("name", user.name.as_str().into()),
        ("program", closed.name.as_str().into()),
        ("period", period.into()),
        ("total", reader.money(head.total()).into()),
        ("link", link.into()),
    ];
    (
        reader.tr("commissions-letter-statement-subject", &args),
        reader.tr("commissions-letter-statement-body", &args),
    )
}
