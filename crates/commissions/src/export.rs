//! Statements and their lines as files, and as the plain text that programs compare.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use base::access::{PartnerId, Visit};
use base::failure::{Answer, Oops, Result};
use base::files::{Column, CsvStyle, Format, Sheet, Value};
use base::page::Address;
use base::words::Reader;
use base::work::Work;
use money::{Currency, Money};
use terms::Line;

use crate::api;
use crate::close::Closing;
use crate::pages::{Shown, Teller, kind_word};
use crate::rules::{PartnerChange, Totals};
use crate::run::{StatementHead, StatementId};
use crate::seal;

/// Statements of any number of partners, for programs: decimals with a point, one line a statement, sorted by the
/// partner's name and then by period.
pub fn statements_csv(heads: &[StatementHead]) -> Result<Vec<u8>> {
    let names = ["partner", "period", "direct", "override", "bonus", "total", "lines", "currency"];
    let mut sheet = Sheet::new("statements", names.map(Column::words).into());
    for head in sorted(heads) {
        let Totals { direct, overrides, bonus, total, sale_lines, .. } = head.totals;
        let money = |minor: i64| Value::from(head.money(minor));
        sheet.row(vec![
            head.partner_name.as_str().into(),
            head.period.to_string().into(),
            money(direct),
            money(overrides),
            money(bonus),
            money(total),
            sale_lines.into(),
            head.currency.to_string().into(),
        ]);
    }
    let mut bytes = Vec::new();
    sheet.write_csv(CsvStyle::PLAIN, &mut bytes)?;
    Ok(bytes)
}

/// By name, letter by letter as every machine has them, then by period.
fn sorted(heads: &[StatementHead]) -> Vec<&StatementHead> {
    let mut sorted: Vec<&StatementHead> = heads.iter().collect();
    sorted.sort_by(|one, other| {
        (&one.partner_name, one.period.start, one.id).cmp(&(
            &other.partner_name,
            other.period.start,
            other.id,
        ))
    });
    sorted
}

/// The list of statements as it is filtered.
pub fn statements(visit: &Visit, here: &Address, heads: &[StatementHead]) -> Answer {
    let r = &visit.reader;
    let mut sheet = statement_sheet(r);
    for head in heads {
        sheet.row(statement_row(&head.partner_name, &head.period.to_string(), head.currency, &head.totals));
    }
    answer(r, here, &sheet, "statements")
}

/// The list of an open period as it would be closed now.
pub fn drafts(visit: &Visit, here: &Address, preview: &Closing) -> Answer {
    let r = &visit.reader;
    let mut sheet = statement_sheet(r);
    let period = preview.period.to_string();
    for draft in &preview.drafts {
        sheet.row(statement_row(&draft.name, &period, preview.program.currency, &draft.totals));
    }
    answer(r, here, &sheet, "statements")
}

fn statement_sheet(r: &Reader) -> Sheet {
    let columns = vec![
        Column::words(r.t("commissions-partner")),
        Column::words(r.t("commissions-period")),
        Column::figures(r.t("commissions-turnover")),
        Column::figures(r.t("commissions-direct")),
        Column::figures(r.t("commissions-override")),
        Column::figures(r.t("commissions-bonus")),
        Column::figures(r.t("commissions-total")),
        Column::figures(r.t("commissions-lines")),
        Column::words(r.t("commissions-currency")),
    ];
    Sheet::new(r.t("commissions-file-statements"), columns)
}

fn statement_row(name: &str, period: &str, currency: Currency, totals: &Totals) -> Vec<Value> {
    let money = |minor: i64| Value::from(Money::new(minor, currency));
    vec![
        name.into(),
        period.into(),
        money(totals.turnover),
        money(totals.direct),
        money(totals.overrides),
        money(totals.bonus),
        money(totals.total),
        totals.sale_lines.into(),
        currency.to_string().into(),
    ]
}

