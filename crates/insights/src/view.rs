//! What an overview shows, gathered before it is drawn.

use base::access::PartnerId;
use base::failure::Result;
use base::work::Work;
use jiff::civil::Date;
use money::{Currency, Money};

use crate::rules::{Mover, Span, fallen};
use crate::store::{self, Funnel, Sold, Waiting};

/// Rows of a ranking.
const RANKED: usize = 8;

/// One figure in a span and in the span before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compared {
    /// In the span.
    pub now: i64,
    /// In the span before.
    pub before: i64,
}

/// The desk's overview of a month in one currency.
pub struct Overview {
    /// The month.
    pub span: Span,
    /// The currency.
    pub currency: Currency,
    /// The currencies to choose from.
    pub currencies: Vec<Currency>,
    /// Turnover.
    pub turnover: Compared,
    /// Turnover of each day of the span.
    pub days: Vec<Sold>,
    /// Turnover of the twelve months that end with this one.
    pub months: Vec<Sold>,
    /// Commissions of closed periods in the same twelve months.
    pub accrued: Vec<Sold>,
    /// Partners that sold.
    pub sellers: Compared,
    /// What is owed to partners now.
    pub payable: Money,
    /// Those who sold most.
    pub best: Vec<Mover>,
    /// Those who fell deepest.
    pub fallen: Vec<Mover>,
    /// How far partners have come.
    pub funnel: Funnel,
    /// What waits.
    pub waiting: Waiting,
}

impl Overview {
    /// Gathers the overview of the month of `day`.
    pub async fn gather(work: &mut Work, day: Date, wanted: Option<Currency>) -> Result<Self> {
        let span = Span::month_of(day, work.today());
        let currencies = store::currencies(work, None).await?;
        let currency = wanted.or(currencies.first().copied()).unwrap_or(Currency::RUB);
        let days = store::sold_by_day(work, currency, span, None).await?;
        let before = store::sold_by_day(work, currency, span.before(), None).await?;
        let movers = store::movers(work, currency, span).await?;
        let since = span.year().first().copied().unwrap_or(span.from);
        Ok(Self {
            turnover: Compared { now: total(&days), before: total(&before) },
            days: filled(&span.days().collect::<Vec<_>>(), &days),
            months: filled(&span.year(), &store::sold_by_month(work, currency, since, None).await?),
            accrued: filled(&span.year(), &store::accrued_by_month(work, currency, since, None).await?),
            sellers: Compared {
                now: store::sellers(work, span).await?,
                before: store::sellers(work, span.before()).await?,
            },
            payable: Money::new(store::payable(work, currency, None).await?, currency),
            best: movers.iter().filter(|mover| mover.now > 0).take(RANKED).cloned().collect(),
            fallen: fallen(&movers, RANKED),
            funnel: store::funnel(work, span).await?,
            waiting: store::waiting(work).await?,
            span,
            currency,
            currencies,
        })
    }

    /// Commissions of the last month, up to this one, in which a closed period ended.
    pub fn accrued_last(&self) -> Sold {
        let last = self.accrued.iter().rev().find(|one| one.count > 0).or(self.accrued.last());
        last.cloned().unwrap_or(Sold { day: self.span.from, amount: 0, count: 0 })
    }
}

/// A partner's own figures in one currency.
pub struct Own {
    /// The currency.
    pub currency: Currency,
    /// What is owed to him now.
    pub payable: Money,
    /// His turnover this month and in as many days of the month before.
    pub turnover: Compared,
    /// His turnover of twelve months.
    pub months: Vec<Sold>,
    /// His commissions of closed periods in the same months.
    pub accrued: Vec<Sold>,
}

impl Own {
    /// Gathers a partner's figures for every currency he has sold in.
    pub async fn gather(work: &mut Work, partner: PartnerId) -> Result<Vec<Self>> {
        let today = work.today();
        let span = Span::month_of(today, today);
        let since = span.year().first().copied().unwrap_or(span.from);
        let mut all = Vec::new();
        let mut currencies = store::currencies(work, Some(partner)).await?;
        if currencies.is_empty() {
            currencies.push(Currency::RUB);
        }
        for currency in currencies {
            let now = store::sold_by_day(work, currency, span, Some(partner)).await?;
            let before = store::sold_by_day(work, currency, span.before(), Some(partner)).await?;
            all.push(Self {
                currency,
                payable: Money::new(store::payable(work, currency, Some(partner)).await?, currency),
                turnover: Compared { now: total(&now), before: total(&before) },
                months: filled(
                    &span.year(),
                    &store::sold_by_month(work, currency, since, Some(partner)).await?,
                ),
                accrued: filled(
                    &span.year(),
                    &store::accrued_by_month(work, currency, since, Some(partner)).await?,
                ),
            });
        }
        Ok(all)
    }
}

fn total(sold: &[Sold]) -> i64 {
    sold.iter().map(|one| one.amount).sum()
}

/// One entry for every day or month, zero where there was nothing.
fn filled(days: &[Date], sold: &[Sold]) -> Vec<Sold> {
    let found = |day: &Date| sold.iter().find(|one| one.day == *day).cloned();
    days.iter().map(|day| found(day).unwrap_or(Sold { day: *day, amount: 0, count: 0 })).collect()
}
