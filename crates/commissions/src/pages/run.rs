//! One period of one programme: what closing it would come to, and what it came to.

use axum::response::IntoResponse;
use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Failure, Oops, Stop};
use base::page::{
    Address, Change, Column, Empty, Filters, Frame, Icon, Paging, Row, Sort, Table, Tile, Tone, badge,
    banner, card, confirm, door, door_short, exports, sum, tiles,
};
use base::words::Reader;
use base::work::Work;
use jiff::ToSpan;
use maud::{Markup, Render, html};
use money::Money;
use programs::{Program, ProgramId};
use terms::Period;

use super::{Doors, PAGE, period_href};
use crate::close::{Closing, Mode};
use crate::rules::{self, Draft, Totals, period_words};
use crate::run::{Parked, Run, StatementFilter, StatementHead, StatementSort};
use crate::{awaiting, export, store};

/// What the page of a period shows.
pub struct PeriodPage {
    program: Program,
    period: Period,
    run: Option<Run>,
    totals: Totals,
    statements: i64,
    parked: Vec<Parked>,
    before: Option<Run>,
    waiting: i64,
    rows: Vec<Stated>,
    /// How many rows the filter lets through, and their sums.
    shown: (i64, Totals),
    is_over: bool,
    first_open: Period,
}

/// One statement of the list, kept or only computed.
struct Stated {
    name: String,
    totals: Totals,
    doors: Doors,
}

const SORTS: [&str; 7] = ["name", "turnover", "direct", "override", "bonus", "total", "lines"];

/// `GET /desk/commissions/periods/{program}/{period}`
pub async fn show(visit: Visit, Path((program, period)): Path<(ProgramId, Period)>, here: Address) -> Answer {
    let page = match load(&visit, &here, program, period).await? {
        Ok(page) => page,
        Err(sentence) => return refused(&visit, program, period, &sentence).await,
    };
    let frame = frame(&visit, &page);
    let content = content(&visit, &frame, &here, &page);
    Ok(visit.page(&frame, content))
}

/// A period that cannot be computed at all says why.
async fn refused(visit: &Visit, program: ProgramId, period: Period, sentence: &str) -> Answer {
    let program = programs::program(&mut visit.read().await?, program).await?.ok_or(Oops::Unknown)?;
    let r = &visit.reader;
    let frame = visit.frame(title(r, &program, period)).crumb(r.t("commissions-title"), "/desk/commissions");
    let next = html! { a.button href={ "/desk/programs/" (program.id) } { (program.name) } };
    let empty = Empty::new(Icon::Statement, r.t("commissions-run-nothing"), sentence).next(next);
    Ok(visit.page(&frame, html! { (base::page::sheet(empty)) }))
}

async fn load(
    visit: &Visit,
    here: &Address,
    program: ProgramId,
    period: Period,
) -> Result<Result<PeriodPage, String>, Oops> {
    let (known, run, before) = {
        let mut work = visit.read().await?;
        let known = programs::program(&mut work, program).await?.ok_or(Oops::Unknown)?;
        let run = store::run_of(&mut work, program, period).await?;
        let before = store::run_of(&mut work, program, period.previous()).await?;
        (known, run, before.filter(|run| run.is_closed))
    };
    let first_open = rules::first_open(&known);
    match run.filter(|run| run.is_closed) {
        Some(run) => Ok(Ok(closed_page(visit, here, known, run, before).await?)),
        None => {
            let preview =
                crate::close(&visit.site, visit.visitor.actor, program, period, Mode::Preview).await;
            let preview = match preview {
                Ok(preview) => preview,
                Err(Stop::Refused(refusal)) => {
                    return Ok(Err(base::failure::Refusal::sentence(&refusal, &visit.reader)));
                }
                Err(stop) => return Err(visit.oops(stop)),
            };
            let is_over = period.end < visit.site.today();
            let mut page = open_page(here, preview, before, is_over, first_open);
            let mut work = visit.read().await?;
            page.run = store::run_of(&mut work, program, period).await?;
            Ok(Ok(page))
        }
    }
}

fn filter_of(here: &Address, program: ProgramId, period: Period) -> StatementFilter {
    let sort = here.sort(&SORTS, "name");
    StatementFilter {
        program: Some(program),
        period: Some(period),
        name: here.get("q").map(str::to_owned),
        sort: StatementSort::parse(&sort.key),
        descending: sort.descending,
        ..StatementFilter::default()
    }
}

