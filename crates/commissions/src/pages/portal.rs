//! Statements as a partner sees his own.

use std::cmp::Reverse;

use base::access::{Act, PartnerId};
use base::access::{Path, Side, Visit};
use base::failure::{Answer, Never, Oops, Result};
use base::page::{
    Address, Column, Empty, Icon, Paging, Row, Table, Tile, Tone, badge, door, door_short, exports, section,
    tiles,
};
use base::work::Work;
use maud::{Markup, html};
use programs::{Program, ProgramId};
use terms::Period;

use super::shown::{self, Elsewhere, Shown};
use super::{Doors, PAGE};
use crate::open::open_statement;
use crate::rules::{self, Totals, period_words};
use crate::run::{StatementFilter, StatementHead, StatementId, StatementSort};
use crate::{export, store};

const SIDE: Side = Side::Portal;

async fn closed(visit: &Visit, id: StatementId) -> std::result::Result<Shown, Oops> {
    let own = visit.partner()?;
    shown::closed(&mut visit.read().await?, SIDE, id, Some(own)).await
}

/// `GET /portal/commissions/statements/{statement}`
pub async fn show(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    closed(&visit, id).await?.sheet(&visit, &here)
}

/// `GET /portal/commissions/statements/{statement}/export`
pub async fn export(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    let shown = closed(&visit, id).await?;
    export::lines(&visit, &here, &shown)
}

/// `GET /portal/commissions/statements/{statement}/seal`
pub async fn seal(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    let own = visit.partner()?;
    let mut work = visit.read().await?;
    work.may::<Never>(Act::PortalMoney, own)?;
    export::sealed(&mut work, id, Some(own), &here).await
}

/// `GET /portal/commissions/statements/{statement}/total`
pub async fn total(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    closed(&visit, id).await?.total(&visit, &here)
}

/// `GET /portal/commissions/statements/{statement}/lines/{line}`
pub async fn line(visit: Visit, Path((id, line)): Path<(StatementId, String)>) -> Answer {
    closed(&visit, id).await?.line(&visit, &line)
}

async fn opened(
    visit: &Visit,
    program: ProgramId,
    period: Period,
    rest: &str,
) -> std::result::Result<Shown, Elsewhere> {
    let own = visit.partner()?;
    let mut work = visit.read().await?;
    let found = shown::open(visit, &mut work, SIDE, (program, period, own)).await?;
    found.here(SIDE, rest)
}

