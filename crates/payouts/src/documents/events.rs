//! What happens to documents, as the event log keeps it.

use base::access::PartnerId;
use base::events::Event;
use jiff::civil::Date;
use serde::Serialize;

use crate::rules::documents::DocumentId;

/// A document was made.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentMade {
    /// Which.
    pub document: DocumentId,
    /// The key of its kind.
    pub kind_key: String,
    /// Its number.
    pub number: i64,
    /// Whose.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// The fingerprint of its bytes.
    pub sha256: String,
}

/// A document was cancelled; its number stays.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentCancelled {
    /// Which.
    pub document: DocumentId,
    /// The key of its kind.
    pub kind_key: String,
    /// Its number.
    pub number: i64,
    /// Whose.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// Why.
    pub reason: String,
}

/// A signed scan or the id of an electronic document was attached.
#[derive(Clone, Debug, Serialize)]
pub struct PaperAttached {
    /// The key of what it is.
    pub kind_key: String,
    /// Whose.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// The period.
    pub period: String,
    /// The file or the id.
    pub what: String,
}

/// The text of a template was changed.
#[derive(Clone, Debug, Serialize)]
pub struct TemplateSaved {
    /// The key of its kind.
    pub kind_key: String,
    /// In what language.
    pub language: String,
    /// From which day documents are made from it.
    pub from_on: Date,
}

macro_rules! of_partner {
    ($event:ident, $name:literal, $subject:expr) => {
        impl Event for $event {
            const NAME: &'static str = $name;

            fn subject(&self) -> String {
                $subject(self)
            }

            fn partner(&self) -> Option<PartnerId> {
                Some(self.partner)
            }
        }
    };
}

of_partner!(DocumentMade, "payouts.document-made", |event: &DocumentMade| event.document.to_string());
of_partner!(DocumentCancelled, "payouts.document-cancelled", |event: &DocumentCancelled| event
    .document
    .to_string());
of_partner!(PaperAttached, "payouts.paper-attached", |event: &PaperAttached| event.partner.to_string());

impl Event for TemplateSaved {
    const NAME: &'static str = "payouts.template-saved";

    fn subject(&self) -> String {
        "payouts".to_owned()
    }
}
