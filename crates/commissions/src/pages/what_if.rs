//! What-if: the replays there are, and starting one.

use base::access::{Posted, Redirect, Visit};
use base::failure::{Answer, Oops, Refusal as _, Result, Stop};
use base::page::{
    Address, Column, Empty, Fields, Filled, Frame, Icon, Row, Tab, Table, Tone, badge, banner, card, form,
    section, sum, tabs, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, Render, html};
use money::Parts;
use programs::{Audience, Program, ProgramId, ProgramStatus, TermsVersionId, Version};
use terms::{Period, PeriodKind};

use super::replayed;
use crate::rules::{self, Refusal, Span, period_words};
use crate::store;
use crate::what_if::{KeptWhatIf, WhatIf, WhatIfState, start};

/// The address of the list.
pub const HREF: &str = "/desk/commissions/what-if";
/// Periods that the form offers.
const OFFERED_MAX: usize = 120;
/// Replays that the list shows.
const LISTED: i64 = 50;

/// What the form is made of.
struct Choice {
    programs: Vec<Program>,
    program: Option<Program>,
    versions: Vec<(TermsVersionId, String)>,
    past: Vec<(KeptWhatIf, Option<String>)>,
}

/// `GET /desk/commissions/what-if`
pub async fn list(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let program = here.get("program").and_then(|id| id.parse().ok());
    let draft = here.get("draft").and_then(|id| id.parse().ok());
    let choice = Choice::load(&visit.reader, &mut work, program, draft).await?;
    let today = work.today();
    let mut filled = Filled::default();
    if let Some(program) = &choice.program {
        let usual = last_year(program, today);
        let chosen = |name: &str, usual: String| here.get(name).map_or(usual, str::to_owned);
        let first = choice.versions.first().map(|(id, _)| id.to_string()).unwrap_or_default();
        filled = Filled::from_pairs([
            ("draft", chosen("draft", first)),
            ("from", chosen("from", usual.from.to_string())),
            ("until", chosen("until", usual.until.to_string())),
        ]);
    }
    let frame = frame(&visit);
    let content = choice.content(&visit, &frame, &filled, today);
    Ok(visit.page(&frame, content))
}

/// `POST /desk/commissions/what-if`
pub async fn begin(visit: Visit, posted: Posted) -> Answer {
    let filled = posted.filled;
    let request = read(&filled).ok_or(Oops::BadRequest("base-bad-form"))?;
    let mut work = visit.begin().await?;
    match start(&mut work, request).await {
        Ok(id) => {
            work.commit().await?;
            Redirect::to(replayed::href(id)).into()
        }
        Err(Stop::Refused(refusal)) => {
            drop(work);
            again(&visit, request, &filled, &refusal).await
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}

fn read(filled: &Filled) -> Option<WhatIf> {
    Some(WhatIf {
        program: filled.text("program").parse().ok()?,
        draft: filled.text("draft").parse().ok()?,
        from: filled.text("from").parse().ok()?,
        until: filled.text("until").parse().ok()?,
    })
}

async fn again(visit: &Visit, request: WhatIf, filled: &Filled, refusal: &Refusal) -> Answer {
    let mut work = visit.read().await?;
    let choice = Choice::load(&visit.reader, &mut work, Some(request.program), Some(request.draft)).await?;
    let draft = format!("/desk/programs/{}/terms/{}", request.program, request.draft);
    let said = html! {
        (refusal.sentence(&visit.reader))
        @if matches!(refusal, Refusal::DraftHasErrors { .. }) {
            " " a href=(draft) { (visit.reader.t("commissions-replay-to-draft")) }
        }
    };
    let frame = frame(visit).notice(Tone::Bad, said);
    let content = choice.content(visit, &frame, filled, work.today());
    Ok(visit.page_again(&frame, content))
}

fn frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("commissions-replay-title"))
        .lead(r.t("commissions-replay-lead"))
        .crumb(r.t("commissions-title"), "/desk/commissions")
}