async fn closed_page(
    visit: &Visit,
    here: &Address,
    program: Program,
    run: Run,
    before: Option<Run>,
) -> Result<PeriodPage, Failure> {
    let mut work = visit.read().await?;
    let mut filter = filter_of(here, program.id, run.period);
    (filter.offset, filter.limit) = ((here.page() - 1) * PAGE, Some(PAGE));
    let heads = store::statements(&mut work, &filter).await?;
    let shown = store::statements_count(&mut work, &filter).await?;
    let waiting = awaiting(&mut work, &run).await?;
    let parked = store::parked_of(&mut work, run.id).await?;
    let rows = heads.into_iter().map(|head: StatementHead| Stated {
        doors: Doors::closed(base::access::Side::Desk, head.id, None),
        name: head.partner_name,
        totals: head.totals,
    });
    Ok(PeriodPage {
        first_open: rules::first_open(&program),
        period: run.period,
        totals: run.totals,
        statements: run.statements,
        rows: rows.collect(),
        is_over: true,
        run: Some(run),
        program,
        parked,
        before,
        waiting,
        shown,
    })
}

fn open_page(
    here: &Address,
    preview: Closing,
    before: Option<Run>,
    is_over: bool,
    first_open: Period,
) -> PeriodPage {
    let sort = here.sort(&SORTS, "name");
    let asked = here.get("q").map(|asked| asked.trim().to_lowercase().replace('ё', "е"));
    let fits = |draft: &&Draft| {
        asked.as_ref().is_none_or(|asked| draft.name.to_lowercase().replace('ё', "е").contains(asked))
    };
    let mut drafts: Vec<&Draft> = preview.drafts.iter().filter(fits).collect();
    sort_drafts(&mut drafts, &sort);
    let sums =
        drafts.iter().try_fold(Totals::default(), |all, draft| all.plus(draft.totals)).unwrap_or_default();
    let count = i64::try_from(drafts.len()).unwrap_or(i64::MAX);
    let from = usize::try_from((here.page() - 1) * PAGE).unwrap_or(0);
    let rows = drafts.iter().skip(from).take(PAGE as usize).map(|draft| Stated {
        name: draft.name.clone(),
        totals: draft.totals,
        doors: Doors::open_desk(preview.program.id, preview.period, draft.partner),
    });
    PeriodPage {
        rows: rows.collect(),
        shown: (count, sums),
        period: preview.period,
        run: None,
        totals: preview.totals,
        statements: preview.statements,
        program: preview.program,
        parked: preview.parked,
        before,
        waiting: 0,
        is_over,
        first_open,
    }
}

fn sort_drafts(drafts: &mut [&Draft], sort: &Sort) {
    let figure = |draft: &Draft| match StatementSort::parse(&sort.key) {
        StatementSort::Turnover => draft.totals.turnover,
        StatementSort::Direct => draft.totals.direct,
        StatementSort::Overrides => draft.totals.overrides,
        StatementSort::Bonus => draft.totals.bonus,
        StatementSort::Total => draft.totals.total,
        StatementSort::Lines => draft.totals.sale_lines,
        StatementSort::Name | StatementSort::Period => 0,
    };
    drafts.sort_by(|one, other| {
        let order = figure(one).cmp(&figure(other)).then_with(|| one.name.cmp(&other.name));
        if sort.descending { order.reverse() } else { order }
    });
}

fn title(reader: &Reader, program: &Program, period: Period) -> String {
    format!("{} · {}", program.name, period_words(reader, period))
}

fn frame(visit: &Visit, page: &PeriodPage) -> Frame {
    let r = &visit.reader;
    let closed = page.run.as_ref().filter(|run| run.is_closed);
    let state = match closed {
        Some(_) => badge(Tone::Good, &r.t("commissions-state-closed")),
        None if page.is_over => badge(Tone::Warn, &r.t("commissions-state-to-close")),
        None => badge(Tone::Neutral, &r.t("commissions-state-running")),
    };
    let frame = visit
        .frame(title(r, &page.program, page.period))
        .beside(state)
        .crumb(r.t("commissions-title"), "/desk/commissions");
    match closed.and_then(|run| run.closed_at) {
        Some(at) => frame.lead(r.tr("commissions-run-closed-lead", &[("moment", r.moment(at).into())])),
        None => frame.lead(r.t("commissions-run-open-lead")),
    }
}

fn content(visit: &Visit, frame: &Frame, here: &Address, page: &PeriodPage) -> Markup {
    let r = &visit.reader;
    let export_path = format!("{}/export", period_href(page.program.id, page.period));
    html! {
        (notices(r, page))
        (figures(r, page))
        @if visit.can(Act::ClosePeriod) { (close_part(visit, frame, page)) }
        @if !page.parked.is_empty() { (parked_part(visit, frame, page)) }
        (Filters::new(r, here).search("q", r.t("commissions-run-search")).tail(exports(r, here, &export_path)))
        (table(r, here, page))
        @if page.shown.0 > 0 { (Paging::numbers(r, here, here.page(), PAGE, page.shown.0)) }
    }
}

