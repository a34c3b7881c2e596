//! Receipts: the page behind every sum.

use base::page::{Receipt, columns, details, sum};
use base::words::Reader;
use maud::{Markup, html};
use money::{Exact, Money, RoundingMode};
use terms::{Line, LineKind, Pay, Terms};

use super::shown::Shown;
use super::told::{Teller, Told, band_words, exact_words, under_title, version_href};
use super::{Doors, kind_word, line_key};
use crate::Opened;
use crate::rules::{Slab, SlabPart};

/// The receipt of one line.
pub fn line(reader: &Reader, shown: &Shown, line: &Line) -> Markup {
    let (doors, opened) = (&shown.doors, &shown.opened);
    let title = reader.tr(
        "commissions-receipt-title",
        &[("sum", reader.money(Money::new(line.amount, opened.currency())).into())],
    );
    let told = Teller::new(reader, doors.side, opened).naming(&shown.names).derivation(line);
    let mut receipt = Receipt::new(reader, title, under_title(reader, opened));
    for step in told {
        receipt = match step {
            Told::Head(head) => receipt.head(head),
            Told::Step { what, note, figure, href } => {
                let what = html! { @if let Some(href) = href { a href=(href) { (what) } } @else { (what) } };
                if note.is_empty() { receipt.step(what, figure) } else { receipt.noted(what, note, figure) }
            }
            Told::Rejected { rule, why } => receipt.rejected(rule, why),
            Told::Total(figure) => receipt.total(reader.t("commissions-receipt-earned"), figure),
        };
    }
    if let Some(change) = would_change(reader, opened, line) {
        receipt = receipt.would_change(html! { p { (change) } });
    }
    columns([html! { (receipt) }, behind(reader, doors, opened, line)])
}

/// How much more turnover the next band needs, while the period is open.
fn would_change(reader: &Reader, opened: &Opened, line: &Line) -> Option<String> {
    let (terms::Origin::Direct { rule, .. }, None) = (&line.origin, &opened.closed) else { return None };
    let of_rule = |other: &&Line| {
        matches!(&other.origin, terms::Origin::Direct { rule: known, .. } if known == rule)
            && other.terms == line.terms
    };
    let last = opened.lines.iter().rev().find(of_rule)?;
    let terms::How::Bands { before, .. } = last.how else { return None };
    let turnover = before.saturating_add(last.base);
    let Pay::Bands(bands) = &opened.terms.get(&line.terms)?.terms.rules.get(usize::from(*rule))?.pay else {
        return None;
    };
    let at = bands.iter().position(|band| band.up_to.is_some_and(|bound| turnover < bound.minor))?;
    let (bound, next) = (bands[at].up_to?, bands.get(at + 1)?);
    let left = opened.money(bound.minor.saturating_sub(turnover));
    let args = [("left", reader.money(left).into()), ("rate", reader.rate(next.rate).into())];
    Some(reader.tr("commissions-receipt-next-band", &args))
}

/// Where the line stands: its rule in words, its terms, its statement.
fn behind(reader: &Reader, doors: &Doors, opened: &Opened, line: &Line) -> Markup {
    let Some(known) = opened.terms.get(&line.terms) else { return html! {} };
    let version = html! {
        a href=(version_href(doors.side, opened, line.terms)) { (version_words(reader, opened, line.terms)) }
    };
    let mut facts = vec![
        (reader.t("commissions-receipt-rule"), html! { (rule_words(reader, &known.terms, line)) }),
        (reader.t("commissions-receipt-terms"), version),
        (reader.t("commissions-receipt-hash"), html! { code { (known.terms.hash().short()) } }),
        (reader.t("commissions-receipt-rounding"), html! { (reader.t(&rounding_key(line.rounding))) }),
        (
            reader.t("commissions-receipt-statement"),
            html! { a href=(doors.base) { (under_title(reader, opened)) } },
        ),
        (
            reader.t("commissions-receipt-total"),
            html! { a href=(doors.total("")) { (reader.money(opened.total())) } },
        ),
    ];
    if let Some(posting) = doors.posting_link(reader) {
        facts.push((reader.t("commissions-receipt-posting"), posting));
    }
    details(facts)
}

