//! The binary tree of a programme: who stands under whom, which legs are free, and the forms of placing.

use std::collections::BTreeMap;

use axum::extract::multipart::MultipartRejection;
use axum::extract::{Multipart, Path};
use base::access::{Act, PartnerId, Posted, Visit};
use base::failure::{Answer, Oops, Refusal as _, Result, Stop};
use base::files::{Choice, FieldKind, TargetField};
use base::page::{
    Address, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, card, columns, confirm, details, form,
    section, upload, verb,
};
use base::words::Reader;
use base::work::Work;
use jiff::civil::Date;
use maud::{Markup, html};
use terms::Leg;

use super::table::{at_row, brought};
use super::{at, below, seen};
use crate::place::{judge_places, leg_key, names_of};
use crate::rules::{NewPlacement, Placement, Program, ProgramId, Tree, leg_word, parse_leg};
use crate::{place, place_many, store, take_back};

/// So many levels are shown at once; further down one goes step by step.
const DEEP: u32 = 5;
/// The most heads of trees that are listed.
const HEADS_MAX: i64 = 100;
const LEGS: [Leg; 2] = [Leg::Left, Leg::Right];

const FIELDS: &[TargetField] = &[
    TargetField::new("partner", FieldKind::Text).required().also(&[
        "code",
        "partner code",
        "кого",
        "партнёр",
        "код",
        "код партнёра",
    ]),
    TargetField::new("under", FieldKind::Text).required().also(&[
        "above",
        "sponsor",
        "под кем",
        "вышестоящий",
        "кто выше",
    ]),
    TargetField::new("leg", FieldKind::Choice(WORDS)).required().also(&["side", "ветка", "нога", "сторона"]),
    TargetField::new("from", FieldKind::Date).required().also(&[
        "date",
        "from day",
        "с",
        "с даты",
        "дата",
        "с какого дня",
    ]),
];

const WORDS: &[Choice] = &[
    Choice { value: "left", synonyms: &["l", "левая", "лев", "л", "слева"] },
    Choice { value: "right", synonyms: &["r", "правая", "прав", "п", "справа"] },
];

/// What is typed in the two forms of the page.
#[derive(Default)]
struct Typed {
    one: Filled,
    table: Filled,
}

/// The tree from its head, or from the partner in `of`.
pub async fn show(visit: Visit, here: Address, Path(id): Path<ProgramId>) -> Answer {
    let mut work = visit.read().await?;
    let program = seen(&mut work, id).await?;
    let of: Option<PartnerId> = here.get("of").map(|of| of.parse().map_err(|_| Oops::Unknown)).transpose()?;
    if let Some(of) = of {
        ::partners::partner(&mut work, of).await?.ok_or(Oops::Unknown)?;
    }
    let from = work.today().max(program.starts_on).to_string();
    let kept = |name: &str| here.get(name).unwrap_or_default().to_owned();
    let one = Filled::from_pairs([("under", kept("under")), ("leg", kept("leg")), ("from", from)]);
    let typed = Typed { one, table: Filled::default() };
    let (frame, content) = page(&visit, &mut work, &program, of, &typed).await?;
    Ok(visit.page(&frame, content))
}

async fn page(
    visit: &Visit,
    work: &mut Work,
    program: &Program,
    of: Option<PartnerId>,
    typed: &Typed,
) -> std::result::Result<(Frame, Markup), Oops> {
    let r = &visit.reader;
    let heads = store::heads_of_trees(work, program.id, HEADS_MAX).await?;
    let count = store::count_placements(work, program.id).await?;
    let top = of.or(if let [only] = heads.as_slice() { Some(*only) } else { None });
    let frame = below(visit, program, r.t("programs-tree-title"))
        .lead(r.t("programs-tree-lead"))
        .crumb(r.t("programs-tab-partners"), at(program, "/partners"));
    let title = r.tr("programs-tree-count", &[("count", count.into())]);
    let tree = match top {
        Some(top) => card(&title, Shown::open(work, program, top).await?.markup(visit, &frame)),
        None => section(&title, html! {}, list_of_heads(r, work, program, &heads).await?),
    };
    let content = html! {
        (tree)
        @if visit.can(Act::EditPrograms) { (forms(&frame, program, typed)) }
    };
    Ok((frame, content))
}