/// What stays true until its cause is gone: a stopped attempt, and sales that came after the close.
fn notices(r: &Reader, page: &PeriodPage) -> Markup {
    let trouble = page.run.as_ref().and_then(|run| run.trouble.as_deref());
    let waiting = [("count", page.waiting.into())];
    html! {
        @if let Some((statements, postings)) = trouble.and_then(|trouble| trouble.split_once(' ')) {
            (banner(Tone::Bad, r.tr("commissions-run-trouble", &[("statements", statements.into()), ("postings", postings.into())])))
        }
        @if page.waiting != 0 { (banner(Tone::Warn, r.tr("commissions-run-waiting", &waiting))) }
    }
}

fn figures(r: &Reader, page: &PeriodPage) -> Markup {
    let against = page.before.as_ref().map(|run| {
        (run.totals, r.tr("commissions-run-against", &[("period", period_words(r, run.period).into())]))
    });
    let money = |minor| Money::new(minor, page.program.currency);
    let tile = |key: &str, sort: &str, figure: fn(&Totals) -> i64| {
        let href = format!("{}?sort=-{sort}#statements", period_href(page.program.id, page.period));
        let now = figure(&page.totals);
        let tile = Tile::new(r, r.t(key), door_short(r, money(now), &href, ""));
        match &against {
            Some((before, against)) => tile.change(Change::new(now, figure(before), against.clone())),
            None => tile,
        }
    };
    let count = Tile::new(r, r.t("commissions-run-statements"), html! { (r.number(page.statements)) });
    let count = match &page.before {
        Some(before) => {
            let against =
                r.tr("commissions-run-against", &[("period", period_words(r, before.period).into())]);
            count.change(Change::new(page.statements, before.statements, against))
        }
        None => count,
    };
    tiles([
        tile("commissions-total", "total", |totals| totals.total),
        tile("commissions-direct", "direct", |totals| totals.direct),
        tile("commissions-override", "override", |totals| totals.overrides),
        tile("commissions-bonus", "bonus", |totals| totals.bonus),
        tile("commissions-turnover", "turnover", |totals| totals.turnover),
        count,
    ])
}

/// The way to close the period: the consequence in numbers, or what has to come first.
fn close_part(visit: &Visit, frame: &Frame, page: &PeriodPage) -> Markup {
    let r = &visit.reader;
    if page.run.as_ref().is_some_and(|run| run.is_closed) {
        return html! {};
    }
    if !page.is_over {
        let ends = r.date_in_words(page.period.end);
        return banner(Tone::Neutral, r.tr("commissions-run-not-over", &[("day", ends.into())]));
    }
    if page.period != page.first_open {
        let first = period_words(r, page.first_open);
        return banner(
            Tone::Neutral,
            html! {
                (r.t("commissions-run-first")) " "
                a href=(period_href(page.program.id, page.first_open)) { (first) }
            },
        );
    }
    let day = visit.site.today().saturating_add(i64::from(page.program.hold_days).days());
    let consequence = r.tr(
        "commissions-run-consequence",
        &[
            ("count", page.statements.into()),
            ("total", r.money(Money::new(page.totals.total, page.program.currency)).into()),
            ("day", r.date_in_words(day).into()),
        ],
    );
    let action = format!("{}/close", period_href(page.program.id, page.period));
    let word = r.tr("commissions-run-close", &[("period", period_words(r, page.period).into())]);
    confirm(frame, &action, &word, &consequence, &[])
}

/// Partners who are left out, with why, and a way to try again once the period is closed.
fn parked_part(visit: &Visit, frame: &Frame, page: &PeriodPage) -> Markup {
    let r = &visit.reader;
    let rows = page.parked.iter().map(|one| {
        let reason = r.t(&format!("commissions-trouble-{}", one.reason));
        let sale = one.sale.map(|sale| sales::SaleId(sale).to_string());
        Row::new([
            html! { (one.name) },
            html! { (reason) @if let Some(sale) = sale { " " a href={ "/desk/sales/" (sale) } { (r.t("commissions-sale")) } } },
        ])
    });
    let table = Table::new(r, "parked", r.t("commissions-parked"))
        .columns([
            Column::text(r.t("commissions-partner")).lead(),
            Column::text(r.t("commissions-why")).key(),
        ])
        .rows(rows);
    let closed = page.run.as_ref().is_some_and(|run| run.is_closed);
    let is_last = page.program.closed_until == Some(page.period.end);
    let action = format!("{}/close", period_href(page.program.id, page.period));
    let again = base::page::form(
        frame,
        &action,
        &base::page::Filled::default(),
        base::page::verb(&r.t("commissions-parked-again")),
    );
    let body = html! {
        p { (r.t("commissions-parked-why")) }
        (table)
        @if closed && is_last && visit.can(Act::ClosePeriod) { (again) }
        @if closed && !is_last { p.help { (r.t("commissions-parked-next")) } }
    };
    card(
        &r.tr("commissions-parked-title", &[("count", i64::try_from(page.parked.len()).unwrap_or(0).into())]),
        body,
    )
}

