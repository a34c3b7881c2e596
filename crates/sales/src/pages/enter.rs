//! The form that enters a sale.

use base::access::{PartnerId, Posted, Visit};
use base::db::id;
use base::failure::{Answer, Oops, Outcome, Stop};
use base::page::{Fields, Filled, Frame, form, verb};
use base::work::Work;
use maud::{Markup, html};
use money::Currency;

use super::more::{self, Offers};
use super::write_refusal;
use crate::rules::{CustomerId, NewSale, ProductId, Refusal, SaleKind};
use crate::{enter as entering, store};

/// The source of what is entered by hand.
pub(super) const DESK: &str = "desk";

/// `GET /desk/sales/new`
pub async fn new(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let mut filled = Filled::default();
    filled.set("happened_on", visit.site.today().to_string());
    filled.set("quantity", "1");
    filled.set("currency", "RUB");
    // A number of its own keeps a form that is sent twice from entering two sales.
    filled.set("ticket", id::encode(id::fresh()));
    let frame = new_frame(&visit);
    let content = sale_form(&visit, &mut work, &frame, &filled).await?;
    Ok(visit.page(&frame, content))
}

fn new_frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("sales-new-title"))
        .lead(r.t("sales-new-lead"))
        .crumb(r.t("sales-list-title"), "/desk/sales")
}

async fn sale_form(visit: &Visit, work: &mut Work, frame: &Frame, filled: &Filled) -> Result<Markup, Oops> {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let kinds = SaleKind::ALL.iter().filter(|kind| **kind != SaleKind::Return);
    let kinds: Vec<_> = kinds.map(|kind| (kind.name(), super::kind_word(r, *kind))).collect();
    let fields = html! {
        input type="hidden" name="ticket" value=(filled.text("ticket"));
        (f.select("kind", r.t("sales-field-kind"), kinds).required())
        (main_fields(visit, work, filled).await?)
        (f.text("reference", r.t("sales-field-reference")).help(r.t("sales-new-reference-help")))
        (f.area("note", r.t("sales-field-note"), 2))
        (more::fields(r, filled, Offers::Sale))
        (verb(&r.t("sales-enter-verb")))
    };
    Ok(form(frame, "/desk/sales", filled, fields))
}

/// The fields that a new sale and a correction share.
pub(super) async fn main_fields(visit: &Visit, work: &mut Work, filled: &Filled) -> Result<Markup, Oops> {
    let r = &visit.reader;
    let f = Fields::new(r, filled);
    let none = (String::new(), r.t("sales-choose-none"));
    let products =
        store::products(work).await?.into_iter().take(1000).map(|one| (one.name.clone(), one.name));
    let programs = programs::all(work).await?.into_iter().map(|one| (one.code, one.name));
    let currencies = Currency::all().map(|currency| (currency.code(), currency.code()));
    Ok(html! {
        (f.text("partner", r.t("sales-field-partner")).required().help(r.t("sales-new-partner-help")))
        (f.text("customer", r.t("sales-field-customer")).help(r.t("sales-new-customer-help")))
        (f.select("product", r.t("sales-field-product"), std::iter::once(none.clone()).chain(products)))
        (f.date("happened_on", r.t("sales-field-happened_on")).required().help(r.t("sales-new-date-help")))
        (f.text("amount", r.t("sales-field-amount")).required().short())
        (f.select("currency", r.t("sales-field-currency"), currencies).required())
        (f.number("quantity", r.t("sales-field-quantity")).required())
        (f.select("program", r.t("sales-field-program"), std::iter::once(none).chain(programs)).help(r.t("sales-new-program-help")))
    })
}

/// `POST /desk/sales`
pub async fn enter(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let entered = match read_sale(&visit, &mut work, &mut filled).await? {
        Some(new) => Some(entering(&mut work, new).await),
        None => None,
    };
    match entered {
        Some(Ok(entered)) => {
            work.commit().await?;
            let to = format!("/desk/sales/{}", entered.sale);
            if entered.new {
                visit.redirect(to, "sales-said-entered", &[]).into()
            } else {
                visit.redirect(to, "sales-said-known", &[]).into()
            }
        }
        Some(Err(stop)) => {
            write_refusal(&visit, &mut filled, stop)?;
            sale_again(&visit, &filled).await
        }
        None => sale_again(&visit, &filled).await,
    }
}