/// How the sum of a line becomes whole, said also where nothing had to be rounded.
pub fn rounding_key(mode: RoundingMode) -> String {
    format!("commissions-rounding-{}", mode.word())
}

fn rule_words(reader: &Reader, terms: &Terms, line: &Line) -> String {
    let words = match &line.origin {
        terms::Origin::Direct { rule, .. } => {
            let at = usize::from(*rule);
            terms.rules.get(at).map(|rule| programs::rule_in_words(reader, rule, at, terms.period))
        }
        terms::Origin::Override { upline, .. } => {
            terms.uplines.get(usize::from(*upline)).map(|upline| programs::upline_in_words(reader, upline))
        }
        terms::Origin::Bonus { bonus, .. } => terms
            .bonuses
            .get(usize::from(*bonus))
            .map(|bonus| programs::bonus_in_words(reader, bonus, terms.period)),
    };
    words.unwrap_or_default()
}

/// The version of the terms by number and name.
pub fn version_words(reader: &Reader, opened: &Opened, version: i64) -> String {
    let Some(known) = opened.terms.get(&version) else { return String::new() };
    let number = known.version.number().unwrap_or(0).to_string();
    let args = [("name", known.terms.name.as_str().into()), ("number", number.into())];
    reader.tr("commissions-told-terms", &args)
}

/// The receipt of a statement's total, or of one of its parts: rule by rule and band by band.
pub fn total(reader: &Reader, shown: &Shown, part: Option<&str>) -> Markup {
    let (doors, opened, totals) = (&shown.doors, &shown.opened, shown.opened.totals);
    let parts = [
        (LineKind::Direct, totals.direct),
        (LineKind::Override, totals.overrides),
        (LineKind::Bonus, totals.bonus),
    ];
    let chosen: Vec<_> =
        parts.into_iter().filter(|(kind, _)| part.is_none_or(|part| part == kind_word(*kind))).collect();
    let minor = if chosen.len() == 1 { chosen[0].1 } else { totals.total };
    let title = reader.tr("commissions-receipt-title", &[("sum", reader.money(opened.money(minor)).into())]);
    let mut receipt = Receipt::new(reader, title, under_title(reader, opened));
    for (kind, minor) in chosen {
        for slab in shown.slabs.iter().filter(|slab| slab.kind == kind) {
            receipt = of_slab(receipt, reader, doors, opened, slab);
        }
        let word = reader.t(&format!("commissions-kind-of-line-{}", kind_word(kind)));
        receipt = receipt.subtotal(word, sum(reader, opened.money(minor)));
    }
    let receipt = receipt.total(reader.t("commissions-receipt-earned"), sum(reader, opened.money(minor)));
    let back = html! { p { a href=(doors.base) { (reader.t("commissions-receipt-to-lines")) } } };
    html! { (receipt) (back) }
}

fn of_slab<'a>(
    receipt: Receipt<'a>,
    reader: &'a Reader,
    doors: &Doors,
    opened: &Opened,
    slab: &Slab,
) -> Receipt<'a> {
    let version = version_words(reader, opened, slab.terms);
    let mut receipt = receipt.head(format!("{} · {version}", slab_title(reader, opened, slab)));
    let count = reader.tr("commissions-receipt-lines", &[("count", slab.lines.into())]);
    let lines = html! { a href=(doors.lines_of(slab.kind)) { (count) } };
    let amount = sum(reader, opened.money(slab.amount));
    let rounded = rounding_of(slab);
    if let ([part], true) = (slab.parts.as_slice(), rounded.is_zero()) {
        return receipt.noted(lines, part_note(reader, opened, slab, part), amount);
    }
    for part in &slab.parts {
        let figure = exact_words(reader, part.exact, opened.currency());
        let what = part_words(reader, opened, slab, part);
        receipt = receipt.noted(what, part_note(reader, opened, slab, part), figure);
    }
    if !rounded.is_zero() {
        let figure = exact_words(reader, rounded, opened.currency());
        receipt = receipt.step(reader.t("commissions-receipt-rounding"), figure);
    }
    receipt.step(lines, amount)
}

