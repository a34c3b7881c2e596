//! The page of one statement, the same for the desk and the portal.

use base::access::Side;
use base::page::{
    Address, Column, Empty, Filters, Icon, Paging, Progress, Row, Tab, Table, Tile, Tone, badge, banner,
    card, details, door, door_short, exports, sum, tabs, tiles,
};
use base::words::Reader;
use maud::{Markup, Render, html};
use terms::{Base, Line, LineKind, Measure, TargetProgress};

use super::figures::{exact_words, measured};
use super::receipts::{
    base_words, correction_title, line_href, part_rate, part_words, rounding_of, short_reason, slab_title,
    version_words,
};
use super::told::{Teller, sale_href, version_href};
use super::{Doors, PAGE, kind_word};
use crate::rules::{Slab, period_words};
use crate::{Opened, UnpaidSale};

/// What is missing to a target, in the units of its measure.
pub fn target_left(reader: &Reader, opened: &Opened, target: &TargetProgress, asked: i64) -> String {
    in_its_measure(reader, opened, target, asked.saturating_sub(target.value).max(0))
}

/// A value in the units in which a target is measured.
fn in_its_measure(reader: &Reader, opened: &Opened, target: &TargetProgress, value: i64) -> String {
    let bonus =
        opened.terms.get(&target.terms).and_then(|known| known.terms.bonuses.get(usize::from(target.bonus)));
    let of = bonus.and_then(|bonus| bonus.targets.get(usize::from(target.target)));
    let measure = of.map_or(Measure::Amount(Base::Gross), |target| target.measure);
    measured(reader, measure, value, opened.currency())
}

/// Names of partners by id, for the column of sellers.
pub type Names = std::collections::BTreeMap<i64, String>;

/// A statement on its page.
pub struct Sheet<'a> {
    /// For whom it is written.
    pub reader: &'a Reader,
    /// Where the reader is.
    pub here: &'a Address,
    /// The addresses of its pages.
    pub doors: &'a Doors,
    /// The statement.
    pub opened: &'a Opened,
    /// Its lines added up by rule.
    pub slabs: &'a [Slab],
    /// Who sold.
    pub names: &'a Names,
}

impl<'a> Sheet<'a> {
    /// The whole page.
    pub fn render(&self) -> Markup {
        html! {
            @if self.opened.closed.is_none() {
                (banner(Tone::Warn, self.reader.t("commissions-sheet-open-note")))
            }
            (self.figures())
            (self.progress())
            (card(&self.reader.t("commissions-sheet-slabs"), self.slab_table()))
            (self.lines())
            (self.corrections())
            (card(&self.reader.t("commissions-sheet-document"), self.document()))
        }
    }

    fn figures(&self) -> Markup {
        let (r, opened, totals) = (self.reader, self.opened, self.opened.totals);
        let tile = |key: &str, minor: i64, part: &str| {
            Tile::new(r, r.t(key), door_short(r, opened.money(minor), &self.doors.total(part), ""))
        };
        let mut all = vec![
            tile("commissions-total", totals.total, ""),
            tile("commissions-direct", totals.direct, "direct"),
            tile("commissions-override", totals.overrides, "override"),
            tile("commissions-bonus", totals.bonus, "bonus"),
        ];
        if totals.limits != 0 {
            all.push(tile("commissions-limit", totals.limits, "limit"));
        }
        if totals.adjustments != 0 {
            all.push(tile("commissions-adjustment", totals.adjustments, "adjustment"));
        }
        all.push(Tile::new(r, r.t("commissions-turnover"), self.turnover()));
        tiles(all)
    }

    /// Own turnover is a door to the sales it is made of.
    fn turnover(&self) -> Markup {
        let turnover = self.opened.money(self.opened.totals.turnover);
        let (partner, period) = (self.opened.partner, self.opened.period);
        let days = format!("from={}&until={}", period.start, period.end);
        let href = match self.doors.side {
            Side::Desk => format!("/desk/sales?partner={partner}&{days}"),
            Side::Portal => format!("/portal/sales?{days}"),
        };
        door_short(self.reader, turnover, &href, "")
    }

    /// How far each target is while the period is open.
    fn progress(&self) -> Markup {
        let r = self.reader;
        let waiting = self.opened.targets.iter().filter(|target| !target.reached);
        let rows: Vec<Markup> = waiting
            .filter_map(|target| {
                let known = self.opened.terms.get(&target.terms)?;
                let bonus = known.terms.bonuses.get(usize::from(target.bonus))?;
                let asked = target.asked.filter(|asked| *asked > 0)?;
                let left = target_left(r, self.opened, target, asked);
                let args = [("bonus", bonus.shown().into()), ("left", left.into())];
                let words = r.tr("commissions-sheet-target", &args);
                let told = |value| in_its_measure(r, self.opened, target, value);
                let progress = Progress::new(r, words, target.value.clamp(0, asked), asked);
                Some(html! { (progress.in_words(told(target.value), told(asked))) })
            })
            .collect();
        html! { @if !rows.is_empty() { (card(&r.t("commissions-sheet-targets"), html! { @for row in &rows { (row) } })) } }
    }

