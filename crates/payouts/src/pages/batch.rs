//! One batch: totals, verbs, lines, those left out, files and what happened.

use base::access::{Act, Path, Visit};
use base::events::{self, Which};
use base::failure::{Answer, Oops, Result};
use base::page::{
    Address, Column, Event, Fields, Filled, Frame, Icon, Paging, Row, Step, StepState, Table, Tile, Tone,
    badge, card, code_line, details, door, form, section, steps, tiles, timeline, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, Render, html};
use money::Currency;

use super::list::left_out_table;
use super::{line_badge, notices, only, state_badge, who};
use crate::rules::{Batch, BatchId, BatchState, Line, LineState};
use crate::store::{self, KeptLayout, LeftOutRow, StoredFile};

/// Those left out that the page shows.
const LEFT_OUT_SHOWN: i64 = 200;

/// Everything the page shows.
struct BatchPage {
    batch: Batch,
    lines: Vec<(Line, bool)>,
    page: i64,
    left_out: Vec<LeftOutRow>,
    files: Vec<StoredFile>,
    layouts: Vec<KeptLayout>,
    asks_code: bool,
    happened: Vec<Event>,
    author: String,
    approver: Option<String>,
}

/// `GET /desk/payouts/{batch}`
pub async fn show(visit: Visit, Path(id): Path<BatchId>, here: Address) -> Answer {
    let filled = Filled::from_pairs([("paid_on", visit.site.today().to_string())]);
    page(&visit, id, &here, filled).await
}