/// The year before the first open period; what there is of it.
fn last_year(program: &Program, today: jiff::civil::Date) -> Span {
    let first = Period::containing(program.starts_on, program.period);
    let now = Period::containing(today.max(program.starts_on), program.period);
    let until = program.closed_until.map_or(now, |closed| Period::containing(closed, program.period));
    let back = match program.period {
        PeriodKind::Month => 11,
        PeriodKind::Quarter => 3,
        PeriodKind::Year => 0,
    };
    let from = (0..back).fold(until, |period, _| period.previous());
    Span { from: from.max(first), until }
}

impl Choice {
    async fn load(
        r: &Reader,
        work: &mut Work,
        asked: Option<ProgramId>,
        draft: Option<TermsVersionId>,
    ) -> Result<Self> {
        let mut programs = programs::all(work).await?;
        programs.retain(|program| program.status != ProgramStatus::Draft);
        let named = programs.iter().find(|program| Some(program.id) == asked);
        let program = named.or_else(|| programs.first()).cloned();
        let versions = match &program {
            Some(program) => versions(r, work, program.id, draft).await?,
            None => Vec::new(),
        };
        let mut past = Vec::new();
        for one in store::what_ifs(work, program.as_ref().map(|program| program.id), LISTED).await? {
            let whose = audience_name(work, one.program, one.whose).await?;
            past.push((one, whose));
        }
        Ok(Self { programs, program, versions, past })
    }

    fn content(&self, visit: &Visit, frame: &Frame, filled: &Filled, today: jiff::civil::Date) -> Markup {
        let r = &visit.reader;
        let Some(program) = &self.program else {
            let why = r.t("commissions-overview-empty-why");
            let next = html! { a.button.primary href="/desk/programs" { (r.t("commissions-overview-to-programs")) } };
            let empty = Empty::new(Icon::Chart, r.t("commissions-replay-empty-title"), why).next(next);
            return base::page::sheet(empty);
        };
        html! {
            (self.programs_tabs(r, program))
            (card(&r.t("commissions-replay-new"), self.form(r, frame, program, filled, today)))
            (section(&r.t("commissions-replay-past"), html! {}, self.table(r)))
        }
    }

    fn programs_tabs(&self, r: &Reader, shown: &Program) -> Markup {
        if self.programs.len() < 2 {
            return html! {};
        }
        let tab = |program: &Program| {
            let href = format!("{HREF}?program={}", program.id);
            Tab::new(program.name.clone(), href).current(program.id == shown.id)
        };
        let all: Vec<Tab> = self.programs.iter().map(tab).collect();
        tabs(r, &r.t("commissions-program"), &all)
    }

    fn form(
        &self,
        r: &Reader,
        frame: &Frame,
        program: &Program,
        filled: &Filled,
        today: jiff::civil::Date,
    ) -> Markup {
        if self.versions.is_empty() {
            let href = format!("/desk/programs/{}/terms/draft", program.id);
            return html! {
                (banner(Tone::Neutral, r.t("commissions-replay-no-terms")))
                p { a.button href=(href) { (r.t("commissions-replay-write")) } }
            };
        }
        let f = Fields::new(r, filled);
        let periods: Vec<(String, String)> = offered(program, today)
            .map(|period| (period.to_string(), period_option(r, program, period)))
            .collect();
        let versions = self.versions.iter().map(|(id, word)| (id.to_string(), word.clone()));
        let fields = html! {
            input type="hidden" name="program" value=(program.id);
            (f.select("draft", r.t("commissions-replay-terms"), versions).required()
                .help(r.t("commissions-replay-terms-help")))
            div.entry-row {
                (f.select("from", r.t("commissions-replay-from"), periods.clone()).required())
                (f.select("until", r.t("commissions-replay-until"), periods).required())
            }
            p.field-help { (r.t("commissions-replay-nothing-posted")) }
            (verb(&r.t("commissions-replay-verb")))
        };
        form(frame, HREF, filled, fields)
    }