/// The lines of one statement as they are filtered, each with its derivation.
pub fn lines(visit: &Visit, here: &Address, shown: &Shown) -> Answer {
    let r = &visit.reader;
    let chosen = shown.chosen(visit, here);
    if here.get("format") == Some("json") {
        let lines: Vec<Line> = chosen.into_iter().cloned().collect();
        let body = api::whole(r, shown.doors().side(), &shown.opened, &lines).to_string();
        return Ok(download(body.into_bytes(), "application/json", "statement.json"));
    }
    let teller = Teller::new(r, shown.doors().side(), &shown.opened).naming(&shown.names);
    let columns = vec![
        Column::words(r.t("commissions-day")),
        Column::words(r.t("commissions-sale")),
        Column::words(r.t("commissions-kind")),
        Column::words(r.t("commissions-rule")),
        Column::figures(r.t("commissions-base")),
        Column::figures(r.t("commissions-earned")),
        Column::words(r.t("commissions-currency")),
        Column::words(r.t("commissions-file-reason")),
    ];
    let mut sheet = Sheet::new(r.t("commissions-file-lines"), columns);
    for line in chosen {
        sheet.row(line_row(r, &teller, shown, line));
    }
    answer(r, here, &sheet, "statement")
}

fn line_row(r: &Reader, teller: &Teller<'_>, shown: &Shown, line: &Line) -> Vec<Value> {
    let opened = &shown.opened;
    let terms = opened.terms.get(&line.terms).map(|known| &known.terms);
    let title = terms.and_then(|terms| line.rule_title(terms)).unwrap_or_default();
    let told: Vec<String> = teller.derivation(line).iter().map(|step| step.sentence(r)).collect();
    vec![
        line.sale().map(|sale| sale.happened_on).into(),
        line.sale().map_or("", |sale| &*sale.reference).into(),
        r.t(&format!("commissions-kind-of-line-{}", kind_word(line.kind()))).into(),
        title.into(),
        opened.money(line.base).into(),
        opened.money(line.amount).into(),
        opened.currency().to_string().into(),
        told.join("; ").into(),
    ]
}

/// The partners of a replay as they are filtered.
pub fn partner_changes(
    visit: &Visit,
    here: &Address,
    partners: &[PartnerChange],
    currency: Currency,
) -> Answer {
    let r = &visit.reader;
    let columns = vec![
        Column::words(r.t("commissions-partner")),
        Column::figures(r.t("commissions-replay-was")),
        Column::figures(r.t("commissions-replay-now")),
        Column::figures(r.t("commissions-replay-change")),
        Column::words(r.t("commissions-currency")),
    ];
    let mut sheet = Sheet::new(r.t("commissions-replay-title"), columns);
    partners.iter().for_each(|partner| sheet.row(change_row(partner, currency)));
    answer(r, here, &sheet, "what-if")
}

/// The partners of a replay, for programs: decimals with a point, one line a partner, by name.
pub fn partner_changes_csv(partners: &[PartnerChange], currency: Currency) -> Result<Vec<u8>> {
    let names = ["partner", "was", "now", "change", "currency"];
    let mut sheet = Sheet::new("what-if", names.map(Column::words).into());
    partners.iter().for_each(|partner| sheet.row(change_row(partner, currency)));
    let mut bytes = Vec::new();
    sheet.write_csv(CsvStyle::PLAIN, &mut bytes)?;
    Ok(bytes)
}

fn change_row(partner: &PartnerChange, currency: Currency) -> Vec<Value> {
    let money = |minor: i64| Value::from(Money::new(minor, currency));
    vec![
        partner.name.as_str().into(),
        money(partner.was),
        money(partner.now),
        money(partner.change()),
        currency.to_string().into(),
    ]
}

/// The file that proves a sealed statement, with the way from the head of `?from=` leaves as well.
pub async fn sealed(work: &mut Work, id: StatementId, only: Option<PartnerId>, here: &Address) -> Answer {
    let from = here.get("from").and_then(|size| size.parse().ok());
    let file = seal::sealed_file(work, id, only, from).await?.ok_or(Oops::Unknown)?;
    Ok(download(file.into_bytes(), "application/json", &format!("{id}.sealed.json")))
}

fn answer(r: &Reader, here: &Address, sheet: &Sheet, name: &str) -> Answer {
    let format = here.get("format").and_then(Format::parse).unwrap_or(Format::Csv);
    let bytes = sheet.to_bytes(format, r)?;
    Ok(download(bytes, format.content_type(), &format!("{name}.{}", format.ending())))
}

fn download(bytes: Vec<u8>, kind: &str, name: &str) -> Response {
    let disposition = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, disposition)];
    (headers, bytes).into_response()
}
