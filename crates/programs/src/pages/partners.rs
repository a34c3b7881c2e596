//! Who takes part in a programme: the list, enrolling and leaving.

use std::collections::BTreeMap;

use ::partners::{Partner, PartnerKind};
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use base::access::{Act, PartnerId, Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _, Result, Stop};
use base::files::{self, Format, Sheet};
use base::page::{
    Address, CSRF_FIELD, Column, Empty, Fields, Filled, Filters, Frame, Icon, Paging, Row, Table, Tone,
    badge, banner, exports, form, sum,
};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};
use money::Money;

use super::{Part, at, below, name_of, named, part, seen};
use crate::enrol::{end_enrolment, enrol_many};
use crate::rules::{Choice, Enrolment, EnrolmentId, Program, ProgramId};
use crate::store;

const ROWS: i64 = 50;

/// Everybody who takes or took part.
pub async fn list(visit: Visit, here: Address, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let partners = named(&mut work).await?;
    let today = work.today();
    let enrolments = store::enrolments(&mut work, id).await?;
    let plans = plans(&mut work, id, today).await?;
    let sorted = asked(&here, &partners, &enrolments, today);
    let r = &visit.reader;
    let (mut frame, tabs) = part(&visit, &program, Part::Partners);
    let add = html! {
        a.button href=(at(&program, "/partners/tree")) { (Icon::Network) (r.t("programs-tree-open")) }
        @if visit.can(Act::EditPrograms) {
            a.button href=(at(&program, "/partners/targets")) { (Icon::Goal) (r.t("programs-targets-open")) }
            a.button.primary href=(at(&program, "/partners/enrol")) { (Icon::Plus) (r.t("programs-enrol-open")) }
        }
    };
    frame = frame.actions(&add);
    let total = sorted.len() as i64;
    let from = usize::try_from((here.page() - 1) * ROWS).unwrap_or(0);
    let listing =
        Listing { visit: &visit, frame: &frame, program: &program, partners: &partners, plans, today };
    let rows = sorted.iter().skip(from).take(ROWS as usize).map(|one| listing.row(one));
    let table = Table::new(r, "enrolments", r.t("programs-tab-partners"))
        .columns([
            Column::text(r.t("programs-partners-partner")).lead(),
            Column::text(r.t("programs-partners-kind")),
            Column::text(r.t("programs-partners-region")),
            Column::text(r.t("programs-partners-state")).key(),
            Column::text(r.t("programs-partners-from")).key(),
            Column::text(r.t("programs-partners-until")),
            Column::figure(r.t("programs-targets-plan")),
        ])
        .rows(rows)
        .empty(
            Empty::new(Icon::Partners, r.t("programs-partners-none"), r.t("programs-partners-none-why"))
                .next(&add),
        );
    let states =
        ["now", "later", "left"].map(|state| (state, r.t(&format!("programs-partners-state-{state}"))));
    let content = html! {
        (tabs)
        (Filters::new(r, &here)
            .search("q", r.t("programs-partners-search"))
            .choice("state", r.t("programs-partners-state"), states)
            .tail(exports(r, &here, &at(&program, "/partners/export"))))
        (table)
        @if total > 0 { (Paging::numbers(r, &here, here.page(), ROWS, total)) }
    };
    Ok(visit.page(&frame, content))
}

