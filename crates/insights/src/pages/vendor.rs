//! The desk's home: one month against the one before.

use base::access::{Act, Redirect, Visit};
use base::failure::Answer;
use base::page::chart::{Ranked, funnel, ranking};
use base::page::{Address, Change, Chart, Tab, Tile, card, columns, door, door_short, tabs, tiles};
use jiff::ToSpan;
use jiff::civil::Date;
use maud::{Markup, html};
use money::{Currency, Money};

use crate::rules::{Mover, Span};
use crate::view::Overview;

/// `GET /desk`; whoever may not see overviews is led to the first page of his menu.
pub async fn home(visit: Visit, here: Address) -> Answer {
    if visit.visitor.actor.partner().is_some() {
        return Err(base::failure::Oops::Unknown);
    }
    if !visit.can(Act::SeeInsights) {
        let menu = visit.frame("").menu;
        let first = menu.first().and_then(|group| group.items.first()).map_or("/people/me", |item| item.href);
        return Redirect::to(first).into();
    }
    let month = here.get("month").and_then(month);
    let currency = here.get("currency").and_then(|code| Currency::parse(code).ok());
    let mut work = visit.read().await?;
    let day = month.unwrap_or_else(|| work.today());
    let overview = Overview::gather(&mut work, day, currency).await?;
    let frame = visit.frame(titled(&visit.reader.month(overview.span.from))).actions(months(
        &visit,
        &here,
        overview.span,
    ));
    Ok(visit.page(&frame, content(&visit, &here, &overview)))
}

