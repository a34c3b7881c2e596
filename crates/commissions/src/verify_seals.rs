//! Statements and the ledger against the log of seals.

use std::collections::BTreeMap;

use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use ledger::seals::{self, Damage};
use money::Currency;
use programs::Program;

use crate::rules::sealed::Document;
use crate::rules::{Compared, Difference};
use crate::store::{self, SealedRow};

/// What is not as it was sealed.
pub async fn differences(work: &mut Work, programs: &[Program]) -> Result<Vec<Difference>> {
    let mut sealed: BTreeMap<String, String> = BTreeMap::new();
    let damages = seals::check(work, |subject, document| {
        sealed.insert(subject.to_owned(), document.to_owned());
    })
    .await?;
    let since = since(work, &sealed).await?;
    let mut differences: Vec<Difference> = damages.iter().map(told).collect();
    sealed.retain(|subject, _| !subject.starts_with("ledger/"));
    for program in programs {
        for run in store::closed_runs_of(work, program.id).await? {
            for row in store::sealed_rows(work, run.id).await? {
                let is_whole = match sealed.remove(&row.statement.to_string()) {
                    Some(document) => row.agrees_with_itself() && is_sealed_so(&row, &document),
                    None => since.is_none_or(|since| row.closed_at < since),
                };
                if !is_whole {
                    differences.push(of_statement(program, &row));
                }
            }
        }
    }
    let lost = sealed.keys().map(|subject| about(subject));
    differences.extend(lost);
    Ok(differences)
}

/// Since when every statement is sealed.
async fn since(work: &mut Work, sealed: &BTreeMap<String, String>) -> Result<Option<Timestamp>> {
    let made = seals::keys(work).await?.first().map(|(_, made_at)| *made_at);
    let closed = sealed.values().filter_map(|text| serde_json::from_str::<Document>(text).ok());
    Ok(closed.map(|document| document.closed_at).chain(made).min())
}

fn is_sealed_so(row: &SealedRow, document: &str) -> bool {
    let Ok(Document { shows, facts, corrected, .. }) = serde_json::from_str(document) else { return false };
    row.stated().document(shows, facts, corrected).to_text().is_ok_and(|text| text == document)
}

fn of_statement(program: &Program, row: &SealedRow) -> Difference {
    Difference {
        program: Some(program.id),
        program_name: program.name.clone(),
        currency: program.currency,
        period: Some(row.period),
        partner: Some(row.partner),
        partner_name: row.partner_name.clone(),
        stated: Some(row.totals.total),
        ..about("")
    }
}

fn told(damage: &Damage) -> Difference {
    about(&match damage {
        Damage::Leaf { place, subject } => format!("{} {subject}", place + 1),
        Damage::Checkpoint { size } => format!("checkpoint {size}"),
        Damage::Entry { entry } => ledger::EntryId(*entry).to_string(),
    })
}

fn about(what: &str) -> Difference {
    Difference {
        what: Compared::Seal,
        program: None,
        program_name: what.to_owned(),
        currency: Currency::RUB,
        period: None,
        partner: None,
        partner_name: String::new(),
        stated: None,
        due: None,
        ledger: None,
    }
}