async fn sale_again(visit: &Visit, filled: &Filled) -> Answer {
    let mut work = visit.read().await?;
    let frame = new_frame(visit);
    let content = sale_form(visit, &mut work, &frame, filled).await?;
    Ok(visit.page_again(&frame, content))
}

/// The sale that was typed, unless something in it cannot be understood; every error is told at once.
pub(super) async fn read_sale(
    visit: &Visit,
    work: &mut Work,
    filled: &mut Filled,
) -> Result<Option<NewSale>, Oops> {
    let r = &visit.reader;
    let partner = filled.required(r, "partner", &r.t("sales-field-partner"));
    let currency = filled.required(r, "currency", &r.t("sales-field-currency"));
    filled.required(r, "happened_on", &r.t("sales-field-happened_on"));
    filled.required(r, "amount", &r.t("sales-field-amount"));
    let happened_on = filled.date(r, "happened_on", &r.t("sales-field-happened_on"));
    let quantity = filled.integer(r, "quantity", &r.t("sales-field-quantity"));
    let currency = Currency::parse(&currency).ok();
    let amount =
        currency.and_then(|currency| filled.money(r, "amount", &r.t("sales-field-amount"), currency));
    let partner = seller_meant(visit, work, filled, partner).await?;
    let customer = told(visit, filled, customer_meant(work, filled.text("customer")).await)?;
    let product = told(visit, filled, product_meant(work, filled.text("product")).await)?;
    let program = match filled.optional("program") {
        None => None,
        Some(code) => programs::program_by_code(work, &code).await?.map(|program| program.id),
    };
    let parts = more::read_parts(visit, filled, currency)?;
    let participants = more::read_participants(visit, work, filled).await?;
    if filled.has_errors() {
        return Ok(None);
    }
    let reference = filled.optional("reference").unwrap_or_else(|| filled.text("ticket").to_owned());
    let (Some(partner), Some(happened_on), Some(amount)) = (partner, happened_on, amount) else {
        return Ok(None);
    };
    Ok(Some(NewSale {
        source: DESK.into(),
        reference,
        kind: SaleKind::parse(filled.text("kind"))
            .filter(|kind| *kind != SaleKind::Return)
            .unwrap_or(SaleKind::Order),
        partner,
        customer,
        product,
        program,
        happened_on,
        quantity: quantity.unwrap_or(1),
        amount,
        note: filled.text("note").to_owned(),
        parts,
        participants,
        is_pending: more::is_pending(filled),
    }))
}

/// The seller that a text means, or nothing after its refusal was written under its field.
async fn seller_meant(
    visit: &Visit,
    work: &mut Work,
    filled: &mut Filled,
    text: String,
) -> Result<Option<PartnerId>, Oops> {
    let found = partners::find_by_name_or_code(work, &[&text]).await?.get(&text).copied();
    if found.is_none() && !text.is_empty() {
        write_refusal(visit, filled, Stop::Refused(Refusal::UnknownPartner { text }))?;
    }
    Ok(found)
}

/// What was meant, or nothing after its refusal was written under its field.
fn told<T>(
    visit: &Visit,
    filled: &mut Filled,
    meant: Outcome<Option<T>, Refusal>,
) -> Result<Option<T>, Oops> {
    match meant {
        Ok(meant) => Ok(meant),
        Err(stop) => write_refusal(visit, filled, stop).map(|()| None),
    }
}

/// The customer that a text means, if there is a text.
pub(crate) async fn customer_meant(work: &mut Work, text: &str) -> Outcome<Option<CustomerId>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let found = store::customers_known_as(work, text).await?;
    let by_code = found.iter().find(|one| {
        one.code.as_deref().is_some_and(|code| crate::rules::key(code) == crate::rules::key(text))
    });
    match (by_code, found.as_slice()) {
        (Some(one), _) | (None, [one]) => Ok(Some(one.id)),
        _ => Err(Stop::Refused(Refusal::UnknownCustomer { text: text.to_owned() })),
    }
}

/// The product that a text means, if there is a text.
pub(crate) async fn product_meant(work: &mut Work, text: &str) -> Outcome<Option<ProductId>, Refusal> {
    if text.is_empty() {
        return Ok(None);
    }
    let key = crate::rules::key(text);
    let found = store::products_by_keys(work, &[&key]).await?;
    match found.first() {
        Some(product) => Ok(Some(product.id)),
        None => Err(Stop::Refused(Refusal::UnknownProduct { text: text.to_owned() })),
    }
}
