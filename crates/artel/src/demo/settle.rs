//! What the vendor of the demo does after each month: closes it, and pays.

use base::access::{Actor, Role};
use base::failure::{Failure, Result};
use base::work::{Site, Work};
use commissions::Mode;
use jiff::civil::Date;
use money::{Currency, Money};
use payouts::{BatchId, NewSettings, Party};
use terms::{Period, PeriodKind};

use super::cast;
use super::programs::refused;

/// Names the account from which the vendor pays, and the least that is worth a payment.
pub async fn name_payer(work: &mut Work) -> Result<()> {
    let requisites = cast::payer();
    let payer = Party {
        name: requisites.name,
        inn: requisites.inn,
        kpp: requisites.kpp,
        account: requisites.account,
        bic: requisites.bic,
        bank: requisites.bank,
        corr_account: requisites.corr_account,
    };
    let minimums = vec![Money::new(1_000_00, Currency::RUB)];
    let new = NewSettings {
        payer,
        purpose: String::new(),
        minimums,
        hold_hours: None,
        needs_factor: None,
        limits: Vec::new(),
        is_sure: false,
    };
    payouts::save_settings(work, new).await.map_err(refused)
}

/// Closes every period that ended with the month of `month`, and pays. The last batches are left on their way, so
/// that there is one in every state.
pub async fn close_month(site: &Site, month: Date, months_ago: i64) -> Result<()> {
    let actor = Actor::System("demo");
    let mut work = site.read(actor).await?;
    let all = programs::all(&mut work).await?;
    drop(work);
    for program in all {
        let period = Period::containing(month, program.period);
        let ends_now = program.period == PeriodKind::Month || period.end == month.last_of_month();
        if ends_now {
            commissions::close(site, actor, program.id, period, Mode::Post).await.map_err(refused)?;
        }
    }
    pay(site, months_ago).await
}

/// How far the batch of a month has come by the end of the story.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Prepared,
    Approved,
    Exported,
    Cancelled,
    Paid,
}

async fn pay(site: &Site, months_ago: i64) -> Result<()> {
    let fate = match months_ago {
        1 => Fate::Prepared,
        2 => Fate::Approved,
        3 => Fate::Exported,
        5 => Fate::Cancelled,
        _ => Fate::Paid,
    };
    let (first, second) = finance(site).await?;
    let mut work = site.begin(first).await?;
    let batch = payouts::prepare(&mut work, Currency::RUB).await.map_err(refused)?;
    if fate == Fate::Cancelled {
        payouts::cancel(&mut work, batch, "Ждём подтверждения банка").await.map_err(refused)?;
    }
    work.commit().await?;
    if matches!(fate, Fate::Prepared | Fate::Cancelled) {
        return Ok(());
    }
    let mut work = site.begin(second).await?;
    payouts::approve(&mut work, batch).await.map_err(refused)?;
    work.commit().await?;
    if fate == Fate::Approved { Ok(()) } else { hand_out(site, first, batch, fate).await }
}

async fn hand_out(site: &Site, actor: Actor, batch: BatchId, fate: Fate) -> Result<()> {
    let mut work = site.begin(actor).await?;
    payouts::export(&mut work, batch).await.map_err(refused)?;
    if fate == Fate::Paid {
        let today = work.today();
        payouts::pay_all(&mut work, batch, today).await.map_err(refused)?;
    }
    work.commit().await
}

/// The two people of finance: one prepares, the other approves.
pub async fn finance(site: &Site) -> Result<(Actor, Actor)> {
    let mut work = site.read(Actor::System("demo")).await?;
    let staff = people::users_of(&mut work, None).await?;
    let mut found = staff
        .iter()
        .filter(|user| user.role == Role::Finance.name())
        .map(|user| Actor::Staff { user: user.id, acts: Role::Finance.acts() });
    match (found.next(), found.next()) {
        (Some(first), Some(second)) => Ok((first, second)),
        _ => Err(Failure::new("the demo needs two people in finance")),
    }
}