fn forms(frame: &Frame, program: &Program, typed: &Typed) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, &typed.one);
    let legs = LEGS.map(|leg| (leg_word(leg), r.t(leg_key(leg))));
    let one = html! {
        (f.text("partner", r.t("programs-tree-partner")).required().help(r.t("programs-tree-partner-help")))
        (f.text("under", r.t("programs-tree-under")).required())
        (f.radio("leg", r.t("programs-tree-leg"), legs).required())
        (f.date("from", r.t("programs-tree-from")).required())
        div.verbs { (verb(&r.t("programs-tree-verb"))) }
    };
    let f = Fields::new(r, &typed.table);
    let table = html! {
        (f.area("text", r.t("programs-table-text"), 6).help(r.t("programs-tree-text-help")))
        (f.file("file", r.t("programs-table-file"), ".csv,.txt,.xlsx"))
        div.verbs { (verb(&r.t("programs-tree-import-verb"))) }
    };
    let to = |rest: &str| at(program, &format!("/partners/tree{rest}"));
    html! {
        (columns([
            html! { div #place { (card(&r.t("programs-tree-place"), form(frame, &to(""), &typed.one, one))) } },
            card(&r.t("programs-tree-import"), upload(frame, &to("/import"), &typed.table, table)),
        ]))
    }
}

async fn list_of_heads(
    r: &Reader,
    work: &mut Work,
    program: &Program,
    heads: &[PartnerId],
) -> Result<Markup> {
    let names = names_of(work, heads.iter().copied()).await?;
    let mut sorted: Vec<(String, PartnerId)> =
        heads.iter().map(|head| (name(&names, *head), *head)).collect();
    sorted.sort_by_key(|(name, _)| name.to_lowercase());
    let rows = sorted.iter().map(|(name, head)| Row::new([html! { (name) }]).href(of_href(program, *head)));
    let table = Table::new(r, "heads", r.t("programs-tree-heads"))
        .columns([Column::text(r.t("programs-tree-heads")).lead()])
        .rows(rows)
        .empty(Empty::new(Icon::Network, r.t("programs-tree-none"), r.t("programs-tree-none-why")));
    Ok(html! { (table) })
}

fn of_href(program: &Program, partner: PartnerId) -> String {
    at(program, &format!("/partners/tree?of={partner}"))
}

fn name(names: &BTreeMap<PartnerId, String>, partner: PartnerId) -> String {
    names.get(&partner).cloned().unwrap_or_else(|| partner.to_string())
}

/// A part of the tree.
struct Shown<'p> {
    program: &'p Program,
    top: PartnerId,
    /// The place of the one at its top.
    above: Option<Placement>,
    places: BTreeMap<PartnerId, Placement>,
    tree: Tree,
    names: BTreeMap<PartnerId, String>,
}

