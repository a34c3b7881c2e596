//! Exchange rates: the list, writing one down, and bringing a table.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartRejection;
use base::access::{Act, Posted, Visit, Whose};
use base::failure::{Answer, Never, Oops, Refusal as _, Stop};
use base::files::{FieldKind, TargetField};
use base::page::{
    Address, Column, Empty, Fields, Filled, Filters, Frame, Icon, Paging, Row, Table, Tone, badge, card,
    form, upload, verb,
};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};
use money::Currency;

use super::staff;
use super::table::{at_row, brought};
use crate::rules::{KeptRate, NewRate, judge_rate};
use crate::{add_rate, add_rates, store};

const ROWS: i64 = 50;
const PAGE: &str = "/desk/programs/rates";

const FIELDS: &[TargetField] = &[
    TargetField::new("date", FieldKind::Date).required().also(&["on", "day", "дата", "день"]),
    TargetField::new("currency", FieldKind::Currency).required().also(&[
        "base",
        "код",
        "валюта",
        "код валюты",
    ]),
    TargetField::new("rate", FieldKind::Text).required().also(&["курс"]),
    TargetField::new("source", FieldKind::Text).also(&["источник"]),
];

/// The list with both forms.
pub async fn show(visit: Visit, here: Address) -> Answer {
    let mut work = visit.read().await?;
    let today = work.today();
    let fresh = Filled::from_pairs([("base", "USD"), ("quote", "RUB"), ("on", &today.to_string())]);
    let (frame, content) = page(&visit, &mut work, &here, &Forms { one: fresh, many: many_fresh() }).await?;
    Ok(visit.page(&frame, content))
}

fn many_fresh() -> Filled {
    Filled::from_pairs([("into", "RUB")])
}

/// What was typed into both forms.
struct Forms {
    one: Filled,
    many: Filled,
}

/// `USD-RUB` as it stands in the address.
fn pair_asked(here: &Address) -> Option<(Currency, Currency)> {
    let (base, quote) = here.get("pair")?.split_once('-')?;
    Some((Currency::parse(base).ok()?, Currency::parse(quote).ok()?))
}

async fn page(
    visit: &Visit,
    work: &mut Work,
    here: &Address,
    forms: &Forms,
) -> Result<(Frame, Markup), Oops> {
    work.may::<Never>(Act::SeePrograms, Whose::Vendor)?;
    let pair = pair_asked(here);
    let pairs = store::rate_pairs(work).await?;
    let total = store::rates_count(work, pair).await?;
    let rates = store::kept_rates(work, pair, (here.page() - 1) * ROWS, ROWS).await?;
    let people = staff(work, rates.iter().map(|rate| rate.by).collect::<Vec<_>>()).await?;
    let r = &visit.reader;
    let frame = visit
        .frame(r.t("programs-rates-title"))
        .lead(r.t("programs-rates-lead"))
        .crumb(r.t("programs-list-title"), "/desk/programs");
    let who = |rate: &KeptRate| rate.by.and_then(|user| people.get(&user).cloned()).unwrap_or_default();
    let table = Table::new(r, "rates", r.t("programs-rates-title"))
        .columns([
            Column::text(r.t("programs-rates-on")).lead(),
            Column::text(r.t("programs-rates-pair")).key(),
            Column::figure(r.t("programs-rates-rate")).key(),
            Column::text(r.t("programs-rates-source")),
            Column::text(r.t("programs-rates-at")),
        ])
        .rows(rates.iter().map(|rate| row(r, rate, &who(rate))))
        .empty(Empty::new(Icon::Money, r.t("programs-rates-none"), r.t("programs-rates-none-why")));
    let known = pairs.iter().map(|(base, quote)| {
        (format!("{}-{}", base.code(), quote.code()), format!("{}/{}", base.code(), quote.code()))
    });
    let content = html! {
        (Filters::new(r, here).choice("pair", r.t("programs-rates-pair"), known))
        (table)
        @if total > ROWS { (Paging::numbers(r, here, here.page(), ROWS, total)) }
        @if visit.can(Act::EditRates) { (one_form(&frame, &forms.one)) (many_form(&frame, &forms.many)) }
    };
    Ok((frame, content))
}

fn row(r: &Reader, rate: &KeptRate, who: &str) -> Row {
    let number = rate.rate.replace('.', r.style().decimal);
    Row::new([
        html! { (r.date(rate.on)) },
        html! { (rate.base.code()) "/" (rate.quote.code()) },
        html! {
            @if rate.is_corrected { del { (number) } " " (badge(Tone::Neutral, &r.t("programs-rates-corrected"))) }
            @else { (number) }
        },
        html! { (rate.source) },
        html! { (r.moment(rate.at)) @if !who.is_empty() { ", " (who) } },
    ])
}

