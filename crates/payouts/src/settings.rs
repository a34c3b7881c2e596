//! The vendor's own requisites, the phrase on payments, and the smallest payouts.

use std::collections::BTreeMap;

use base::access::{Act, Whose};
use base::failure::{Outcome, Result, Stop};
use base::work::Work;
use money::{Currency, Money};
use partners::rules::{Finding, check_requisites, is_soft};
use partners::{LegalForm, Requisites};

use crate::events::SettingsChanged;
use crate::rules::{self, DEFAULT_PURPOSE, LimitKind, Limits, Party, Problem, Refusal};

const PAYER: &str = "payouts.payer";
const PURPOSE: &str = "payouts.purpose";
const MINIMUMS: &str = "payouts.minimums";
const NEEDS_FACTOR: &str = "payouts.needs-factor";
const LIMITS: &str = "payouts.limits";
const HOLD_HOURS: &str = "payouts.hold-hours";
/// How long payouts to changed requisites wait unless it was set otherwise.
const HOLD_HOURS_USUAL: i64 = 72;

/// The longest hold: a month.
const HOLD_HOURS_MAX: i64 = 31 * 24;

/// By what the vendor pays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The vendor's own requisites.
    pub payer: Party,
    /// The phrase on every payment; `{number}` and `{date}` are those of the batch.
    pub purpose: String,
    /// How many hours payouts to changed requisites wait.
    pub hold_hours: i64,
    /// Whether handing a batch out needs a second factor of everybody, not only of those who have one.
    pub needs_factor: bool,
    /// How much may go out, by the code of the currency.
    limits: BTreeMap<String, Limits>,
    /// The smallest payouts, by the code of the currency, in minor units.
    minimums: BTreeMap<String, i64>,
}

impl Settings {
    /// How much may go out in a currency; everything unless it was set.
    pub fn limits(&self, currency: Currency) -> Limits {
        self.limits.get(currency.code()).copied().unwrap_or_default()
    }

    /// The smallest payout in a currency; nothing unless it was set.
    pub fn minimum(&self, currency: Currency) -> Money {
        Money::new(self.minimums.get(currency.code()).copied().unwrap_or(0), currency)
    }
}

/// What the settings are changed to.
#[derive(Clone, Debug)]
pub struct NewSettings {
    /// The vendor's own requisites.
    pub payer: Party,
    /// The phrase on every payment.
    pub purpose: String,
    /// The smallest payouts; currencies that are not named keep theirs.
    pub minimums: Vec<Money>,
    /// Whether handing a batch out needs a second factor of everybody; as before when it is not said.
    pub needs_factor: Option<bool>,
    /// How much may go out; currencies that are not named keep theirs.
    pub limits: Vec<(Currency, Limits)>,
    /// How many hours payouts to changed requisites wait; as before when it is not said.
    pub hold_hours: Option<i64>,
    /// The numbers were compared with the bank's papers although their keys do not fit.
    pub is_sure: bool,
}

/// The settings in force.
pub async fn settings(work: &mut Work) -> Result<Settings> {
    let payer = work.setting(PAYER).await?.map(|text| serde_json::from_str(&text)).transpose()?;
    let minimums = work.setting(MINIMUMS).await?.map(|text| serde_json::from_str(&text)).transpose()?;
    let purpose = work.setting(PURPOSE).await?.unwrap_or_else(|| DEFAULT_PURPOSE.to_owned());
    let hold_hours =
        work.setting(HOLD_HOURS).await?.and_then(|text| text.parse().ok()).unwrap_or(HOLD_HOURS_USUAL);
    let limits = work.setting(LIMITS).await?.map(|text| serde_json::from_str(&text)).transpose()?;
    let needs_factor = work.setting(NEEDS_FACTOR).await?;
    Ok(Settings {
        payer: payer.unwrap_or_default(),
        limits: limits.unwrap_or_default(),
        needs_factor: needs_factor.as_deref() == Some("yes"),
        purpose,
        hold_hours,
        minimums: minimums.unwrap_or_default(),
    })
}

/// Changes the settings; batches that were prepared before keep theirs.
pub async fn save_settings(work: &mut Work, new: NewSettings) -> Outcome<(), Refusal> {
    work.may(Act::PreparePayouts, Whose::Vendor)?;
    judge(&new).map_err(Stop::Refused)?;
    let Settings { mut minimums, mut limits, .. } = settings(work).await?;
    limits.extend(new.limits.iter().map(|(currency, limits)| (currency.code().to_owned(), *limits)));
    work.set_setting(LIMITS, &serde_json::to_string(&limits)?).await?;
    minimums.extend(new.minimums.iter().map(|money| (money.currency.code().to_owned(), money.minor)));
    let purpose = if new.purpose.trim().is_empty() { DEFAULT_PURPOSE } else { new.purpose.trim() };
    work.set_setting(PAYER, &serde_json::to_string(&new.payer)?).await?;
    work.set_setting(PURPOSE, purpose).await?;
    work.set_setting(MINIMUMS, &serde_json::to_string(&minimums)?).await?;
    if let Some(needs) = new.needs_factor {
        work.set_setting(NEEDS_FACTOR, if needs { "yes" } else { "no" }).await?;
    }
    if let Some(hours) = new.hold_hours {
        work.set_setting(HOLD_HOURS, &hours.to_string()).await?;
    }
    let said: Vec<String> = new.minimums.iter().map(Money::to_string).collect();
    let Party { name, account, .. } = new.payer;
    work.record(SettingsChanged { payer: name, account, minimums: said.join(", ") }).await?;
    Ok(())
}

fn judge(new: &NewSettings) -> Result<(), Refusal> {
    if new.minimums.iter().any(|money| money.is_negative()) {
        return Err(Refusal::MinimumNegative);
    }
    let is_negative =
        |limits: &Limits| LimitKind::ALL.iter().any(|kind| limits.of(*kind).is_some_and(|limit| limit < 0));
    if new.limits.iter().any(|(_, limits)| is_negative(limits)) {
        return Err(Refusal::LimitNegative);
    }
    if new.hold_hours.is_some_and(|hours| !(0..=HOLD_HOURS_MAX).contains(&hours)) {
        return Err(Refusal::HoldOdd { max: HOLD_HOURS_MAX });
    }
    let findings: Vec<Finding> = check_requisites(&as_requisites(&new.payer))
        .into_iter()
        .filter(|finding| !(new.is_sure && is_soft(finding)))
        .collect();
    if !findings.is_empty() {
        return Err(Refusal::PayerWrong { findings });
    }
    let texts = rules::check_party(&new.payer);
    let odd = texts.into_iter().find(|problem| !matches!(problem, Problem::Missing { .. }));
    match odd.or_else(|| rules::check_phrase(&new.purpose)) {
        Some(problem) => Err(Refusal::PayerUnwritable { problem }),
        None => Ok(()),
    }
}

/// A tax number of twelve digits is an entrepreneur's.
fn as_requisites(payer: &Party) -> Requisites {
    let form = if payer.inn.len() == 12 { LegalForm::Entrepreneur } else { LegalForm::Company };
    Requisites {
        name: payer.name.clone(),
        inn: payer.inn.clone(),
        kpp: payer.kpp.clone(),
        account: payer.account.clone(),
        bic: payer.bic.clone(),
        bank: payer.bank.clone(),
        corr_account: payer.corr_account.clone(),
        ..Requisites::empty(form)
    }
}
