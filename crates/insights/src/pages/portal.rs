//! The partner's home: what he is owed, what grows, what to do.

use base::access::{Act, PartnerId, Visit};
use base::failure::{Answer, Result, Stop};
use base::page::{Change, Chart, Tile, card, columns, door, door_short, tiles};
use base::work::Work;
use commissions::{Opened, StatementFilter, StatementHead, StatementSort, open_statement, period_words};
use maud::{Markup, html};
use money::Money;

use crate::rules::Span;
use crate::view::Own;

/// Statements shown on the home page.
const STATEMENTS: i64 = 4;

/// Everything the page shows.
struct Home {
    own: Vec<Own>,
    open: Vec<Opened>,
    statements: Vec<StatementHead>,
    names: Vec<(programs::ProgramId, String)>,
    requisites_missing: bool,
    /// Terms proposed to him, with the name of their programme.
    proposals: Vec<(programs::TermsVersionId, String)>,
}

/// `GET /portal`
pub async fn home(visit: Visit) -> Answer {
    let partner = visit.partner()?;
    let mut work = visit.read().await?;
    let home = gather(&visit, &mut work, partner).await?;
    let r = &visit.reader;
    let frame = visit.frame(r.tr("insights-hello", &[("name", visit.visitor.company.clone().into())]));
    let content = html! {
        (figures(&visit, &home))
        (columns([todo(&visit, &home), targets(&visit, &home), statements(&visit, &home)]))
        @for own in &home.own { (year(&visit, own)) }
    };
    Ok(visit.page(&frame, content))
}

async fn gather(visit: &Visit, work: &mut Work, partner: PartnerId) -> Result<Home> {
    let mut home = Home {
        own: Own::gather(work, partner).await?,
        open: Vec::new(),
        statements: Vec::new(),
        names: Vec::new(),
        requisites_missing: false,
        proposals: Vec::new(),
    };
    for (program, _) in programs::programs_of(work, partner).await? {
        home.names.push((program.id, program.name.clone()));
        let period = terms::Period::containing(work.today(), program.period);
        if !visit.can(Act::PortalMoney) || program.is_closed_on(work.today()) {
            continue;
        }
        match open_statement(work, program.id, period, partner).await {
            Ok(opened) => home.open.push(opened),
            Err(Stop::Failed(failure)) => return Err(failure),
            // A programme that cannot be computed today is explained on its own page.
            Err(_) => {}
        }
    }
    if visit.can(Act::PortalMoney) {
        let filter = StatementFilter {
            partner: Some(partner),
            sort: StatementSort::Period,
            descending: true,
            limit: Some(STATEMENTS),
            ..StatementFilter::default()
        };
        home.statements = commissions::statements(work, &filter).await?;
    }
    home.requisites_missing = partners::requisites_of(work, partner).await?.is_none();
    if visit.can(Act::PortalAgree) {
        let open = programs::proposals_to(work, partner).await?;
        home.proposals = open.into_iter().map(|(program, version)| (version.id, program.name)).collect();
    }
    Ok(home)
}

fn figures(visit: &Visit, home: &Home) -> Markup {
    let r = &visit.reader;
    let today = visit.site.today();
    let span = Span::month_of(today, today);
    let mut all: Vec<Tile<'_>> = Vec::new();
    for own in &home.own {
        if visit.can(Act::PortalMoney) {
            let figure = door_short(r, own.payable, "/portal/ledger", &r.t("insights-own-payable-why"));
            all.push(Tile::new(r, r.t("insights-own-payable"), figure));
        }
    }
    for opened in &home.open {
        let total = Money::new(opened.totals.total, opened.currency());
        let figure = door_short(r, total, &open_href(opened), &r.t("insights-own-open-why"));
        let note = format!("{}, {}", opened.program.name, period_words(r, opened.period));
        all.push(Tile::new(r, r.t("insights-own-open"), figure).note(note));
    }
    for own in &home.own {
        let href = format!("/portal/sales?from={}&until={}", span.from, span.until);
        let turnover = Money::new(own.turnover.now, own.currency);
        let figure = door_short(r, turnover, &href, &r.t("insights-turnover-why"));
        let against = r.tr("insights-against", &[("month", r.month(span.before().from).into())]);
        let tile = Tile::new(r, r.t("insights-own-turnover"), figure);
        all.push(tile.change(Change::new(own.turnover.now, own.turnover.before, against)));
    }
    tiles(all)
}