/// The page, again with what was refused.
pub(super) async fn page(visit: &Visit, id: BatchId, here: &Address, filled: Filled) -> Answer {
    let mut work = visit.read().await?;
    let seen = read(visit, &mut work, id, here.page()).await?;
    let r = &visit.reader;
    let batch = &seen.batch;
    let frame = visit
        .frame(r.tr("payouts-batch-title", &[("number", batch.number.to_string().into())]))
        .lead(r.tr(
            "payouts-batch-lead",
            &[("date", r.date(batch.cutoff_on).into()), ("author", (&seen.author).into())],
        ))
        .beside(state_badge(r, batch.state))
        .crumb(r.t("payouts-list-title"), "/desk/payouts");
    let frame = notices(frame, &filled);
    let content = html! {
        (progress(r, batch))
        (totals(r, batch))
        @let verbs = verbs(visit, &frame, &seen, &filled);
        @if !verbs.0.is_empty() { (card(&r.t("payouts-verbs-title"), verbs)) }
        (files(visit, &seen))
        (lines_table(r, &seen.lines))
        (Paging::numbers(r, here, seen.page, 50, lines_in_all(&seen)))
        (section(&r.t("payouts-left-out-title"), html! {}, left_out_table(r, seen.left_out.iter().cloned())))
        (section(&r.t("payouts-payer-title"), html! {}, payer(r, batch)))
        (section(&r.t("payouts-timeline"), html! {}, timeline(&seen.happened)))
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

async fn read(
    visit: &Visit,
    work: &mut Work,
    id: BatchId,
    page: i64,
) -> std::result::Result<BatchPage, Oops> {
    let batch = store::batch(work, id).await?.ok_or(Oops::Unknown)?;
    let mut lines = Vec::new();
    for line in store::lines(work, id, page).await? {
        let present = partners::requisites_of(work, line.partner).await?;
        let moved = present.is_none_or(|present| present.hash() != line.requisites_hash);
        lines.push((line, moved));
    }
    let author = who(work, &visit.reader, batch.prepared_by).await?;
    let approver = match batch.approved_by {
        Some(user) => Some(who(work, &visit.reader, Some(user)).await?),
        None => None,
    };
    Ok(BatchPage {
        lines,
        page,
        left_out: store::left_out(work, id, LEFT_OUT_SHOWN).await?,
        files: store::file_heads(work, id).await?,
        layouts: store::layouts(work).await?,
        asks_code: crate::export::needs_factor(work).await?,
        happened: happened(visit, work, id).await?,
        author,
        approver,
        batch,
    })
}

async fn happened(visit: &Visit, work: &mut Work, id: BatchId) -> Result<Vec<Event>> {
    let r = &visit.reader;
    let which = Which { subject: Some(id.to_string()), ..Which::default() };
    let mut told = Vec::new();
    for entry in events::recorded(work, &which, 50).await? {
        let by = who(work, r, entry.user).await?;
        told.push(Event::new(Icon::Payout, r.moment(entry.at), by, html! { (events::sentence(r, &entry)) }));
    }
    Ok(told)
}

/// Lines that were taken out stay on the list, so there may be more of them than the batch counts.
fn lines_in_all(seen: &BatchPage) -> i64 {
    let shown = (seen.page - 1) * 50 + seen.lines.len() as i64;
    let more = i64::from(seen.lines.len() == 50);
    seen.batch.lines.max(shown + more)
}

fn progress(r: &Reader, batch: &Batch) -> Markup {
    let order = [BatchState::Prepared, BatchState::Approved, BatchState::Exported, BatchState::Paid];
    let reached = order.iter().position(|state| *state == batch.state);
    let all: Vec<Step> = order
        .iter()
        .enumerate()
        .map(|(place, state)| {
            let word = r.t(&format!("payouts-state-{}", state.word()));
            let when = match state {
                BatchState::Prepared => Some(batch.prepared_at),
                BatchState::Approved => batch.approved_at,
                BatchState::Exported => batch.exported_at,
                BatchState::Paid | BatchState::Cancelled => batch.ended_at,
            };
            let state = match reached {
                Some(reached) if place <= reached => StepState::Done,
                Some(reached) if place == reached + 1 => StepState::Current,
                _ => StepState::Ahead,
            };
            Step { name: word, note: when.map_or_else(|| "—".to_owned(), |at| r.moment(at)), state }
        })
        .collect();
    html! { @if batch.state != BatchState::Cancelled { (steps(r, &all)) } }
}

fn totals(r: &Reader, batch: &Batch) -> Markup {
    let ledger = format!("/desk/ledger/entries?q={}", batch.id);
    tiles([
        Tile::new(r, r.t("payouts-total"), door(r, batch.total, &ledger, "")),
        Tile::new(r, r.t("payouts-lines"), html! { (r.number(batch.lines)) }),
        Tile::new(r, r.t("payouts-paid"), door(r, batch.paid, &ledger, "")),
        Tile::new(r, r.t("payouts-minimum"), door(r, batch.minimum, "/desk/payouts/settings", "")),
    ])
}

/// What may be done now, and why the rest may not.
fn verbs(visit: &Visit, frame: &Frame, seen: &BatchPage, filled: &Filled) -> Markup {
    let (r, batch) = (&visit.reader, &seen.batch);
    let to = |act: &str| format!("/desk/payouts/{}/{act}", batch.id);
    let prepares = visit.can(Act::PreparePayouts);
    let none = Filled::default();
    let own = batch.prepared_by.is_some() && batch.prepared_by == visit.visitor.actor.user();
    html! {
        @if let Some(approver) = &seen.approver {
            p { (r.tr("payouts-approved-by", &[("name", approver.into())])) }
        }
        @if let Some(reason) = &batch.end_reason { p { (r.tr("payouts-ended-because", &[("reason", reason.into())])) } }
        @if batch.state == BatchState::Prepared && visit.can(Act::ApprovePayouts) {
            @if own { p.muted { (Icon::Info) " " (r.t("payouts-own-batch-note")) } }
            (form(frame, &to("approve"), &none, verb(&r.t("payouts-approve-verb"))))
        }
        @if batch.state == BatchState::Approved && prepares {
            (export_form(r, frame, &to("export"), seen, &only(filled, "code")))
        }
        @if batch.state == BatchState::Exported && prepares { (paid_form(r, frame, &to("paid"), &only(filled, "paid_on"))) }
        @if matches!(batch.state, BatchState::Prepared | BatchState::Approved) && prepares {
            details open[filled.error("reason").is_some()] {
                summary.button { (r.t("payouts-cancel-verb")) }
                (cancel_form(r, frame, &to("cancel"), &only(filled, "reason")))
            }
        }
    }
}

/// In which way it is handed out: what the currency has first, then the registers of banks.
fn export_form(r: &Reader, frame: &Frame, action: &str, seen: &BatchPage, filled: &Filled) -> Markup {
    let is_roubles = seen.batch.currency == Currency::RUB;
    let usual: &[&str] = if is_roubles { &["1c", "pain", "csv"] } else { &["csv", "pain"] };
    let usual = usual.iter().map(|word| ((*word).to_owned(), r.t(&format!("payouts-file-{word}"))));
    let registers = seen.layouts.iter().map(|kept| (kept.id.to_string(), kept.layout.name.clone()));
    let f = Fields::new(r, filled);
    let fields = html! {
        input type="hidden" name="key" value=(base::db::id::fresh());
        (f.select("way", r.t("payouts-way"), usual.chain(registers)).help(r.t("payouts-way-help")))
        @if seen.asks_code {
            (f.text("code", r.t("payouts-code")).short().autocomplete("one-time-code").help(html! {
                (r.t("payouts-code-help")) " " a href="/people/me/factor" { (r.t("payouts-code-set-up")) }
            }))
        }
        (verb(&r.t("payouts-export-verb")))
    };
    form(frame, action, filled, fields)
}

fn paid_form(r: &Reader, frame: &Frame, action: &str, filled: &Filled) -> Markup {
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.date("paid_on", r.t("payouts-paid-on")).required().help(r.t("payouts-paid-on-help")))
        (verb(&r.t("payouts-paid-verb")))
    };
    form(frame, action, filled, fields)
}

