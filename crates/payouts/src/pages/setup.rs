//! The vendor's own requisites, the phrase on payments, and the smallest payouts.

use base::access::{Posted, Visit};
use base::failure::Answer;
use base::page::{Fields, Filled, Frame, form, verb};
use maud::{Markup, html};
use money::{Currency, Money};

use super::{currencies, write_refusal};
use crate::rules::{LimitKind, Limits, Party};
use crate::settings::{NewSettings, Settings, save_settings, settings};

fn minimum_field(currency: Currency) -> String {
    format!("minimum_{currency}")
}

fn limit_field(currency: Currency, kind: LimitKind) -> String {
    format!("limit_{}_{currency}", kind.word())
}

fn limit_fields(all: &[Currency]) -> impl Iterator<Item = (Currency, LimitKind)> {
    all.iter().flat_map(|currency| LimitKind::ALL.map(|kind| (*currency, kind)))
}

/// `GET /desk/payouts/settings`
pub async fn show(visit: Visit) -> Answer {
    let mut work = visit.read().await?;
    let settings = settings(&mut work).await?;
    let all = currencies(&mut work).await?;
    let filled = filled_with(&settings, &all);
    let frame = frame(&visit);
    Ok(visit.page(&frame, settings_form(&frame, &all, &filled)))
}

fn frame(visit: &Visit) -> Frame {
    let r = &visit.reader;
    visit
        .frame(r.t("payouts-settings-title"))
        .lead(r.t("payouts-settings-lead"))
        .crumb(r.t("payouts-list-title"), "/desk/payouts")
}

fn filled_with(settings: &Settings, all: &[Currency]) -> Filled {
    let texts = settings.payer.fields().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let minimums = all.iter().map(|currency| {
        let minimum = settings.minimum(*currency);
        (minimum_field(*currency), if minimum.is_zero() { String::new() } else { minimum.to_decimal() })
    });
    let limits = limit_fields(all).filter_map(|(currency, kind)| {
        let limit = Money::new(settings.limits(currency).of(kind)?, currency);
        Some((limit_field(currency, kind), limit.to_decimal()))
    });
    Filled::from_pairs(texts.into_iter().chain(minimums).chain(limits).chain([
        ("purpose".to_owned(), settings.purpose.clone()),
        ("hold_hours".to_owned(), settings.hold_hours.to_string()),
        ("needs_factor".to_owned(), if settings.needs_factor { "yes".to_owned() } else { String::new() }),
    ]))
}

fn settings_form(frame: &Frame, all: &[Currency], filled: &Filled) -> Markup {
    let r = &frame.reader;
    let f = Fields::new(r, filled);
    let minimums: Vec<(String, String)> =
        all.iter().map(|currency| (minimum_field(*currency), currency.to_string())).collect();
    let limits: Vec<(String, &str, String)> = limit_fields(all)
        .map(|(currency, kind)| (limit_field(currency, kind), kind.word(), currency.to_string()))
        .collect();
    let fields = html! {
        h2 { (r.t("payouts-payer-title")) }
        (f.text("name", r.t("payouts-field-name")).required())
        (f.text("inn", r.t("payouts-field-inn")).required().short())
        (f.text("kpp", r.t("payouts-field-kpp")).short())
        (f.text("account", r.t("payouts-field-account")).required())
        (f.text("bic", r.t("payouts-field-bic")).required().short())
        (f.text("bank", r.t("payouts-field-bank")).required())
        (f.text("corr_account", r.t("payouts-field-corr_account")).required())
        (f.tick("sure", r.t("payouts-settings-sure")))
        (f.area("purpose", r.t("payouts-purpose"), 2).help(r.t("payouts-purpose-help")))
        h2 { (r.t("payouts-minimum")) }
        @for (name, code) in &minimums {
            (f.money(name, r.tr("payouts-minimum-in", &[("currency", code.into())]), code.clone()).help(r.t("payouts-minimum-help")))
        }
        h2 { (r.t("payouts-hold-title")) }
        (f.number("hold_hours", r.t("payouts-hold-hours")).short().help(r.t("payouts-hold-help")))
        (f.tick("needs_factor", r.t("payouts-needs-factor")).help(r.t("payouts-needs-factor-help")))
        h2 { (r.t("payouts-limits-title")) }
        p.muted { (r.t("payouts-limits-help")) }
        @for (name, kind, code) in &limits {
            (f.money(name, r.tr(&format!("payouts-limit-{kind}-in"), &[("currency", code.into())]), code.clone()))
        }
        (verb(&r.t("payouts-settings-verb")))
    };
    form(frame, "/desk/payouts/settings", filled, fields)
}

/// `POST /desk/payouts/settings`
pub async fn save(visit: Visit, posted: Posted) -> Answer {
    let mut filled = posted.filled;
    let mut work = visit.begin().await?;
    let all = currencies(&mut work).await?;
    let new = NewSettings {
        payer: payer_of(&filled),
        purpose: filled.text("purpose").to_owned(),
        minimums: minimums_of(&visit, &mut filled, &all),
        needs_factor: Some(filled.is_ticked("needs_factor")),
        limits: limits_of(&visit, &mut filled, &all),
        hold_hours: filled.integer(&visit.reader, "hold_hours", &visit.reader.t("payouts-hold-hours")),
        is_sure: filled.is_ticked("sure"),
    };
    let done = if filled.has_errors() { None } else { Some(save_settings(&mut work, new).await) };
    match done {
        Some(Ok(())) => {
            work.commit().await?;
            return visit.redirect("/desk/payouts/settings", "payouts-said-settings", &[]).into();
        }
        Some(Err(stop)) => write_refusal(&visit, &mut filled, stop)?,
        None => {}
    }
    let frame = frame(&visit);
    Ok(visit.page_again(&frame, settings_form(&frame, &all, &filled)))
}

fn payer_of(filled: &Filled) -> Party {
    let text = |name: &str| filled.text(name).to_owned();
    let digits = |name: &str| filled.text(name).split_whitespace().collect::<String>();
    Party {
        name: text("name"),
        inn: digits("inn"),
        kpp: digits("kpp"),
        account: digits("account"),
        bic: digits("bic"),
        bank: text("bank"),
        corr_account: digits("corr_account"),
    }
}

fn minimums_of(visit: &Visit, filled: &mut Filled, all: &[Currency]) -> Vec<Money> {
    let r = &visit.reader;
    let mut minimums = Vec::new();
    for currency in all {
        let label = r.tr("payouts-minimum-in", &[("currency", currency.to_string().into())]);
        let minimum = filled.money(r, &minimum_field(*currency), &label, *currency);
        minimums.push(minimum.unwrap_or(Money::zero(*currency)));
    }
    minimums
}

fn limits_of(visit: &Visit, filled: &mut Filled, all: &[Currency]) -> Vec<(Currency, Limits)> {
    let r = &visit.reader;
    let mut limits = Vec::new();
    for currency in all {
        let mut own = Limits::default();
        for kind in LimitKind::ALL {
            let code = [("currency", currency.to_string().into())];
            let label = r.tr(&format!("payouts-limit-{}-in", kind.word()), &code);
            let limit = filled.money(r, &limit_field(*currency, kind), &label, *currency);
            own.set(kind, limit.map(|limit| limit.minor));
        }
        limits.push((*currency, own));
    }
    limits
}