/// Exactly what the list shows, as a file.
pub async fn export(visit: Visit, here: Address, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let format = here.get("format").and_then(Format::parse).ok_or(Oops::BadRequest("base-bad-form"))?;
    let partners = named(&mut work).await?;
    let enrolments = store::enrolments(&mut work, id).await?;
    let today = work.today();
    let r = &visit.reader;
    let heads = ["partner", "code", "kind", "region", "state", "from", "until", "target"]
        .map(|head| files::Column::words(r.t(&format!("programs-partners-{head}"))));
    let mut sheet = Sheet::new(program.name.clone(), heads.to_vec());
    let plans = plans(&mut work, id, today).await?;
    for one in asked(&here, &partners, &enrolments, today) {
        let partner = partners.get(&one.partner);
        let text = |text: Option<String>| text.map_or(files::Value::Empty, files::Value::from);
        sheet.row(vec![
            name_of(&partners, one.partner).into(),
            text(partner.and_then(|partner| partner.code.clone())),
            text(partner.map(|partner| kind(r, partner.kind))),
            text(partner.and_then(|partner| partner.region.clone())),
            r.t(&format!("programs-partners-state-{}", state_of(one, today))).into(),
            one.from.into(),
            one.until.map_or(files::Value::Empty, files::Value::from),
            match plans.get(&one.partner) {
                Some(minor) => Money::new(*minor, program.currency).into(),
                None => files::Value::Empty,
            },
        ]);
    }
    let name = format!("attachment; filename=\"enrolments.{}\"", format.ending());
    let headers =
        [(header::CONTENT_TYPE, format.content_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, sheet.to_bytes(format, r)?).into_response())
}

/// The enrolments that were asked for, by the partners' names.
fn asked<'a>(
    here: &Address,
    partners: &BTreeMap<PartnerId, Partner>,
    enrolments: &'a [Enrolment],
    today: Date,
) -> Vec<&'a Enrolment> {
    let mut asked: Vec<&Enrolment> =
        enrolments.iter().filter(|one| shown(here, partners, one, today)).collect();
    asked.sort_by_key(|one| (name_of(partners, one.partner).to_lowercase(), one.from));
    asked
}

fn shown(here: &Address, partners: &BTreeMap<PartnerId, Partner>, one: &Enrolment, today: Date) -> bool {
    let state = here.get("state").is_none_or(|asked| asked == state_of(one, today));
    let found = here.get("q").map(store::key).is_none_or(|asked| {
        let partner = partners.get(&one.partner);
        let texts = partner
            .map(|partner| format!("{} {}", partner.name, partner.code.as_deref().unwrap_or_default()));
        texts.is_some_and(|texts| store::key(&texts).contains(&asked))
    });
    state && found
}

fn state_of(one: &Enrolment, today: Date) -> &'static str {
    match () {
        () if one.from > today => "later",
        () if one.covers(today) => "now",
        () => "left",
    }
}

/// The plans of today, by partner.
async fn plans(work: &mut Work, program: ProgramId, today: Date) -> Result<BTreeMap<PartnerId, i64>> {
    Ok(crate::targets(work, program, today).await?.into_iter().collect())
}

/// What every row of the list needs.
struct Listing<'a> {
    visit: &'a Visit,
    frame: &'a Frame,
    program: &'a Program,
    partners: &'a BTreeMap<PartnerId, Partner>,
    plans: BTreeMap<PartnerId, i64>,
    today: Date,
}

