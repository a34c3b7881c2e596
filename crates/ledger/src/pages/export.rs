//! Lists of the ledger as files: exactly what is filtered, in the order of the page.

use axum::http::header;
use axum::response::IntoResponse;
use base::access::Visit;
use base::failure::{Answer, Oops};
use base::files::{Column, Format, Sheet, Value};
use base::page::Address;

use super::kind_word;
use super::vendor::{wanted_accounts, wanted_entries};
use crate::store::{self, FILE, Part};

/// `GET /desk/ledger/export?format=` with the filters of the accounts.
pub async fn accounts(visit: Visit, here: Address) -> Answer {
    let format = format_of(&here)?;
    let (filter, sort) = wanted_accounts(&here);
    let mut work = visit.read().await?;
    let order = (sort.key == "amount", sort.descending);
    let list = store::balances(&mut work, &filter, order, Part::ALL).await?;
    let r = &visit.reader;
    let columns = vec![
        Column::words(r.t("ledger-account")),
        Column::words(r.t("ledger-partner")),
        Column::words(r.t("ledger-currency")),
        Column::figures(r.t("ledger-balance")),
        Column::figures(r.t("ledger-transfers")),
    ];
    let mut sheet = Sheet::new(r.t("ledger-accounts-title"), columns);
    for balance in list {
        let partner = balance.account.partner();
        let name = balance.name.or_else(|| partner.map(|partner| partner.to_string()));
        sheet.row(vec![
            r.t(&format!("ledger-account-{}", balance.account.word())).into(),
            name.into(),
            balance.amount.currency.to_string().into(),
            Value::Money(balance.amount),
            Value::Integer(balance.transfers),
        ]);
    }
    send(&visit, &sheet, format, "ledger-accounts")
}

/// `GET /desk/ledger/entries/export?format=` with the filters of the entries.
pub async fn entries(visit: Visit, here: Address) -> Answer {
    let format = format_of(&here)?;
    let mut work = visit.read().await?;
    let list = store::entries(&mut work, &wanted_entries(&here), FILE).await?;
    let r = &visit.reader;
    let columns = vec![
        Column::words(r.t("ledger-happened-on")),
        Column::words(r.t("ledger-kind")),
        Column::words(r.t("ledger-memo")),
        Column::words(r.t("ledger-subject")),
        Column::words(r.t("ledger-key")),
        Column::words(r.t("ledger-posted-at")),
        Column::words(r.t("ledger-currency")),
        Column::figures(r.t("ledger-amount")),
    ];
    let mut sheet = Sheet::new(r.t("ledger-entries-title"), columns);
    for entry in list {
        sheet.row(vec![
            Value::Date(entry.happened_on),
            kind_word(r, &entry.kind).into(),
            entry.memo.into(),
            entry.subject.into(),
            entry.key.into(),
            r.moment(entry.posted_at).into(),
            entry.amount.currency.to_string().into(),
            Value::Money(entry.amount),
        ]);
    }
    send(&visit, &sheet, format, "ledger-entries")
}

fn format_of(here: &Address) -> Result<Format, Oops> {
    here.get("format").and_then(Format::parse).ok_or(Oops::BadRequest("ledger-export-bad-format"))
}

fn send(visit: &Visit, sheet: &Sheet, format: Format, name: &str) -> Answer {
    let bytes = sheet.to_bytes(format, &visit.reader)?;
    let name = format!("attachment; filename=\"{name}-{}.{}\"", visit.site.today(), format.ending());
    let headers =
        [(header::CONTENT_TYPE, format.content_type().to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, bytes).into_response())
}
