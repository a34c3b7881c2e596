//! Receipts: the page behind every sum.

use base::access::Side;
use base::page::{Receipt, columns, details, sum};
use base::words::Reader;
use maud::{Markup, html};
use money::{Exact, Money, RoundingMode};
use sales::SaleState;
use terms::{
    Bands, Earns, How, Line, LineKind, Measure, NextBand, Origin, ReturnCost, Terms, next_band, return_cost,
};

use super::figures::{Figures, exact_words, measured};
use super::shown::Shown;
use super::told::{Teller, Told, under_title, version_href};
use super::{Doors, kind_word, line_key, verify};
use crate::rules::period_words;
use crate::rules::{Paid, Slab, SlabPart};
use crate::{Correction, Opened};

/// The receipt of one line.
pub fn line(reader: &Reader, shown: &Shown, line: &Line) -> Markup {
    let (doors, opened) = (&shown.doors, &shown.opened);
    let title = reader.tr(
        "commissions-receipt-title",
        &[("sum", reader.money(Money::new(line.amount, opened.currency())).into())],
    );
    let told = Teller::new(reader, doors.side, opened).naming(&shown.names).derivation(line);
    let mut receipt = sealed(Receipt::new(reader, title, under_title(reader, opened)), doors, opened);
    for step in told {
        receipt = told_step(receipt, reader, step, "commissions-receipt-earned");
    }
    if let Some(change) = would_change(reader, opened, line) {
        receipt = receipt.would_change(change);
    }
    columns([html! { (receipt) }, behind(reader, doors, opened, line)])
}

/// The seal of a closed statement; on the desk it leads to where all of them are verified, in the portal to itself.
fn sealed<'r>(receipt: Receipt<'r>, doors: &Doors, opened: &Opened) -> Receipt<'r> {
    match (&opened.closed, doors.side) {
        (Some(head), Side::Desk) => receipt.sealed(&head.inputs_hash, verify::HREF),
        (Some(head), Side::Portal) => receipt.sealed(&head.inputs_hash, &doors.base),
        (None, _) => receipt,
    }
}

/// What a correction is about where no sale says it.
pub fn correction_title(reader: &Reader, opened: &Opened, one: &Correction) -> String {
    let title = one.due.first().and_then(|line| {
        let terms = &opened.terms.get(&line.terms)?.terms;
        line.rule_title(terms).map(str::to_owned)
    });
    title.filter(|title| !title.is_empty()).unwrap_or_else(|| reader.t("commissions-correction-other"))
}

/// The receipt of a correction: what was stated, and what is due with its whole reason.
pub fn correction(reader: &Reader, shown: &Shown, one: &Correction) -> Markup {
    let (doors, opened) = (&shown.doors, &shown.opened);
    let money = |minor: i64| reader.money(opened.money(minor));
    let title = reader.tr("commissions-receipt-title", &[("sum", money(one.item.amount()).into())]);
    let period = period_words(reader, one.period);
    let mut receipt = sealed(Receipt::new(reader, title, under_title(reader, opened)), doors, opened);
    receipt = receipt.head(reader.tr("commissions-correction-of", &[("period", period.into())]));
    if let Some((state, sale)) = one.gone.zip(one.sale.as_ref()) {
        let key = match state {
            SaleState::Corrected => "commissions-correction-corrected",
            _ => "commissions-correction-cancelled",
        };
        receipt = receipt.head(reader.tr(key, &[("sale", sale.reference.as_str().into())]));
    }
    for line in &one.due {
        let told = Teller::new(reader, doors.side, opened).naming(&shown.names).derivation(line);
        for step in told {
            receipt = told_step(receipt, reader, step, "commissions-correction-due");
        }
    }
    let was = reader.t("commissions-correction-stated");
    receipt = receipt.step(reader.t("commissions-correction-now"), money(one.item.now));
    receipt = receipt.step(was, money(one.item.was));
    let receipt = receipt.total(reader.t("commissions-correction-amount"), money(one.item.amount()));
    let back = html! { p { a href=(doors.base) { (reader.t("commissions-receipt-to-lines")) } } };
    html! { (receipt) (back) }
}