impl Listing<'_> {
    fn row(&self, one: &Enrolment) -> Row {
        let r = &self.visit.reader;
        let partner = self.partners.get(&one.partner);
        let state = state_of(one, self.today);
        let tone = if state == "now" { Tone::Good } else { Tone::Neutral };
        let name = name_of(self.partners, one.partner);
        let edits = self.visit.can(Act::EditPrograms);
        let plan = self.plans.get(&one.partner).map(|minor| Money::new(*minor, self.program.currency));
        Row::new([
            html! { @if let Some(partner) = partner { a href=(partner.href()) { (name) } } @else { (name) } },
            html! { @if let Some(partner) = partner { (kind(r, partner.kind)) } },
            html! { (partner.and_then(|partner| partner.region.as_deref()).unwrap_or("—")) },
            badge(tone, &r.t(&format!("programs-partners-state-{state}"))),
            html! { (r.date(one.from)) },
            html! {
                @match one.until {
                    Some(until) => (r.date(until)),
                    None if edits => (end_form(r, self.frame, self.program, one, &name)),
                    None => "—",
                }
            },
            html! {
                div.with-verb {
                    @match plan { Some(plan) => (sum(r, plan)), None => "—" }
                    @if edits && state != "left" { (self.plan_form(one, &name, plan)) }
                }
            },
        ])
    }

    fn plan_form(&self, one: &Enrolment, name: &str, plan: Option<Money>) -> Markup {
        let r = &self.visit.reader;
        let after_close = self.program.closed_until.and_then(|closed| closed.tomorrow().ok());
        let from = after_close.map_or(self.today, |after| after.max(self.today));
        let typed = plan.map(|plan| plan.to_decimal().replace('.', r.style().decimal));
        html! {
            details {
                summary.button.small.bare aria-label=(r.tr("programs-targets-label", &[("partner", name.into())])) title=(r.t("programs-targets-set")) { (Icon::Edit) }
                form.inline method="post" action=(at(self.program, "/partners/target")) {
                    input type="hidden" name=(CSRF_FIELD) value=(self.frame.csrf);
                    input type="hidden" name="partner" value=(one.partner);
                    input type="text" inputmode="decimal" name="target" value=[typed] size="12"
                        aria-label=(r.tr("programs-targets-label", &[("partner", name.into())]));
                    input type="date" name="from" value=(from) required aria-label=(r.t("programs-targets-from"));
                    button.button.small type="submit" { (r.t("programs-targets-verb")) }
                }
            }
        }
    }
}

fn kind(r: &Reader, kind: PartnerKind) -> String {
    r.t(&format!("partners-kind-{}", kind.name()))
}

fn end_form(r: &Reader, frame: &Frame, program: &Program, one: &Enrolment, name: &str) -> Markup {
    let label = r.tr("programs-leave-label", &[("partner", name.into())]);
    html! {
        details {
            summary.button.small { (r.t("programs-leave-open")) }
            form.inline method="post" action=(at(program, "/partners/end")) {
                input type="hidden" name=(CSRF_FIELD) value=(frame.csrf);
                input type="hidden" name="enrolment" value=(one.id);
                input type="date" name="until" required aria-label=(label);
                button.button.small type="submit" { (r.t("programs-leave-verb")) }
            }
        }
    }
}

/// Gives an enrolment its last day.
pub async fn end(visit: Visit, Path(id): Path<ProgramId>, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let enrolment: EnrolmentId =
        posted.filled.text("enrolment").parse().map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let until = posted.filled.date(r, "until", &r.t("programs-partners-until"));
    let until = until.ok_or(Oops::BadRequest("programs-day-missing"))?;
    let mut work = visit.begin().await?;
    end_enrolment(&mut work, id, enrolment, until).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    let to = format!("/desk/programs/{id}/partners");
    visit.redirect(to, "programs-said-left", &[("until", r.date(until).into())]).into()
}

/// The form of enrolling.
pub async fn enrol_form(visit: Visit, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let partners = ::partners::all(&mut work).await?;
    let today = work.today();
    let filled =
        Filled::from_pairs([("who", "names".to_owned()), ("from", today.max(program.starts_on).to_string())]);
    let frame = below(&visit, &program, visit.reader.t("programs-enrol-title"));
    Ok(visit.page(&frame, enrol_fields(&visit, &frame, &program, &partners, &filled, None)))
}

