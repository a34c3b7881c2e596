//! The bank's statement: bringing one, what came of it, and movements that belong to no payout.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use base::access::{Act, Path, Posted, Visit, check_secret};
use base::failure::{Answer, Oops, Stop};
use base::page::{
    Address, CSRF_FIELD, Column, Empty, Fields, Filled, Frame, Icon, Row, Tab, Table, card, form, section,
    tabs, upload as upload_form, verb,
};
use base::words::Reader;
use maud::{Markup, Render, html};

use super::write_refusal;
use crate::rules::{BankRowId, Missing, Refusal, statement};
use crate::store::{self, Found, KeptRow, TakenStatement};

/// The greatest body that is taken: the file and the form around it.
pub const BYTES_MAX: usize = statement::BYTES_MAX + 64 * 1024;
const PAGE: &str = "/desk/payouts/statement";
/// Troubles of a file that the page shows.
const TROUBLES_SHOWN: usize = 20;

/// `GET /desk/payouts/statement?state=&page=`
pub async fn show(visit: Visit, here: Address) -> Answer {
    page(&visit, &here, &Filled::default()).await
}

/// The movements of a tab: the word of its address and of its state.
const TABS: [(&str, &str); 3] = [("open", "open"), ("matched", ""), ("aside", "aside")];

async fn page(visit: &Visit, here: &Address, filled: &Filled) -> Answer {
    let asked = here.get("state").unwrap_or("open");
    let (tab, state) = TABS.into_iter().find(|(word, _)| *word == asked).unwrap_or(TABS[0]);
    let mut work = visit.read().await?;
    let rows = store::rows_in(&mut work, state, here.page()).await?;
    let (open, matched, aside) = store::row_counts(&mut work).await?;
    let taken = store::statements(&mut work, 10).await?;
    let r = &visit.reader;
    let frame = visit
        .frame(r.t("payouts-bank-title"))
        .lead(r.t("payouts-bank-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts");
    let counts = [open, matched, aside];
    let views: Vec<Tab> = TABS
        .iter()
        .zip(counts)
        .map(|((word, _), count)| {
            let href = format!("{PAGE}?state={word}");
            Tab::new(r.t(&format!("payouts-bank-tab-{word}")), href).current(*word == tab).count(count)
        })
        .collect();
    let may = visit.can(Act::PreparePayouts);
    let content = html! {
        @if may { (card(&r.t("payouts-bank-bring"), bring(&frame, filled))) }
        (section(&r.t("payouts-bank-taken"), html! {}, taken_table(r, &taken)))
        (tabs(r, &r.t("payouts-bank-title"), &views))
        (movements(r, &frame, &rows, may && tab == "open"))
        (base::page::Paging::numbers(r, here, here.page(), 50, counts[TABS.iter().position(|(word, _)| *word == tab).unwrap_or(0)]))
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn bring(frame: &Frame, filled: &Filled) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.file("file", r.t("payouts-bank-file"), ".txt,.xml").required().help(r.t("payouts-bank-file-help")))
        (verb(&r.t("payouts-bank-verb")))
    };
    upload_form(frame, PAGE, filled, fields)
}

