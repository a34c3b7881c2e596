//! The list as a file: exactly what is filtered, in the order of the page.

use axum::http::header;
use axum::response::IntoResponse;
use base::access::Visit;
use base::failure::{Answer, Oops};
use base::files::{Column, Format, Sheet, Value};
use base::page::Address;
use base::words::Reader;

use super::list::wanted;
use super::{kind_word, status_word};
use crate::store::{self, Listed};

/// The most rows of one file; a workbook holds a million.
const ROWS: i64 = 500_000;

/// `GET /desk/partners/export?format=csv` with the filters of the list.
pub async fn download(visit: Visit, here: Address) -> Answer {
    let format =
        here.get("format").and_then(Format::parse).ok_or(Oops::BadRequest("partners-export-bad-format"))?;
    let (wanted, sort) = wanted(&here);
    let mut work = visit.read().await?;
    let today = work.today();
    let rows = store::listed(&mut work, &wanted, &sort, today, 0, ROWS).await?;
    let bytes = sheet(&visit.reader, &rows).to_bytes(format, &visit.reader)?;
    let name = format!("attachment; filename=\"partners-{today}.{}\"", format.ending());
    let headers =
        [(header::CONTENT_TYPE, format.content_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}

fn sheet(r: &Reader, rows: &[Listed]) -> Sheet {
    let fields = ["code", "name", "kind", "status", "region", "country", "tier", "upline", "since"];
    let columns = fields.map(|field| Column::words(r.t(&format!("partners-field-{field}"))));
    let mut sheet = Sheet::new(r.t("partners-list-title"), columns.to_vec());
    for Listed { partner, upline } in rows {
        let partner = partner.clone();
        sheet.row(vec![
            partner.code.into(),
            partner.name.into(),
            kind_word(r, partner.kind).into(),
            status_word(r, partner.status).into(),
            partner.region.into(),
            partner.country.into(),
            partner.tier.into(),
            upline.clone().into(),
            Value::Date(partner.since),
        ]);
    }
    sheet
}