fn told_step<'r>(receipt: Receipt<'r>, reader: &'r Reader, step: Told, total: &str) -> Receipt<'r> {
    match step {
        Told::Head(head) => receipt.head(head),
        Told::Step { what, note, figure, href } => {
            let what = html! { @if let Some(href) = href { a href=(href) { (what) } } @else { (what) } };
            if note.is_empty() { receipt.step(what, figure) } else { receipt.noted(what, note, figure) }
        }
        Told::Rejected { rule, why } => receipt.rejected(rule, why),
        Told::Total(figure) if total == "commissions-receipt-earned" => {
            receipt.total(reader.t(total), figure)
        }
        Told::Total(figure) => receipt.subtotal(reader.t(total), figure),
    }
}

/// What would change the line: how far the next band is and what it adds, and what taking the sale back would cost.
fn would_change(reader: &Reader, opened: &Opened, line: &Line) -> Option<Markup> {
    let (Origin::Direct { rule, .. }, None) = (&line.origin, &opened.closed) else { return None };
    let known = opened.terms.get(&line.terms)?;
    let rule_of = known.terms.rules.get(usize::from(*rule))?;
    let bands = line.bands(&known.terms)?;
    let measured = opened.measured_for(line, *rule)?;
    let mode = known.terms.rounding.mode;
    let (value, volume) = (measured.value, measured.volume);
    let next = next_band(rule_of, bands, &line.bounds, value, volume, mode).ok()?;
    let cost =
        return_cost(rule_of, bands, &line.bounds, (line.base, line.adds), (value, volume), mode).ok()?;
    let cost = (line.amount > 0 && cost.cliff != 0).then_some(cost);
    (next.is_some() || cost.is_some()).then(|| {
        html! {
            @if let Some(next) = next { p { (next_words(reader, opened, bands, line, &next)) } }
            @if let Some(cost) = cost { p { (cost_words(reader, opened, cost)) } }
        }
    })
}

fn next_words(reader: &Reader, opened: &Opened, bands: &Bands, line: &Line, next: &NextBand) -> String {
    let money = |minor: i64| reader.money(opened.money(minor));
    let figures = Figures { reader, currency: opened.currency() };
    let at = line.bounds.iter().position(|band| band.up_to == Some(next.from));
    let earns = at.and_then(|at| line.bounds.get(at + 1)).map(|band| figures.earns(band.earns));
    let left = measured(reader, bands.measure, next.missing, opened.currency());
    let args = [("left", left.into()), ("rate", earns.unwrap_or_default().into())];
    let mut words = vec![reader.tr("commissions-receipt-next-band", &args)];
    if let Some(ordinary) = next.ordinary {
        words.push(reader.tr("commissions-receipt-next-ordinary", &[("sum", money(ordinary).into())]));
    }
    if next.jump != 0 {
        words.push(reader.tr("commissions-receipt-next-jump", &[("sum", money(next.jump).into())]));
    }
    words.join(" ")
}