impl<'p> Shown<'p> {
    async fn open(work: &mut Work, program: &'p Program, top: PartnerId) -> Result<Shown<'p>> {
        let around = store::placements_around(work, program.id, top).await?;
        let above = around.into_iter().find(|one| one.place.partner == top);
        // One level more than is shown tells where it goes on.
        let below = store::placements_below(work, program.id, top, DEEP + 1).await?;
        let named = below.iter().map(|one| one.place.partner).chain([top]);
        let names = names_of(work, named.chain(above.iter().map(|one| one.place.under))).await?;
        let (tree, places) = (Tree::new(&below), below.iter().map(|one| (one.place.partner, *one)).collect());
        Ok(Shown { program, top, above, places, tree, names })
    }

    fn markup(&self, visit: &Visit, frame: &Frame) -> Markup {
        let r = &visit.reader;
        let named = name(&self.names, self.top);
        let is_free = LEGS.into_iter().all(|leg| self.tree.on(self.top, leg).is_none());
        html! {
            div.tree {
                a href={ "/desk/partners/" (self.top) } { (named) }
                (self.free(visit, frame, self.top))
                @if let Some(above) = &self.above {
                    p {
                        (r.t("programs-tree-stands-under")) " "
                        a href=(of_href(self.program, above.place.under)) { (name(&self.names, above.place.under)) }
                        ", " (r.t(leg_key(above.place.leg))) ", " (since(r, above.place.from))
                    }
                    @if is_free && visit.can(Act::EditPrograms) {
                        (confirm(frame, &at(self.program, "/partners/tree/take-back"), &r.t("programs-tree-take-back-verb"),
                            &r.tr("programs-tree-take-back-means", &[("partner", named.as_str().into())]),
                            &[("partner", &self.top.to_string())]))
                    }
                }
                (self.branch(visit, frame, self.top, DEEP))
            }
        }
    }

    /// Those on the legs of a partner, each with those under him.
    fn branch(&self, visit: &Visit, frame: &Frame, under: PartnerId, deep: u32) -> Markup {
        let taken = LEGS.into_iter().filter_map(|leg| self.places.get(&self.tree.on(under, leg)?));
        let taken: Vec<&Placement> = taken.collect();
        html! {
            @if !taken.is_empty() && deep == 0 {
                " " a href=(of_href(self.program, under)) { (frame.reader.t("programs-tree-deeper")) }
            } @else if !taken.is_empty() {
                ul {
                    @for one in taken {
                        li {
                            (frame.reader.t(leg_key(one.place.leg))) ": "
                            a href=(of_href(self.program, one.place.partner)) { (name(&self.names, one.place.partner)) }
                            ", " (since(&frame.reader, one.place.from))
                            (self.free(visit, frame, one.place.partner))
                            (self.branch(visit, frame, one.place.partner, deep - 1))
                        }
                    }
                }
            }
        }
    }

    /// Which legs of a partner are free.
    fn free(&self, visit: &Visit, frame: &Frame, partner: PartnerId) -> Markup {
        let r = &frame.reader;
        let free: Vec<Leg> = LEGS.into_iter().filter(|leg| self.tree.on(partner, *leg).is_none()).collect();
        html! {
            @if !free.is_empty() {
                " · " (r.t("programs-tree-free")) " "
                @for (at, leg) in free.iter().enumerate() {
                    @if at > 0 { ", " }
                    @if visit.can(Act::EditPrograms) { a href=(self.free_href(partner, *leg)) { (r.t(leg_key(*leg))) } }
                    @else { (r.t(leg_key(*leg))) }
                }
            }
        }
    }

    fn free_href(&self, under: PartnerId, leg: Leg) -> String {
        let here = Address::parse(&of_href(self.program, self.top));
        // Names may repeat; a partner is found by his id as well.
        let named = name(&self.names, under);
        let is_one = self.names.values().filter(|one| **one == named).count() == 1;
        let typed = if is_one { named } else { under.to_string() };
        format!("{}#place", here.with("under", &typed).with("leg", leg_word(leg)))
    }
}

fn since(r: &Reader, from: Date) -> String {
    r.tr("programs-days-from", &[("from", r.date(from).into())])
}

/// Places one partner.
pub async fn set(visit: Visit, Path(id): Path<ProgramId>, posted: Posted) -> Answer {
    let r = &visit.reader;
    let mut typed = Typed { one: posted.filled, table: Filled::default() };
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    let new = read_one(r, &mut work, &mut typed.one).await?;
    if let Some(new) = new {
        match place(&mut work, id, new).await {
            Ok(()) => {
                work.commit().await?;
                let to = of_href(&program, new.under);
                return visit
                    .redirect(to, "programs-said-placed", &[("from", r.date(new.from).into())])
                    .into();
            }
            Err(Stop::Refused(refusal)) => {
                typed.one.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let (frame, content) = page(&visit, &mut work, &program, None, &typed).await?;
    Ok(visit.page_again(&frame, content))
}

/// Reads the form of one place; every error is noted in it.
async fn read_one(r: &Reader, work: &mut Work, filled: &mut Filled) -> Result<Option<NewPlacement>> {
    let from = filled.date(r, "from", &r.t("programs-tree-from"));
    filled.required(r, "from", &r.t("programs-tree-from"));
    let leg = parse_leg(filled.text("leg"));
    if leg.is_none() {
        filled.refuse("leg", r.t("programs-form-choose"));
    }
    let mut found = Vec::new();
    for (field, label) in [("partner", "programs-tree-partner"), ("under", "programs-tree-under")] {
        let typed = filled.required(r, field, &r.t(label));
        let meant = find(work, &typed).await?;
        if meant.is_none() && !typed.is_empty() {
            filled.refuse(field, r.tr("programs-partner-unknown", &[("name", typed.as_str().into())]));
        }
        found.extend(meant);
    }
    let ([partner, under], Some(leg), Some(from)) = (found.as_slice(), leg, from) else { return Ok(None) };
    Ok(Some(NewPlacement { partner: *partner, under: *under, leg, from }))
}

/// The partner that a code, a name or an id means.
async fn find(work: &mut Work, typed: &str) -> Result<Option<PartnerId>> {
    if let Ok(id) = typed.parse::<PartnerId>() {
        return Ok(::partners::partner(work, id).await?.map(|partner| partner.id));
    }
    Ok(::partners::find_by_name_or_code(work, &[typed]).await?.get(typed).copied())
}

/// Brings a table of places.
pub async fn import(
    visit: Visit,
    Path(id): Path<ProgramId>,
    multipart: std::result::Result<Multipart, MultipartRejection>,
) -> Answer {
    let r = &visit.reader;
    let mut brought = brought(&visit, multipart).await?;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    let rows = brought.rows(r, FIELDS, &["partner", "under", "leg", "from"], |record| {
        let (partner, under) = (record.text("partner"), record.text("under"));
        let (leg, from) = (record.choice("leg"), record.date("from"));
        Some((partner?.to_owned(), under?.to_owned(), parse_leg(leg?)?, from?))
    });
    let names: Vec<&str> = rows.iter().flat_map(|(_, row)| [row.0.as_str(), row.1.as_str()]).collect();
    let found = ::partners::find_by_name_or_code(&mut work, &names).await?;
    let (mut places, mut numbers, mut problems) = (Vec::new(), Vec::new(), Vec::new());
    for (row, (partner, under, leg, from)) in &rows {
        for name in [partner, under].into_iter().filter(|name| !found.contains_key(*name)) {
            let sentence = r.tr("programs-partner-unknown", &[("name", name.into())]);
            problems.push(at_row(r, *row, &sentence));
        }
        if let (Some(partner), Some(under)) = (found.get(partner), found.get(under)) {
            places.push(NewPlacement { partner: *partner, under: *under, leg: *leg, from: *from });
            numbers.push(*row);
        }
    }
    for ((_, verdict), row) in judge_places(&mut work, &program, &places).await?.into_iter().zip(numbers) {
        problems.extend(verdict.err().map(|refusal| at_row(r, row, &refusal.sentence(r))));
    }
    brought.refuse_all(r, problems);
    if !brought.filled.has_errors() {
        match place_many(&mut work, id, &places).await {
            Ok(count) => {
                work.commit().await?;
                let to = at(&program, "/partners/tree");
                return visit.redirect(to, "programs-said-placed-many", &[("count", count.into())]).into();
            }
            Err(Stop::Refused(refusal)) => brought.filled.refuse("text", refusal.sentence(r)),
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let from = work.today().max(program.starts_on).to_string();
    let typed = Typed { one: Filled::from_pairs([("from", from)]), table: brought.filled };
    let (frame, content) = page(&visit, &mut work, &program, None, &typed).await?;
    Ok(visit.page_again(&frame, content))
}

/// Takes a place back that was given by mistake.
pub async fn undo(visit: Visit, Path(id): Path<ProgramId>, posted: Posted) -> Answer {
    let partner: PartnerId =
        posted.filled.text("partner").parse().map_err(|_| Oops::BadRequest("base-bad-form"))?;
    let mut work = visit.begin().await?;
    let program = seen(&mut work, id).await?;
    take_back(&mut work, id, partner).await.map_err(|stop| visit.oops(stop))?;
    work.commit().await?;
    visit.redirect(at(&program, "/partners/tree"), "programs-said-place-taken-back", &[]).into()
}

/// A partner's own place and his two legs, as he sees them; nothing when he has neither.
pub(super) async fn own_place(
    r: &Reader,
    work: &mut Work,
    program: ProgramId,
    partner: PartnerId,
) -> Result<Markup> {
    let around = store::placements_around(work, program, partner).await?;
    if around.is_empty() {
        return Ok(html! {});
    }
    let named = around.iter().flat_map(|one| [one.place.partner, one.place.under]);
    let names = names_of(work, named).await?;
    let tree = Tree::new(&around);
    let own = match tree.place_of(partner) {
        Some(place) => html! {
            (name(&names, place.under)) ", " (r.t(leg_key(place.leg))) ", " (since(r, place.from))
        },
        None => html! { (r.t("programs-tree-top")) },
    };
    let leg = |leg: Leg| match tree.on(partner, leg).and_then(|below| tree.place_of(below)) {
        Some(place) => html! { (name(&names, place.partner)) ", " (since(r, place.from)) },
        None => html! { (r.t("programs-tree-is-free")) },
    };
    let pairs = [
        (r.t("programs-tree-own"), own),
        (r.t("programs-leg-left"), leg(Leg::Left)),
        (r.t("programs-leg-right"), leg(Leg::Right)),
    ];
    Ok(card(&r.t("programs-tree-own-title"), details(pairs)))
}
