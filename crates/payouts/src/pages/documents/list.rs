//! The documents of a period: who has which papers, and which are missing.

use base::access::{Act, Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _};
use base::page::{Address, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, Tone, door, form, verb};
use base::words::{Language, Reader};
use base::work::Work;
use maud::{Markup, Render as _, html};
use money::Currency;
use terms::Period;

use super::{PAGE, PAPERS, TEMPLATES, asked, closed_periods, paper_badge, sent};
use crate::documents::{self, PartnerPapers, make_missing, period_name};
use crate::rules::forms::Case;

/// `GET /desk/payouts/documents?period=&currency=`
pub async fn show(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let (frame, content) = page(&visit, &mut work, &here, Filled::default()).await?;
    Ok(visit.page(&frame, content))
}

async fn page(
    visit: &Visit,
    work: &mut Work,
    here: &Address,
    filled: Filled,
) -> Result<(Frame, Markup), Oops> {
    let r = &visit.reader;
    let (period, currency) = asked(work, here).await?;
    let periods = closed_periods(work).await?;
    let rows = match period {
        Some(period) => documents::overview(work, period, currency).await?,
        None => Vec::new(),
    };
    let mut frame = visit
        .frame(r.t("payouts-documents-title"))
        .lead(r.t("payouts-documents-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts");
    for error in filled.errors().iter().filter(|error| error.field.is_empty()) {
        frame = frame.notice(Tone::Bad, error.sentence.as_str());
    }
    let content = html! {
        div.verbs {
            @for (other, money) in periods.iter().take(12) {
                a.button.small aria-current=[(Some(*other) == period && *money == currency).then_some("page")]
                    href={ (PAGE) "?period=" (other) "&currency=" (money) } { (period_name(r, *other)) " · " (money) }
            }
        }
        (table(r, &rows, period, currency))
        @if let Some(period) = period {
            (below(visit, &frame, period, currency, &filled, &rows))
        }
    };
    Ok((frame, content))
}

fn table(r: &Reader, rows: &[PartnerPapers], period: Option<Period>, currency: Currency) -> Markup {
    let period = period.map(|period| period.to_string()).unwrap_or_default();
    let shown = rows.iter().map(|one| {
        let href = format!("{PAPERS}/{}?period={period}&currency={currency}", one.partner);
        Row::new([
            html! { (one.name) },
            html! { (form_name(r, one.case)) },
            html! { @for paper in &one.papers { (paper_badge(r, paper, "desk")) } },
            door(r, one.total, &href, ""),
        ])
        .href(href)
    });
    Table::new(r, "documents", r.t("payouts-documents-title"))
        .columns([
            Column::text(r.t("payouts-partner")).lead(),
            Column::text(r.t("payouts-documents-form")),
            Column::text(r.t("payouts-documents-papers")).key(),
            Column::figure(r.t("payouts-documents-total")).key(),
        ])
        .rows(shown)
        .empty(Empty::new(Icon::Payout, r.t("payouts-documents-empty"), r.t("payouts-documents-empty-why")))
        .render()
}

/// The legal form in words; without requisites nothing is known of it.
pub(super) fn form_name(r: &Reader, case: Option<Case>) -> String {
    match case {
        Some(case) => r.t(&format!("payouts-rate-kind-{}", case.word())),
        None => r.t("payouts-documents-form-unknown"),
    }
}

fn below(
    visit: &Visit,
    frame: &Frame,
    period: Period,
    currency: Currency,
    filled: &Filled,
    rows: &[PartnerPapers],
) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let missing = rows.iter().flat_map(|row| &row.papers).filter(|paper| paper.word() == "missing").count();
    html! {
        p { (r.tr("payouts-documents-missing", &[("count", missing.into())])) }
        div.verbs {
            a.button href={ (PAGE) "/archive?period=" (period) } { (Icon::Download) (r.t("payouts-documents-archive")) }
            a.button href=(TEMPLATES) { (r.t("payouts-templates-title")) }
        }
        @if visit.can(Act::PreparePayouts) && missing > 0 {
            (form(frame, &format!("{PAGE}?period={period}&currency={currency}"), filled, html! {
                (f.select("language", r.t("payouts-documents-language"), languages(r)).short())
                (verb(&r.t("payouts-documents-make-all")))
            }))
        }
    }
}

/// The languages of documents.
pub(super) fn languages(r: &Reader) -> Vec<(&'static str, String)> {
    Language::ALL
        .iter()
        .map(|language| (language.code(), r.t(&format!("payouts-language-{}", language.code()))))
        .collect()
}

/// `POST /desk/payouts/documents?period=&currency=`
pub async fn make_all(visit: Visit, here: Address, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let language = Language::parse(filled.text("language")).unwrap_or_default();
    let mut work = visit.begin().await?;
    let (Some(period), currency) = asked(&mut work, &here).await? else { return Err(Oops::Unknown) };
    let all = make_missing(&mut work, period, currency, language).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    if all.refused.is_empty() {
        let to = format!("{PAGE}?period={period}&currency={currency}");
        return visit.redirect(to, "payouts-said-documents", &[("count", all.made.into())]).into();
    }
    for (name, refusal) in &all.refused {
        filled.refuse("", format!("{name}: {}", refusal.sentence(&visit.reader)));
    }
    let mut work = visit.read().await?;
    let (frame, content) = page(&visit, &mut work, &here, filled).await?;
    Ok(visit.page_again(&frame, content))
}

/// `GET /desk/payouts/documents/archive?period=`
pub async fn archive(visit: Visit, here: Address) -> Answer {
    let period = here.get("period").and_then(|text| Period::parse(text).ok()).ok_or(Oops::Unknown)?;
    let mut work = visit.read().await?;
    let bytes = documents::archive(&mut work, &period.to_string()).await?;
    Ok(sent(bytes, "application/zip", &format!("documents-{period}.zip"), false))
}
