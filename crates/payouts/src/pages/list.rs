//! The list of batches, a partner's payouts, and the page on which a batch is prepared.

use base::access::{Act, PartnerId, Visit};
use base::failure::{Answer, Result};
use base::page::{
    Address, Column, Empty, Filled, Icon, Paging, Row, Tab, Table, Tile, Tone, badge, banner, door, exports,
    form, section, tabs, tiles, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, Render, html};
use money::Currency;

use super::{currencies, left_out_sentence, line_badge, state_badge};
use crate::prepare::{Selection, preview};
use crate::rules::{Batch, BatchState, Candidate, LeftOut};
use crate::store::{self, Payout};

/// Rows that the preview shows.
const PREVIEW_ROWS: usize = 200;

/// `GET /desk/payouts`
pub async fn show(visit: Visit, here: Address) -> Answer {
    if let Some(partner) = here.get("partner").and_then(|id| id.parse().ok()) {
        return of_partner(visit, here, partner).await;
    }
    let state = here.get("state").and_then(BatchState::parse);
    let mut work = visit.read().await?;
    let page = here.page();
    let list = store::batches(&mut work, state, page).await?;
    let counts = store::counts(&mut work).await?;
    let r = &visit.reader;
    let total = match state {
        Some(state) => counts.get(state.word()).copied().unwrap_or(0),
        None => counts.values().sum(),
    };
    let views: Vec<Tab> = std::iter::once(None)
        .chain(BatchState::ALL.iter().map(Some))
        .map(|tab| {
            let (href, key, count) = match tab {
                None => ("/desk/payouts".to_owned(), "payouts-tab-all".to_owned(), counts.values().sum()),
                Some(tab) => (
                    format!("/desk/payouts?state={}", tab.word()),
                    format!("payouts-state-{}", tab.word()),
                    counts.get(tab.word()).copied().unwrap_or(0),
                ),
            };
            Tab::new(r.t(&key), href).current(tab.copied() == state).count(count)
        })
        .collect();
    let frame =
        visit.frame(r.t("payouts-list-title")).lead(r.t("payouts-list-lead")).actions(actions(&visit));
    let content = html! {
        (tabs(r, &r.t("payouts-tabs"), &views))
        (exports(r, &here, "/desk/payouts/export"))
        (batches_table(r, &list))
        (Paging::numbers(r, &here, page, 50, total))
    };
    Ok(visit.page(&frame, content))
}

fn actions(visit: &Visit) -> Markup {
    let r = &visit.reader;
    html! {
        a.button href="/desk/payouts/documents" { (r.t("payouts-documents-title")) }
        a.button href="/desk/payouts/statement" { (r.t("payouts-bank-title")) }
        a.button href="/desk/payouts/rates" { (r.t("payouts-rates-link")) }
        @if visit.can(Act::PreparePayouts) {
            a.button href="/desk/payouts/layouts" { (r.t("payouts-layouts-title")) }
            a.button href="/desk/payouts/settings" { (r.t("payouts-settings-link")) }
            a.button.primary href="/desk/payouts/new" { (r.t("payouts-new-link")) }
        }
    }
}

