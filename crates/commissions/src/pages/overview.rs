//! Programmes and their periods; and, for one partner, his statements.

use base::access::{PartnerId, Side, Visit};
use base::failure::{Answer, Oops, Result, Stop};
use base::page::{
    Address, Column, Empty, Filters, Frame, Icon, Paging, Row, Table, Tone, badge, banner, door, exports,
    section, sum,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, Render, html};
use money::Money;
use programs::{Program, ProgramStatus};
use terms::Period;

use super::{Doors, PAGE, period_href, verify};
use crate::close::Mode;
use crate::rules::{self, Totals, period_words};
use crate::run::{Run, StatementFilter, StatementHead, StatementSort};
use crate::{awaiting, export, facts, store};

/// Closed periods of one programme that the overview shows.
const RUNS_SHOWN: i64 = 12;
/// Open periods of one programme that the overview shows, the latest and the first one that is to be closed.
const OPEN_SHOWN: usize = 4;
/// Sales of an open period up to which its totals are computed for the overview; above, its own page does it.
const SALES_AT_ONCE_MAX: i64 = 50_000;

/// One programme on the overview.
struct ProgramPart {
    program: Program,
    open: Vec<OpenPeriod>,
    runs: Vec<(Run, i64)>,
}

/// One open period: what closing it would come to, or why that is not known here.
struct OpenPeriod {
    period: Period,
    is_over: bool,
    totals: std::result::Result<(Totals, i64, usize), String>,
}

/// `GET /desk/commissions`
pub async fn show(visit: Visit, here: Address) -> Answer {
    if let Some(partner) = here.get("partner") {
        let partner = partner.parse().map_err(|_| Oops::Unknown)?;
        return of_partner(visit, here.clone(), partner).await;
    }
    let mut parts = Vec::new();
    let programs = programs::all(&mut visit.read().await?).await?;
    for program in programs.into_iter().filter(|program| program.status != ProgramStatus::Draft) {
        parts.push(load(&visit, program).await?);
    }
    let r = &visit.reader;
    let frame = visit.frame(r.t("commissions-title")).lead(r.t("commissions-lead"));
    if parts.is_empty() {
        let next =
            html! { a.button.primary href="/desk/programs" { (r.t("commissions-overview-to-programs")) } };
        let why = r.t("commissions-overview-empty-why");
        let empty = Empty::new(Icon::Statement, r.t("commissions-overview-empty-title"), why).next(next);
        return Ok(visit.page(&frame, html! { (base::page::sheet(empty)) }));
    }
    let last = store::last_verification(&mut visit.read().await?).await?;
    let verified = base::page::card(&r.t("commissions-verify-title"), verify::line(r, last.as_ref()));
    Ok(visit.page(&frame, html! { @for part in &parts { (program_part(r, part)) } (verified) }))
}

async fn load(visit: &Visit, program: Program) -> Result<ProgramPart> {
    let mut work = visit.read().await?;
    let mut runs = Vec::new();
    for run in store::runs(&mut work, program.id, RUNS_SHOWN).await?.into_iter().filter(|run| run.is_closed) {
        let waiting = awaiting(&mut work, &run).await?;
        runs.push((run, waiting));
    }
    let today = work.today();
    let mut open = Vec::new();
    for period in open_periods(&program, today) {
        let many = facts::count(&mut work, period).await? > SALES_AT_ONCE_MAX;
        open.push((period, many));
    }
    drop(work);
    let mut shown = Vec::with_capacity(open.len());
    for (period, many) in open {
        let totals = if many {
            Err(visit.reader.t("commissions-overview-many"))
        } else {
            preview(visit, &program, period).await?
        };
        shown.push(OpenPeriod { period, is_over: period.end < today, totals });
    }
    Ok(ProgramPart { program, open: shown, runs })
}

/// The latest open periods and the first one that is to be closed, the latest first.
fn open_periods(program: &Program, today: jiff::civil::Date) -> Vec<Period> {
    let first = rules::first_open(program);
    let mut period = Period::containing(today.max(first.start), program.period);
    let mut found = Vec::new();
    while period.start > first.start && found.len() + 1 < OPEN_SHOWN {
        found.push(period);
        period = period.previous();
    }
    found.push(first);
    found
}

async fn preview(
    visit: &Visit,
    program: &Program,
    period: Period,
) -> Result<std::result::Result<(Totals, i64, usize), String>> {
    let actor = visit.visitor.actor;
    match crate::close(&visit.site, actor, program.id, period, Mode::Preview).await {
        Ok(preview) => Ok(Ok((preview.totals, preview.statements, preview.parked.len()))),
        Err(Stop::Refused(refusal)) => Ok(Err(base::failure::Refusal::sentence(&refusal, &visit.reader))),
        Err(Stop::Failed(failure)) => Err(failure),
        Err(Stop::Unknown | Stop::Forbidden) => Ok(Err(String::new())),
    }
}

