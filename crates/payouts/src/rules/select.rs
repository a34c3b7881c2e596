//! Who is in a batch, and why everybody else is not.

use base::access::PartnerId;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use money::{Currency, Money};
use partners::{PartnerStatus, Requisites, RequisitesGuard};
use serde::{Deserialize, Serialize};

use super::{Party, check_party};

/// A partner with whom something is not settled.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Who.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// Where he stands with the vendor.
    pub status: PartnerStatus,
    /// What the vendor owes him; below zero when he owes.
    pub balance: Money,
    /// What of it may be paid out.
    pub available: Money,
    /// The next day on which more becomes available.
    pub waits_until: Option<Date>,
    /// Where he is paid, if he has said so.
    pub requisites: Option<Requisites>,
    /// When this became another place than before, and whether a second person has confirmed it.
    pub guard: Option<RequisitesGuard>,
}

/// By what a batch chooses.
#[derive(Clone, Copy, Debug)]
pub struct Policy {
    /// The currency of the batch.
    pub currency: Currency,
    /// The smallest payout.
    pub minimum: Money,
    /// When it chooses.
    pub now: Timestamp,
    /// How many hours changed requisites wait.
    pub hold_hours: i64,
}

/// A partner who is paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// How much.
    pub amount: Money,
    /// Where to.
    pub requisites: Requisites,
}

/// Why a partner is not paid this time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum LeftOut {
    /// He owes the vendor.
    Owes,
    /// Nothing is available before this day.
    Waiting {
        /// The day.
        until: Date,
    },
    /// Nothing is available.
    NothingAvailable,
    /// He is not an active partner.
    NotActive {
        /// Where he stands.
        status: String,
    },
    /// What is available is less than the smallest payout.
    BelowMinimum {
        /// The smallest payout.
        minimum: Money,
    },
    /// He has not said where he is paid.
    NoRequisites,
    /// His money would go elsewhere than before, which waits for some hours.
    RequisitesHeld {
        /// Until when.
        until: Timestamp,
    },
    /// His money would go elsewhere than before, and no second person has confirmed it.
    RequisitesUnconfirmed,
    /// His requisites lack something that a payment needs.
    Incomplete {
        /// The fields that are empty.
        missing: Vec<String>,
    },
    /// His requisites cannot be written into a bank order.
    Unwritable {
        /// The field.
        field: String,
        /// What stands in the way: a letter, or the number of letters.
        what: String,
    },
}

impl LeftOut {
    /// The word of the reason; its sentence is `payouts-left-out-<word>`.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Owes => "owes",
            Self::Waiting { .. } => "waiting",
            Self::NothingAvailable => "nothing-available",
            Self::NotActive { .. } => "not-active",
            Self::BelowMinimum { .. } => "below-minimum",
            Self::NoRequisites => "no-requisites",
            Self::RequisitesHeld { .. } => "requisites-held",
            Self::RequisitesUnconfirmed => "requisites-unconfirmed",
            Self::Incomplete { .. } => "incomplete",
            Self::Unwritable { .. } => "unwritable",
        }
    }
}

/// Judges one partner: everything available is paid, or nothing with the first reason that stands in the way.
pub fn judge(candidate: &Candidate, policy: &Policy) -> Result<Chosen, LeftOut> {
    if candidate.balance.minor <= 0 {
        return Err(LeftOut::Owes);
    }
    if candidate.status != PartnerStatus::Active {
        return Err(LeftOut::NotActive { status: candidate.status.name().to_owned() });
    }
    if candidate.available.minor <= 0 {
        return Err(match candidate.waits_until {
            Some(until) => LeftOut::Waiting { until },
            None => LeftOut::NothingAvailable,
        });
    }
    if candidate.available.minor < policy.minimum.minor {
        return Err(LeftOut::BelowMinimum { minimum: policy.minimum });
    }
    let requisites = candidate.requisites.as_ref().ok_or(LeftOut::NoRequisites)?;
    payable_to(requisites, policy.currency)?;
    mind_change(candidate.guard.as_ref(), policy)?;
    Ok(Chosen { amount: candidate.available, requisites: requisites.clone() })
}

/// Changed requisites wait for the hours of the setting and for a second person.
fn mind_change(guard: Option<&RequisitesGuard>, policy: &Policy) -> Result<(), LeftOut> {
    let Some(guard) = guard else { return Ok(()) };
    let until = guard.changed_at.saturating_add(SignedDuration::from_hours(policy.hold_hours));
    match until {
        Ok(until) if policy.now < until => Err(LeftOut::RequisitesHeld { until }),
        _ if !guard.is_confirmed => Err(LeftOut::RequisitesUnconfirmed),
        _ => Ok(()),
    }
}

