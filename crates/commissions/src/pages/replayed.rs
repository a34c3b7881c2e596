//! What a replay came to: the cost, who gains and loses, and the sums that change most.

use axum::http::{HeaderValue, header};
use base::access::{PartnerId, Path, Side, Visit};
use base::failure::{Answer, Oops, Result};
use base::jobs;
use base::page::{
    Address, Chart, Column, Empty, Filters, Frame, Icon, Paging, Progress, Row, Tab, Table, Tile, Tone,
    banner, card, code, door, door_short, exports, section, sheet, sum, tabs, tiles,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, Render, html};
use money::Money;
use terms::{Period, PeriodKind};

use super::what_if::{HREF, audience_name, signed, span_words, state};
use super::{Doors, PAGE, period_href};
use crate::rules::{Bin, PartnerChange, period_words};
use crate::what_if::{ChangeFilter, ChangeSort, KeptLine, KeptWhatIf, ParkedIn, Told, WhatIfId, WhatIfState};
use crate::{export, store};

/// Seconds after which the page of a replay under way is looked at again.
const LOOK_AGAIN: &str = "2";
/// Large changes that the page shows at first, and all that are kept.
const LINES_SHOWN: i64 = 20;
const LINES_KEPT: i64 = 200;

/// The address of a replay.
pub fn href(id: WhatIfId) -> String {
    format!("{HREF}/{id}")
}

/// What the page of a finished replay shows.
struct Replayed {
    one: KeptWhatIf,
    told: Told,
    partners: Vec<PartnerChange>,
    /// How many the filter lets through, what they were stated and what they would be.
    shown: (i64, i64, i64),
    lines: Vec<KeptLine>,
    /// Whether the draft says something else by now.
    is_changed: bool,
}