fn taken_table(r: &Reader, taken: &[TakenStatement]) -> Markup {
    let rows = taken.iter().map(|one| {
        let Found { paid, confirmed, parts, returned, open, known, foreign, waiting } = one.found;
        let counts = [paid + confirmed, parts, returned, open, known, foreign + waiting];
        let head = [html! { (one.name) }, html! { (r.moment(one.taken_at)) }];
        Row::new(head.into_iter().chain(counts.into_iter().map(|count| html! { (r.number(count as i64)) })))
    });
    Table::new(r, "statements", r.t("payouts-bank-taken"))
        .columns([
            Column::text(r.t("payouts-bank-file")).lead(),
            Column::text(r.t("payouts-bank-taken-at")),
            Column::figure(r.t("payouts-bank-paid")).key(),
            Column::figure(r.t("payouts-bank-parts")),
            Column::figure(r.t("payouts-bank-returned")),
            Column::figure(r.t("payouts-bank-open")).key(),
            Column::figure(r.t("payouts-bank-known")),
            Column::figure(r.t("payouts-bank-foreign")),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-bank-none"), r.t("payouts-bank-none-why")))
        .render()
}

/// What is missing, in words.
pub(crate) fn missing_sentence(r: &Reader, missing: &Missing) -> String {
    let key = format!("payouts-missing-{}", missing.word());
    match missing {
        Missing::Requisites { account } => r.tr(&key, &[("account", account.clone().into())]),
        Missing::Sum { left } => r.tr(&key, &[("left", r.money(*left).into())]),
        Missing::Several { count } => r.tr(&key, &[("count", (*count).into())]),
        Missing::Day { on } => r.tr(&key, &[("on", r.date(*on).into())]),
        _ => r.t(&key),
    }
}

fn movements(r: &Reader, frame: &Frame, rows: &[KeptRow], may_set_aside: bool) -> Markup {
    let rows = rows.iter().map(|row| {
        let direction = r.t(&format!("payouts-bank-{}", row.direction));
        Row::new([
            html! { (row.other.name) " " (row.other.account) },
            html! { (r.date(row.booked_on)) },
            html! { (row.number) },
            html! { (row.purpose) },
            html! { (direction) " " (r.money(row.amount)) },
            html! { (outcome(r, row)) @if may_set_aside { (aside_form(r, frame, row.id)) } },
        ])
    });
    Table::new(r, "movements", r.t("payouts-bank-movements"))
        .columns([
            Column::text(r.t("payouts-bank-other")).lead(),
            Column::text(r.t("payouts-bank-booked")),
            Column::text(r.t("payouts-document")),
            Column::text(r.t("payouts-purpose")),
            Column::figure(r.t("payouts-amount")).key(),
            Column::text(r.t("payouts-bank-outcome")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(Icon::Payout, r.t("payouts-bank-nothing"), r.t("payouts-bank-nothing-why")))
        .render()
}

fn outcome(r: &Reader, row: &KeptRow) -> Markup {
    html! {
        @if let Some((batch, line)) = row.line {
            a href={ "/desk/payouts/" (batch) "/lines/" (line) } { (r.t(&format!("payouts-bank-state-{}", row.state))) }
        }
        @if let Some(missing) = &row.missing { (missing_sentence(r, missing)) }
        @if let Some(reason) = &row.reason { " · " (reason) }
    }
}

fn aside_form(r: &Reader, frame: &Frame, id: BankRowId) -> Markup {
    let none = Filled::default();
    let f = Fields::new(r, &none);
    let fields = html! {
        (f.text("reason", r.t("payouts-reason")).required())
        (verb(&r.t("payouts-bank-aside-verb")))
    };
    html! { details { summary { (r.t("payouts-bank-aside-verb")) } (form(frame, &format!("{PAGE}/{id}/aside"), &none, fields)) } }
}

/// `POST /desk/payouts/statement`
pub async fn upload(visit: Visit, multipart: std::result::Result<Multipart, MultipartRejection>) -> Answer {
    let multipart = multipart.map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let r = &visit.reader;
    let here = Address::parse(PAGE);
    let mut filled = Filled::default();
    let Some((name, bytes)) = brought(&visit, multipart).await? else {
        filled.refuse("file", r.t("payouts-bank-no-file"));
        return page(&visit, &here, &filled).await;
    };
    let mut work = visit.begin().await?;
    match crate::take_statement(&mut work, &name, &bytes).await {
        Ok(found) => {
            work.commit().await?;
            let matched = found.paid + found.confirmed + found.parts + found.returned;
            let said =
                [("matched", matched.into()), ("open", found.open.into()), ("known", found.known.into())];
            visit.redirect(PAGE, "payouts-said-statement", &said).into()
        }
        Err(stop) => {
            drop(work);
            refuse(&visit, &mut filled, stop)?;
            page(&visit, &here, &filled).await
        }
    }
}

/// Every trouble of a file stands under the field, the first of them.
fn refuse(visit: &Visit, filled: &mut Filled, stop: Stop<Refusal>) -> std::result::Result<(), Oops> {
    match stop {
        Stop::Refused(Refusal::StatementWrong { troubles }) => {
            for trouble in troubles.iter().take(TROUBLES_SHOWN) {
                filled.refuse("file", trouble.sentence(&visit.reader));
            }
            Ok(())
        }
        stop => write_refusal(visit, filled, stop),
    }
}

/// The file that was brought; the secret comes before it.
async fn brought(
    visit: &Visit,
    mut multipart: Multipart,
) -> std::result::Result<Option<(String, Vec<u8>)>, Oops> {
    let bad = |_| Oops::BadRequest("base-bad-form");
    let (mut is_ours, mut file) = (false, None);
    while let Some(field) = multipart.next_field().await.map_err(bad)? {
        match field.name().unwrap_or_default() {
            CSRF_FIELD => {
                check_secret(&visit.visitor, &field.text().await.map_err(bad)?)?;
                is_ours = true;
            }
            "file" if is_ours => {
                let name: String = field.file_name().unwrap_or_default().chars().take(200).collect();
                let bytes = field.bytes().await.map_err(bad)?;
                file = (!name.is_empty()).then(|| (name, bytes.to_vec()));
            }
            _ => {}
        }
    }
    if is_ours { Ok(file) } else { Err(Oops::BadRequest("base-form-out-of-date")) }
}

/// `POST /desk/payouts/statement/{movement}/aside`
pub async fn aside(visit: Visit, Path(id): Path<BankRowId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match crate::set_aside(&mut work, id, filled.text("reason")).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(PAGE, "payouts-said-aside", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            // The reason stands in a row of the table; what is wrong with it is said above the page.
            let mut above = Filled::default();
            above.refuse("file", filled.error("reason").unwrap_or_default());
            page(&visit, &Address::parse(PAGE), &above).await
        }
    }
}
