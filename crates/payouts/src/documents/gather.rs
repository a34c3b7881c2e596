//! What a document is about: statements, movements and requisites, as texts in its language.

use base::access::PartnerId;
use base::failure::{Outcome, Result, Stop};
use base::words::{Language, Reader};
use base::work::Work;
use commissions::{StatementFilter, StatementHead};
use jiff::civil::Date;
use ledger::{Account, MovementFilter};
use money::{Currency, Money};
use partners::Requisites;
use terms::{Period, PeriodKind};

use super::NewDocument;
use crate::rates::rates;
use crate::rules::documents::{
    DocumentData, DocumentKind, DocumentRefusal, EntryData, LineData, PeriodData, SideData, TermsData,
    VatData,
};
use crate::rules::forms::{VatRates, inside};
use crate::rules::in_words::{MinorPart, amount_in_words};
use crate::rules::{Party, PaymentCode, code_svg, code_text};

/// What a document is made of.
pub struct Gathered {
    /// The data, without the number.
    pub data: DocumentData,
    /// Its sum.
    pub total: Money,
    /// Where the vendor's name and number are from.
    pub vendor: Party,
    /// Where an invoice is paid to.
    pub payee: Party,
}

/// A reader of documents in a language.
pub fn reader(work: &Work, language: Language) -> Reader {
    let site = work.site();
    Reader::new(site.words.clone(), language).in_zone(site.config.zone.clone())
}

/// Collects what a document says.
pub async fn gather(work: &mut Work, new: &NewDocument, on: Date) -> Outcome<Gathered, DocumentRefusal> {
    let refused = Stop::Refused;
    let vendor = crate::settings::settings(work).await?.payer;
    if vendor.name.trim().is_empty() || vendor.inn.trim().is_empty() {
        return Err(refused(DocumentRefusal::VendorUnknown));
    }
    let requisites = partners::requisites_of(work, new.partner).await?;
    let requisites = requisites.ok_or(refused(DocumentRefusal::PartnerUnknown))?;
    let r = reader(work, new.language);
    let mut data = bare(&r, new, on, &vendor, &requisites);
    let total = match new.kind {
        DocumentKind::Agreement => Money::zero(new.currency),
        DocumentKind::Reconciliation => settlements(work, &r, new, &mut data).await?,
        _ => stated(work, &r, new, &mut data).await?,
    };
    data.total = figure(&r, total);
    data.in_words = amount_in_words(total, new.language, MinorPart::Digits);
    if new.kind.is_of_statements() {
        data.vat = vat(work, &r, new, total).await?;
    }
    Ok(Gathered { data, total, vendor, payee: Party::from(&requisites) })
}

/// A sum without its currency, as tables show it.
fn figure(r: &Reader, money: Money) -> String {
    let parts = r.money_parts(money);
    format!("{}{}{}", parts.sign, parts.whole, parts.fraction)
}

fn day(r: &Reader, date: Date) -> String {
    match r.language {
        Language::Ru => format!("{} г.", r.date_in_words(date)),
        Language::En => r.date_in_words(date),
    }
}

/// A period by its name: `март 2026`.
pub fn period_name(r: &Reader, period: Period) -> String {
    match period.kind {
        PeriodKind::Month => r.month(period.start),
        PeriodKind::Quarter => r.quarter(period.start),
        PeriodKind::Year => period.start.year().to_string(),
    }
}

fn bare(r: &Reader, new: &NewDocument, on: Date, vendor: &Party, requisites: &Requisites) -> DocumentData {
    let period = new.period;
    let name = period_name(r, period);
    DocumentData {
        language: new.language.code(),
        title: r.t(&format!("payouts-document-{}", new.kind.word())),
        number: String::new(),
        date: day(r, on),
        purpose: r.tr("payouts-document-purpose", &[("period", name.clone().into())]),
        period: PeriodData { name, from: day(r, period.start), until: day(r, period.end) },
        vendor: SideData::from(vendor),
        partner: SideData::from(requisites),
        currency: new.currency.code().to_owned(),
        lines: Vec::new(),
        total: String::new(),
        in_words: String::new(),
        vat: None,
        opening: String::new(),
        entries: Vec::new(),
        paid: String::new(),
        accrued: String::new(),
        terms: Vec::new(),
        has_code: false,
        note: new.note.trim().to_owned(),
    }
}

/// The closed statements of a partner's period in a currency.
pub async fn statements(
    work: &mut Work,
    partner: PartnerId,
    period: Period,
    currency: Currency,
) -> Result<Vec<StatementHead>> {
    let filter =
        StatementFilter { period: Some(period), partner: Some(partner), ..StatementFilter::default() };
    let found = commissions::statements(work, &filter).await?;
    Ok(found.into_iter().filter(|head| head.currency == currency).collect())
}

