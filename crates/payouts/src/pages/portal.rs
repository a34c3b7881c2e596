//! The partner's own payouts: what was paid, what is on its way, and why not yet.

use base::access::{Act, PartnerId, Visit};
use base::failure::{Answer, Never, Result, Stop};
use base::page::{Address, Column, Empty, Icon, Row, Table, Tone, badge, card, door};
use base::words::Reader;
use base::work::Work;
use ledger::Payable;
use maud::{Markup, html};
use money::Money;

use super::{left_out_sentence, removed_sentence};
use crate::prepare::candidate;
use crate::rules::{self, BatchState, LeftOut, LineState, Policy};
use crate::settings::settings;
use crate::store::{self, Payout};

/// `GET /portal/payouts`
pub async fn show(visit: Visit, here: Address) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    work.may(Act::PortalMoney, partner).map_err(|stop: Stop<Never>| visit.oops(stop))?;
    let verdicts = verdicts(&mut work, partner).await?;
    let page = here.page();
    let list = store::payouts_of(&mut work, partner, page).await?;
    let r = &visit.reader;
    let table = Table::new(r, "payouts", r.t("payouts-portal-title"))
        .columns([
            Column::text(r.t("payouts-batch")).lead(),
            Column::text(r.t("payouts-state")).key(),
            Column::text(r.t("payouts-paid-on")),
            Column::text(r.t("payouts-field-account")),
            Column::figure(r.t("payouts-amount")).key(),
        ])
        .rows(list.iter().map(|payout| row(r, payout)))
        .empty(Empty::new(Icon::Payout, r.t("payouts-portal-empty-title"), r.t("payouts-portal-empty-why")));
    let frame = visit.frame(r.t("payouts-portal-title")).lead(r.t("payouts-portal-lead"));
    let more = (list.len() == 50).then(|| here.with("page", &(page + 1).to_string()));
    let content = html! {
        (next_payout(r, &verdicts))
        div.verbs { a.button href="/portal/payouts/documents" { (r.t("payouts-portal-documents-link")) } }
        (table)
        @if let Some(more) = more { nav.paging { a.button rel="next" href=(more) { (r.t("base-paging-next")) } } }
    };
    Ok(visit.page(&frame, content))
}

/// What would become of the partner if a batch was prepared today: the same rule that prepares it.
async fn verdicts(
    work: &mut Work,
    partner: PartnerId,
) -> Result<Vec<(Money, std::result::Result<Money, LeftOut>)>> {
    let (today, settings) = (work.today(), settings(work).await?);
    let known = partners::partner(work, partner).await?;
    let mut verdicts = Vec::new();
    for holding in ledger::holdings_of(work, partner, today).await? {
        if holding.payable.is_zero() {
            continue;
        }
        let (balance, available, waits_until) = (holding.payable, holding.available, holding.waits_until);
        let payable = Payable { partner, balance, available, waits_until };
        let candidate = candidate(work, &payable, known.as_ref()).await?;
        let (currency, hold_hours) = (balance.currency, settings.hold_hours);
        let policy = Policy { currency, minimum: settings.minimum(currency), now: work.now(), hold_hours };
        verdicts.push((balance, rules::judge(&candidate, &policy).map(|chosen| chosen.amount)));
    }
    Ok(verdicts)
}

fn next_payout(r: &Reader, verdicts: &[(Money, std::result::Result<Money, LeftOut>)]) -> Markup {
    let told = html! {
        @if verdicts.is_empty() { p { (r.t("payouts-next-nothing")) } }
        @for (balance, verdict) in verdicts {
            p {
                (door(r, *balance, "/portal/ledger", "")) " "
                @match verdict {
                    Ok(amount) => {
                        (badge(Tone::Good, &r.tr("payouts-next-ready", &[("amount", r.money(*amount).into())])))
                    }
                    Err(reason) => {
                        (badge(Tone::Warn, &r.t("payouts-next-not-yet"))) " " (left_out_sentence(r, reason))
                        @if mends_by_requisites(reason) {
                            " " a href="/portal/partners/requisites" { (r.t("payouts-next-requisites")) }
                        }
                    }
                }
            }
        }
    };
    card(&r.t("payouts-next-title"), told)
}

const fn mends_by_requisites(reason: &LeftOut) -> bool {
    matches!(reason, LeftOut::NoRequisites | LeftOut::Incomplete { .. } | LeftOut::Unwritable { .. })
}

fn row(r: &Reader, payout: &Payout) -> Row {
    let line = &payout.line;
    let (tone, key) = match (line.state, payout.state) {
        (LineState::Paid, _) => (Tone::Good, "payouts-own-paid"),
        (LineState::Removed, _) => (Tone::Bad, "payouts-own-returned"),
        (_, BatchState::Prepared) => (Tone::Neutral, "payouts-own-prepared"),
        (_, BatchState::Approved) => (Tone::Neutral, "payouts-own-approved"),
        _ => (Tone::Neutral, "payouts-own-exported"),
    };
    let title = r.tr(
        "payouts-own-title",
        &[("number", payout.number.to_string().into()), ("date", r.date(payout.prepared_on).into())],
    );
    Row::new([
        html! { (title) },
        html! {
            (badge(tone, &r.t(key)))
            @if let Some(reason) = &line.removed_reason { " " (removed_sentence(r, reason)) }
        },
        html! { (line.paid_on.map_or_else(|| "—".to_owned(), |day| r.date(day))) },
        html! { (ending(&line.payee.account)) },
        door(r, line.amount, "/portal/ledger", &line.purpose),
    ])
}

/// The last four digits suffice to recognise one's own account.
fn ending(account: &str) -> String {
    let letters = account.chars().count();
    let tail: String = account.chars().skip(letters.saturating_sub(4)).collect();
    format!("…{tail}")
}
