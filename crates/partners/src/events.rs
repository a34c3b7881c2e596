//! What happens to partners, as the event log keeps it.

use base::access::PartnerId;
use base::events::Event;
use jiff::civil::Date;
use serde::Serialize;

use crate::rules::{PartnerKind, PartnerStatus};

macro_rules! events {
    ($($(#[$meta:meta])* $event:ident = $name:literal { $($(#[$doc:meta])* $field:ident: $kind:ty),* $(,)? })+) => { $(
        $(#[$meta])*
        #[derive(Clone, Debug, Serialize)]
        pub struct $event {
            /// Which partner.
            pub partner: PartnerId,
            $($(#[$doc])* pub $field: $kind),*
        }

        impl Event for $event {
            const NAME: &'static str = $name;

            fn subject(&self) -> String {
                self.partner.to_string()
            }

            fn partner(&self) -> Option<PartnerId> {
                Some(self.partner)
            }
        }
    )+

        /// The names of all events of this slice.
        pub const NAMES: &[&str] = &[$($name),+];
    };
}

events! {
    /// A partner was added.
    PartnerAdded = "partners.added" {
        /// His name.
        name: String,
    }
    /// One field of a card was changed.
    CardChanged = "partners.card-changed" {
        /// The key of the field's name.
        field_key: String,
        /// What stood there.
        before: Option<String>,
        /// What stands there now.
        after: Option<String>,
    }
    /// The kind was changed.
    KindChanged = "partners.kind-changed" {
        /// The kind now.
        kind: PartnerKind,
        /// The key of the word for the kind before.
        before_key: String,
        /// The key of the word for the kind now.
        after_key: String,
    }
    /// The status was changed.
    StatusChanged = "partners.status-changed" {
        /// The status now.
        status: PartnerStatus,
        /// The key of the word for the status before.
        before_key: String,
        /// The key of the word for the status now.
        after_key: String,
        /// Why.
        reason: String,
    }
    /// The tier was changed.
    TierSet = "partners.tier-set" {
        /// The tier before.
        before: Option<String>,
        /// The tier now.
        after: Option<String>,
    }
    /// A contact was added.
    ContactAdded = "partners.contact-added" {
        /// Its name.
        name: String,
    }
    /// A contact was removed.
    ContactRemoved = "partners.contact-removed" {
        /// Its name.
        name: String,
    }
    /// The requisites were written or changed.
    RequisitesChanged = "partners.requisites-changed" {
        /// Whether money goes elsewhere from now on.
        account_changed: bool,
        /// Whether all numbers fit together.
        fit: bool,
        /// Why numbers that do not fit together were kept; empty when they fit.
        reason: String,
        /// The fingerprint of what is in force now.
        hash: String,
    }
    /// A second person has confirmed changed requisites.
    RequisitesConfirmed = "partners.requisites-confirmed" {
        /// The account.
        account: String,
    }
    /// Somebody was put above the partner.
    UplineSet = "partners.upline-set" {
        /// Who.
        upline: PartnerId,
        /// His name.
        upline_name: String,
        /// From which day on.
        from: Date,
    }
    /// Nobody stands above the partner any more.
    UplineRemoved = "partners.upline-removed" {
        /// From which day on.
        from: Date,
    }
    /// A note was written; what it says stays in the note.
    NoteAdded = "partners.note-added" {}
}

#[cfg(test)]
mod tests {
    use base::words::{Language, Words};

    #[test]
    fn every_event_has_a_sentence_in_both_languages() {
        let words = Words::new(&[crate::BOOK]).unwrap();
        for name in super::NAMES {
            let key = format!("event-{}", name.replace('.', "-"));
            assert!(Language::ALL.into_iter().all(|language| words.knows(language, &key)), "{key}");
        }
    }
}