fn cost_words(reader: &Reader, opened: &Opened, cost: ReturnCost) -> String {
    let money = |minor: i64| reader.money(opened.money(minor));
    let all = cost.own.saturating_add(cost.cliff);
    let args =
        [("sum", money(all).into()), ("own", money(cost.own).into()), ("cliff", money(cost.cliff).into())];
    reader.tr("commissions-receipt-return-cost", &args)
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
        (reader.t("commissions-receipt-rounding"), html! { (reader.t(&rounding_key(line.rounding.mode))) }),
        (
            reader.t("commissions-receipt-statement"),
            html! { a href=(doors.base) { (under_title(reader, opened)) } },
        ),
        (
            reader.t("commissions-receipt-total"),
            html! { a href=(doors.total("")) { (reader.money(opened.total())) } },
        ),
    ];
    if let Some(day) = opened.payable_from(line) {
        facts.push((reader.t("commissions-available-on"), html! { (reader.date(day)) }));
    }
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
    let place = |at: u16| usize::from(at);
    let words = match &line.origin {
        Origin::Direct { rule, .. } | Origin::TrueUp { rule } => {
            terms.rules.get(place(*rule)).map(|_| programs::rule_in_words(reader, terms, place(*rule)))
        }
        Origin::Share { split, .. } => split
            .and_then(|split| terms.splits.get(place(split)))
            .map(|split| programs::split_in_words(reader, split)),
        Origin::Override { upline, .. } => {
            terms.uplines.get(place(*upline)).map(|upline| programs::upline_in_words(reader, upline))
        }
        Origin::Ranked { rank, .. } => {
            terms.ranks.get(place(*rank)).map(|rank| programs::rank_in_words(reader, terms, rank))
        }
        Origin::Binary { .. } => {
            terms.binary.as_ref().map(|binary| programs::binary_in_words(reader, terms, binary))
        }
        Origin::Bonus { bonus, .. } => {
            terms.bonuses.get(place(*bonus)).map(|bonus| programs::bonus_in_words(reader, terms, bonus))
        }
        Origin::Cap { cap, .. } | Origin::Budget { cap, .. } => {
            terms.caps.get(place(*cap)).map(|cap| programs::cap_in_words(reader, terms, cap))
        }
        Origin::Draw { .. } => terms.draw.as_ref().map(|draw| programs::draw_in_words(reader, terms, draw)),
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
        (LineKind::Limit, totals.limits),
        (LineKind::Adjustment, totals.adjustments),
    ];
    let has_any = |kind: LineKind, minor: i64| match kind {
        LineKind::Limit | LineKind::Adjustment => minor != 0,
        _ => true,
    };
    let parts = parts.into_iter().filter(|(kind, minor)| has_any(*kind, *minor));
    let chosen: Vec<_> = parts.filter(|(kind, _)| part.is_none_or(|part| part == kind_word(*kind))).collect();
    let minor = if chosen.len() == 1 { chosen[0].1 } else { totals.total };
    let title = reader.tr("commissions-receipt-title", &[("sum", reader.money(opened.money(minor)).into())]);
    let mut receipt = sealed(Receipt::new(reader, title, under_title(reader, opened)), doors, opened);
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
    let figures = Figures { reader, currency: opened.currency() };
    match part.earns {
        Some(earns) => format!("{} × {}", figures.earns(earns), base_words(reader, opened, slab, part)),
        None => part_words(reader, opened, slab, part),
    }
}

/// What a part is computed from: units where bands count units, else money.
pub fn base_words(reader: &Reader, opened: &Opened, slab: &Slab, part: &SlabPart) -> String {
    let counts = matches!(slab.measure, Measure::Quantity | Measure::Count | Measure::Customers);
    match part.earns {
        Some(Earns::Fixed(_)) if counts && part.band.is_some() => {
            measured(reader, slab.measure, part.base, opened.currency())
        }
        _ => reader.money(opened.money(part.base)),
    }
}

/// What rounding line by line added to the exact sum of the slab.
pub fn rounding_of(slab: &Slab) -> Exact {
    let exact = slab.parts.iter().try_fold(Exact::ZERO, |all, part| all.checked_add(part.exact));
    let rest = exact.and_then(|exact| Exact::whole(slab.amount).checked_sub(exact));
    rest.unwrap_or(Exact::ZERO)
}