fn one_form(frame: &Frame, filled: &Filled) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let currencies = || Currency::all().map(|currency| (currency.code(), currency.code()));
    let fields = html! {
        (f.date("on", r.t("programs-rates-on")).required())
        (f.select("base", r.t("programs-rates-base"), currencies()).required().short())
        (f.select("quote", r.t("programs-rates-quote"), currencies()).required().short())
        (f.number("rate", r.t("programs-rates-rate")).required().help(r.t("programs-rates-rate-help")))
        (f.text("source", r.t("programs-rates-source")).help(r.t("programs-rates-source-help")))
        p.field-help { (r.t("programs-rates-for-good")) }
        div.verbs { (verb(&r.t("programs-rates-add-verb"))) }
    };
    card(&r.t("programs-rates-add"), form(frame, PAGE, filled, fields))
}

fn many_form(frame: &Frame, filled: &Filled) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let currencies = Currency::all().map(|currency| (currency.code(), currency.code()));
    let fields = html! {
        (f.select("into", r.t("programs-rates-quote"), currencies).required().short())
        (f.area("text", r.t("programs-table-text"), 6).help(r.t("programs-rates-text-help")))
        (f.file("file", r.t("programs-table-file"), ".csv,.txt,.xlsx"))
        div.verbs { (verb(&r.t("programs-rates-import-verb"))) }
    };
    card(&r.t("programs-rates-import"), upload(frame, &format!("{PAGE}/import"), filled, fields))
}

/// Writes one rate down.
pub async fn add(visit: Visit, here: Address, mut posted: Posted) -> Answer {
    let r = &visit.reader;
    let mut work = visit.begin().await?;
    let filled = &mut posted.filled;
    filled.required(r, "on", &r.t("programs-rates-on"));
    filled.required(r, "rate", &r.t("programs-rates-rate"));
    let on = filled.date(r, "on", &r.t("programs-rates-on"));
    let base = currency(r, filled, "base");
    let quote = currency(r, filled, "quote");
    if let (Some(on), Some(base), Some(quote), false) = (on, base, quote, filled.has_errors()) {
        let (rate, source) = (filled.text("rate").to_owned(), filled.text("source").to_owned());
        match add_rate(&mut work, NewRate { base, quote, on, rate, source }).await {
            Ok(()) => {
                work.commit().await?;
                return visit.redirect(PAGE, "programs-said-rate", &[]).into();
            }
            Err(Stop::Refused(refusal)) => {
                filled.refuse(refusal.field().unwrap_or_default(), refusal.sentence(r));
            }
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let forms = Forms { one: posted.filled, many: many_fresh() };
    let (frame, content) = page(&visit, &mut work, &here, &forms).await?;
    Ok(visit.page_again(&frame, content))
}

fn currency(r: &Reader, filled: &mut Filled, name: &str) -> Option<Currency> {
    let currency = Currency::parse(filled.text(name)).ok();
    if currency.is_none() {
        filled.refuse(name, r.t("programs-form-choose"));
    }
    currency
}

/// Brings a table of rates.
pub async fn import(visit: Visit, here: Address, multipart: Result<Multipart, MultipartRejection>) -> Answer {
    let r = &visit.reader;
    let mut brought = brought(&visit, multipart).await?;
    let mut work = visit.begin().await?;
    let quote = currency(r, &mut brought.filled, "into");
    let rows = brought.rows(r, FIELDS, &["date", "currency", "rate", "source"], |record| {
        let (on, base) = (record.date("date"), record.currency("currency"));
        let rate = record.text("rate").map(str::to_owned);
        let source = record.text("source").unwrap_or_default().to_owned();
        Some(NewRate { base: base?, quote: quote?, on: on?, rate: rate?, source })
    });
    let today = work.today();
    let judged = |(row, new): &(u64, NewRate)| {
        judge_rate(new.clone(), today).err().map(|refusal| at_row(r, *row, &refusal.sentence(r)))
    };
    let problems: Vec<String> = rows.iter().filter_map(judged).collect();
    brought.refuse_all(r, problems);
    if !brought.filled.has_errors() {
        match add_rates(&mut work, rows.into_iter().map(|(_, new)| new).collect()).await {
            Ok(count) => {
                work.commit().await?;
                return visit.redirect(PAGE, "programs-said-rates", &[("count", count.into())]).into();
            }
            Err(Stop::Refused(refusal)) => brought.filled.refuse("text", refusal.sentence(r)),
            Err(stop) => return Err(visit.oops(stop)),
        }
    }
    let one = Filled::from_pairs([("base", "USD"), ("quote", "RUB"), ("on", &today.to_string())]);
    let forms = Forms { one, many: brought.filled };
    let (frame, content) = page(&visit, &mut work, &here, &forms).await?;
    Ok(visit.page_again(&frame, content))
}