    /// Every rule with its bands: never a blended rate alone.
    fn slab_table(&self) -> Markup {
        let (r, opened) = (self.reader, self.opened);
        let mut rows = Vec::new();
        for slab in self.slabs {
            let href = self.doors.lines_of(slab.kind);
            rows.push(Row::new([
                html! { strong { (slab_title(r, opened, slab)) } },
                html! { (r.t(&format!("commissions-kind-of-line-{}", kind_word(slab.kind)))) },
                html! { (r.number(slab.lines)) },
                sum(r, opened.money(slab.base)),
                html! { @if let [only] = slab.parts.as_slice() { (part_rate(r, opened, only)) } },
                door(r, opened.money(slab.amount), &href, &version_words(r, opened, slab.terms)),
            ]));
            if slab.parts.len() > 1 || !rounding_of(slab).is_zero() {
                rows.extend(self.part_rows(slab));
            }
        }
        if opened.totals.adjustments != 0 {
            let minor = opened.money(opened.totals.adjustments);
            rows.push(Row::new([
                html! { strong { (r.t("commissions-adjustment")) } },
                html! {},
                html! {},
                html! {},
                html! {},
                door(r, minor, "#corrections", &r.t("commissions-corrections")),
            ]));
        }
        Table::new(r, "slabs", r.t("commissions-sheet-slabs"))
            .columns([
                Column::text(r.t("commissions-rule")).lead(),
                Column::text(r.t("commissions-kind")),
                Column::figure(r.t("commissions-lines")),
                Column::figure(r.t("commissions-base")).key(),
                Column::figure(r.t("commissions-rate")),
                Column::figure(r.t("commissions-earned")).key(),
            ])
            .rows(rows)
            .totals([
                html! { (r.t("commissions-total")) },
                html! {},
                html! { (r.number(i64::try_from(opened.lines.len()).unwrap_or(i64::MAX))) },
                html! {},
                html! {},
                sum(r, opened.total()),
            ])
            .empty(Empty::new(
                Icon::Statement,
                r.t("commissions-sheet-empty-title"),
                r.t("commissions-sheet-empty-why"),
            ))
            .render()
    }

    fn part_rows(&self, slab: &Slab) -> Vec<Row> {
        let (r, opened) = (self.reader, self.opened);
        let exact = |exact| exact_words(r, exact, opened.currency());
        let mut rows: Vec<Row> = slab
            .parts
            .iter()
            .map(|part| {
                Row::new([
                    html! { (part_words(r, opened, slab, part)) },
                    html! {},
                    html! {},
                    html! { (base_words(r, opened, slab, part)) },
                    html! { (part_rate(r, opened, part)) },
                    html! { (exact(part.exact)) },
                ])
            })
            .collect();
        let rounding = rounding_of(slab);
        if !rounding.is_zero() {
            let cells = [
                html! { (r.t("commissions-receipt-rounding")) },
                html! {},
                html! {},
                html! {},
                html! {},
                html! { (exact(rounding)) },
            ];
            rows.push(Row::new(cells));
        }
        rows
    }

    fn lines(&self) -> Markup {
        let (r, opened) = (self.reader, self.opened);
        let chosen = self.here.get("kind").unwrap_or("all");
        let count = |kind: LineKind| {
            i64::try_from(opened.lines.iter().filter(|line| line.kind() == kind).count()).unwrap_or(i64::MAX)
        };
        let unpaid = i64::try_from(opened.unpaid.len()).unwrap_or(i64::MAX);
        let all = i64::try_from(opened.lines.len()).unwrap_or(i64::MAX);
        let kinds = [
            ("all", all),
            ("direct", count(LineKind::Direct)),
            ("override", count(LineKind::Override)),
            ("bonus", count(LineKind::Bonus)),
            ("limit", count(LineKind::Limit)),
            ("unpaid", unpaid),
        ];
        let shown: Vec<Tab> = kinds
            .into_iter()
            .filter(|(word, count)| *word != "limit" || *count > 0)
            .map(|(word, count)| {
                let label = r.t(&format!("commissions-lines-{word}"));
                Tab::new(label, self.here.with("kind", word).to_string()).count(count).current(word == chosen)
            })
            .collect();
        let body = if chosen == "unpaid" { self.unpaid_table() } else { self.line_table() };
        html! {
            (tabs(r, &r.t("commissions-lines-tabs"), &shown))
            (Filters::new(r, self.here)
                .search("q", r.t("commissions-lines-search"))
                .tail(exports(r, self.here, &format!("{}/export", self.doors.base))))
            (body)
        }
    }