fn enrol_fields(
    visit: &Visit,
    frame: &Frame,
    program: &Program,
    partners: &[Partner],
    filled: &Filled,
    preview: Option<&[String]>,
) -> Markup {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let any = || (String::new(), r.t("base-filter-any"));
    let kinds = PartnerKind::ALL.iter().map(|one| (one.name().to_owned(), kind(r, *one)));
    let known = |of: fn(&Partner) -> Option<&String>| {
        let mut values: Vec<String> = partners.iter().filter_map(of).cloned().collect();
        values.sort();
        values.dedup();
        [any()].into_iter().chain(values.into_iter().map(|value| (value.clone(), value))).collect::<Vec<_>>()
    };
    let who = ["names", "filter"].map(|who| (who, r.t(&format!("programs-enrol-who-{who}"))));
    let body = html! {
        (f.date("from", r.t("programs-partners-from")).required())
        (f.radio("who", r.t("programs-enrol-who"), who).required())
        (f.area("names", r.t("programs-enrol-names"), 6).help(r.t("programs-enrol-names-help")))
        (f.select("kind", r.t("programs-partners-kind"), [any()].into_iter().chain(kinds)).short())
        (f.select("region", r.t("programs-partners-region"), known(|partner| partner.region.as_ref())).short())
        (f.select("tier", r.t("programs-partners-tier"), known(|partner| partner.tier.as_ref())).short())
        @if let Some(names) = preview {
            (banner(Tone::Neutral, html! {
                p { strong { (r.tr("programs-enrol-preview", &[("count", names.len().into())])) } }
                p { (names.iter().take(30).cloned().collect::<Vec<_>>().join(", ")) @if names.len() > 30 { " …" } }
            }))
        }
        div.verbs {
            button.button.primary type="submit" name="do" value="enrol" { (r.t("programs-enrol-verb")) }
            button.button type="submit" name="do" value="preview" { (r.t("programs-enrol-show")) }
        }
    };
    form(frame, &at(program, "/partners/enrol"), filled, body)
}

/// Enrols those who were chosen, or shows who they are.
pub async fn enrol(visit: Visit, Path(id): Path<ProgramId>, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    let partners = ::partners::all(&mut work).await?;
    let filled = &mut posted.filled;
    filled.required(r, "from", &r.t("programs-partners-from"));
    let from = filled.date(r, "from", &r.t("programs-partners-from"));
    let chosen = chosen(r, &mut work, &partners, filled).await?;
    let enrolling = filled.text("do") == "enrol" && !filled.has_errors();
    if let Some(from) = from.filter(|_| enrolling) {
        match enrol_many(&mut work, id, &chosen, from).await {
            Ok(done) => {
                work.commit().await?;
                let counts = [("joined", done.joined.len().into()), ("already", done.already.len().into())];
                return visit.redirect(at(&program, "/partners"), "programs-said-enrolled", &counts).into();
            }
            Err(Stop::Refused(refusal)) => {
                filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let names: Vec<String> = partners
        .iter()
        .filter(|partner| chosen.contains(&partner.id))
        .map(|partner| partner.name.clone())
        .collect();
    let frame = below(&visit, &program, r.t("programs-enrol-title"));
    let fields = enrol_fields(&visit, &frame, &program, &partners, filled, Some(&names));
    Ok(if filled.has_errors() { visit.page_again(&frame, fields) } else { visit.page(&frame, fields) })
}

/// The partners that the form means; names that nobody has are errors.
async fn chosen(
    r: &Reader,
    work: &mut Work,
    partners: &[Partner],
    filled: &mut Filled,
) -> Result<Vec<PartnerId>> {
    if filled.text("who") == "filter" {
        let choice = Choice {
            kind: PartnerKind::parse(filled.text("kind")),
            region: filled.optional("region"),
            tier: filled.optional("tier"),
        };
        return Ok(partners
            .iter()
            .filter(|partner| choice.takes(partner))
            .map(|partner| partner.id)
            .collect());
    }
    named_in(r, work, filled).await
}

/// The partners whose names or codes were typed one a line; those that nobody has are errors.
pub(super) async fn named_in(r: &Reader, work: &mut Work, filled: &mut Filled) -> Result<Vec<PartnerId>> {
    let typed = filled.text("names").to_owned();
    let names: Vec<&str> = typed.lines().map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        filled.refuse("names", r.t("programs-enrol-nobody"));
    }
    let found = ::partners::find_by_name_or_code(work, &names).await?;
    let unknown: Vec<&str> = names.iter().copied().filter(|name| !found.contains_key(*name)).collect();
    if !unknown.is_empty() {
        filled.refuse("names", r.tr("programs-partner-unknown", &[("name", unknown.join("», «").into())]));
    }
    Ok(names.iter().filter_map(|name| found.get(*name).copied()).collect())
}