async fn stated(
    work: &mut Work,
    r: &Reader,
    new: &NewDocument,
    data: &mut DocumentData,
) -> Outcome<Money, DocumentRefusal> {
    let heads = statements(work, new.partner, new.period, new.currency).await?;
    if heads.is_empty() {
        return Err(Stop::Refused(DocumentRefusal::NothingStated { period: new.period.to_string() }));
    }
    let mut total = Money::zero(new.currency);
    for head in &heads {
        let program =
            programs::program(work, head.program).await?.map(|found| found.name).unwrap_or_default();
        data.lines.extend(lines(r, head, &program));
        for (version, hash) in &head.terms {
            let known = programs::terms_version(work, programs::TermsVersionId(*version)).await?;
            let number = known.and_then(|known| known.number()).map(|number| number.to_string());
            let version = number.unwrap_or_else(|| "—".to_owned());
            data.terms.push(TermsData { program: program.clone(), version, hash: hash.clone() });
        }
        total = total.checked_add(head.total())?;
    }
    Ok(total)
}

/// The parts of a statement that are not nothing; a statement of nothing has one line that says so.
fn lines(r: &Reader, head: &StatementHead, program: &str) -> Vec<LineData> {
    let totals = &head.totals;
    let parts = [
        ("direct", totals.direct),
        ("overrides", totals.overrides),
        ("bonus", totals.bonus),
        ("limits", totals.limits),
        ("adjustments", totals.adjustments),
    ];
    let some = parts.iter().any(|(_, minor)| *minor != 0);
    parts
        .into_iter()
        .filter(|(word, minor)| *minor != 0 || (!some && *word == "direct"))
        .map(|(word, minor)| LineData {
            title: r.tr(&format!("payouts-document-line-{word}"), &[("program", program.into())]),
            quantity: "1".to_owned(),
            amount: figure(r, head.money(minor)),
        })
        .collect()
}

/// The VAT inside the sum, by the partner's standing on the last day of the period.
async fn vat(
    work: &mut Work,
    r: &Reader,
    new: &NewDocument,
    total: Money,
) -> Outcome<Option<VatData>, DocumentRefusal> {
    let on = new.period.end;
    let standing = partners::standing_on(work, new.partner, on).await?;
    let table = rates(work).await?;
    let unknown = |_| Stop::Refused(DocumentRefusal::RateUnknown);
    let rate = match standing {
        Some(standing) => VatRates::on(&table, on).of(standing.vat).map_err(unknown)?,
        None => None,
    };
    Ok(match rate {
        None => None,
        Some(rate) => Some(VatData {
            rate: format!("{}\u{a0}%", rate.percent_text().replace('.', r.style().decimal)),
            amount: figure(r, inside(total, rate)?),
        }),
    })
}

/// The movements of a period between the sides, and what is owed at its end.
async fn settlements(
    work: &mut Work,
    r: &Reader,
    new: &NewDocument,
    data: &mut DocumentData,
) -> Outcome<Money, DocumentRefusal> {
    let (currency, period) = (new.currency, new.period);
    let accounts = [Account::Payable(new.partner), Account::InPayout(new.partner)];
    let mut balance = 0;
    for account in accounts {
        balance += ledger::balance(work, account, currency).await?.minor;
    }
    let filter =
        MovementFilter { currency: Some(currency), from: Some(period.start), ..MovementFilter::default() };
    let (mut after, mut paid, mut accrued, mut found) = (0, 0, 0, Vec::new());
    for page in 1.. {
        let movements = ledger::movements_of(work, new.partner, &filter, page).await?;
        for movement in &movements {
            let change: i64 = accounts.iter().map(|account| movement.change_of(*account).minor).sum();
            if movement.happened_on > period.end {
                after += change;
            } else if change != 0 {
                *(if change < 0 { &mut paid } else { &mut accrued }) += change.abs();
                found.push((movement.happened_on, movement.memo.clone(), change));
            }
        }
        if movements.len() < 50 {
            break;
        }
    }
    // They come newest first.
    found.reverse();
    found.sort_by_key(|(on, _, _)| *on);
    let closing = balance - after;
    let money = |minor: i64| figure(r, Money::new(minor, currency));
    let side = |minor: i64| if minor > 0 { money(minor) } else { String::new() };
    data.opening = money(closing + paid - accrued);
    (data.paid, data.accrued) = (money(paid), money(accrued));
    data.entries = found
        .into_iter()
        .map(|(on, memo, change)| EntryData {
            date: r.date(on),
            memo,
            paid: side(-change),
            accrued: side(change),
        })
        .collect();
    Ok(Money::new(closing, currency))
}

/// The payment code of an invoice, when everything that it needs is known.
pub fn code(gathered: &Gathered, purpose: &str) -> Option<String> {
    let code = PaymentCode { payee: &gathered.payee, amount: Some(gathered.total), purpose };
    code_svg(&code_text(&code).ok()?, "").ok()
}
