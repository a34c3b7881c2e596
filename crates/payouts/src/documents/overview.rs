//! Which papers the partners of a period have, and which are missing.

use std::collections::BTreeMap;

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use commissions::StatementFilter;
use jiff::civil::Date;
use money::{Currency, Money};
use terms::Period;

use crate::rates::rates;
use crate::rules::documents::{PaperState, papers_of};
use crate::rules::forms::{Case, Papers, Rates};
use crate::store;

/// A partner's papers of a period.
#[derive(Clone, Debug)]
pub struct PartnerPapers {
    /// Who.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// What he earned in the period.
    pub total: Money,
    /// As what he is taxed, if that is known.
    pub case: Option<Case>,
    /// The papers.
    pub papers: Vec<PaperState>,
}

/// The partners with closed statements of a period in a currency, by name, with their papers.
pub async fn overview(work: &mut Work, period: Period, currency: Currency) -> Result<Vec<PartnerPapers>> {
    let filter = StatementFilter { period: Some(period), ..StatementFilter::default() };
    let mut totals: BTreeMap<PartnerId, (String, i64)> = BTreeMap::new();
    for head in commissions::statements(work, &filter).await? {
        if head.currency == currency {
            totals.entry(head.partner).or_insert((head.partner_name, 0)).1 += head.totals.total;
        }
    }
    let table = rates(work).await?;
    let mut all = Vec::new();
    for (partner, (name, minor)) in totals {
        let (case, papers) = known(work, &table, partner, period, currency).await?;
        all.push(PartnerPapers { partner, name, total: Money::new(minor, currency), case, papers });
    }
    all.sort_by_key(|one| one.name.to_lowercase());
    Ok(all)
}

/// One partner's papers of a period.
pub async fn papers_of_partner(
    work: &mut Work,
    partner: PartnerId,
    period: Period,
    currency: Currency,
) -> Result<Vec<PaperState>> {
    let table = rates(work).await?;
    Ok(known(work, &table, partner, period, currency).await?.1)
}

async fn known(
    work: &mut Work,
    table: &Rates,
    partner: PartnerId,
    period: Period,
    currency: Currency,
) -> Result<(Option<Case>, Vec<PaperState>)> {
    let (case, needed) = needed_by(work, table, partner, period.end).await?;
    let text = period.to_string();
    let mut documents = store::documents(work, Some(&text), Some(partner), 0).await?;
    documents.retain(|document| document.total.currency == currency);
    let papers = store::papers(work, Some(&text), Some(partner)).await?;
    Ok((case, papers_of(&needed, &documents, &papers)))
}

/// What a partner's form needs on a day; nothing is known of those without requisites, or when the table does not say.
async fn needed_by(
    work: &mut Work,
    table: &Rates,
    partner: PartnerId,
    on: Date,
) -> Result<(Option<Case>, Vec<String>)> {
    let case = partners::standing_on(work, partner, on).await?.map(Case::of);
    let papers = case.and_then(|case| Papers::on(table, case, on).ok());
    Ok((case, papers.map(|papers| papers.needed).unwrap_or_default()))
}
