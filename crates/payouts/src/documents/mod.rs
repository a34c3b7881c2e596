//! Documents: making, cancelling, attaching what was signed, and the texts they are made from.

mod archive;
mod attach;
mod cancel;
pub mod events;
mod gather;
mod make;
mod overview;
mod templates;

pub use archive::archive;
pub use attach::{Attached, NewPaper, attach};
pub(crate) use attach::{paper_key, scan_kind};
pub use cancel::cancel;
pub(crate) use gather::period_name;
pub use make::{MadeAll, NewDocument, make, make_missing, rendered};
pub use overview::{PartnerPapers, overview, papers_of_partner};
pub use templates::{NewTemplate, preview, save_template, text_on};
