//! What a sale may say beside the necessary, folded away so that the form stays short.

use base::access::Visit;
use base::failure::{Oops, Stop};
use base::page::{Fields, Filled, Icon};
use base::words::Reader;
use base::work::Work;
use maud::{Markup, html};
use money::{Currency, Money};

use super::write_refusal;
use crate::rules::{Covers, NamedParticipant, Participant, Refusal, Sale, SaleParts};

/// Rows of participants on the form: those that are filled and two more, five at most.
const ROWS_MAX: usize = 5;
const ROWS_BLANK: usize = 2;

/// The sums among the parts.
const SUMS: [&str; 4] = ["vat", "delivery", "cost", "paid"];
const DATES: [&str; 4] = ["invoiced_on", "paid_on", "covers_from", "covers_until"];
/// The three cells of a participant.
const CELLS: [&str; 3] = ["partner", "role", "share"];

fn cell(row: usize, what: &str) -> String {
    format!("participant-{row}-{what}")
}

/// Which fields a form offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offers {
    /// A sale: everything.
    Sale,
    /// A correction: everything but the state, which stays.
    Correction,
    /// A return: the sums, which it has of its own; it has the participants of its original.
    Return,
}

/// The folded fields; open when anything in them is filled or wrong.
pub fn fields(r: &Reader, filled: &Filled, offers: Offers) -> Markup {
    let f = Fields::new(r, filled);
    let word = |name: &str| r.t(&format!("sales-field-{name}"));
    let help = |name: &str| r.t(&format!("sales-more-{name}-help"));
    let rows: Vec<[String; 3]> = (0..rows(filled)).map(|row| CELLS.map(|what| cell(row, what))).collect();
    html! {
        details open[is_said(filled)] {
            summary { span.button { (Icon::Plus) (r.t("sales-more-title")) } }
            (f.text("document", word("document")).help(help("document")))
            @for name in SUMS { (f.text(name, word(name)).short().help(help(name))) }
            @for name in DATES { (f.date(name, word(name))) }
            p.field-help { (r.t("sales-more-covers-help")) }
            @if offers != Offers::Return {
                h3 #f-participants { (word("participants")) }
                p.field-help { (r.t("sales-more-participants-help")) }
                @for [partner, role, share] in &rows {
                    (f.text(partner, r.t("sales-more-participant-partner")))
                    (f.text(role, r.t("sales-more-participant-role")).short())
                    (f.text(share, r.t("sales-more-participant-share")).short())
                }
            }
            @if offers != Offers::Correction {
                (f.tick("pending", r.t("sales-more-pending")).help(help("pending")))
            }
        }
    }
}

/// How many rows of participants are shown.
fn rows(filled: &Filled) -> usize {
    let is_filled = |row: &usize| CELLS.iter().any(|what| !filled.text(&cell(*row, what)).is_empty());
    let last = (0..ROWS_MAX).rev().find(is_filled).map_or(0, |row| row + 1);
    (last + ROWS_BLANK).min(ROWS_MAX)
}

fn is_said(filled: &Filled) -> bool {
    let own = |name: &str| {
        name == "document"
            || name == "pending"
            || name.starts_with("participant")
            || SUMS.contains(&name)
            || DATES.contains(&name)
    };
    filled.pairs().iter().any(|(name, value)| own(name) && !value.trim().is_empty())
        || filled.errors().iter().any(|error| own(&error.field))
}

/// Whether the box of a pending sale was ticked.
pub fn is_pending(filled: &Filled) -> bool {
    filled.is_ticked("pending")
}

/// The parts that were typed; what is wrong is written under its field.
pub fn read_parts(visit: &Visit, filled: &mut Filled, currency: Option<Currency>) -> Result<SaleParts, Oops> {
    let r = &visit.reader;
    let word = |name: &str| r.t(&format!("sales-field-{name}"));
    let sum = |filled: &mut Filled, name: &str| -> Option<Money> {
        currency.and_then(|currency| filled.money(r, name, &word(name), currency))
    };
    let [vat, delivery, cost, paid] = SUMS.map(|name| sum(filled, name));
    let [invoiced_on, paid_on, from, until] = DATES.map(|name| filled.date(r, name, &word(name)));
    let covers = match Covers::read(from, until) {
        Ok(covers) => covers,
        // A date that could not be read has an error of its own.
        Err(_) if filled.error("covers_from").or(filled.error("covers_until")).is_some() => None,
        Err(refusal) => write_refusal(visit, filled, Stop::Refused(refusal)).map(|()| None)?,
    };
    let document = filled.optional("document");
    Ok(SaleParts { document, vat, delivery, cost, paid, invoiced_on, paid_on, covers })
}

/// The participants that were typed; what is wrong is written under its field.
pub async fn read_participants(
    visit: &Visit,
    work: &mut Work,
    filled: &mut Filled,
) -> Result<Vec<Participant>, Oops> {
    let mut read = Vec::new();
    for row in 0..ROWS_MAX {
        let [partner, role, share] = CELLS.map(|what| filled.text(&cell(row, what)).to_owned());
        if partner.is_empty() && role.is_empty() && share.is_empty() {
            continue;
        }
        let named = match NamedParticipant::read(&partner, &role, &share) {
            Ok(named) => named,
            Err(refusal) => {
                write_refusal(visit, filled, Stop::Refused(refusal))?;
                continue;
            }
        };
        match partners::find_by_name_or_code(work, &[&named.partner]).await?.get(&named.partner) {
            Some(partner) => {
                read.push(Participant { partner: *partner, role: named.role, share: named.share });
            }
            None => {
                let refusal = Refusal::UnknownPartner { text: named.partner };
                let sentence = base::failure::Refusal::sentence(&refusal, &visit.reader);
                filled.refuse(&cell(row, "partner"), sentence);
            }
        }
    }
    Ok(read)
}

/// Writes the parts and participants of a sale into a form.
pub fn fill(filled: &mut Filled, sale: &Sale, participants: &[(Participant, String)]) {
    let parts = &sale.parts;
    let mut set = |name: &str, text: Option<String>| {
        if let Some(text) = text {
            filled.set(name, text);
        }
    };
    set("document", parts.document.clone());
    for (name, sum) in parts.sums() {
        set(name, sum.map(Money::to_decimal));
    }
    let covers = parts.covers;
    let days = [parts.invoiced_on, parts.paid_on, covers.map(|one| one.from), covers.map(|one| one.until)];
    for (name, day) in DATES.into_iter().zip(days) {
        set(name, day.map(|day| day.to_string()));
    }
    for (row, (one, name)) in participants.iter().enumerate() {
        set(&cell(row, "partner"), Some(name.clone()));
        set(&cell(row, "role"), Some(one.role.clone()));
        set(&cell(row, "share"), one.share.map(|share| share.to_string()));
    }
}