    /// Sums of earlier periods that are corrected here.
    fn corrections(&self) -> Markup {
        let (r, opened) = (self.reader, self.opened);
        if opened.corrections.is_empty() {
            return html! {};
        }
        let rows = opened.corrections.iter().enumerate().map(|(place, one)| {
            let href = self.doors.correction(place);
            let what = match &one.sale {
                Some(sale) => html! { (sale.reference) },
                None => html! { (correction_title(r, opened, one)) },
            };
            let money = |minor: i64| sum(r, opened.money(minor));
            Row::new([
                html! { (period_words(r, one.period)) },
                what,
                money(one.item.was),
                money(one.item.now),
                door(r, opened.money(one.item.amount()), &href, &r.t("commissions-correction-why")),
            ])
            .href(href)
        });
        let table = Table::new(r, "corrections", r.t("commissions-corrections"))
            .columns([
                Column::text(r.t("commissions-correction-period")),
                Column::text(r.t("commissions-sale")).lead(),
                Column::figure(r.t("commissions-correction-was")),
                Column::figure(r.t("commissions-correction-now")),
                Column::figure(r.t("commissions-correction-amount")).key(),
            ])
            .rows(rows)
            .totals([
                html! { (r.t("commissions-total")) },
                html! {},
                html! {},
                html! {},
                html! { (sum(r, opened.money(opened.totals.adjustments))) },
            ]);
        card(
            &r.t("commissions-corrections"),
            html! { p.help { (r.t("commissions-corrections-why")) } (table) },
        )
    }

    fn asked(&self, reference: &str) -> bool {
        let asked = self.here.get("q").map(str::to_lowercase);
        asked.is_none_or(|asked| reference.to_lowercase().contains(asked.trim()))
    }

