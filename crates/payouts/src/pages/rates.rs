//! Rates, limits and legal forms by their days: the list, and the form of a row.

use std::collections::BTreeMap;

use base::access::{Act, Path, Posted, Visit};
use base::failure::{Answer, Oops, Stop};
use base::page::{Address, Column, Empty, Fields, Filled, Frame, Icon, Row, Table, Tone, badge, form, verb};
use base::words::Reader;
use maud::{Markup, html};
use money::{Currency, Money};

use super::write_refusal;
use crate::rates::{NewRate, kind_key, set_rate, withdraw_rate};
use crate::rules::Refusal;
use crate::rules::forms::{RateId, RateKind, RateRow, Shape};
use crate::store::{self, KeptRate};

const PAGE: &str = "/desk/payouts/rates";

/// `GET /desk/payouts/rates`
pub async fn show(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let mut kept = store::rates(&mut work).await?;
    kept.sort_by_key(|kept| (kept.row.kind, std::cmp::Reverse(kept.row.from_on)));
    let r = &visit.reader;
    let open = kept.iter().filter(|kept| !kept.row.is_confirmed).count();
    let may = visit.can(Act::ManageSettings);
    let mut frame = visit
        .frame(r.t("payouts-rates-title"))
        .lead(r.t("payouts-rates-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts");
    if open > 0 {
        frame = frame.notice(Tone::Warn, r.tr("payouts-rates-open", &[("count", open.into())]));
    }
    let table = Table::new(r, "rates", r.t("payouts-rates-title"))
        .columns([
            Column::text(r.t("payouts-rates-kind")).lead(),
            Column::text(r.t("payouts-rates-from")),
            Column::text(r.t("payouts-rates-values")).key(),
            Column::text(r.t("payouts-rates-mark")).key(),
            Column::text(r.t("payouts-rates-source")),
        ])
        .rows(kept.iter().map(|kept| row(r, kept, may)))
        .empty(Empty::new(Icon::Money, r.t("payouts-rates-none"), r.t("payouts-rates-none-why")));
    let absent: Vec<RateKind> = RateKind::ALL
        .iter()
        .filter(|kind| kept.iter().all(|kept| kept.row.kind != **kind))
        .copied()
        .collect();
    let content = html! {
        (table)
        @if may && !absent.is_empty() {
            p { (r.t("payouts-rates-absent")) }
            div.verbs {
                @for kind in absent {
                    a.button.small href={ (PAGE) "/new?kind=" (kind.word()) } { (r.t(&kind_key(kind))) }
                }
            }
        }
    };
    Ok(visit.page(&frame, content))
}

fn row(r: &Reader, kept: &KeptRate, may: bool) -> Row {
    let row = &kept.row;
    let shown = Row::new([
        html! { (r.t(&kind_key(row.kind))) },
        html! {
            (r.date(row.from_on))
            @if let Some(until) = row.until_on { " – " (r.date(until)) }
        },
        values(r, row),
        html! {
            @if row.is_confirmed { (badge(Tone::Good, &r.t("payouts-rates-confirmed"))) }
            @else { (badge(Tone::Warn, &r.t("payouts-rates-to-confirm"))) }
            @if kept.by.is_some() { " " (r.moment(kept.at)) }
        },
        source(&row.source),
    ]);
    if may { shown.href(format!("{PAGE}/{}", row.id)) } else { shown }
}

/// Where it is written; an address is a link under the name of its site.
fn source(text: &str) -> Markup {
    html! {
        @for word in text.split(' ') {
            @if word.starts_with("https://") {
                a href=(word) title=(word) rel="noopener noreferrer" { (word.split('/').nth(2).unwrap_or(word)) }
            } @else { (word) }
            " "
        }
    }
}

fn field_label(r: &Reader, field: &str) -> String {
    r.t(&format!("payouts-rate-field-{}", field.replace('_', "-")))
}

fn word_label(r: &Reader, word: &str) -> String {
    r.t(&format!("payouts-rate-word-{word}"))
}

/// The values with their names; those that are empty are left out.
fn values(r: &Reader, row: &RateRow) -> Markup {
    let given = row.kind.fields().iter().filter(|(field, _)| !row.text(field).is_empty());
    html! {
        @for (field, shape) in given {
            div { span.quiet { (field_label(r, field)) ": " } (value(r, *shape, row.text(field))) }
        }
    }
}

fn value(r: &Reader, shape: Shape, text: &str) -> Markup {
    let percent = |text: &str| format!("{}\u{a0}%", text.trim().replace('.', r.style().decimal));
    let roubles = |text: &str| match Money::parse_decimal(text.trim(), Currency::RUB) {
        Ok(money) => r.money(money),
        Err(_) => text.to_owned(),
    };
    match shape {
        Shape::Percent | Shape::PercentOrNone => html! { (percent(text)) },
        Shape::Roubles | Shape::RoublesOrNone => html! { (roubles(text)) },
        Shape::Brackets => html! {
            @for (from, rate) in text.lines().filter_map(|line| line.split_once(':')) {
                div { (r.tr("payouts-rate-bracket", &[("from", roubles(from).into()), ("rate", percent(rate).into())])) }
            }
        },
        Shape::Words(_) | Shape::Word(_) => {
            let words: Vec<String> = text.split(',').map(|word| word_label(r, word)).collect();
            html! { (words.join(", ")) }
        }
        Shape::Number | Shape::NumberOrNone => html! { (text) },
    }
}

/// `GET /desk/payouts/rates/new?kind=&like=`
pub async fn new(visit: Visit, here: Address) -> Answer {
    let kind = match here.get("kind") {
        Some(kind) => RateKind::parse(kind).ok_or(Oops::Unknown)?,
        None => RateKind::ALL[0],
    };
    let mut work = visit.read().await?;
    let like = store::rates(&mut work).await?.into_iter().rfind(|kept| kept.row.kind == kind);
    let mut filled = like.map(|like| filled_with(&like.row)).unwrap_or_default();
    for field in ["from_on", "until_on", "source", "confirmed"] {
        filled.set(field, "");
    }
    let frame = frame(&visit, kind);
    Ok(visit.page(&frame, row_form(&frame, kind, &format!("{PAGE}/new?kind={}", kind.word()), &filled)))
}

/// `GET /desk/payouts/rates/{rate}`
pub async fn one(visit: Visit, Path(id): Path<RateId>) -> Answer {
    let mut work = visit.read().await?;
    let kept =
        store::rates(&mut work).await?.into_iter().find(|kept| kept.row.id == id).ok_or(Oops::Unknown)?;
    let frame = frame(&visit, kept.row.kind);
    let content = one_page(&frame, &kept.row, &filled_with(&kept.row));
    Ok(visit.page(&frame, content))
}

fn one_page(frame: &Frame, row: &RateRow, filled: &Filled) -> Markup {
    let r = &frame.reader;
    let here = format!("{PAGE}/{}", row.id);
    html! {
        p { a.button href={ (PAGE) "/new?kind=" (row.kind.word()) } { (r.t("payouts-rates-another-day")) } }
        (row_form(frame, row.kind, &here, filled))
        (form(frame, &format!("{here}/withdraw"), &Filled::default(), html! {
            p.field-help { (r.t("payouts-rates-withdraw-help")) }
            button.button.danger type="submit" { (r.t("payouts-rates-withdraw")) }
        }))
    }
}

fn frame(visit: &Visit, kind: RateKind) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t(&kind_key(kind)))
        .lead(r.t("payouts-rates-form-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
        .crumb(r.t("payouts-rates-title"), PAGE)
}

fn filled_with(row: &RateRow) -> Filled {
    let mut pairs =
        vec![("from_on".to_owned(), row.from_on.to_string()), ("source".to_owned(), row.source.clone())];
    pairs.extend(row.until_on.map(|until| ("until_on".to_owned(), until.to_string())));
    if row.is_confirmed {
        pairs.push(("confirmed".to_owned(), "yes".to_owned()));
    }
    for (field, shape) in row.kind.fields() {
        match shape {
            Shape::Words(_) => {
                pairs.extend(row.text(field).split(',').map(|word| ((*field).to_owned(), word.to_owned())));
            }
            _ => pairs.push(((*field).to_owned(), row.text(field).to_owned())),
        }
    }
    Filled::from_pairs(pairs)
}

fn row_form(frame: &Frame, kind: RateKind, action: &str, filled: &Filled) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let words =
        |known: &[&'static str]| known.iter().map(|word| (*word, word_label(r, word))).collect::<Vec<_>>();
    let fields = html! {
        (f.date("from_on", r.t("payouts-rates-from")).required())
        (f.date("until_on", r.t("payouts-rates-until")).help(r.t("payouts-rates-until-help")))
        @for (field, shape) in kind.fields() {
            @let label = field_label(r, field);
            @match *shape {
                Shape::Percent => (f.number(field, label).unit("%").required().short()),
                Shape::PercentOrNone => (f.number(field, label).unit("%").short()),
                Shape::Roubles => (f.money(field, label, "RUB").required()),
                Shape::RoublesOrNone => (f.money(field, label, "RUB")),
                Shape::Brackets => (f.area(field, label, 6).required().help(r.t("payouts-rates-brackets-help"))),
                Shape::Words(known) => (f.many(field, label, words(known))),
                Shape::Word(known) => (f.select(field, label, words(known)).required()),
                Shape::Number => (f.number(field, label).required().short()),
                Shape::NumberOrNone => (f.number(field, label).short()),
            }
        }
        (f.text("source", r.t("payouts-rates-source")).required().help(r.t("payouts-rates-source-help")))
        (f.tick("confirmed", r.t("payouts-rates-confirmed-tick")))
        (verb(&r.t("payouts-rates-save")))
    };
    form(frame, action, filled, fields)
}

/// `POST /desk/payouts/rates/new?kind=`
pub async fn add(visit: Visit, here: Address, posted: Posted) -> Answer {
    let kind = here.get("kind").and_then(RateKind::parse).ok_or(Oops::Unknown)?;
    let mut filled = posted.filled;
    if save(&visit, kind, None, &mut filled).await? {
        return visit.redirect(PAGE, "payouts-said-rate", &[]).into();
    }
    let frame = frame(&visit, kind);
    let action = format!("{PAGE}/new?kind={}", kind.word());
    Ok(visit.page_again(&frame, row_form(&frame, kind, &action, &filled)))
}

/// `POST /desk/payouts/rates/{rate}`
pub async fn change(visit: Visit, Path(id): Path<RateId>, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.read().await?;
    let kept =
        store::rates(&mut work).await?.into_iter().find(|kept| kept.row.id == id).ok_or(Oops::Unknown)?;
    drop(work);
    if save(&visit, kept.row.kind, Some(id), &mut filled).await? {
        return visit.redirect(PAGE, "payouts-said-rate", &[]).into();
    }
    let frame = frame(&visit, kept.row.kind);
    Ok(visit.page_again(&frame, one_page(&frame, &kept.row, &filled)))
}

/// Writes what was typed; answers whether it could be, with every error in its field when not.
async fn save(
    visit: &Visit,
    kind: RateKind,
    instead_of: Option<RateId>,
    filled: &mut Filled,
) -> Result<bool, Oops> {
    let r = &visit.reader;
    filled.required(r, "from_on", &r.t("payouts-rates-from"));
    let from_on = filled.date(r, "from_on", &r.t("payouts-rates-from"));
    let until_on = filled.date(r, "until_on", &r.t("payouts-rates-until"));
    let Some(from_on) = from_on.filter(|_| !filled.has_errors()) else { return Ok(false) };
    let typed = |field: &str| filled.all(field).collect::<Vec<_>>().join(",");
    let values: BTreeMap<String, String> =
        kind.fields().iter().map(|(field, _)| ((*field).to_owned(), typed(field))).collect();
    let (source, is_confirmed) = (filled.text("source").to_owned(), filled.is_ticked("confirmed"));
    let new = NewRate { kind, from_on, until_on, values, source, is_confirmed };
    let mut work = visit.begin().await?;
    match set_rate(&mut work, new, instead_of).await {
        Ok(_) => {
            work.commit().await?;
            Ok(true)
        }
        Err(Stop::Refused(Refusal::RateWrong { wrong })) => {
            for wrong in wrong {
                let sentence = r.t(&format!("payouts-rate-wrong-{}", wrong.shape.word()));
                filled.refuse(wrong.field, sentence);
            }
            Ok(false)
        }
        Err(stop) => {
            write_refusal(visit, filled, stop)?;
            Ok(false)
        }
    }
}

/// `POST /desk/payouts/rates/{rate}/withdraw`
pub async fn withdraw(visit: Visit, Path(id): Path<RateId>, _: Posted) -> Answer {
    let mut work = visit.begin().await?;
    match withdraw_rate(&mut work, id).await {
        Ok(()) => {
            work.commit().await?;
            visit.redirect(PAGE, "payouts-said-rate-withdrawn", &[]).into()
        }
        Err(stop) => Err(visit.oops(stop)),
    }
}