fn table(r: &Reader, here: &Address, page: &PeriodPage) -> Markup {
    let money = |minor| Money::new(minor, page.program.currency);
    let rows = page.rows.iter().map(|stated| {
        let part = |minor: i64, part: &str| door(r, money(minor), &stated.doors.total(part), "");
        let turnover = format!("{}?kind=direct", stated.doors.base);
        Row::new([
            html! { (stated.name) },
            door(r, money(stated.totals.turnover), &turnover, ""),
            part(stated.totals.direct, "direct"),
            part(stated.totals.overrides, "override"),
            part(stated.totals.bonus, "bonus"),
            part(stated.totals.total, ""),
            html! { (r.number(stated.totals.sale_lines)) },
        ])
        .href(stated.doors.base.clone())
    });
    let (count, totals) = page.shown;
    Table::new(r, "statements", r.t("commissions-statements"))
        .columns([
            Column::text(r.t("commissions-partner")).sort("name").lead(),
            Column::figure(r.t("commissions-turnover")).sort("turnover"),
            Column::figure(r.t("commissions-direct")).sort("direct"),
            Column::figure(r.t("commissions-override")).sort("override"),
            Column::figure(r.t("commissions-bonus")).sort("bonus"),
            Column::figure(r.t("commissions-total")).sort("total").key(),
            Column::figure(r.t("commissions-lines")).sort("lines").key(),
        ])
        .rows(rows)
        .totals([
            html! { (r.tr("commissions-run-shown", &[("count", count.into())])) },
            sum(r, money(totals.turnover)),
            sum(r, money(totals.direct)),
            sum(r, money(totals.overrides)),
            sum(r, money(totals.bonus)),
            sum(r, money(totals.total)),
            html! { (r.number(totals.sale_lines)) },
        ])
        .sorted(here, here.sort(&SORTS, "name"))
        .empty(Empty::new(
            Icon::Statement,
            r.t("commissions-run-empty-title"),
            r.t("commissions-run-empty-why"),
        ))
        .render()
}

/// `POST /desk/commissions/periods/{program}/{period}/close`
pub async fn close(
    visit: Visit,
    Path((program, period)): Path<(ProgramId, Period)>,
    _posted: Posted,
) -> Answer {
    let (site, actor) = (visit.site.clone(), visit.visitor.actor);
    // A close goes on when the browser does not wait for it.
    let closing =
        tokio::spawn(async move { crate::close(&site, actor, program, period, Mode::Post).await }).await?;
    match closing {
        Ok(closing) => {
            let args = [
                ("count", closing.statements.into()),
                ("total", visit.reader.money(closing.money(closing.totals.total)).into()),
            ];
            visit.redirect(period_href(program, period), "commissions-said-closed", &args).into()
        }
        Err(Stop::Refused(refusal)) => {
            let sentence = base::failure::Refusal::sentence(&refusal, &visit.reader);
            let mut response =
                match load(&visit, &Address::parse(&period_href(program, period)), program, period).await? {
                    Err(sentence) => refused(&visit, program, period, &sentence).await?,
                    Ok(page) => {
                        let here = Address::parse(&period_href(program, period));
                        let frame = frame(&visit, &page).notice(Tone::Bad, sentence);
                        let content = content(&visit, &frame, &here, &page);
                        visit.page_again(&frame, content)
                    }
                };
            *response.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
            Ok(response.into_response())
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

/// `GET /desk/commissions/periods/{program}/{period}/export`
pub async fn export(
    visit: Visit,
    Path((program, period)): Path<(ProgramId, Period)>,
    here: Address,
) -> Answer {
    let mut work: Work = visit.read().await?;
    let known = programs::program(&mut work, program).await?.ok_or(Oops::Unknown)?;
    if rules::is_closed(&known, period) {
        let heads = store::statements(&mut work, &filter_of(&here, program, period)).await?;
        return export::statements(&visit, &here, &heads);
    }
    drop(work);
    let preview = crate::close(&visit.site, visit.visitor.actor, program, period, Mode::Preview).await;
    let preview = preview.map_err(|stop| visit.oops(stop))?;
    export::drafts(&visit, &here, &preview)
}