/// With a capital letter, as a heading begins.
fn titled(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `2026-10` as its first day.
pub(crate) fn month(text: &str) -> Option<Date> {
    format!("{text}-01").parse().ok()
}

fn written(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

/// The months before and after, as links.
fn months(visit: &Visit, here: &Address, span: Span) -> Markup {
    let r = &visit.reader;
    let link = |day: Date| {
        let word = r.month(day);
        html! { a.button href=(here.with("month", &written(day))) { (word) } }
    };
    let next = span.from.saturating_add(1.month());
    html! {
        (link(span.from.saturating_sub(1.month())))
        @if next <= visit.site.today() { (link(next)) }
    }
}

fn content(visit: &Visit, here: &Address, overview: &Overview) -> Markup {
    html! {
        (currencies(visit, here, overview))
        (figures(visit, overview))
        (waiting(visit, overview))
        (columns([days(visit, overview), year(visit, overview)]))
        (columns([
            partners(visit, overview, "insights-best", &overview.best),
            partners(visit, overview, "insights-fallen", &overview.fallen),
        ]))
        (stages(visit, overview))
    }
}

fn currencies(visit: &Visit, here: &Address, overview: &Overview) -> Markup {
    if overview.currencies.len() < 2 {
        return html! {};
    }
    let all: Vec<Tab> = overview
        .currencies
        .iter()
        .map(|currency| {
            let href = here.with("currency", currency.code()).to_string();
            Tab::new(currency.code(), href).current(*currency == overview.currency)
        })
        .collect();
    tabs(&visit.reader, &visit.reader.t("insights-currencies"), &all)
}

fn figures(visit: &Visit, overview: &Overview) -> Markup {
    let r = &visit.reader;
    let against = against(visit, overview.span);
    let money = |minor| Money::new(minor, overview.currency);
    let (turnover, sellers, accrued) = (overview.turnover, overview.sellers, overview.accrued_last());
    let line = |all: &[crate::store::Sold]| all.iter().map(|one| one.amount).collect::<Vec<_>>();
    let sales = sales_of(overview.span);
    tiles([
        Tile::new(
            r,
            r.t("insights-turnover"),
            door_short(r, money(turnover.now), &sales, &r.t("insights-turnover-why")),
        )
        .change(Change::new(turnover.now, turnover.before, against.clone()))
        .line(line(&overview.days)),
        Tile::new(
            r,
            r.t("insights-accrued"),
            door_short(r, money(accrued.amount), "/desk/commissions", &r.t("insights-accrued-why")),
        )
        .note(r.tr("insights-accrued-note", &[("month", r.month(overview.accrued_last().day).into())]))
        .line(line(&overview.accrued)),
        Tile::new(r, r.t("insights-sellers"), html! { a.door href="#best" { (r.number(sellers.now)) } })
            .change(Change::new(sellers.now, sellers.before, against)),
        Tile::new(
            r,
            r.t("insights-payable"),
            door_short(r, overview.payable, "/desk/ledger", &r.t("insights-payable-why")),
        )
        .note(r.t("insights-payable-note")),
    ])
}

/// The list of sales behind a span's turnover.
fn sales_of(span: Span) -> String {
    format!("/desk/sales?from={}&until={}", span.from, span.until)
}

fn against(visit: &Visit, span: Span) -> String {
    let before = span.before();
    let whole = before.until == before.from.last_of_month();
    let r = &visit.reader;
    let month = r.month(before.from);
    if whole {
        r.tr("insights-against", &[("month", month.into())])
    } else {
        r.tr(
            "insights-against-part",
            &[("month", month.into()), ("day", before.until.day().to_string().into())],
        )
    }
}

fn waiting(visit: &Visit, overview: &Overview) -> Markup {
    let waiting = overview.waiting;
    let all = [
        (waiting.batches, "insights-wait-batches", "/desk/payouts?state=prepared", Act::SeePayouts),
        (waiting.parked, "insights-wait-parked", "/desk/commissions", Act::SeeCommissions),
        (waiting.submissions, "insights-wait-submissions", "/desk/programs", Act::PublishTerms),
        (waiting.drafts, "insights-wait-drafts", "/desk/programs", Act::SeePrograms),
        (waiting.candidates, "insights-wait-candidates", "/desk/partners?status=candidate", Act::SeePartners),
        (waiting.unpayable, "insights-wait-unpayable", "/desk/payouts", Act::SeePayouts),
        (waiting.dead_jobs, "insights-wait-jobs", "/desk/people/jobs", Act::ManageSettings),
    ];
    let r = &visit.reader;
    let open: Vec<_> = all.iter().filter(|(count, _, _, act)| *count > 0 && visit.can(*act)).collect();
    let body = html! {
        @if open.is_empty() { p { (r.t("insights-wait-nothing")) } }
        @else {
            ul.todo { @for (count, key, href, _) in open { li { a href=(href) { (r.tr(key, &[("count", (*count).into())])) } } } }
        }
    };
    card(&r.t("insights-wait"), body)
}

fn days(visit: &Visit, overview: &Overview) -> Markup {
    let r = &visit.reader;
    let labels = overview.days.iter().map(|one| one.day.day().to_string());
    let values: Vec<i64> = overview.days.iter().map(|one| one.amount).collect();
    let cell = |_: usize, place: usize, minor: i64| {
        let day = overview.days.get(place).map(|one| one.day).unwrap_or(overview.span.from);
        door(
            r,
            Money::new(minor, overview.currency),
            &format!("/desk/sales?from={day}&until={day}"),
            &r.date(day),
        )
    };
    Chart::new(r, "days", r.t("insights-days"), labels)
        .series(r.t("insights-turnover"), values)
        .money(overview.currency)
        .cells(cell)
        .bars()
}

fn year(visit: &Visit, overview: &Overview) -> Markup {
    let r = &visit.reader;
    let labels = overview.months.iter().map(|one| r.month_short(one.day));
    let values = |all: &[crate::store::Sold]| all.iter().map(|one| one.amount).collect::<Vec<_>>();
    let cell = |series: usize, place: usize, minor: i64| {
        let day = overview.months.get(place).map(|one| one.day).unwrap_or(overview.span.from);
        let month = Span { from: day, until: day.last_of_month() };
        let href = if series == 0 { sales_of(month) } else { "/desk/commissions".to_owned() };
        door(r, Money::new(minor, overview.currency), &href, &r.month(day))
    };
    Chart::new(r, "year", r.t("insights-year"), labels)
        .series(r.t("insights-turnover"), values(&overview.months))
        .series(r.t("insights-accrued"), values(&overview.accrued))
        .money(overview.currency)
        .cells(cell)
        .lines()
}

fn partners(visit: &Visit, overview: &Overview, title: &str, movers: &[Mover]) -> Markup {
    let r = &visit.reader;
    let falling = title == "insights-fallen";
    let rows: Vec<Ranked> = movers
        .iter()
        .map(|mover| {
            let name = html! { a href=(format!("/desk/partners/{}", mover.partner)) { (mover.name) } };
            let amount = if falling { mover.now - mover.before } else { mover.now };
            let href = format!("{}&partner={}", sales_of(overview.span), mover.partner);
            let money = Money::new(amount, overview.currency);
            let why = r.tr(
                "insights-moved",
                &[
                    ("now", r.money(Money::new(mover.now, overview.currency)).into()),
                    ("before", r.money(Money::new(mover.before, overview.currency)).into()),
                ],
            );
            Ranked::new(name, door_short(r, money, &href, &why), amount.abs())
        })
        .collect();
    html! {
        div id=[(!falling).then_some("best")] {
            @if rows.is_empty() { (card(&r.t(title), html! { p { (r.t("insights-nobody")) } })) }
            @else { (ranking(&r.t(title), &rows)) }
        }
    }
}

fn stages(visit: &Visit, overview: &Overview) -> Markup {
    let r = &visit.reader;
    let at = overview.funnel;
    let stage = |key: &str, href: &str, count: i64| {
        Ranked::new(html! { a href=(href) { (r.t(key)) } }, html! { (r.number(count)) }, count)
    };
    let all = [
        stage("insights-stage-known", "/desk/partners", at.known),
        stage("insights-stage-active", "/desk/partners?status=active", at.active),
        stage("insights-stage-enrolled", "/desk/programs", at.enrolled),
        stage("insights-stage-sold", "/desk/sales", at.sold),
        stage("insights-stage-sold-now", &sales_of(overview.span), at.sold_now),
    ];
    funnel(r, &r.t("insights-funnel"), &all)
}