/// `GET /portal/commissions/open/{program}/{period}`
pub async fn open(visit: Visit, Path((program, period)): Path<(ProgramId, Period)>, here: Address) -> Answer {
    match opened(&visit, program, period, "").await {
        Ok(shown) => shown.sheet(&visit, &here),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// `GET /portal/commissions/open/{program}/{period}/export`
pub async fn open_export(
    visit: Visit,
    Path((program, period)): Path<(ProgramId, Period)>,
    here: Address,
) -> Answer {
    match opened(&visit, program, period, "/export").await {
        Ok(shown) => export::lines(&visit, &here, &shown),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// `GET /portal/commissions/open/{program}/{period}/total`
pub async fn open_total(
    visit: Visit,
    Path((program, period)): Path<(ProgramId, Period)>,
    here: Address,
) -> Answer {
    match opened(&visit, program, period, "/total").await {
        Ok(shown) => shown.total(&visit, &here),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// `GET /portal/commissions/open/{program}/{period}/lines/{line}`
pub async fn open_line(
    visit: Visit,
    Path((program, period, line)): Path<(ProgramId, Period, String)>,
) -> Answer {
    match opened(&visit, program, period, &format!("/lines/{line}")).await {
        Ok(shown) => shown.line(&visit, &line),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// An open period of the partner: what he has earned in it so far.
struct OpenPeriod {
    program: Program,
    period: Period,
    totals: Option<Totals>,
}

/// `GET /portal/commissions`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let own = visit.partner()?;
    let mut work = visit.read().await?;
    work.may::<Never>(Act::PortalMoney, own)?;
    let open = open_periods(&mut work, own).await?;
    let filter = StatementFilter {
        partner: Some(own),
        sort: StatementSort::Period,
        descending: true,
        offset: (here.page() - 1) * PAGE,
        limit: Some(PAGE),
        ..StatementFilter::default()
    };
    let heads = store::statements(&mut work, &filter).await?;
    let (count, _) = store::statements_count(&mut work, &filter).await?;
    let programs = programs::all(&mut work).await?;
    let r = &visit.reader;
    let frame = visit.frame(r.t("commissions-title")).lead(r.t("commissions-portal-lead"));
    let content = html! {
        (open_part(&visit, &open))
        (section(&r.t("commissions-portal-closed"), exports(r, &here, "/portal/commissions/export"), closed_table(&visit, &heads, &programs)))
        (Paging::numbers(r, &here, here.page(), PAGE, count))
    };
    Ok(visit.page(&frame, content))
}

/// `GET /portal/commissions/export`
pub async fn list_export(visit: Visit, here: Address) -> Answer {
    let own = visit.partner()?;
    let mut work = visit.read().await?;
    work.may::<Never>(Act::PortalMoney, own)?;
    let sort = StatementSort::Period;
    let filter = StatementFilter { partner: Some(own), sort, descending: true, ..StatementFilter::default() };
    let heads = store::statements(&mut work, &filter).await?;
    export::statements(&visit, &here, &heads)
}

/// The period that runs today and every one that is over and not closed yet, of each programme he takes part in.
async fn open_periods(work: &mut Work, own: PartnerId) -> Result<Vec<OpenPeriod>> {
    let mut found: Vec<OpenPeriod> = Vec::new();
    for (program, enrolment) in programs::programs_of(work, own).await? {
        let today = work.today();
        let last = enrolment.until.unwrap_or(today).min(today);
        let mut period =
            later(rules::first_open(&program), Period::containing(enrolment.from, program.period));
        while period.start <= last {
            let known = found.iter().any(|other| other.program.id == program.id && other.period == period);
            if !known {
                let opened = open_statement(work, program.id, period, own).await;
                let totals = opened.ok().map(|opened| opened.totals);
                found.push(OpenPeriod { program: program.clone(), period, totals });
            }
            period = period.next();
        }
    }
    found.sort_by_key(|one| Reverse(one.period.start));
    Ok(found)
}

fn open_part(visit: &Visit, open: &[OpenPeriod]) -> Markup {
    let r = &visit.reader;
    let tile = |one: &OpenPeriod| {
        let doors = Doors::open_portal(one.program.id, one.period);
        let name = format!("{} · {}", one.program.name, period_words(r, one.period));
        let note = badge(Tone::Warn, &r.t("commissions-state-open"));
        match one.totals {
            Some(totals) => {
                let total = money::Money::new(totals.total, one.program.currency);
                Tile::new(r, name, door_short(r, total, &doors.base, "")).note(note)
            }
            None => {
                Tile::new(r, name, html! { "—" }).note(html! { (r.t("commissions-portal-not-computed")) })
            }
        }
    };
    html! { @if !open.is_empty() { (tiles(open.iter().map(tile))) } }
}

fn closed_table<'a>(visit: &'a Visit, heads: &[StatementHead], programs: &[Program]) -> Table<'a> {
    let r = &visit.reader;
    let name = |id: ProgramId| programs.iter().find(|known| known.id == id).map_or("", |known| &known.name);
    let rows = heads.iter().map(|head| {
        let doors = Doors::closed(SIDE, head.id, None);
        let part = |minor: i64, part: &str| door(r, head.money(minor), &doors.total(part), "");
        Row::new([
            html! { (period_words(r, head.period)) },
            html! { (name(head.program)) },
            part(head.totals.direct, "direct"),
            part(head.totals.overrides, "override"),
            part(head.totals.bonus, "bonus"),
            part(head.totals.total, ""),
        ])
        .href(doors.base)
    });
    Table::new(r, "statements", r.t("commissions-title"))
        .columns([
            Column::text(r.t("commissions-period")).lead(),
            Column::text(r.t("commissions-program")),
            Column::figure(r.t("commissions-direct")),
            Column::figure(r.t("commissions-override")),
            Column::figure(r.t("commissions-bonus")).key(),
            Column::figure(r.t("commissions-total")).key(),
        ])
        .rows(rows)
        .empty(Empty::new(
            Icon::Statement,
            r.t("commissions-portal-empty-title"),
            r.t("commissions-portal-empty-why"),
        ))
}

fn later(one: Period, other: Period) -> Period {
    if one.start >= other.start { one } else { other }
}
