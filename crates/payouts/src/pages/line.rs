//! One payout: how much, where to, what for, and its verbs.

use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Oops};
use base::page::{Fields, Filled, Frame, Icon, card, code_line, columns, details, door, form, verb};
use base::words::Reader;
use maud::{Markup, html};

use super::list::reason_href;
use super::{line_badge, notices, only, removed_sentence, write_refusal};
use crate::rules::{Batch, BatchId, BatchState, Line, LineId, LineState};
use crate::store;

/// `GET /desk/payouts/{batch}/lines/{line}`
pub async fn show(visit: Visit, Path((batch, line)): Path<(BatchId, LineId)>) -> Answer {
    let filled = Filled::from_pairs([("paid_on", visit.site.today().to_string())]);
    page(&visit, batch, line, filled).await
}

async fn page(visit: &Visit, batch: BatchId, line: LineId, filled: Filled) -> Answer {
    let mut work = visit.read().await?;
    let batch = store::batch(&mut work, batch).await?.ok_or(Oops::Unknown)?;
    let line = store::line(&mut work, batch.id, line).await?.ok_or(Oops::Unknown)?;
    let r = &visit.reader;
    let title = r.tr("payouts-batch-title", &[("number", batch.number.to_string().into())]);
    let frame = visit
        .frame(line.partner_name.clone())
        .beside(line_badge(r, line.state))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .crumb(title, format!("/desk/payouts/{}", batch.id));
    let frame = notices(frame, &filled);
    let content = html! {
        (columns([
            card(&r.t("payouts-line-title"), facts(r, &line)),
            card(&r.t("payouts-payee-title"), payee(r, &line)),
        ]))
        @if line.state == LineState::Paid && visit.can(Act::PreparePayouts) { (return_form(r, &frame, &line, &filled)) }
        @if line.state == LineState::Due && visit.can(Act::PreparePayouts) { (verbs(r, &frame, &batch, &line, &filled)) }
    };
    Ok(if filled.has_errors() { visit.page_again(&frame, content) } else { visit.page(&frame, content) })
}

fn facts(r: &Reader, line: &Line) -> Markup {
    let href = reason_href(line.partner, line.amount.currency);
    let partner = html! { a href={ "/desk/partners/" (line.partner) } { (line.partner_name) } };
    let mut rows = vec![
        (r.t("payouts-partner"), partner),
        (r.t("payouts-amount"), door(r, line.amount, &href, "")),
        (r.t("payouts-document"), html! { (line.document) }),
        (r.t("payouts-purpose"), html! { (line.purpose) }),
    ];
    if !line.paid.is_zero() && line.state == LineState::Due {
        rows.push((r.t("payouts-part-paid"), html! { (r.money(line.paid)) }));
        rows.push((r.t("payouts-part-left"), html! { (r.money(line.left())) }));
    }
    if let Some(day) = line.paid_on {
        rows.push((r.t("payouts-paid-on"), html! { (r.date(day)) }));
    }
    if let Some(reason) = &line.removed_reason {
        rows.push((r.t("payouts-removed-reason"), html! { (removed_sentence(r, reason)) }));
    }
    details(rows)
}

fn payee(r: &Reader, line: &Line) -> Markup {
    let known = line.payee.fields().into_iter().filter(|(_, value)| !value.is_empty());
    let rows = known.map(|(name, value)| (r.t(&format!("payouts-field-{name}")), html! { (value) }));
    let hash = (r.t("payouts-requisites-hash"), code_line(r, &line.requisites_hash));
    details(rows.chain([hash]))
}

fn verbs(r: &Reader, frame: &Frame, batch: &Batch, line: &Line, filled: &Filled) -> Markup {
    let to = |act: &str| format!("/desk/payouts/{}/lines/{}/{act}", batch.id, line.id);
    let (removed, paid) = (only(filled, "reason"), only(filled, "paid_on"));
    let f = Fields::new(r, &removed);
    let help =
        if batch.state == BatchState::Exported { "payouts-return-help" } else { "payouts-remove-help" };
    let remove = html! {
        (f.text("reason", r.t("payouts-reason")).required().help(r.t(help)))
        (verb(&r.t("payouts-remove-verb")))
    };
    let f = Fields::new(r, &paid);
    let pay = html! {
        (f.date("paid_on", r.t("payouts-paid-on")).required().help(r.t("payouts-paid-on-help")))
        (verb(&r.t("payouts-paid-line-verb")))
    };
    html! {
        @if batch.state == BatchState::Exported {
            (card(&r.t("payouts-paid-line-title"), form(frame, &to("paid"), &paid, pay)))
        }
        @if matches!(batch.state, BatchState::Prepared | BatchState::Exported) {
            (card(&r.t("payouts-remove-title"), form(frame, &to("remove"), &removed, remove)))
        }
        @if batch.state == BatchState::Approved { p.muted { (Icon::Info) " " (r.t("payouts-approved-note")) } }
    }
}

fn return_form(r: &Reader, frame: &Frame, line: &Line, filled: &Filled) -> Markup {
    let f = Fields::new(r, filled);
    let fields = html! {
        (f.date("paid_on", r.t("payouts-returned-on")).required())
        (f.text("reason", r.t("payouts-reason")).required().help(r.t("payouts-returned-help")))
        (verb(&r.t("payouts-returned-verb")))
    };
    let action = format!("/desk/payouts/{}/lines/{}/returned", line.batch, line.id);
    card(&r.t("payouts-returned-title"), form(frame, &action, filled, fields))
}

/// `POST /desk/payouts/{batch}/lines/{line}/returned`
pub async fn returned(visit: Visit, Path((batch, line)): Path<(BatchId, LineId)>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let label = visit.reader.t("payouts-returned-on");
    filled.required(&visit.reader, "paid_on", &label);
    let Some(on) = filled.date(&visit.reader, "paid_on", &label) else {
        return page(&visit, batch, line, filled).await;
    };
    let mut work = visit.begin().await?;
    match crate::take_back(&mut work, batch, line, on, filled.text("reason")).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/payouts/{batch}"), "payouts-said-removed", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, batch, line, filled).await
        }
    }
}

/// `POST /desk/payouts/{batch}/lines/{line}/remove`
pub async fn remove(visit: Visit, Path((batch, line)): Path<(BatchId, LineId)>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    match crate::remove(&mut work, batch, line, filled.text("reason")).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/payouts/{batch}"), "payouts-said-removed", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, batch, line, filled).await
        }
    }
}

/// `POST /desk/payouts/{batch}/lines/{line}/paid`
pub async fn pay(visit: Visit, Path((batch, line)): Path<(BatchId, LineId)>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let label = visit.reader.t("payouts-paid-on");
    filled.required(&visit.reader, "paid_on", &label);
    let Some(paid_on) = filled.date(&visit.reader, "paid_on", &label) else {
        return page(&visit, batch, line, filled).await;
    };
    let mut work = visit.begin().await?;
    match crate::pay_line(&mut work, batch, line, paid_on).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(format!("/desk/payouts/{batch}"), "payouts-said-line-paid", &[]).into()
        }
        Err(stop) => {
            drop(work);
            write_refusal(&visit, &mut filled, stop)?;
            page(&visit, batch, line, filled).await
        }
    }
}