/// `GET /desk/commissions/what-if/{what_if}`
pub async fn show(visit: Visit, Path(id): Path<WhatIfId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let one = store::what_if(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let frame = frame(&visit, &mut work, &one).await?;
    let r = &visit.reader;
    match (&one.state, one.told.clone()) {
        (WhatIfState::Done, Some(told)) => {
            let page = load(&mut work, &here, one, told).await?;
            Ok(visit.page(&frame, page.content(&visit, &here)))
        }
        (WhatIfState::Failed, _) => {
            let why = r.t(&format!("commissions-trouble-{}", one.trouble.as_deref().unwrap_or("no-terms")));
            Ok(visit
                .page(&frame, banner(Tone::Bad, r.tr("commissions-replay-failed", &[("why", why.into())]))))
        }
        _ => waiting(&visit, &mut work, &frame, &one).await,
    }
}

async fn waiting(visit: &Visit, work: &mut Work, frame: &Frame, one: &KeptWhatIf) -> Answer {
    let r = &visit.reader;
    let job = jobs::job(work, one.job).await?;
    if let Some(dead) = job.filter(|job| job.state == "dead") {
        let why = dead.last_error.unwrap_or_default();
        return Ok(
            visit.page(frame, banner(Tone::Bad, r.tr("commissions-replay-dead", &[("why", why.into())])))
        );
    }
    let what = r.t("commissions-replay-under-way");
    let content = html! {
        (sheet(Progress::new(r, what, one.done, one.total)))
        p.quiet { (r.t("commissions-replay-come-back")) }
    };
    let mut response = visit.page(frame, content);
    response.headers_mut().insert(header::REFRESH, HeaderValue::from_static(LOOK_AGAIN));
    Ok(response)
}

async fn frame(visit: &Visit, work: &mut Work, one: &KeptWhatIf) -> Result<Frame> {
    let r = &visit.reader;
    let program = programs::program(work, one.program).await?.map(|program| program.name).unwrap_or_default();
    let whose = audience_name(work, one.program, one.whose).await?;
    let draft = programs::terms_version(work, one.version).await?;
    let again = format!(
        "{HREF}?program={}&draft={}&from={}&until={}",
        one.program, one.version, one.span.from, one.span.until
    );
    let verbs = html! {
        @if draft.is_some() {
            a.button href={ "/desk/programs/" (one.program) "/terms/" (one.version) } { (r.t("commissions-replay-to-draft")) }
        }
        a.button href=(again) { (Icon::Undo) (r.t("commissions-replay-again")) }
    };
    let lead = [Some(program), whose, Some(span_words(r, one.span))];
    let lead: Vec<String> = lead.into_iter().flatten().collect();
    Ok(visit
        .frame(r.tr("commissions-replay-of", &[("name", one.name.as_str().into())]))
        .lead(lead.join(" · "))
        .beside(state(r, one))
        .crumb(r.t("commissions-title"), "/desk/commissions")
        .crumb(r.t("commissions-replay-title"), format!("{HREF}?program={}", one.program))
        .actions(verbs))
}

async fn load(work: &mut Work, here: &Address, one: KeptWhatIf, told: Told) -> Result<Replayed> {
    let mut filter = filter_of(here);
    let shown = store::partner_changes_count(work, one.id, &filter).await?;
    (filter.offset, filter.limit) = ((here.page() - 1) * PAGE, Some(PAGE));
    let partners = store::partner_changes(work, one.id, &filter).await?;
    let many = if here.get("lines") == Some("all") { LINES_KEPT } else { LINES_SHOWN };
    let lines = store::line_changes(work, one.id, many).await?;
    let draft = programs::terms_version(work, one.version).await?;
    let is_changed = draft.is_none_or(|draft| draft.text != one.text);
    Ok(Replayed { one, told, partners, shown, lines, is_changed })
}

fn filter_of(here: &Address) -> ChangeFilter {
    let sort = here.sort(&ChangeSort::WORDS, "-change");
    ChangeFilter {
        name: here.get("q").map(str::to_owned),
        sign: here.get("outcome").and_then(sign_of),
        sort: ChangeSort::parse(&sort.key),
        descending: sort.descending,
        offset: 0,
        limit: None,
    }
}

fn sign_of(outcome: &str) -> Option<i64> {
    match outcome {
        "winners" => Some(1),
        "losers" => Some(-1),
        "unchanged" => Some(0),
        _ => None,
    }
}

/// `GET /desk/commissions/what-if/{what_if}/export`
pub async fn export(visit: Visit, Path(id): Path<WhatIfId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let one = store::what_if(&mut work, id).await?.ok_or(Oops::Unknown)?;
    let partners = store::partner_changes(&mut work, id, &filter_of(&here)).await?;
    export::partner_changes(&visit, &here, &partners, one.currency)
}

impl Replayed {
    fn content(&self, visit: &Visit, here: &Address) -> Markup {
        let r = &visit.reader;
        html! {
            @if self.is_changed { (banner(Tone::Neutral, r.t("commissions-replay-changed"))) }
            @if !self.told.parked.is_empty() { (self.parked(r)) }
            (self.tiles(r))
            @if self.told.periods.len() > 1 { (sheet(self.by_period(r))) }
            (sheet(self.distribution(r)))
            (section(&r.t("commissions-replay-partners"), html! {}, self.partners(r, here)))
            (section(&r.t("commissions-replay-lines"), self.more_lines(r, here), self.lines(r)))
            (card(&r.t("commissions-replay-text"), self.text(r)))
        }
    }

    fn money(&self, minor: i64) -> Money {
        self.one.money(minor)
    }

    fn tiles(&self, r: &Reader) -> Markup {
        let one = &self.one;
        let here = href(one.id);
        let count = |key: &str, outcome: &str, count: i64| {
            let link = format!("{here}?outcome={outcome}#partners");
            Tile::new(r, r.t(key), html! { a.door href=(link) { (r.number(count)) } })
        };
        let reason = match self.told.periods.as_slice() {
            [only] => period_href(one.program, only.period),
            _ => "#by-period".to_owned(),
        };
        let full = |minor: i64, note: &str| html! { (sum(r, self.money(minor))) " " (r.t(note)) };
        let unchanged = html! {
            a href={ (here) "?outcome=unchanged#partners" } {
                (r.t("commissions-replay-unchanged")) ": " (r.number(one.counts.unchanged))
            }
        };
        let change = one.change();
        let plus = if change > 0 { "+" } else { "" };
        let short = html! { a.door href="#lines" { (plus) (r.money_short(self.money(change))) } };
        tiles([
            Tile::new(r, r.t("commissions-replay-was"), door_short(r, self.money(one.was), &reason, ""))
                .note(full(one.was, "commissions-replay-was-note")),
            Tile::new(r, r.t("commissions-replay-now"), door_short(r, self.money(one.now), "#lines", ""))
                .note(full(one.now, "commissions-replay-now-note")),
            Tile::new(r, r.t("commissions-replay-change"), short)
                .note(html! { (signed(r, one, change)) " · " (percent_signed(r, change, one.was)) }),
            count("commissions-replay-winners", "winners", one.counts.winners).note(unchanged),
            count("commissions-replay-losers", "losers", one.counts.losers),
        ])
    }

    fn by_period(&self, r: &Reader) -> Markup {
        let periods = &self.told.periods;
        let labels = periods.iter().map(|one| match one.period.kind {
            PeriodKind::Month => r.month_short(one.period.start),
            _ => period_words(r, one.period),
        });
        let was: Vec<i64> = periods.iter().map(|one| one.was).collect();
        let now: Vec<i64> = periods.iter().map(|one| one.now).collect();
        Chart::new(r, "by-period", r.t("commissions-replay-by-period"), labels)
            .series(r.t("commissions-replay-was"), was)
            .series(r.t("commissions-replay-now"), now)
            .money(self.one.currency)
            .cells(|series, place, minor| match periods.get(place) {
                Some(one) if series == 0 => {
                    door(r, self.money(minor), &period_href(self.one.program, one.period), "")
                }
                _ => sum(r, self.money(minor)),
            })
            .bars()
    }

    fn distribution(&self, r: &Reader) -> Markup {
        let labels = self.told.bins.iter().map(|bin| bin_words(r, *bin, &self.one));
        let counts: Vec<i64> = self.told.bins.iter().map(|bin| bin.partners).collect();
        let chart = Chart::new(r, "distribution", r.t("commissions-replay-distribution"), labels)
            .series(r.t("commissions-replay-partners"), counts)
            .bars();
        html! { (chart) p.field-help { (r.t("commissions-replay-distribution-help")) } }
    }

    fn partners(&self, r: &Reader, here: &Address) -> Markup {
        let one = &self.one;
        let counts = one.counts;
        let all = counts.winners + counts.losers + counts.unchanged;
        let chosen = here.get("outcome").unwrap_or_default();
        let base = here.without("outcome");
        let tab = |key: &str, outcome: &str, count: i64| {
            let there = if outcome.is_empty() { base.clone() } else { base.with("outcome", outcome) };
            Tab::new(r.t(key), format!("{there}#partners")).current(chosen == outcome).count(count)
        };
        let views = [
            tab("commissions-replay-all", "", all),
            tab("commissions-replay-winners", "winners", counts.winners),
            tab("commissions-replay-losers", "losers", counts.losers),
            tab("commissions-replay-unchanged", "unchanged", counts.unchanged),
        ];
        let path = format!("{}/export", href(one.id));
        html! {
            (tabs(r, &r.t("commissions-replay-partners"), &views))
            (Filters::new(r, here).search("q", r.t("commissions-run-search")).tail(exports(r, here, &path)))
            (self.partner_table(r, here))
            @if self.shown.0 > 0 { (Paging::numbers(r, here, here.page(), PAGE, self.shown.0)) }
        }
    }

    fn partner_table(&self, r: &Reader, here: &Address) -> Markup {
        let rows = self.partners.iter().map(|partner| {
            let statements = format!("/desk/commissions?partner={}", partner.partner);
            Row::new([
                html! { a href={ "/desk/partners/" (partner.partner) } { (partner.name) } },
                door(r, self.money(partner.was), &statements, ""),
                sum(r, self.money(partner.now)),
                signed(r, &self.one, partner.change()),
                html! { (percent_signed(r, partner.change(), partner.was)) },
            ])
        });
        let (count, was, now) = self.shown;
        let change = now.saturating_sub(was);
        Table::new(r, "partners", r.t("commissions-replay-partners"))
            .columns([
                Column::text(r.t("commissions-partner")).sort("name").lead(),
                Column::figure(r.t("commissions-replay-was")).sort("was"),
                Column::figure(r.t("commissions-replay-now")).sort("now").key(),
                Column::figure(r.t("commissions-replay-change")).sort("change").key(),
                Column::figure("%"),
            ])
            .rows(rows)
            .totals([
                html! { (r.tr("commissions-replay-shown", &[("count", count.into())])) },
                sum(r, self.money(was)),
                sum(r, self.money(now)),
                signed(r, &self.one, change),
                html! { (percent_signed(r, change, was)) },
            ])
            .sorted(here, here.sort(&ChangeSort::WORDS, "-change"))
            .empty(Empty::new(
                Icon::Partners,
                r.t("commissions-replay-nobody-title"),
                r.t("commissions-replay-nobody-why"),
            ))
            .render()
    }

    fn more_lines(&self, r: &Reader, here: &Address) -> Markup {
        let there = here.with("lines", "all");
        html! {
            @if self.lines.len() as i64 == LINES_SHOWN {
                a href={ (there) "#lines" } { (r.tr("commissions-replay-more-lines", &[("count", LINES_KEPT.into())])) }
            }
        }
    }

    fn lines(&self, r: &Reader) -> Markup {
        let rows = self.lines.iter().map(|line| {
            let what = r.t(&format!("commissions-kind-of-line-{}", line.heading));
            Row::new([
                html! { (line.name) },
                html! { (period_words(r, line.period)) },
                html! {
                    @match (&line.sale, &line.reference) {
                        (Some(sale), Some(reference)) => { a href={ "/desk/sales/" (sale) } { (reference) } " · " (what) }
                        _ => (what),
                    }
                },
                self.stated(r, line),
                sum(r, self.money(line.now)),
                signed(r, &self.one, line.now.saturating_sub(line.was)),
            ])
        });
        Table::new(r, "lines", r.t("commissions-replay-lines"))
            .columns([
                Column::text(r.t("commissions-partner")).lead(),
                Column::text(r.t("commissions-period")),
                Column::text(r.t("commissions-replay-about")),
                Column::figure(r.t("commissions-replay-was")).key(),
                Column::figure(r.t("commissions-replay-now")),
                Column::figure(r.t("commissions-replay-change")).key(),
            ])
            .rows(rows)
            .empty(Empty::new(
                Icon::Check,
                r.t("commissions-replay-same-title"),
                r.t("commissions-replay-same-why"),
            ))
            .render()
    }

    /// What was stated, with the way to its receipt.
    fn stated(&self, r: &Reader, line: &KeptLine) -> Markup {
        let money = self.money(line.was);
        match (line.statement, &line.line) {
            _ if line.was == 0 => sum(r, money),
            (Some(id), Some(key)) => door(r, money, &Doors::closed(Side::Desk, id, None).line(key), ""),
            (Some(id), None) => door(r, money, &Doors::closed(Side::Desk, id, None).base, ""),
            (None, _) => door(r, money, &self.open(line.period, line.partner), ""),
        }
    }

    fn open(&self, period: Period, partner: PartnerId) -> String {
        Doors::open_desk(self.one.program, period, partner).base
    }

    fn parked(&self, r: &Reader) -> Markup {
        let row = |one: &ParkedIn| {
            Row::new([
                html! { (one.name) },
                html! { (period_words(r, one.period)) },
                html! {
                    (r.t(&format!("commissions-trouble-{}", one.reason)))
                    @if let Some(sale) = one.sale { " " a href={ "/desk/sales/" (sale) } { (r.t("commissions-sale")) } }
                },
            ])
        };
        let table = Table::new(r, "parked", r.t("commissions-parked"))
            .columns([
                Column::text(r.t("commissions-partner")).lead(),
                Column::text(r.t("commissions-period")),
                Column::text(r.t("commissions-why")).key(),
            ])
            .rows(self.told.parked.iter().map(row));
        let count = i64::try_from(self.told.parked.len()).unwrap_or(i64::MAX);
        let body = html! { p { (r.t("commissions-replay-parked-why")) } (table) };
        card(&r.tr("commissions-parked-title", &[("count", count.into())]), body)
    }

    fn text(&self, r: &Reader) -> Markup {
        let short = self.one.hash.get(..12).unwrap_or(&self.one.hash);
        html! {
            p.quiet { (r.t("commissions-receipt-hash")) " " code title=(self.one.hash) { (short) } }
            (code(r, &self.one.text))
        }
    }
}

/// A change as a share of what was, with its sign.
fn percent_signed(r: &Reader, change: i64, was: i64) -> String {
    if was == 0 || change == 0 {
        return if change == 0 { r.percent(0, 1) } else { "—".to_owned() };
    }
    let share = r.percent(change.abs(), was.abs());
    if change > 0 { format!("+{share}") } else { format!("−{share}") }
}

/// The far edge of a bar, or the near one where it is open.
fn bin_words(r: &Reader, bin: Bin, one: &KeptWhatIf) -> String {
    let edge = |minor: i64| {
        let whole = minor / one.currency.minor_per_whole();
        if whole.abs() < 1000 {
            return r.money_signed(one.money(minor));
        }
        let sign = if whole > 0 { "+" } else { "−" };
        format!("{sign}{}", r.number_short(whole.abs()))
    };
    match (bin.from, bin.until) {
        (Some(0), Some(0)) => "0".to_owned(),
        (Some(from), None) => format!("> {}", edge(from - 1)),
        (None, Some(until)) => format!("< {}", edge(until + 1)),
        (Some(from), Some(until)) => edge(if until > 0 { until } else { from }),
        (None, None) => String::new(),
    }
}