fn part_note(reader: &Reader, opened: &Opened, slab: &Slab, part: &SlabPart) -> String {
    match part.rate {
        Some(rate) => format!("{} × {}", reader.rate(rate), reader.money(opened.money(part.base))),
        None => part_words(reader, opened, slab, part),
    }
}

/// What rounding line by line added to the exact sum of the slab.
pub fn rounding_of(slab: &Slab) -> Exact {
    let exact = slab.parts.iter().try_fold(Exact::ZERO, |all, part| all.checked_add(part.exact));
    let rest = exact.and_then(|exact| Exact::whole(slab.amount).checked_sub(exact));
    rest.unwrap_or(Exact::ZERO)
}

/// What a slab is called: the rule, the level or the bonus.
pub fn slab_title(reader: &Reader, opened: &Opened, slab: &Slab) -> String {
    let place = usize::from(slab.rule);
    let terms = opened.terms.get(&slab.terms).map(|known| &known.terms);
    let title = match slab.kind {
        LineKind::Direct => {
            terms.and_then(|terms| terms.rules.get(place)).map(|rule| rule.shown().to_owned())
        }
        LineKind::Bonus => {
            terms.and_then(|terms| terms.bonuses.get(place)).map(|bonus| bonus.shown().to_owned())
        }
        LineKind::Override => terms.and_then(|terms| terms.uplines.get(place)).map(|upline| {
            let level = reader.tr("commissions-told-level", &[("level", i64::from(upline.level).into())]);
            if upline.title.is_empty() { level } else { format!("{level} · {}", upline.title) }
        }),
    };
    title.unwrap_or_default()
}

/// What a part of a slab is: its band, or simply a share or a fixed sum.
pub fn part_words(reader: &Reader, opened: &Opened, slab: &Slab, part: &SlabPart) -> String {
    let Some(band) = part.band else {
        return match part.rate {
            Some(_) => reader.t("commissions-told-percent"),
            None => reader.t("commissions-told-fixed"),
        };
    };
    let terms = opened.terms.get(&slab.terms).map(|known| &known.terms);
    let rule = terms.and_then(|terms| terms.rules.get(usize::from(slab.rule)));
    let Some(Pay::Bands(bands)) = rule.map(|rule| &rule.pay) else { return String::new() };
    let end_of = |at: usize| bands.get(at).and_then(|band| band.up_to);
    let at = usize::from(band);
    band_words(reader, at.checked_sub(1).and_then(end_of), end_of(at))
}

/// The short reason of a line, for the hint over its sum.
pub fn short_reason(reader: &Reader, opened: &Opened, line: &Line) -> String {
    let base = reader.money(opened.money(line.base));
    let how = match &line.how {
        terms::How::Percent { rate } => format!("{} × {base}", reader.rate(*rate)),
        terms::How::Fixed { amount, .. } => reader.money(opened.money(*amount)),
        terms::How::Bands { parts, .. } => {
            let parts = parts.iter().map(|part| {
                format!("{} × {}", reader.rate(part.rate), reader.money(opened.money(part.part())))
            });
            parts.collect::<Vec<_>>().join(" + ")
        }
    };
    format!("{how}, {}", version_words(reader, opened, line.terms))
}

/// The address of a line's receipt.
pub fn line_href(doors: &Doors, line: &Line) -> String {
    doors.line(&line_key(line))
}
