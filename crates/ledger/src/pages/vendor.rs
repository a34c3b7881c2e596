//! Accounts, entries and the check, as the vendor's staff see them.

use base::access::{PartnerId, Path, Side, Visit};
use base::failure::{Answer, Oops};
use base::page::{
    Address, Column, Empty, Filters, Icon, Paging, Row, Sort, Tab, Table, Tile, Tone, badge, banner, card,
    code_line, details, door, door_short, exports, sum, tabs, tiles,
};
use base::words::Reader;
use jiff::civil::Date;
use maud::{Markup, Render, html};
use money::{Currency, Money};

use super::{account_href, account_word, kind_word, subject_href};
use crate::rules::{Account, EntryId, Movement, Transfer};
use crate::store::{self, Balance, BalanceFilter, Entry, EntryFilter, MovementFilter, PAGE, Part};

/// Transfers of one entry that its page shows.
const TRANSFERS_SHOWN: i64 = 1000;
/// Kinds of entries by which the list is filtered.
const KINDS: [&str; 5] = ["accrual", "adjustment", "payout-prepared", "payout-paid", "payout-cancelled"];

fn sections(r: &Reader, current: &str) -> Markup {
    let tab = |label: String, href: &str| Tab::new(label, href).current(current == href);
    let all = [
        tab(r.t("ledger-tab-accounts"), "/desk/ledger"),
        tab(r.t("ledger-tab-entries"), "/desk/ledger/entries"),
        tab(r.t("ledger-tab-check"), "/desk/ledger/check"),
    ];
    tabs(r, &r.t("ledger-tabs"), &all)
}

fn currency_of(here: &Address) -> Option<Currency> {
    here.get("currency").and_then(|code| Currency::parse(code).ok())
}

fn day_of(here: &Address, name: &str) -> Option<Date> {
    here.get(name).and_then(|day| day.parse().ok())
}

fn account_choices(r: &Reader) -> Vec<(String, String)> {
    Account::WORDS.iter().map(|word| ((*word).to_owned(), r.t(&format!("ledger-account-{word}")))).collect()
}

fn currency_choices(currencies: &[Currency]) -> Vec<(String, String)> {
    currencies.iter().map(|currency| (currency.to_string(), currency.to_string())).collect()
}

/// Which accounts the address asks for, and in which order.
pub(super) fn wanted_accounts(here: &Address) -> (BalanceFilter, Sort) {
    let filter = BalanceFilter {
        account: here.get("account").map(str::to_owned),
        currency: currency_of(here),
        search: here.get("q").map(str::to_owned),
        with_empty: here.get("empty").is_some(),
    };
    (filter, here.sort(&["name", "amount"], "name"))
}

/// Which entries the address asks for.
pub(super) fn wanted_entries(here: &Address) -> EntryFilter {
    EntryFilter {
        kind: here.get("kind").map(str::to_owned),
        from: day_of(here, "from"),
        until: day_of(here, "until"),
        search: here.get("q").map(str::to_owned),
        before: here.get("after").and_then(|id| id.parse().ok()),
    }
}