fn open_href(opened: &Opened) -> String {
    format!("/portal/commissions/open/{}/{}", opened.program.id, opened.period)
}

fn todo(visit: &Visit, home: &Home) -> Markup {
    let r = &visit.reader;
    let requisites = home.requisites_missing && visit.can(Act::PortalCompany);
    let body = html! {
        @if requisites || home.names.is_empty() || !home.proposals.is_empty() {
            ul.todo {
                @for (version, program) in &home.proposals {
                    li { a href={ "/portal/programs/proposals/" (version) } { (r.tr("insights-own-todo-proposal", &[("program", program.into())])) } }
                }
                @if requisites { li { a href="/portal/partners" { (r.t("insights-own-todo-requisites")) } } }
                @if home.names.is_empty() { li { (r.t("insights-own-todo-programs")) } }
            }
        } @else { p { (r.t("insights-own-todo-nothing")) } }
    };
    card(&r.t("insights-own-todo"), body)
}

/// How far the targets of the open periods are.
fn targets(visit: &Visit, home: &Home) -> Markup {
    let r = &visit.reader;
    let mut rows = Vec::new();
    for opened in &home.open {
        for target in &opened.targets {
            let Some(asked) = target.asked.filter(|asked| *asked > 0) else { continue };
            let left = commissions::target_left(r, opened, target, asked);
            let title = opened
                .terms
                .get(&target.terms)
                .and_then(|known| known.terms.bonuses.get(usize::from(target.bonus)))
                .map_or_else(
                    || r.t("insights-own-next-bonus"),
                    |bonus| if bonus.title.is_empty() { bonus.name.clone() } else { bonus.title.clone() },
                );
            let done = target.value.clamp(0, asked);
            rows.push(html! {
                p { (title) }
                progress max=(asked) value=(done) aria-label=(title) {}
                p.help { (r.tr("insights-own-next-why", &[("left", left.into())])) }
            });
        }
    }
    if rows.is_empty() {
        return html! {};
    }
    card(&r.t("insights-own-next-bonus"), html! { @for row in rows { (row) } })
}

fn statements(visit: &Visit, home: &Home) -> Markup {
    if !visit.can(Act::PortalMoney) {
        return html! {};
    }
    let r = &visit.reader;
    let name = |id| {
        home.names.iter().find(|(known, _)| *known == id).map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let body = html! {
        @if home.statements.is_empty() { p { (r.t("insights-own-no-statements")) } }
        @else {
            ul.sums {
                @for head in &home.statements {
                    @let words = [("program", name(head.program).into()), ("period", period_words(r, head.period).into())];
                    li {
                        span { (r.tr("insights-own-statement-of", &words)) }
                        (door(r, head.total(), &format!("/portal/commissions/statements/{}", head.id), ""))
                    }
                }
            }
        }
    };
    card(&r.t("insights-own-statements"), body)
}

fn year(visit: &Visit, own: &Own) -> Markup {
    let r = &visit.reader;
    let labels = own.months.iter().map(|one| r.month_short(one.day));
    let values = |all: &[crate::store::Sold]| all.iter().map(|one| one.amount).collect::<Vec<_>>();
    let id = format!("year-{}", own.currency.code());
    let cell = |series: usize, place: usize, minor: i64| {
        let day = own.months.get(place).map(|one| one.day).unwrap_or_else(|| visit.site.today());
        let href = if series == 0 {
            format!("/portal/sales?from={}&until={}", day, day.last_of_month())
        } else {
            "/portal/commissions".to_owned()
        };
        door(r, Money::new(minor, own.currency), &href, &r.month(day))
    };
    let mut chart = Chart::new(r, &id, r.t("insights-own-year"), labels)
        .series(r.t("insights-turnover"), values(&own.months))
        .money(own.currency)
        .cells(cell);
    if visit.can(Act::PortalMoney) {
        chart = chart.series(r.t("insights-accrued"), values(&own.accrued));
    }
    chart.lines()
}
