//! Whether closed periods, computed again, come to what was stated and posted.

use base::access::{Act, Posted, Visit};
use base::failure::Answer;
use base::page::{Column, Row, Table, Tone, banner, card, form, sum, verb};
use base::words::Reader;
use maud::{Markup, Render, html};

use super::period_href;
use crate::rules::{Difference, period_words};
use crate::store;
use crate::verification::{Verification, ask_for_verification};

/// The page of verifications.
pub const HREF: &str = "/desk/commissions/verify";

/// `GET /desk/commissions/verify`
pub async fn show(visit: Visit) -> Answer {
    let last = store::last_verification(&mut visit.read().await?).await?;
    let r = &visit.reader;
    let frame = visit
        .frame(r.t("commissions-verify-title"))
        .lead(r.t("commissions-verify-lead"))
        .crumb(r.t("commissions-title"), "/desk/commissions");
    let ask = form(&frame, HREF, &base::page::Filled::default(), verb(&r.t("commissions-verify-now")));
    let content = html! {
        (answer(r, last.as_ref()))
        @if let Some(last) = last.as_ref().filter(|last| last.differences > 0) { (differences(r, last)) }
        (card(&r.t("commissions-verify-how"), html! {
            ul.listed { @for key in COMPARED { li { (r.t(key)) } } }
            p.quiet { (r.t("commissions-verify-nightly")) " " code { "artel verify ledger" } }
            @if visit.can(Act::ClosePeriod) { (ask) }
        }))
    };
    Ok(visit.page(&frame, content))
}

/// What is compared, in sentences.
const COMPARED: [&str; 4] = [
    "commissions-verify-compared-events",
    "commissions-verify-compared-columns",
    "commissions-verify-compared-posting",
    "commissions-verify-compared-programme",
];

/// `POST /desk/commissions/verify`
pub async fn ask(visit: Visit, _posted: Posted) -> Answer {
    let mut work = visit.begin().await?;
    ask_for_verification(&mut work).await?;
    work.commit().await?;
    visit.redirect(HREF, "commissions-said-verifying", &[]).into()
}

/// The last answer with its moment, and the way to the page.
pub fn line(r: &Reader, last: Option<&Verification>) -> Markup {
    html! { p { (sentence(r, last)) " " a href=(HREF) { (r.t("commissions-verify-more")) } } }
}

fn answer(r: &Reader, last: Option<&Verification>) -> Markup {
    let tone = match last {
        None => Tone::Neutral,
        Some(last) if last.differences == 0 => Tone::Good,
        Some(_) => Tone::Bad,
    };
    banner(tone, sentence(r, last))
}

fn sentence(r: &Reader, last: Option<&Verification>) -> String {
    let Some(last) = last else { return r.t("commissions-verify-never") };
    let counted = r.tr(
        "commissions-verify-counted",
        &[("moment", r.moment(last.ended_at).into()), ("periods", last.periods.into())],
    );
    let statements = r.tr("commissions-verify-statements", &[("statements", last.statements.into())]);
    let found = r.tr("commissions-verify-found", &[("count", last.differences.into())]);
    format!("{counted}, {statements}, {found}")
}

fn differences(r: &Reader, last: &Verification) -> Markup {
    let rows = last.told.iter().map(|one| row(r, one));
    let table = Table::new(r, "differences", r.t("commissions-verify-differences"))
        .columns([
            Column::text(r.t("commissions-verify-what")).lead(),
            Column::text(r.t("commissions-program")),
            Column::text(r.t("commissions-period")),
            Column::text(r.t("commissions-partner")).key(),
            Column::figure(r.t("commissions-verify-stated")),
            Column::figure(r.t("commissions-verify-due")),
            Column::figure(r.t("commissions-verify-ledger")).key(),
        ])
        .rows(rows)
        .render();
    let more = last.differences - i64::try_from(last.told.len()).unwrap_or(i64::MAX);
    html! {
        (table)
        @if more > 0 { p.help { (r.tr("commissions-verify-others", &[("count", more.into())])) } }
    }
}

fn row(r: &Reader, one: &Difference) -> Row {
    let money = |minor: Option<i64>| match minor {
        Some(minor) => sum(r, one.money(minor)),
        None => html! { "—" },
    };
    let period = one.period.map(|period| period_words(r, period)).unwrap_or_default();
    let row = Row::new([
        html! { (r.t(&format!("commissions-verify-what-{}", one.what.word()))) },
        html! { (one.program_name) },
        html! { (period) },
        html! { (one.partner_name) },
        money(one.stated),
        money(one.due),
        money(one.ledger),
    ]);
    match one.program.zip(one.period) {
        Some((program, period)) => row.href(period_href(program, period)),
        None => row,
    }
}