fn program_part(r: &Reader, part: &ProgramPart) -> Markup {
    let program = &part.program;
    let links = html! {
        a href={ "/desk/programs/" (program.id) "/terms" } { (r.t("commissions-overview-terms")) } " · "
        a href={ "/desk/commissions/what-if?program=" (program.id) } { (r.t("commissions-replay-title")) }
    };
    let open = part.open.iter().map(|one| open_row(r, program, one));
    let closed = part.runs.iter().map(|(run, waiting)| run_row(r, program, run, *waiting));
    let id = format!("program-{}", program.id);
    let table = Table::new(r, &id, program.name.clone())
        .columns([
            Column::text(r.t("commissions-period")).lead(),
            Column::text(r.t("commissions-state")).key(),
            Column::figure(r.t("commissions-run-statements")),
            Column::figure(r.t("commissions-direct")),
            Column::figure(r.t("commissions-override")),
            Column::figure(r.t("commissions-bonus")),
            Column::figure(r.t("commissions-total")).key(),
        ])
        .rows(open.chain(closed))
        .render();
    section(&program.name, links, table)
}

fn open_row(r: &Reader, program: &Program, one: &OpenPeriod) -> Row {
    let href = period_href(program.id, one.period);
    let state = if one.is_over {
        badge(Tone::Warn, &r.t("commissions-state-to-close"))
    } else {
        badge(Tone::Neutral, &r.t("commissions-state-running"))
    };
    let name = html! { (period_words(r, one.period)) };
    match &one.totals {
        Ok((totals, statements, parked)) => {
            let parked = i64::try_from(*parked).unwrap_or(i64::MAX);
            let state = html! { (state) (parked_badge(r, parked)) };
            Row::new(figures(r, program, &href, [name, state], *totals, *statements)).href(href)
        }
        Err(why) => {
            let note = html! { (state) " " span.optional { (why) } };
            Row::new([name, note, html! {}, html! {}, html! {}, html! {}, html! { "—" }]).href(href)
        }
    }
}

fn run_row(r: &Reader, program: &Program, run: &Run, waiting: i64) -> Row {
    let href = period_href(program.id, run.period);
    let state = html! {
        (badge(Tone::Good, &r.t("commissions-state-closed")))
        (parked_badge(r, run.parked))
        @if waiting != 0 {
            " " (badge(Tone::Warn, &r.tr("commissions-waiting", &[("count", waiting.into())])))
        }
    };
    let name = html! { (period_words(r, run.period)) };
    Row::new(figures(r, program, &href, [name, state], run.totals, run.statements)).href(href)
}

fn parked_badge(r: &Reader, parked: i64) -> Markup {
    html! { @if parked > 0 { " " (badge(Tone::Bad, &r.tr("commissions-parked-title", &[("count", parked.into())]))) } }
}

fn figures(
    r: &Reader,
    program: &Program,
    href: &str,
    first: [Markup; 2],
    totals: Totals,
    statements: i64,
) -> [Markup; 7] {
    let part = |minor: i64, sort: &str| {
        door(r, Money::new(minor, program.currency), &format!("{href}?sort=-{sort}#statements"), "")
    };
    let [name, state] = first;
    [
        name,
        state,
        html! { (r.number(statements)) },
        part(totals.direct, "direct"),
        part(totals.overrides, "override"),
        part(totals.bonus, "bonus"),
        part(totals.total, "total"),
    ]
}

const SORTS: [&str; 6] = ["period", "direct", "override", "bonus", "total", "lines"];

fn filter_of(here: &Address, partner: PartnerId) -> StatementFilter {
    let sort = here.sort(&SORTS, "-period");
    StatementFilter {
        partner: Some(partner),
        program: here.get("program").and_then(|id| id.parse().ok()),
        sort: StatementSort::parse(&sort.key),
        descending: sort.descending,
        ..StatementFilter::default()
    }
}