/// `GET /desk/ledger`
pub async fn accounts(visit: Visit, here: Address) -> Answer {
    let (filter, sort) = wanted_accounts(&here);
    let mut work = visit.read().await?;
    let totals = store::totals(&mut work).await?;
    let currencies = store::currencies(&mut work).await?;
    let (count, sums) = store::balances_count(&mut work, &filter).await?;
    let page = here.page();
    let order = (sort.key == "amount", sort.descending);
    let list = store::balances(&mut work, &filter, order, Part::page(page)).await?;
    let r = &visit.reader;
    let filters = Filters::new(r, &here)
        .search("q", r.t("ledger-accounts-search"))
        .choice("account", r.t("ledger-account"), account_choices(r))
        .choice("currency", r.t("ledger-currency"), currency_choices(&currencies))
        .choice("empty", r.t("ledger-accounts-empty"), [("yes", r.t("ledger-accounts-with-empty"))])
        .tail(exports(r, &here, "/desk/ledger/export"));
    let table = Table::new(r, "accounts", r.t("ledger-accounts-title"))
        .columns([
            Column::text(r.t("ledger-account")).sort("name").lead(),
            Column::figure(r.t("ledger-balance")).sort("amount").key(),
            Column::figure(r.t("ledger-transfers")),
        ])
        .rows(list.iter().map(|balance| balance_row(r, balance)))
        .totals([
            html! { (r.t("ledger-total")) },
            html! { @for sum_of in &sums { div { (sum(r, *sum_of)) } } },
            html! {},
        ])
        .sorted(&here, sort)
        .empty(Empty::new(Icon::Journal, r.t("ledger-empty-title"), r.t("ledger-empty-why")));
    let frame = visit.frame(r.t("ledger-accounts-title")).lead(r.t("ledger-accounts-lead"));
    let content = html! {
        (sections(r, "/desk/ledger"))
        (total_tiles(r, &totals))
        (filters) (table)
        (Paging::numbers(r, &here, page, PAGE, count))
    };
    Ok(visit.page(&frame, content))
}

fn total_tiles(r: &Reader, totals: &[(String, Money)]) -> Markup {
    let tile = |(word, amount): &(String, Money)| {
        let href = format!("/desk/ledger?account={word}&currency={}", amount.currency);
        Tile::new(r, r.t(&format!("ledger-account-{word}")), door_short(r, *amount, &href, ""))
    };
    html! { @if !totals.is_empty() { (tiles(totals.iter().map(tile))) } }
}

fn balance_row(r: &Reader, balance: &Balance) -> Row {
    let href = account_href(balance.account, balance.amount.currency);
    Row::new([
        html! { (account_word(r, balance.account, balance.name.as_deref())) },
        door(r, balance.amount, &href, &r.tr("ledger-balance-why", &[("count", balance.transfers.into())])),
        html! { (r.number(balance.transfers)) },
    ])
    .href(href)
}

/// `GET /desk/ledger/accounts/{account}?partner=&currency=`
pub async fn account(visit: Visit, Path(word): Path<String>, here: Address) -> Answer {
    let partner: Option<PartnerId> = here.get("partner").and_then(|id| id.parse().ok());
    let account = Account::parse(&word, partner.map_or(0, |partner| partner.0)).ok_or(Oops::Unknown)?;
    let currency = currency_of(&here).ok_or(Oops::Unknown)?;
    let filter = MovementFilter {
        account: Some(word),
        currency: Some(currency),
        from: day_of(&here, "from"),
        until: day_of(&here, "until"),
    };
    let mut work = visit.read().await?;
    let balance = store::balance(&mut work, account, currency).await?;
    let page = here.page();
    let list = store::movements(&mut work, partner, &filter, page).await?;
    let name = match partner {
        Some(partner) => store::name_of(&mut work, partner).await?,
        None => None,
    };
    let r = &visit.reader;
    let filters = Filters::new(r, &here).date("from", r.t("ledger-from")).date("until", r.t("ledger-until"));
    let table = Table::new(r, "movements", r.t("ledger-movements-title"))
        .columns([
            Column::text(r.t("ledger-happened-on")).key(),
            Column::text(r.t("ledger-memo")).lead(),
            Column::text(r.t("ledger-kind")),
            Column::text(r.t("ledger-available-on")),
            Column::figure(r.t("ledger-change")).key(),
        ])
        .rows(list.iter().map(|movement| movement_row(r, movement, account)))
        .empty(Empty::new(
            Icon::Journal,
            r.t("ledger-movements-empty-title"),
            r.t("ledger-movements-empty-why"),
        ));
    let title = account_word(r, account, name.as_deref());
    let frame = visit
        .frame(title)
        .crumb(r.t("ledger-accounts-title"), "/desk/ledger")
        .lead(r.tr("ledger-account-lead", &[("balance", r.money(balance).into())]));
    Ok(visit.page(&frame, html! { (filters) (table) (turn(r, &here, page, list.len())) }))
}