    /// The lines that the address asks for.
    pub fn chosen_lines(&self) -> Vec<&'a Line> {
        let chosen = self.here.get("kind").unwrap_or("all");
        let fits = |line: &&'a Line| {
            let known = chosen == "all" || kind_word(line.kind()) == chosen;
            known && self.asked(line.sale().map_or("", |sale| &sale.reference))
        };
        let opened: &'a Opened = self.opened;
        opened.lines.iter().filter(fits).collect()
    }

    fn line_table(&self) -> Markup {
        let (r, opened) = (self.reader, self.opened);
        let lines = self.chosen_lines();
        let (page, count) = (self.here.page(), i64::try_from(lines.len()).unwrap_or(i64::MAX));
        let minor = lines.iter().map(|line| line.amount).fold(0_i64, i64::saturating_add);
        let from = usize::try_from((page - 1) * PAGE).unwrap_or(0);
        let rows = lines.iter().skip(from).take(PAGE as usize).map(|line| self.line_row(line));
        let table = Table::new(r, "lines", r.t("commissions-lines"))
            .columns([
                Column::text(r.t("commissions-day")),
                Column::text(r.t("commissions-sale")).lead(),
                Column::text(r.t("commissions-seller")),
                Column::text(r.t("commissions-rule")),
                Column::figure(r.t("commissions-base")).key(),
                Column::figure(r.t("commissions-earned")).key(),
            ])
            .rows(rows)
            .totals([
                html! { (r.t("commissions-total")) },
                html! {},
                html! {},
                html! {},
                html! {},
                html! { (sum(r, opened.money(minor))) },
            ])
            .empty(Empty::new(
                Icon::Statement,
                r.t("commissions-lines-empty-title"),
                r.t("commissions-lines-empty-why"),
            ));
        html! { (table) (Paging::numbers(r, self.here, page, PAGE, count)) }
    }

    fn line_row(&self, line: &Line) -> Row {
        let (r, opened) = (self.reader, self.opened);
        let href = line_href(self.doors, line);
        let why = short_reason(r, opened, line);
        let title = opened.terms.get(&line.terms).and_then(|known| line.rule_title(&known.terms));
        let level =
            line.level().map(|level| r.tr("commissions-told-level", &[("level", i64::from(level).into())]));
        let rule = match (title.filter(|title| !title.is_empty()), level) {
            (Some(title), Some(level)) => format!("{level} · {title}"),
            (Some(title), None) => title.to_owned(),
            (None, level) => level.unwrap_or_default(),
        };
        let (day, sale, seller) = match line.sale() {
            Some(sale) => (
                r.date(sale.happened_on),
                self.sale(&sale.reference, sale.refers_to.is_some()),
                self.seller(sale.seller),
            ),
            None => (r.date(opened.period.end), html! { (r.t("commissions-kind-of-line-bonus")) }, html! {}),
        };
        Row::new([
            html! { (day) },
            sale,
            seller,
            html! { (rule) },
            door(r, opened.money(line.base), &href, &why),
            door(r, opened.money(line.amount), &href, &why),
        ])
        .href(href)
    }

    fn sale(&self, reference: &str, is_return: bool) -> Markup {
        html! {
            (reference)
            @if is_return { " " (badge(Tone::Neutral, &self.reader.t("commissions-return"))) }
        }
    }

    fn seller(&self, seller: i64) -> Markup {
        if seller == self.opened.partner.0 {
            return html! { (self.opened.partner_name) };
        }
        html! { (self.names.get(&seller).map_or("", String::as_str)) }
    }

    fn unpaid_table(&self) -> Markup {
        let r = self.reader;
        let teller = Teller::new(r, self.doors.side, self.opened);
        let chosen: Vec<&UnpaidSale> =
            self.opened.unpaid.iter().filter(|unpaid| self.asked(&unpaid.sale.reference)).collect();
        let (page, count) = (self.here.page(), i64::try_from(chosen.len()).unwrap_or(i64::MAX));
        let from = usize::try_from((page - 1) * PAGE).unwrap_or(0);
        let rows = chosen.iter().skip(from).take(PAGE as usize).map(|unpaid| {
            let row = Row::new([
                html! { (r.date(unpaid.sale.happened_on)) },
                html! { (unpaid.sale.reference) },
                self.seller(unpaid.sale.seller),
                sum(r, unpaid.sale.amount),
                html! { (teller.unpaid(&unpaid.unpaid)) },
            ]);
            match sale_href(self.doors.side, unpaid.sale.id, unpaid.unpaid.level == 0) {
                Some(href) => row.href(href),
                None => row,
            }
        });
        let table = Table::new(r, "lines", r.t("commissions-lines-unpaid"))
            .columns([
                Column::text(r.t("commissions-day")),
                Column::text(r.t("commissions-sale")).lead(),
                Column::text(r.t("commissions-seller")),
                Column::figure(r.t("commissions-base")).key(),
                Column::text(r.t("commissions-why")).key(),
            ])
            .rows(rows)
            .empty(Empty::new(
                Icon::Statement,
                r.t("commissions-unpaid-empty-title"),
                r.t("commissions-unpaid-empty-why"),
            ));
        html! { (table) (Paging::numbers(r, self.here, page, PAGE, count)) }
    }

    /// What the statement rests on.
    /// Its place in the log, the signed head, and the file that proves it.
    fn sealed(&self, seal: &ledger::seals::Seal) -> Markup {
        let (r, head) = (self.reader, &seal.note.checkpoint);
        let root = head.root.to_string();
        let place = i64::try_from(seal.place + 1).unwrap_or(i64::MAX);
        let size = i64::try_from(head.size).unwrap_or(i64::MAX);
        html! {
            (badge(Tone::Seal, &r.t("commissions-sealed"))) " "
            (r.tr("commissions-seal-place", &[("place", place.into()), ("size", size.into())])) " "
            code { (root.get(..12).unwrap_or_default()) } " · "
            a href=(format!("{}/seal", self.doors.base)) { (r.t("commissions-seal-download")) }
        }
    }

    fn document(&self) -> Markup {
        let (r, opened) = (self.reader, self.opened);
        let versions = html! {
            @for (place, id) in opened.terms.keys().enumerate() {
                @if place > 0 { ", " }
                a href=(version_href(self.doors.side, opened, *id)) { (version_words(r, opened, *id)) }
                " " code { (opened.terms[id].terms.hash().short()) }
            }
        };
        let mut facts = vec![
            (r.t("commissions-program"), html! { (opened.program.name) }),
            (r.t("commissions-period"), html! { (period_words(r, opened.period)) }),
            (r.t("commissions-receipt-terms"), versions),
        ];
        if let Some(head) = &opened.closed {
            let hash = head.inputs_hash.get(..12).unwrap_or_default();
            facts.push((r.t("commissions-closed-at"), html! { (r.moment(head.closed_at)) }));
            facts.push((r.t("commissions-inputs-hash"), html! { code { (hash) } }));
        }
        if let Some(seal) = &opened.seal {
            facts.push((r.t("commissions-seal"), self.sealed(seal)));
        }
        if let Some(day) = opened.run.as_ref().and_then(|run| run.available_on) {
            facts.push((r.t("commissions-available-on"), html! { (r.date(day)) }));
        }
        if let Some(posting) = self.doors.posting_link(r) {
            facts.push((r.t("commissions-receipt-posting"), posting));
        }
        details(facts)
    }
}
