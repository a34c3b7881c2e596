//! What happens to payouts, as the event log keeps it.

use base::access::PartnerId;
use base::events::Event;
use jiff::civil::Date;
use serde::Serialize;

use crate::rules::{BankRowId, BatchId, LayoutId};

macro_rules! events {
    ($($(#[$meta:meta])* $event:ident = $name:literal { $($(#[$doc:meta])* $field:ident: $kind:ty),* $(,)? } $(@ $partner:ident)?)+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $event {
            /// Which batch.
            pub batch: BatchId,
            /// Its number.
            pub number: i64,
            $($(#[$doc])* pub $field: $kind),*
        }

        impl Event for $event {
            const NAME: &'static str = $name;

            fn subject(&self) -> String {
                self.batch.to_string()
            }
            $(
            fn partner(&self) -> Option<PartnerId> {
                Some(self.$partner)
            }
            )?
        }
    )+ };
}

events! {
    /// A batch was prepared.
    Prepared = "payouts.prepared" {
        /// How many partners are in it.
        lines: i64,
        /// What they get, with the currency.
        total: String,
    }
    /// A second person approved a batch.
    Approved = "payouts.approved" {
        /// What was approved, with the currency.
        total: String,
    }
    /// The files of a batch were made.
    Exported = "payouts.exported" {
        /// Their names and fingerprints.
        files: String,
    }
    /// Everything that was due in a batch was marked as paid.
    PaidAll = "payouts.paid" {
        /// How many lines.
        lines: i64,
        /// How much, with the currency.
        total: String,
        /// The day on which the bank paid.
        paid_on: Date,
    }
    /// One line was marked as paid.
    LinePaid = "payouts.line-paid" {
        /// Who was paid.
        partner: PartnerId,
        /// His name.
        name: String,
        /// How much, with the currency.
        amount: String,
        /// The day on which the bank paid.
        paid_on: Date,
    } @partner
    /// One line was taken out.
    LineRemoved = "payouts.line-removed" {
        /// Whose.
        partner: PartnerId,
        /// His name.
        name: String,
        /// How much, with the currency.
        amount: String,
        /// Why.
        reason: String,
    } @partner
    /// The bank has paid a part of a line.
    LinePartPaid = "payouts.line-part-paid" {
        /// Who was paid.
        partner: PartnerId,
        /// His name.
        name: String,
        /// How much, with the currency.
        amount: String,
        /// The day on which the bank paid.
        paid_on: Date,
    } @partner
    /// The bank brought a payout back.
    LineReturned = "payouts.line-returned" {
        /// Whose.
        partner: PartnerId,
        /// His name.
        name: String,
        /// How much, with the currency.
        amount: String,
        /// Why.
        reason: String,
    } @partner
    /// One line dropped out by itself: the requisites have changed since the batch was prepared.
    LineDropped = "payouts.line-dropped" {
        /// Whose.
        partner: PartnerId,
        /// His name.
        name: String,
        /// How much, with the currency.
        amount: String,
    } @partner
    /// A batch was cancelled.
    Cancelled = "payouts.cancelled" {
        /// What went back, with the currency.
        total: String,
        /// Why.
        reason: String,
    }
}

/// The vendor's requisites, phrase or smallest payouts were changed.
#[derive(Clone, Debug, Serialize)]
pub struct SettingsChanged {
    /// Who pays.
    pub payer: String,
    /// His account.
    pub account: String,
    /// The smallest payouts, with their currencies.
    pub minimums: String,
}

impl Event for SettingsChanged {
    const NAME: &'static str = "payouts.settings-changed";

    fn subject(&self) -> String {
        "payouts".to_owned()
    }
}

/// A rate, limit or form was written down.
#[derive(Clone, Debug, Serialize)]
pub struct RateSet {
    /// The key of what it is about.
    pub kind_key: String,
    /// The first day.
    pub from_on: Date,
    /// Where it is written.
    pub source: String,
    /// Whether it was confirmed.
    pub is_confirmed: bool,
}

impl Event for RateSet {
    const NAME: &'static str = "payouts.rate-set";

    fn subject(&self) -> String {
        "payouts".to_owned()
    }
}

/// A rate, limit or form was taken back.
#[derive(Clone, Debug, Serialize)]
pub struct RateWithdrawn {
    /// The key of what it was about.
    pub kind_key: String,
    /// Its first day.
    pub from_on: Date,
}

impl Event for RateWithdrawn {
    const NAME: &'static str = "payouts.rate-withdrawn";

    fn subject(&self) -> String {
        "payouts".to_owned()
    }
}

/// The columns of a bank's register were written down.
#[derive(Clone, Debug, Serialize)]
pub struct LayoutKept {
    /// Which.
    pub layout: LayoutId,
    /// Its name.
    pub name: String,
}

impl Event for LayoutKept {
    const NAME: &'static str = "payouts.layout-kept";

    fn subject(&self) -> String {
        self.layout.to_string()
    }
}

/// The columns of a bank's register were taken off the list.
#[derive(Clone, Debug, Serialize)]
pub struct LayoutDropped {
    /// Which.
    pub layout: LayoutId,
    /// Its name.
    pub name: String,
}

impl Event for LayoutDropped {
    const NAME: &'static str = "payouts.layout-dropped";

    fn subject(&self) -> String {
        self.layout.to_string()
    }
}

/// A statement of the bank was taken in.
#[derive(Clone, Debug, Serialize)]
pub struct StatementTaken {
    /// The name of the file.
    pub name: String,
    /// How many movements belong to payouts.
    pub matched: usize,
    /// How many belong to none and might.
    pub open: usize,
    /// How many were known before.
    pub known: usize,
}

impl Event for StatementTaken {
    const NAME: &'static str = "payouts.statement-taken";

    fn subject(&self) -> String {
        "payouts".to_owned()
    }
}

/// A movement of the bank was set aside.
#[derive(Clone, Debug, Serialize)]
pub struct MovementSetAside {
    /// Which.
    pub movement: BankRowId,
    /// Why.
    pub reason: String,
}

impl Event for MovementSetAside {
    const NAME: &'static str = "payouts.movement-set-aside";

    fn subject(&self) -> String {
        self.movement.to_string()
    }
}