fn cancel_form(r: &Reader, frame: &Frame, action: &str, filled: &Filled) -> Markup {
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.text("reason", r.t("payouts-reason")).required().help(r.t("payouts-cancel-help")))
        (verb(&r.t("payouts-cancel-verb")))
    };
    form(frame, action, filled, fields)
}

fn files(visit: &Visit, seen: &BatchPage) -> Markup {
    let r = &visit.reader;
    let rows = seen.files.iter().map(|file| {
        let href = format!("/desk/payouts/{}/files/{}", seen.batch.id, file.format.word());
        let name = html! {
            @if visit.can(Act::PreparePayouts) { a href=(href) download { (Icon::Download) " " (file.name) } } @else { (file.name) }
        };
        (r.t(&format!("payouts-file-{}", file.format.word())), html! { (name) " " (code_line(r, &file.sha256)) })
    });
    html! { @if !seen.files.is_empty() { (card(&r.t("payouts-files-title"), details(rows))) } }
}

fn payer(r: &Reader, batch: &Batch) -> Markup {
    let known = batch.payer.fields().into_iter().filter(|(_, value)| !value.is_empty());
    details(known.map(|(name, value)| (r.t(&format!("payouts-field-{name}")), value.to_owned())))
}

fn lines_table(r: &Reader, lines: &[(Line, bool)]) -> Markup {
    let rows = lines.iter().map(|(line, moved)| {
        let href = format!("/desk/payouts/{}/lines/{}", line.batch, line.id);
        let changed = *moved && line.state == LineState::Due;
        Row::new([
            html! { (line.partner_name) },
            html! { (line.document) },
            html! {
                (line.payee.name) " " (line.payee.account)
                @if changed { " " (badge(Tone::Warn, &r.t("payouts-requisites-changed"))) }
            },
            line_badge(r, line.state),
            door(r, line.amount, &href, &line.purpose),
        ])
        .href(href.clone())
    });
    Table::new(r, "lines", r.t("payouts-lines-title"))
        .columns([
            Column::text(r.t("payouts-partner")).lead(),
            Column::text(r.t("payouts-document")),
            Column::text(r.t("payouts-payee")),
            Column::text(r.t("payouts-state")).key(),
            Column::figure(r.t("payouts-amount")).key(),
        ])
        .rows(rows)
        .render()
}