fn batches_table(r: &Reader, batches: &[Batch]) -> Markup {
    let rows = batches.iter().map(|batch| {
        let href = format!("/desk/payouts/{}", batch.id);
        Row::new([
            html! { (r.tr("payouts-batch-title", &[("number", batch.number.to_string().into())])) },
            html! { (r.date(batch.cutoff_on)) },
            state_badge(r, batch.state),
            html! { (r.number(batch.lines)) },
            door(r, batch.total, &href, ""),
            door(r, batch.paid, &href, ""),
        ])
        .href(href.clone())
    });
    Table::new(r, "batches", r.t("payouts-list-title"))
        .columns([
            Column::text(r.t("payouts-batch")).lead(),
            Column::text(r.t("payouts-prepared-on")),
            Column::text(r.t("payouts-state")).key(),
            Column::figure(r.t("payouts-lines")),
            Column::figure(r.t("payouts-total")).key(),
            Column::figure(r.t("payouts-paid")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-empty-title"), r.t("payouts-empty-why")))
        .render()
}

/// The payouts of one partner, for the tab of his card.
async fn of_partner(visit: Visit, here: Address, partner: PartnerId) -> Answer {
    let mut work = visit.read().await?;
    let head = partners::partner_frame(&visit, &mut work, partner, "payouts").await?;
    let page = here.page();
    let list = store::payouts_of(&mut work, partner, page).await?;
    let r = &visit.reader;
    let rows = list.iter().map(|payout| desk_row(r, payout));
    let table = Table::new(r, "payouts", r.t("payouts-list-title"))
        .columns(columns(r))
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-empty-title"), r.t("payouts-partner-empty-why")));
    Ok(visit.page(&head.frame, html! { (head.tabs) (table) }))
}

fn columns(r: &Reader) -> [Column; 4] {
    [
        Column::text(r.t("payouts-batch")).lead(),
        Column::text(r.t("payouts-state")).key(),
        Column::text(r.t("payouts-paid-on")),
        Column::figure(r.t("payouts-amount")).key(),
    ]
}

fn desk_row(r: &Reader, payout: &Payout) -> Row {
    let href = format!("/desk/payouts/{}/lines/{}", payout.line.batch, payout.line.id);
    let title = r.tr("payouts-batch-title", &[("number", payout.number.to_string().into())]);
    Row::new([
        html! { (title) },
        line_badge(r, payout.line.state),
        html! { (payout.line.paid_on.map_or_else(|| "—".to_owned(), |day| r.date(day))) },
        door(r, payout.line.amount, &href, &payout.line.purpose),
    ])
    .href(href.clone())
}

/// `GET /desk/payouts/new?currency=`
pub async fn new(visit: Visit, here: Address) -> Answer {
    let currency = here.get("currency").and_then(|code| Currency::parse(code).ok());
    new_page(&visit, currency, Filled::default()).await
}

/// The page with who would be in the batch, who would not and why, and the button.
pub(super) async fn new_page(visit: &Visit, currency: Option<Currency>, filled: Filled) -> Answer {
    let mut work = visit.read().await?;
    let all = currencies(&mut work).await?;
    let currency = currency.or_else(|| all.first().copied()).unwrap_or(Currency::RUB);
    let selection = preview(&mut work, currency).await.map_err(|stop| visit.oops(stop))?;
    let payer_missing = payer_missing(&mut work, currency).await?;
    let r = &visit.reader;
    let choices: Vec<Tab> = all
        .iter()
        .map(|one| {
            Tab::new(one.to_string(), format!("/desk/payouts/new?currency={one}")).current(*one == currency)
        })
        .collect();
    let frame = visit
        .frame(r.t("payouts-new-title"))
        .lead(r.t("payouts-new-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts");
    let button = html! {
        input type="hidden" name="currency" value=(currency);
        @if !selection.chosen.is_empty() && !payer_missing { (verb(&r.t("payouts-prepare-verb"))) }
    };
    let content = html! {
        (tabs(r, &r.t("payouts-currency"), &choices))
        @if payer_missing {
            (banner(Tone::Warn, html! {
                (r.t("payouts-payer-missing")) " " a href="/desk/payouts/settings" { (r.t("payouts-settings-link")) }
            }))
        }
        (summary(r, &selection)?)
        (form(&frame, "/desk/payouts", &filled, button))
        (chosen_table(r, &selection))
        (section(&r.t("payouts-left-out-title"), html! {}, left_out_table(r, selection.left_out.iter().map(told))))
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

async fn payer_missing(work: &mut Work, currency: Currency) -> Result<bool> {
    let settings = crate::settings::settings(work).await?;
    Ok(currency == Currency::RUB && !settings.payer.missing().is_empty())
}

fn summary(r: &Reader, selection: &Selection) -> Result<Markup> {
    let chosen = i64::try_from(selection.chosen.len()).unwrap_or(i64::MAX);
    let left = i64::try_from(selection.left_out.len()).unwrap_or(i64::MAX);
    let ledger = format!("/desk/ledger?account=payable&currency={}", selection.minimum.currency);
    Ok(tiles([
        Tile::new(r, r.t("payouts-total"), door(r, selection.total()?, &ledger, "")),
        Tile::new(r, r.t("payouts-lines"), html! { (r.number(chosen)) }),
        Tile::new(r, r.t("payouts-left-out-title"), html! { (r.number(left)) }),
        Tile::new(r, r.t("payouts-minimum"), door(r, selection.minimum, "/desk/payouts/settings", "")),
    ]))
}

fn chosen_table(r: &Reader, selection: &Selection) -> Markup {
    let rows = selection.chosen.iter().take(PREVIEW_ROWS).map(|(candidate, chosen)| {
        let href = reason_href(candidate.partner, chosen.amount.currency);
        Row::new([
            html! { a href={ "/desk/partners/" (candidate.partner) } { (candidate.name) } },
            html! { (chosen.requisites.name) },
            html! { (chosen.requisites.account) },
            door(r, chosen.amount, &href, ""),
        ])
    });
    Table::new(r, "chosen", r.t("payouts-chosen-title"))
        .columns([
            Column::text(r.t("payouts-partner")).lead(),
            Column::text(r.t("payouts-payee")),
            Column::text(r.t("payouts-field-account")),
            Column::figure(r.t("payouts-amount")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-chosen-empty-title"), r.t("payouts-chosen-empty-why")))
        .render()
}

/// Where the sum that a partner is paid comes from.
pub(super) fn reason_href(partner: PartnerId, currency: Currency) -> String {
    format!("/desk/ledger/accounts/payable?currency={currency}&partner={partner}")
}

fn told((candidate, reason): &(Candidate, LeftOut)) -> store::LeftOutRow {
    store::LeftOutRow {
        partner: candidate.partner,
        name: candidate.name.clone(),
        balance: candidate.balance,
        available: candidate.available,
        reason: reason.clone(),
    }
}

/// Those who are left out, each with the reason.
pub(super) fn left_out_table(r: &Reader, left: impl Iterator<Item = store::LeftOutRow>) -> Markup {
    let rows = left.take(PREVIEW_ROWS).map(|one| {
        let href = reason_href(one.partner, one.balance.currency);
        Row::new([
            html! { a href={ "/desk/partners/" (one.partner) } { (one.name) } },
            html! { (badge(Tone::Neutral, &left_out_sentence(r, &one.reason))) },
            door(r, one.balance, &href, ""),
            door(r, one.available, &href, ""),
        ])
    });
    Table::new(r, "left-out", r.t("payouts-left-out-title"))
        .columns([
            Column::text(r.t("payouts-partner")).lead(),
            Column::text(r.t("payouts-reason")).key(),
            Column::figure(r.t("payouts-balance")),
            Column::figure(r.t("payouts-available")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(
            Icon::Check,
            r.t("payouts-left-out-empty-title"),
            r.t("payouts-left-out-empty-why"),
        ))
        .render()
}
