//! The partner's own money: what is owed, what waits, what was paid, and every movement behind it.

use base::access::{Act, PartnerId, Side, Visit};
use base::failure::{Answer, Never, Stop};
use base::page::{Address, Column, Empty, Filters, Icon, Row, Table, Tile, door, sum, tiles};
use base::words::Reader;
use maud::{Markup, html};
use money::Money;

use super::vendor::turn;
use super::{kind_word, subject_href};
use crate::rules::{Account, Movement};
use crate::store::{self, Holding, MovementFilter};

/// `GET /portal/ledger`
pub async fn movements(visit: Visit, here: Address) -> Answer {
    let partner = visit.partner()?;
    let filter = MovementFilter {
        from: here.get("from").and_then(|day| day.parse().ok()),
        until: here.get("until").and_then(|day| day.parse().ok()),
        ..MovementFilter::default()
    };
    let mut work = visit.read().await?;
    work.may(Act::PortalMoney, partner).map_err(|stop: Stop<Never>| visit.oops(stop))?;
    let today = work.today();
    let holdings = store::holdings(&mut work, partner, today).await?;
    let page = here.page();
    let list = store::movements(&mut work, Some(partner), &filter, page).await?;
    let r = &visit.reader;
    let filters = Filters::new(r, &here).date("from", r.t("ledger-from")).date("until", r.t("ledger-until"));
    let table = Table::new(r, "movements", r.t("ledger-portal-title"))
        .columns([
            Column::text(r.t("ledger-happened-on")).key(),
            Column::text(r.t("ledger-memo")).lead(),
            Column::text(r.t("ledger-available-on")),
            Column::figure(r.t("ledger-amount")).key(),
        ])
        .rows(list.iter().map(|movement| row(r, movement, partner)))
        .empty(Empty::new(Icon::Money, r.t("ledger-portal-empty-title"), r.t("ledger-portal-empty-why")));
    let frame = visit.frame(r.t("ledger-portal-title")).lead(r.t("ledger-portal-lead"));
    let content = html! {
        @for holding in &holdings { (holding_tiles(r, holding)) }
        (filters) (table) (turn(r, &here, page, list.len()))
    };
    Ok(visit.page(&frame, content))
}

fn holding_tiles(r: &Reader, holding: &Holding) -> Markup {
    let waiting = Money::new(holding.payable.minor - holding.available.minor, holding.payable.currency);
    let tile = |name: String, amount: Money, note: String| Tile::new(r, name, sum(r, amount)).note(note);
    let available = Money::new(holding.available.minor.max(0), holding.available.currency);
    tiles([
        tile(r.t("ledger-tile-payable"), holding.payable, r.t("ledger-tile-payable-note")),
        tile(r.t("ledger-tile-available"), available, r.t("ledger-tile-available-note")),
        tile(r.t("ledger-tile-waiting"), waiting, r.t("ledger-tile-waiting-note")),
        tile(r.t("ledger-tile-in-payout"), holding.in_payout, r.t("ledger-tile-in-payout-note")),
        tile(r.t("ledger-tile-paid"), holding.paid, r.t("ledger-tile-paid-note")),
    ])
}

fn row(r: &Reader, movement: &Movement, partner: PartnerId) -> Row {
    let change = movement.change_of(Account::Payable(partner));
    let amount = if change.is_zero() { movement.transfer.amount } else { change };
    let figure = match subject_href(Side::Portal, &movement.subject) {
        Some(href) => door(r, amount, &href, &movement.memo),
        None => sum(r, amount),
    };
    Row::new([
        html! { (r.date(movement.happened_on)) },
        html! { (kind_word(r, &movement.kind)) " · " (movement.memo) },
        html! { (movement.transfer.available_on.map_or_else(|| "—".to_owned(), |day| r.date(day))) },
        figure,
    ])
}