/// Turning pages of a list whose length is not counted.
pub(super) fn turn(r: &Reader, here: &Address, page: i64, shown: usize) -> Markup {
    let before = page - 1;
    let more = shown as i64 == PAGE;
    html! {
        @if before > 0 || more {
            nav.paging aria-label=(r.t("base-paging-label")) {
                @if before > 0 { a.button rel="prev" href=(here.with("page", &before.to_string())) { (r.t("base-paging-previous")) } }
                @if more { a.button rel="next" href=(here.with("page", &(page + 1).to_string())) { (r.t("base-paging-next")) } }
            }
        }
    }
}

fn movement_row(r: &Reader, movement: &Movement, account: Account) -> Row {
    let href = format!("/desk/ledger/entries/{}", movement.entry);
    Row::new([
        html! { (r.date(movement.happened_on)) },
        html! { (movement.memo) },
        html! { (kind_word(r, &movement.kind)) },
        html! { (day_or_dash(r, movement.transfer.available_on)) },
        door(r, movement.change_of(account), &href, &movement.memo),
    ])
    .href(href.clone())
}

fn day_or_dash(r: &Reader, day: Option<Date>) -> String {
    day.map_or_else(|| "—".to_owned(), |day| r.date(day))
}

/// `GET /desk/ledger/entries`
pub async fn entries(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let list = store::entries(&mut work, &wanted_entries(&here), PAGE).await?;
    let r = &visit.reader;
    let kinds = KINDS.iter().map(|kind| ((*kind).to_owned(), kind_word(r, kind)));
    let filters = Filters::new(r, &here)
        .search("q", r.t("ledger-entries-search"))
        .choice("kind", r.t("ledger-kind"), kinds)
        .date("from", r.t("ledger-from"))
        .date("until", r.t("ledger-until"))
        .tail(exports(r, &here.without("after"), "/desk/ledger/entries/export"));
    let table = Table::new(r, "entries", r.t("ledger-entries-title"))
        .columns([
            Column::text(r.t("ledger-happened-on")).key(),
            Column::text(r.t("ledger-memo")).lead(),
            Column::text(r.t("ledger-kind")),
            Column::text(r.t("ledger-posted-at")),
            Column::figure(r.t("ledger-amount")).key(),
        ])
        .rows(list.iter().map(|entry| entry_row(r, entry)))
        .empty(Empty::new(Icon::Journal, r.t("ledger-entries-empty-title"), r.t("ledger-empty-why")));
    let next = list.last().filter(|_| list.len() as i64 == PAGE).map(|entry| entry.id.to_string());
    let frame = visit.frame(r.t("ledger-entries-title")).lead(r.t("ledger-entries-lead"));
    let content = html! {
        (sections(r, "/desk/ledger/entries"))
        (filters) (table)
        (Paging::cursor(r, &here, None, next))
    };
    Ok(visit.page(&frame, content))
}

fn entry_row(r: &Reader, entry: &Entry) -> Row {
    let href = format!("/desk/ledger/entries/{}", entry.id);
    Row::new([
        html! { (r.date(entry.happened_on)) },
        html! { (entry.memo) },
        html! { (kind_word(r, &entry.kind)) },
        html! { (r.moment(entry.posted_at)) },
        door(r, entry.amount, &href, &entry.memo),
    ])
    .href(href.clone())
}

