//! Types and decisions of this slice; pure: plain data in, verdict out.

mod checksum;
mod contact;
mod guard;
mod key;
mod network;
mod partner;
mod refusal;
mod requisites;
mod status;

pub use checksum::{Finding, Wrong, account, bic, card, inn, kpp, ogrn, snils};
pub use contact::{Contact, ContactId, NewContact, judge_contact};
pub use guard::{RequisitesGuard, judge_confirmation, last_move, moves_money};
pub use key::{key, phone_key, search_words};
pub use network::{UplineEdge, judge_upline};
pub use partner::{NewPartner, Partner, PartnerKind, PartnerStatus, judge_card};
pub use refusal::Refusal;
pub use requisites::{LegalForm, Requisites, TaxStanding, Vat, check_requisites, is_soft, standing_on};
pub use status::judge_status;

/// Declares words that are stored and translated under a fixed name.
macro_rules! named {
    ($(#[$meta:meta])* $kind:ident under $keys:literal { $($(#[$doc:meta])* $variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $kind { $($(#[$doc])* $variant),+ }

        impl $kind {
            /// Every variant, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name under which it is stored.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The key of its word.
            pub fn word_key(self) -> String {
                format!(concat!($keys, "-{}"), self.name())
            }

            /// Reads a stored name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }
        }

        impl serde::Serialize for $kind {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
}
pub(crate) use named;
