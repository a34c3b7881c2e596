//! Payouts: batches from payable balances, a second person's approval, files for the bank. See README.md.

mod api;
mod api_documents;
mod approve;
mod cancel;
mod documents;
pub mod events;
mod export;
mod pages;
mod pay;
mod prepare;
mod rates;
mod remove;
mod rules;
mod settings;
mod store;

use base::access::{Act, Door, MenuEntry, PartnerId, Routes, Side};
use base::db::Migrations;
use base::failure::Result;
use base::page::Icon;
use base::words::Book;
use base::work::Work;

pub use crate::documents::{
    Attached, MadeAll, NewDocument, NewPaper, NewTemplate, PartnerPapers, archive, attach,
    cancel as cancel_document, make as make_document, make_missing, overview as papers_overview,
    papers_of_partner, save_template,
};
pub use approve::approve;
pub use cancel::cancel;
pub use export::export;
pub use pay::{pay_all, pay_line};
pub use prepare::{Selection, prepare, preview};
pub use rates::{NewRate, rates, set_rate, withdraw_rate};
pub use remove::remove;
pub use rules::documents::{Document, DocumentId, DocumentKind, DocumentRefusal, Paper, PaperId, PaperState};
pub use rules::{
    BankFile, Batch, BatchId, BatchState, Entry, LeftOut, Line, LineId, LineState, Order, PainFile, Party,
    PaymentCode, Problem, Refusal, RegisterColumn, RegisterForm, RegisterLayout, RegisterValue, check_code,
    check_pain, code_svg, code_text, write as write_bank_orders, write_pain, write_register,
};
pub use rules::{forms, in_words, statement};
pub use settings::{NewSettings, Settings, save_settings, settings};
pub use store::{FileFormat, Payout, StoredFile};

/// The tables of this slice.
pub const MIGRATIONS: Migrations =
    base::migrations!("payouts": 1 "0001_payouts.sql", 2 "0002_rates.sql", 3 "0003_documents.sql");
/// The words of this slice.
pub const BOOK: Book = base::book!("payouts");
/// The menu entries of this slice.
pub const MENU: &[MenuEntry] = &[
    MenuEntry {
        side: Side::Desk,
        group: "menu-group-money",
        key: "menu-payouts",
        href: "/desk/payouts",
        icon: Icon::Payout,
        act: Act::SeePayouts,
    },
    MenuEntry {
        side: Side::Portal,
        group: "menu-group-portal",
        key: "menu-payouts",
        href: "/portal/payouts",
        icon: Icon::Payout,
        act: Act::PortalMoney,
    },
];

/// The routes of this slice.
pub fn routes() -> Routes {
    use pages::{acts, batch, line, list, portal, rates, setup};
    let see = Door::Desk(Act::SeePayouts);
    let prepare = Door::Desk(Act::PreparePayouts);
    let manage = Door::Desk(Act::ManageSettings);
    Routes::new()
        .get("/desk/payouts", see, list::show)
        .post("/desk/payouts", prepare, acts::prepare)
        .get("/desk/payouts/export", see, acts::list_file)
        .get("/desk/payouts/new", prepare, list::new)
        .get("/desk/payouts/settings", prepare, setup::show)
        .post("/desk/payouts/settings", prepare, setup::save)
        .get("/desk/payouts/rates", see, rates::show)
        .get("/desk/payouts/rates/new", manage, rates::new)
        .post("/desk/payouts/rates/new", manage, rates::add)
        .get("/desk/payouts/rates/{rate}", manage, rates::one)
        .post("/desk/payouts/rates/{rate}", manage, rates::change)
        .post("/desk/payouts/rates/{rate}/withdraw", manage, rates::withdraw)
        .merge(pages::documents::routes())
        .get("/desk/payouts/{batch}", see, batch::show)
        .post("/desk/payouts/{batch}/approve", Door::Desk(Act::ApprovePayouts), acts::approve)
        .post("/desk/payouts/{batch}/export", prepare, acts::export)
        .post("/desk/payouts/{batch}/paid", prepare, acts::pay_all)
        .post("/desk/payouts/{batch}/cancel", prepare, acts::cancel)
        .get("/desk/payouts/{batch}/files/{format}", prepare, acts::download)
        .get("/desk/payouts/{batch}/lines/{line}", see, line::show)
        .post("/desk/payouts/{batch}/lines/{line}/remove", prepare, line::remove)
        .post("/desk/payouts/{batch}/lines/{line}/paid", prepare, line::pay)
        .get("/portal/payouts", Door::Portal(Act::PortalMoney), portal::show)
        .get("/api/v1/payouts", see, api::list)
        .get("/api/v1/payouts/{batch}", see, api::one)
}

/// A batch, if there is one.
pub async fn batch(work: &mut Work, id: BatchId) -> Result<Option<Batch>> {
    store::batch(work, id).await
}

/// The batches in a state, or all, the newest first; pages of 50 are counted from 1.
pub async fn batches(work: &mut Work, state: Option<BatchState>, page: i64) -> Result<Vec<Batch>> {
    store::batches(work, state, page).await
}

/// The payouts of a partner with the batches they are in, the newest first; pages of 50 are counted from 1.
pub async fn payouts_of(work: &mut Work, partner: PartnerId, page: i64) -> Result<Vec<Payout>> {
    store::payouts_of(work, partner, page).await
}

/// A file of a batch as it was handed out.
pub async fn file(work: &mut Work, batch: BatchId, format: FileFormat) -> Result<Option<StoredFile>> {
    store::file(work, batch, format).await
}