/// `GET /desk/ledger/entries/{entry}`
pub async fn entry(visit: Visit, Path(id): Path<EntryId>) -> Answer {
    let mut work = visit.read().await?;
    let entry = store::entry(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let transfers = store::transfers_of(&mut work, id, TRANSFERS_SHOWN).await?;
    let r = &visit.reader;
    let facts = details([
        (r.t("ledger-kind"), html! { (kind_word(r, &entry.kind)) }),
        (r.t("ledger-amount"), sum(r, entry.amount)),
        (r.t("ledger-happened-on"), html! { (r.date(entry.happened_on)) }),
        (r.t("ledger-posted-at"), html! { (r.moment(entry.posted_at)) }),
        (r.t("ledger-subject"), subject_link(&entry.subject)),
        (r.t("ledger-key"), code_line(r, &entry.key)),
    ]);
    let table = Table::new(r, "transfers", r.t("ledger-transfers"))
        .columns([
            Column::text(r.t("ledger-debit")).lead(),
            Column::text(r.t("ledger-credit")).key(),
            Column::text(r.t("ledger-available-on")),
            Column::figure(r.t("ledger-amount")).key(),
        ])
        .rows(transfers.iter().map(|(transfer, names)| transfer_row(r, transfer, names)))
        .totals([html! { (r.t("ledger-total")) }, html! {}, html! {}, sum(r, entry.amount)]);
    let frame = visit.frame(entry.memo.clone()).crumb(r.t("ledger-entries-title"), "/desk/ledger/entries");
    Ok(visit.page(&frame, html! { (card(&r.t("ledger-entry-facts"), facts)) (table) }))
}

fn subject_link(subject: &str) -> Markup {
    match subject_href(Side::Desk, subject) {
        Some(href) => html! { a href=(href) { (subject) } },
        None => html! { (subject) },
    }
}

fn transfer_row(r: &Reader, transfer: &Transfer, names: &[Option<String>; 2]) -> Row {
    let currency = transfer.amount.currency;
    let side = |account: Account, name: &Option<String>| {
        html! { a href=(account_href(account, currency)) { (account_word(r, account, name.as_deref())) } }
    };
    Row::new([
        side(transfer.debit, &names[0]),
        side(transfer.credit, &names[1]),
        html! { (day_or_dash(r, transfer.available_on)) },
        sum(r, transfer.amount),
    ])
}

/// `GET /desk/ledger/check`
pub async fn check(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let wrong = store::discrepancies(&mut work).await?;
    let totals = store::totals(&mut work).await?;
    let transfers = store::transfers_count(&mut work).await?;
    let r = &visit.reader;
    let verdict = if wrong.is_empty() {
        banner(Tone::Good, r.tr("ledger-check-good", &[("count", transfers.into())]))
    } else {
        banner(Tone::Bad, r.tr("ledger-check-bad", &[("count", wrong.len().into())]))
    };
    let rows = wrong.iter().map(|one| {
        let href = account_href(one.account, one.stored.currency);
        Row::new([html! { (account_word(r, one.account, None)) }, sum(r, one.stored), sum(r, one.counted)])
            .href(href)
    });
    let table = Table::new(r, "discrepancies", r.t("ledger-check-title"))
        .columns([
            Column::text(r.t("ledger-account")).lead(),
            Column::figure(r.t("ledger-check-stored")).key(),
            Column::figure(r.t("ledger-check-counted")).key(),
        ])
        .rows(rows);
    let frame = visit.frame(r.t("ledger-check-title")).lead(r.t("ledger-check-lead"));
    let content = html! {
        (sections(r, "/desk/ledger/check"))
        (verdict)
        @if !wrong.is_empty() { (table) }
        (sums_table(r, &totals))
    };
    Ok(visit.page(&frame, content))
}

/// What stands on all accounts of a currency, which adds up to nothing.
fn sums_table(r: &Reader, totals: &[(String, Money)]) -> Markup {
    let mut currencies: Vec<Currency> = totals.iter().map(|(_, amount)| amount.currency).collect();
    currencies.dedup();
    let rows = currencies.iter().map(|currency| {
        let own = totals.iter().filter(|(_, amount)| amount.currency == *currency).map(|(_, amount)| *amount);
        let all = Money::sum(*currency, own);
        let state = match all {
            Ok(all) if all.is_zero() => badge(Tone::Good, &r.t("ledger-check-zero")),
            _ => badge(Tone::Bad, &r.t("ledger-check-not-zero")),
        };
        Row::new([html! { (currency) }, html! { @if let Ok(all) = all { (sum(r, all)) } }, state])
    });
    Table::new(r, "sums", r.t("ledger-check-sums"))
        .columns([
            Column::text(r.t("ledger-currency")).lead(),
            Column::figure(r.t("ledger-check-sum")).key(),
            Column::text(r.t("ledger-check-verdict")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Journal, r.t("ledger-empty-title"), r.t("ledger-empty-why")))
        .render()
}