/// The statements of one partner, under the head of his card.
async fn of_partner(visit: Visit, here: Address, partner: PartnerId) -> Answer {
    let mut work = visit.read().await?;
    let card = partners::partner_frame(&visit, &mut work, partner, "statements").await?;
    let mut filter = filter_of(&here, partner);
    (filter.offset, filter.limit) = ((here.page() - 1) * PAGE, Some(PAGE));
    let heads = store::statements(&mut work, &filter).await?;
    let (count, totals) = store::statements_count(&mut work, &filter).await?;
    let programs = programs::all(&mut work).await?;
    let running = open_links(&mut work, partner).await?;
    let r = &visit.reader;
    let choices = programs.iter().map(|program| (program.id.to_string(), program.name.clone()));
    let currency = one_currency(&heads);
    let table = partner_table(r, &here, &heads, &programs).totals(totals_row(r, currency, &totals)).render();
    let content = html! {
        (card.tabs)
        (running_part(r, &running, partner))
        (Filters::new(r, &here).choice("program", r.t("commissions-program"), choices).tail(exports(r, &here, "/desk/commissions/export")))
        (table)
        (Paging::numbers(r, &here, here.page(), PAGE, count))
    };
    let frame: Frame = card.frame;
    Ok(visit.page(&frame, content))
}

/// The currency of all statements, if it is one; sums of several would mean nothing.
fn one_currency(heads: &[StatementHead]) -> Option<money::Currency> {
    let first = heads.first()?.currency;
    heads.iter().all(|head| head.currency == first).then_some(first)
}

fn totals_row(r: &Reader, currency: Option<money::Currency>, totals: &Totals) -> Vec<Markup> {
    let Some(currency) = currency else { return vec![html! {}; 6] };
    let told = |minor: i64| sum(r, Money::new(minor, currency));
    vec![
        html! { (r.t("commissions-total")) },
        html! {},
        told(totals.direct),
        told(totals.overrides),
        told(totals.bonus),
        told(totals.total),
    ]
}

async fn open_links(work: &mut Work, partner: PartnerId) -> Result<Vec<(Program, Period)>> {
    let today = work.today();
    let mut found: Vec<(Program, Period)> = Vec::new();
    for (program, enrolment) in programs::programs_of(work, partner).await? {
        let known = found.iter().any(|(other, _)| other.id == program.id);
        if !known && enrolment.covers(today) {
            let period = Period::containing(today, program.period);
            found.push((program, period));
        }
    }
    Ok(found)
}

/// The ways to the partner's statements of the periods that run today.
fn running_part(r: &Reader, running: &[(Program, Period)], partner: PartnerId) -> Markup {
    html! {
        @if !running.is_empty() {
            (banner(Tone::Neutral, html! {
                (r.t("commissions-partner-open"))
                @for (program, period) in running {
                    " " a href=(Doors::open_desk(program.id, *period, partner).base) { (program.name) " · " (period_words(r, *period)) }
                }
            }))
        }
    }
}

fn partner_table<'a>(
    r: &'a Reader,
    here: &'a Address,
    heads: &[StatementHead],
    programs: &[Program],
) -> Table<'a> {
    let rows = heads.iter().map(|head| {
        let doors = Doors::closed(Side::Desk, head.id, None);
        let program = programs.iter().find(|known| known.id == head.program);
        let part = |minor: i64, part: &str| door(r, head.money(minor), &doors.total(part), "");
        Row::new([
            html! { (period_words(r, head.period)) },
            html! { (program.map_or("", |known| known.name.as_str())) },
            part(head.totals.direct, "direct"),
            part(head.totals.overrides, "override"),
            part(head.totals.bonus, "bonus"),
            part(head.totals.total, ""),
        ])
        .href(doors.base)
    });
    Table::new(r, "statements", r.t("commissions-statements"))
        .columns([
            Column::text(r.t("commissions-period")).sort("period").lead(),
            Column::text(r.t("commissions-program")),
            Column::figure(r.t("commissions-direct")).sort("direct"),
            Column::figure(r.t("commissions-override")).sort("override"),
            Column::figure(r.t("commissions-bonus")).sort("bonus").key(),
            Column::figure(r.t("commissions-total")).sort("total").key(),
        ])
        .rows(rows)
        .sorted(here, here.sort(&SORTS, "-period"))
        .empty(Empty::new(
            Icon::Statement,
            r.t("commissions-partner-empty-title"),
            r.t("commissions-partner-empty-why"),
        ))
}

/// `GET /desk/commissions/export`
pub async fn export(visit: Visit, here: Address) -> Answer {
    let partner = here.get("partner").map(str::parse).transpose().map_err(|_| Oops::Unknown)?;
    let mut work = visit.read().await?;
    let filter = match partner {
        Some(partner) => filter_of(&here, partner),
        None => StatementFilter::default(),
    };
    let heads = store::statements(&mut work, &filter).await?;
    export::statements(&visit, &here, &heads)
}