/// What a slab is called: the rule, the level, the bonus or another part of the terms.
pub fn slab_title(reader: &Reader, opened: &Opened, slab: &Slab) -> String {
    let (paid, place) = (slab.part.0, usize::from(slab.part.1));
    let Some(terms) = opened.terms.get(&slab.terms).map(|known| &known.terms) else { return String::new() };
    let title = match paid {
        Paid::Rule => terms.rules.get(place).map(|rule| rule.shown().to_owned()),
        Paid::TrueUp => terms
            .rules
            .get(place)
            .map(|rule| reader.tr("commissions-slab-true-up", &[("rule", rule.shown().into())])),
        Paid::Share => Some(match terms.splits.get(place) {
            Some(split) => reader.tr("commissions-slab-share-of", &[("role", split.role.as_str().into())]),
            None => reader.t("commissions-slab-share"),
        }),
        Paid::Upline => terms.uplines.get(place).map(|upline| {
            let level = reader.tr("commissions-told-level", &[("level", i64::from(upline.level).into())]);
            if upline.title.is_empty() { level } else { format!("{level} · {}", upline.title) }
        }),
        Paid::Rank => terms.ranks.get(place).map(|rank| rank.title.clone()),
        Paid::Binary => Some(reader.t("commissions-slab-binary")),
        Paid::Bonus => terms.bonuses.get(place).map(|bonus| bonus.shown().to_owned()),
        Paid::Cap | Paid::Budget => terms.caps.get(place).map(|cap| cap.shown().to_owned()),
        Paid::Draw => Some(reader.t("commissions-slab-draw")),
    };
    title.unwrap_or_default()
}

/// What a part of a slab is: its band, a change of the band, or simply a share or a fixed sum.
pub fn part_words(reader: &Reader, opened: &Opened, slab: &Slab, part: &SlabPart) -> String {
    if part.is_jump {
        return reader.t("commissions-told-jump");
    }
    let figures = Figures { reader, currency: opened.currency() };
    match (part.band, part.earns) {
        (Some(band), _) => {
            let end_of = |at: usize| slab.bounds.get(at).and_then(|band| band.up_to);
            let at = usize::from(band);
            figures.band(slab.measure, at.checked_sub(1).and_then(end_of), end_of(at))
        }
        (None, Some(Earns::Percent(_))) => reader.t("commissions-told-percent"),
        (None, Some(Earns::Fixed(_))) => reader.t("commissions-told-fixed"),
        (None, None) => reader.t("commissions-told-given"),
    }
}

/// The rate of a part, where it has one.
pub fn part_rate(reader: &Reader, opened: &Opened, part: &SlabPart) -> String {
    let figures = Figures { reader, currency: opened.currency() };
    part.earns.map(|earns| figures.earns(earns)).unwrap_or_default()
}

/// The short reason of a line, for the hint over its sum.
pub fn short_reason(reader: &Reader, opened: &Opened, line: &Line) -> String {
    let base = reader.money(opened.money(line.base));
    let figures = Figures { reader, currency: opened.currency() };
    let how = match &line.how {
        How::Percent { rate } => format!("{} × {base}", reader.rate(*rate)),
        How::Fixed { amount, .. } => reader.money(opened.money(*amount)),
        How::ByBand { earns, .. } | How::Whole { earns, .. } => format!("{} × {base}", figures.earns(*earns)),
        How::Parts { parts, .. } => {
            let earns = |at: u16| line.bounds.get(usize::from(at)).map(|band| figures.earns(band.earns));
            let parts = parts.iter().map(|part| {
                let size = line.bands(&opened.terms[&line.terms].terms).map_or_else(String::new, |bands| {
                    measured(reader, bands.measure, part.size(), opened.currency())
                });
                format!("{} × {size}", earns(part.band).unwrap_or_default())
            });
            parts.collect::<Vec<_>>().join(" + ")
        }
        _ => base,
    };
    format!("{how}, {}", version_words(reader, opened, line.terms))
}

/// The address of a line's receipt.
pub fn line_href(doors: &Doors, line: &Line) -> String {
    doors.line(&line_key(line))
}
