//! Lists as files: exactly what is filtered, in the order of the page.

use std::collections::HashMap;

use axum::http::header;
use axum::response::IntoResponse;
use base::access::{PartnerId, Visit};
use base::failure::{Answer, Oops};
use base::files::{Column, CsvStyle, CsvWriter, Format, Sheet, Value};
use base::page::Address;
use base::words::Reader;

use super::list::{sort, wanted};
use super::{kind_word, state_word};
use crate::store::{self, Listed};

/// The most rows of a workbook; a text has no limit.
const WORKBOOK_ROWS_MAX: i64 = 200_000;
/// The most customers or products of one file.
const CARDS_MAX: i64 = 500_000;

fn format_of(here: &Address) -> Result<Format, Oops> {
    here.get("format").and_then(Format::parse).ok_or(Oops::BadRequest("sales-export-bad-format"))
}

fn file(visit: &Visit, name: &str, format: Format, bytes: Vec<u8>) -> Answer {
    let today = visit.site.today();
    let name = format!("attachment; filename=\"{name}-{today}.{}\"", format.ending());
    let headers =
        [(header::CONTENT_TYPE, format.content_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn heads(r: &Reader, fields: &[&str]) -> Vec<Column> {
    fields.iter().map(|field| Column::words(r.t(&format!("sales-field-{field}")))).collect()
}

const SALE_FIELDS: [&str; 11] = [
    "reference",
    "happened_on",
    "kind",
    "status",
    "partner",
    "customer",
    "product",
    "quantity",
    "amount",
    "currency",
    "source",
];

fn values(r: &Reader, sale: Listed, names: &HashMap<PartnerId, String>) -> Vec<Value> {
    vec![
        sale.reference.into(),
        sale.happened_on.into(),
        kind_word(r, sale.kind).into(),
        state_word(r, sale.state).into(),
        names.get(&sale.partner).cloned().into(),
        sale.customer.into(),
        sale.product.into(),
        sale.quantity.into(),
        sale.amount.into(),
        sale.amount.currency.code().into(),
        sale.source.into(),
    ]
}

/// `GET /desk/sales/export?format=csv` with the filters of the list.
pub async fn sales(visit: Visit, here: Address) -> Answer {
    let format = format_of(&here)?;
    let (wanted, sort) = (wanted(&here), sort(&here));
    let r = &visit.reader;
    let mut work = visit.read().await?;
    let names: HashMap<PartnerId, String> =
        partners::all(&mut work).await?.into_iter().map(|partner| (partner.id, partner.name)).collect();
    let columns = heads(r, &SALE_FIELDS);
    let bytes = match format {
        Format::Xlsx => {
            if store::totals(&mut work, &wanted).await?.count > WORKBOOK_ROWS_MAX {
                return Err(Oops::BadRequest("sales-export-too-long"));
            }
            let mut sheet = Sheet::new(r.t("sales-list-title"), columns);
            store::each_listed(&mut work, &wanted, &sort, &mut |sale| sheet.row(values(r, sale, &names)))
                .await?;
            sheet.to_bytes(format, r)?
        }
        Format::Csv => {
            let mut bytes = Vec::new();
            let heads = columns.iter().map(|column| column.name.as_str());
            let mut writer = CsvWriter::new(&mut bytes, CsvStyle::of(r.language), heads)?;
            let mut written = Ok(());
            let mut write = |sale| {
                if written.is_ok() {
                    written = writer.row(&values(r, sale, &names));
                }
            };
            store::each_listed(&mut work, &wanted, &sort, &mut write).await?;
            written?;
            writer.finish()?;
            bytes
        }
    };
    file(&visit, "sales", format, bytes)
}

/// `GET /desk/sales/customers/export?format=csv`
pub async fn customers(visit: Visit, here: Address) -> Answer {
    let format = format_of(&here)?;
    let descending = here.sort(&["name"], "name").descending;
    let mut work = visit.read().await?;
    let (rows, _) = store::customers_listed(&mut work, here.get("q"), descending, 0, CARDS_MAX).await?;
    let r = &visit.reader;
    let columns = heads(r, &["name", "code", "inn", "sector", "region", "country"]);
    let mut sheet = Sheet::new(r.t("sales-customers-title"), columns);
    for one in rows {
        sheet.row(vec![
            one.name.into(),
            one.code.into(),
            one.inn.into(),
            one.sector.into(),
            one.region.into(),
            one.country.into(),
        ]);
    }
    let bytes = sheet.to_bytes(format, r)?;
    file(&visit, "customers", format, bytes)
}

/// `GET /desk/sales/products/export?format=csv`
pub async fn products(visit: Visit, here: Address) -> Answer {
    let format = format_of(&here)?;
    let mut work = visit.read().await?;
    let order = here.get("sort").unwrap_or("name").to_owned();
    let (rows, _) = store::products_listed(&mut work, here.get("q"), &order, 0, CARDS_MAX).await?;
    let r = &visit.reader;
    let columns = heads(r, &["name", "code", "series", "category", "price", "currency"]);
    let mut sheet = Sheet::new(r.t("sales-products-title"), columns);
    for one in rows {
        sheet.row(vec![
            one.name.into(),
            one.code.into(),
            one.series.into(),
            one.category.into(),
            one.price.into(),
            one.price.map(|price| price.currency.code()).into(),
        ]);
    }
    let bytes = sheet.to_bytes(format, r)?;
    file(&visit, "products", format, bytes)
}
