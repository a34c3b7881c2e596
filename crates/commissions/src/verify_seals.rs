//! Statements and the ledger against the log of seals.

use std::collections::BTreeSet;

use base::failure::Result;
use base::work::Work;
use jiff::Timestamp;
use ledger::seals::{self, Damage};
use money::Currency;
use programs::Program;

use crate::rules::sealed::Document;
use crate::rules::{Compared, Difference};
use crate::run::StatementId;
use crate::store::{self, SealedRow};

/// What is not as it was sealed.
pub async fn differences(work: &mut Work, programs: &[Program]) -> Result<Vec<Difference>> {
    let mut sealed: BTreeSet<StatementId> = BTreeSet::new();
    let mut first: Option<Timestamp> = None;
    let damages = seals::check(work, |subject, document| {
        sealed.extend(subject.parse::<StatementId>());
        if first.is_none() {
            first = serde_json::from_str(document).ok().map(|document: Document| document.closed_at);
        }
    })
    .await?;
    // Since the first key was made, or the first leaf, every statement is sealed.
    let made = seals::keys(work).await?.first().map(|(_, made_at)| *made_at);
    let since = first.into_iter().chain(made).min();
    let mut differences: Vec<Difference> = damages.iter().map(told).collect();
    for program in programs {
        for run in store::closed_runs_of(work, program.id).await? {
            let rows = store::sealed_rows(work, run.id).await?;
            let subjects: Vec<String> = rows.iter().map(|row| row.statement.to_string()).collect();
            let documents = seals::documents(work, &subjects).await?;
            for (row, subject) in rows.iter().zip(&subjects) {
                sealed.remove(&row.statement);
                let is_whole = match documents.get(subject) {
                    Some(document) => row.agrees_with_itself() && is_sealed_so(row, document),
                    None => since.is_none_or(|since| row.closed_at < since),
                };
                if !is_whole {
                    differences.push(of_statement(program, row));
                }
            }
        }
    }
    differences.extend(sealed.iter().map(|lost| about(&lost.to_string())));
    Ok(differences)
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
