//! What is agreed in the demo besides the common terms: rates, plans, a group with terms of its own, a proposal that
//! waits for its partner, a draft that waits for a second person, and what its replays came to.

use base::access::{Actor, PartnerId, Role};
use base::failure::{Failure, Result, Stop};
use base::work::{Site, Work};
use commissions::WhatIf;
use jiff::ToSpan;
use jiff::civil::Date;
use money::Currency;
use programs::{
    Audience, Effect, NewRate, Plan, ProgramId, Publish, SaveDraft, Seen, Submit, TermsVersionId,
};
use terms::{Period, PeriodKind};

use super::chance::below;
use super::programs::{REFERRAL_TERMS_LATER, Three, group_terms, refused};
use super::settle::finance;

/// What the proposal to the partner of the sample sign-ins changes in those of his group.
const PROPOSED: (&str, &str) = ("percent = \"5\"", "percent = \"6\"");

/// Writes down what the dollar and the euro cost on every Monday of a span.
pub async fn quote(work: &mut Work, from: Date, until: Date) -> Result<()> {
    let start = Date::constant(2025, 1, 6);
    let rates = (0..)
        .map(|week: i64| (week, start.saturating_add(week.weeks())))
        .take_while(|(_, day)| *day <= until)
        .filter(|(_, day)| *day >= from)
        .flat_map(|(week, day)| {
            [rate(91, Currency::USD, 79, week, day), rate(92, Currency::EUR, 91, week, day)]
        });
    programs::add_rates(work, rates.collect()).await.map_err(refused)?;
    Ok(())
}

/// A rate that rises slowly and trembles.
fn rate(stream: u64, base: Currency, start: i64, week: i64, on: Date) -> NewRate {
    let parts = start * 10_000 + week * 600 + below(stream, week as u64, 9_000) as i64;
    // No noughts at the end, so that all have four digits.
    let parts = if parts % 10 == 0 { parts + 1 } else { parts };
    let rate = format!("{}.{:04}", parts / 10_000, parts % 10_000);
    NewRate { base, quote: Currency::RUB, on, rate, source: "ЦБ РФ".to_owned() }
}

/// Gives every dealer a plan of turnover for a month.
pub async fn plan(work: &mut Work, three: &Three, dealers: &[PartnerId], from: Date) -> Result<()> {
    let plan = |place: usize| {
        let target_minor = Some((12 + below(93, place as u64, 24) as i64) * 50_000_00);
        Plan { from, until: None, target_minor }
    };
    let plans: Vec<(PartnerId, Plan)> =
        dealers.iter().enumerate().map(|(place, dealer)| (*dealer, plan(place))).collect();
    programs::set_targets(work, three.dealers, &plans).await.map_err(refused)
}

/// Brings some dealers together from `day` on, under terms of their own.
pub async fn group(work: &mut Work, three: &Three, members: &[PartnerId], day: Date) -> Result<()> {
    let group = programs::add_group(work, three.dealers, "Опорные дилеры").await.map_err(refused)?;
    programs::join_group(work, group, members, day).await.map_err(refused)?;
    let version = draft(work, three.dealers, Audience::Group(group), group_terms()).await?;
    let effect = Effect { from: day, until: None };
    programs::publish_between(work, Publish { version, effect, seen: Seen::Anything })
        .await
        .map_err(refused)?;
    Ok(())
}

/// Proposes terms to one partner, hands in the recommenders' next ones, and looks what both would have cost.
pub async fn negotiate(site: &Site, three: &Three, partner: PartnerId, today: Date) -> Result<()> {
    let (author, (approver, _)) = (manager(site).await?, finance(site).await?);
    let effect = Effect { from: today.first_of_month().saturating_add(1.month()), until: None };
    let mut work = site.begin(author).await?;
    let text = group_terms().replace(PROPOSED.0, PROPOSED.1);
    let proposed = draft(&mut work, three.dealers, Audience::Partner(partner), text).await?;
    let comment = "Открывает второй салон: до 400 000 ₽ — 6 % вместо 5 %".to_owned();
    let submit = Submit { version: proposed, effect, comment, seen: Seen::Anything };
    let submission = programs::submit(&mut work, submit).await.map_err(refused)?;
    work.commit().await?;
    let mut work = site.begin(approver).await?;
    programs::approve(&mut work, submission).await.map_err(refused)?;
    work.commit().await?;

    let mut work = site.begin(author).await?;
    let waiting =
        draft(&mut work, three.referrals, Audience::Everybody, REFERRAL_TERMS_LATER.to_owned()).await?;
    for (program, version) in [(three.referrals, waiting), (three.dealers, proposed)] {
        replay(&mut work, program, version).await?;
    }
    let comment = "Лиды подорожали у соседей; предел держит расходы".to_owned();
    programs::submit(&mut work, Submit { version: waiting, effect, comment, seen: Seen::Anything })
        .await
        .map_err(refused)?;
    work.commit().await
}

/// Has the closed periods computed again, as every night does.
pub async fn verify(site: &Site) -> Result<()> {
    let actor = Actor::System("demo");
    let verified = commissions::verify(site, actor, None).await.map_err(refused)?;
    commissions::keep_verification(site, actor, None, &verified).await?;
    Ok(())
}

async fn draft(work: &mut Work, program: ProgramId, whose: Audience, text: String) -> Result<TermsVersionId> {
    programs::save(work, SaveDraft { program, whose, text, seen: Seen::Anything }).await.map_err(refused)
}

/// Replays a version over the last year, or what there is of it.
async fn replay(work: &mut Work, program: ProgramId, draft: TermsVersionId) -> Result<()> {
    let card = programs::program(work, program).await?;
    let card = card.ok_or_else(|| Failure::new("the demo has its programmes"))?;
    let until = Period::containing(card.closed_until.unwrap_or(card.starts_on), PeriodKind::Month);
    let from = (0..11).fold(until, |period, _| period.previous());
    let from = from.max(Period::containing(card.starts_on, PeriodKind::Month));
    let outcome = commissions::start_what_if(work, WhatIf { program, draft, from, until }).await;
    outcome.map(drop).map_err(|stop: Stop<_>| refused(stop))
}

/// The partner manager.
async fn manager(site: &Site) -> Result<Actor> {
    let mut work = site.read(Actor::System("demo")).await?;
    let staff = people::users_of(&mut work, None).await?;
    let role = Role::PartnerManager;
    let found = staff.iter().find(|user| user.role == role.name());
    let user = found.ok_or_else(|| Failure::new("the demo needs a partner manager"))?;
    Ok(Actor::Staff { user: user.id, acts: role.acts() })
}