    fn table(&self, r: &Reader) -> Markup {
        let rows = self.past.iter().map(|(one, whose)| {
            let (was, now, change) = match one.state {
                WhatIfState::Done => {
                    (sum(r, one.money(one.was)), sum(r, one.money(one.now)), signed(r, one, one.change()))
                }
                _ => (html! { "—" }, html! { "—" }, html! { "—" }),
            };
            Row::new([
                html! { (one.name) @if let Some(whose) = whose { " · " (whose) } },
                html! { (span_words(r, one.span)) },
                state(r, one),
                was,
                now,
                change,
                html! { (r.moment(one.started_at)) },
            ])
            .href(replayed::href(one.id))
        });
        Table::new(r, "replays", r.t("commissions-replay-past"))
            .columns([
                Column::text(r.t("commissions-replay-terms")).lead(),
                Column::text(r.t("commissions-replay-periods")),
                Column::text(r.t("commissions-state")).key(),
                Column::figure(r.t("commissions-replay-was")),
                Column::figure(r.t("commissions-replay-now")),
                Column::figure(r.t("commissions-replay-change")).key(),
                Column::text(r.t("commissions-replay-started")),
            ])
            .rows(rows)
            .empty(Empty::new(
                Icon::Chart,
                r.t("commissions-replay-empty-title"),
                r.t("commissions-replay-empty-why"),
            ))
            .render()
    }
}

/// A change with its sign.
pub fn signed(r: &Reader, one: &KeptWhatIf, minor: i64) -> Markup {
    let Parts { sign, prefix, whole, fraction, suffix } = r.money_parts(one.money(minor));
    let sign = if minor > 0 { "+" } else { sign };
    html! {
        span.sum { (sign) (prefix) (whole) @if !fraction.is_empty() { small { (fraction) } } (suffix) }
    }
}

/// How far a replay has come.
pub fn state(r: &Reader, one: &KeptWhatIf) -> Markup {
    let tone = match one.state {
        WhatIfState::Queued => Tone::Neutral,
        WhatIfState::Done => Tone::Good,
        WhatIfState::Failed => Tone::Bad,
    };
    badge(tone, &r.t(&format!("commissions-replay-state-{}", one.state.word())))
}

/// Periods from the first to the last one.
pub fn span_words(r: &Reader, span: Span) -> String {
    let from = period_words(r, span.from);
    if span.from == span.until { from } else { format!("{from} – {}", period_words(r, span.until)) }
}

/// The partner or the group that terms are for.
pub async fn audience_name(work: &mut Work, program: ProgramId, whose: Audience) -> Result<Option<String>> {
    Ok(match whose {
        Audience::Everybody => None,
        Audience::Partner(partner) => partners::partner(work, partner).await?.map(|partner| partner.name),
        Audience::Group(group) => {
            let groups = programs::groups(work, program).await?;
            groups.into_iter().find(|known| known.id == group).map(|known| known.name)
        }
    })
}

/// The periods of a programme, the newest first.
fn offered(program: &Program, today: jiff::civil::Date) -> impl Iterator<Item = Period> {
    let first = Period::containing(program.starts_on, program.period);
    let last = Period::containing(today.max(program.starts_on), program.period);
    let back = move |period: &Period| (*period > first).then(|| period.previous());
    std::iter::successors(Some(last), back).take(OFFERED_MAX)
}

fn period_option(r: &Reader, program: &Program, period: Period) -> String {
    let words = period_words(r, period);
    if rules::is_closed(program, period) {
        words
    } else {
        r.tr("commissions-replay-open-period", &[("period", words.into())])
    }
}

/// What can be replayed: every draft, the published terms for everybody, and the version that was asked for.
async fn versions(
    r: &Reader,
    work: &mut Work,
    program: ProgramId,
    asked: Option<TermsVersionId>,
) -> Result<Vec<(TermsVersionId, String)>> {
    let mut found = Vec::new();
    for version in programs::terms_versions(work, program).await? {
        let common = version.audience() == Audience::Everybody;
        if version.is_draft() || common || Some(version.id) == asked {
            let whose = audience_name(work, program, version.audience()).await?;
            found.push((version.id, version_words(r, &version, whose)));
        }
    }
    Ok(found)
}

fn version_words(r: &Reader, version: &Version, whose: Option<String>) -> String {
    let days = version.number().zip(version.days());
    let whose = whose.unwrap_or_else(|| r.t("commissions-replay-everybody"));
    match days {
        None => r.tr("commissions-replay-draft", &[("whose", whose.into())]),
        Some((number, (from, _))) => {
            let args = [("number", number.into()), ("day", r.date(from).into()), ("whose", whose.into())];
            r.tr("commissions-replay-version", &args)
        }
    }
}
