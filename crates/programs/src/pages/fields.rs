//! The form of a programme: adding it and changing it.

use base::page::{Fields, Filled, Frame, form, verb};
use base::words::Reader;
use maud::{Markup, html};
use money::Currency;
use terms::PeriodKind;

use crate::rules::{NewProgram, Program, ProgramChange};

/// The form with what was typed.
pub fn program_form(frame: &Frame, action: &str, filled: &Filled, word: &str) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let periods = PeriodKind::ALL.map(|kind| (kind.word(), r.t(&format!("programs-period-{}", kind.word()))));
    let currencies = Currency::all().map(|currency| (currency.code(), currency.code()));
    let body = html! {
        (f.text("name", r.t("programs-form-name")).required())
        (f.text("code", r.t("programs-form-code")).required().short().help(r.t("programs-form-code-help")))
        (f.select("currency", r.t("programs-form-currency"), currencies).required().short())
        (f.select("period", r.t("programs-form-period"), periods).required().short().help(r.t("programs-form-period-help")))
        (f.date("starts_on", r.t("programs-form-starts-on")).required().help(r.t("programs-form-starts-on-help")))
        (f.number("hold_days", r.t("programs-form-hold-days")).help(r.t("programs-form-hold-days-help")))
        (f.money("minimum", r.t("programs-form-minimum"), "").help(r.t("programs-form-minimum-help")))
        (f.area("description", r.t("programs-form-description"), 4).help(r.t("programs-form-description-help")))
        div.verbs { (verb(word)) }
    };
    form(frame, action, filled, body)
}

/// An empty form: roubles, quarters.
pub fn fresh() -> Filled {
    Filled::from_pairs([("currency", "RUB"), ("period", "quarter"), ("hold_days", "0")])
}

/// The form as the programme stands.
pub fn filled_with(r: &Reader, program: &Program) -> Filled {
    Filled::from_pairs([
        ("name", program.name.clone()),
        ("code", program.code.clone()),
        ("currency", program.currency.code().to_owned()),
        ("period", program.period.word().to_owned()),
        ("starts_on", program.starts_on.to_string()),
        ("hold_days", program.hold_days.to_string()),
        ("minimum", program.minimum.to_decimal().replace('.', r.style().decimal)),
        ("description", program.description.clone()),
    ])
}

/// Reads the form; every error is noted in it.
pub fn read(r: &Reader, filled: &mut Filled) -> Option<ProgramChange> {
    let name = filled.required(r, "name", &r.t("programs-form-name"));
    let code = filled.required(r, "code", &r.t("programs-form-code"));
    filled.required(r, "starts_on", &r.t("programs-form-starts-on"));
    let starts_on = filled.date(r, "starts_on", &r.t("programs-form-starts-on"));
    let currency = Currency::parse(filled.text("currency")).ok();
    let period = PeriodKind::parse(filled.text("period"));
    if currency.is_none() || period.is_none() {
        filled.refuse(if currency.is_none() { "currency" } else { "period" }, r.t("programs-form-choose"));
    }
    let hold_days = filled.integer(r, "hold_days", &r.t("programs-form-hold-days")).unwrap_or(0);
    let Ok(hold_days) = u32::try_from(hold_days) else {
        filled.refuse("hold_days", r.t("programs-form-hold-days-negative"));
        return None;
    };
    let minimum =
        filled.money(r, "minimum", &r.t("programs-form-minimum"), currency.unwrap_or(Currency::RUB));
    if filled.has_errors() {
        return None;
    }
    Some(NewProgram {
        code,
        name,
        currency: currency?,
        period: period?,
        starts_on: starts_on?,
        hold_days,
        minimum_minor: minimum.map_or(0, |minimum| minimum.minor),
        description: filled.text("description").to_owned(),
    })
}