/// Roubles go by bank orders, which need everything; elsewhere a name and an account suffice.
fn payable_to(requisites: &Requisites, currency: Currency) -> Result<(), LeftOut> {
    let party = Party::from(requisites);
    let orders = currency == Currency::RUB;
    let mut missing = party.missing();
    missing.retain(|field| orders || ["name", "account"].contains(field));
    if !missing.is_empty() {
        return Err(LeftOut::Incomplete { missing: missing.into_iter().map(str::to_owned).collect() });
    }
    match check_party(&party).into_iter().next().filter(|_| orders) {
        Some(problem) => Err(LeftOut::Unwritable { field: problem.field().to_owned(), what: problem.what() }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use partners::LegalForm;

    fn rub(minor: i64) -> Money {
        Money::new(minor, Currency::RUB)
    }

    fn sber() -> Requisites {
        Requisites {
            name: "ООО Ромашка".into(),
            inn: "7707083893".into(),
            account: "40702810900000000001".into(),
            bic: "044525225".into(),
            bank: "ПАО Сбербанк".into(),
            corr_account: "30101810400000000225".into(),
            ..Requisites::empty(LegalForm::Company)
        }
    }

    fn anna() -> Candidate {
        Candidate {
            partner: PartnerId(7),
            name: "Анна".into(),
            status: PartnerStatus::Active,
            balance: rub(1000),
            available: rub(800),
            waits_until: None,
            requisites: Some(sber()),
            guard: None,
        }
    }

    const POLICY: Policy = Policy {
        currency: Currency::RUB,
        minimum: Money::new(500, Currency::RUB),
        now: Timestamp::UNIX_EPOCH,
        hold_hours: 72,
    };

    #[test]
    fn everything_available_is_paid() {
        assert_eq!(judge(&anna(), &POLICY), Ok(Chosen { amount: rub(800), requisites: sber() }));
    }

    #[test]
    fn changed_requisites_wait_for_the_hours_and_for_a_second_person() {
        let at = |hours: i64| Timestamp::UNIX_EPOCH + SignedDuration::from_hours(hours);
        let judged = |now: i64, is_confirmed: bool| {
            let guard = Some(RequisitesGuard { changed_at: at(0), changed_by: None, is_confirmed });
            judge(&Candidate { guard, ..anna() }, &Policy { now: at(now), ..POLICY }).map(|_| ())
        };
        assert_eq!(judged(71, true), Err(LeftOut::RequisitesHeld { until: at(72) }));
        assert_eq!(judged(72, false), Err(LeftOut::RequisitesUnconfirmed));
        assert_eq!(judged(72, true), Ok(()));
    }

    #[test]
    fn exactly_the_minimum_is_paid() {
        assert!(judge(&Candidate { available: rub(500), ..anna() }, &POLICY).is_ok());
        let less = judge(&Candidate { available: rub(499), ..anna() }, &POLICY);
        assert_eq!(less, Err(LeftOut::BelowMinimum { minimum: rub(500) }));
    }

    #[test]
    fn everybody_left_out_has_a_reason() {
        let day = jiff::civil::date(2026, 4, 1);
        let cases = [
            (Candidate { balance: rub(-5), available: rub(-5), ..anna() }, "owes"),
            (Candidate { status: PartnerStatus::Suspended, ..anna() }, "not-active"),
            (Candidate { available: rub(0), waits_until: Some(day), ..anna() }, "waiting"),
            (Candidate { available: rub(-10), ..anna() }, "nothing-available"),
            (Candidate { requisites: None, ..anna() }, "no-requisites"),
        ];
        for (candidate, word) in cases {
            assert_eq!(judge(&candidate, &POLICY).unwrap_err().word(), word);
        }
    }

    #[test]
    fn a_bank_order_needs_every_field_and_letters_the_bank_can_read() {
        let with =
            |requisites| judge(&Candidate { requisites: Some(requisites), ..anna() }, &POLICY).unwrap_err();
        let incomplete = with(Requisites { bic: String::new(), bank: " ".into(), ..sber() });
        assert_eq!(incomplete, LeftOut::Incomplete { missing: vec!["bic".into(), "bank".into()] });
        let unwritable = with(Requisites { name: "ООО 東京".into(), ..sber() });
        assert_eq!(unwritable, LeftOut::Unwritable { field: "name".into(), what: "東".into() });
        let long = with(Requisites { name: "о".repeat(161), ..sber() });
        assert_eq!(long, LeftOut::Unwritable { field: "name".into(), what: "161".into() });
    }

    #[test]
    fn other_currencies_need_a_name_and_an_account() {
        let policy = Policy { currency: Currency::USD, minimum: Money::zero(Currency::USD), ..POLICY };
        let abroad = Requisites {
            name: "東京 Ltd".into(),
            account: "JP12".into(),
            ..Requisites::empty(LegalForm::Foreign)
        };
        let usd = |minor| Money::new(minor, Currency::USD);
        let candidate =
            Candidate { balance: usd(100), available: usd(100), requisites: Some(abroad.clone()), ..anna() };
        assert_eq!(judge(&candidate, &policy), Ok(Chosen { amount: usd(100), requisites: abroad }));
    }
}
