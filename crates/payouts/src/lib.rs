//! Payouts: batches from payable balances, a second person's approval, files for the bank. See README.md.

mod api;
mod api_documents;
mod approve;
mod cancel;
mod documents;
pub mod events;
mod export;
mod layouts;
mod pages;
mod pay;
mod prepare;
mod rates;
mod remove;
mod rules;
mod settings;
mod store;
mod take_back;
mod take_statement;

use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
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
pub use export::{export, export_as, release};
pub use layouts::{drop_layout, keep_layout, layouts};
pub use pay::{pay_all, pay_line, pay_part};
pub use prepare::{Selection, prepare, preview};
pub use rates::{NewRate, rates, set_rate, withdraw_rate};
pub use remove::remove;
pub use rules::documents::{Document, DocumentId, DocumentKind, DocumentRefusal, Paper, PaperId, PaperState};
pub use rules::{
    BankFile, BankRowId, Batch, BatchId, BatchState, Entry, LayoutId, LeftOut, LimitKind, Limits, Line,
    LineId, LineState, Missing, Order, PainFile, Party, PaymentCode, Problem, Refusal, RegisterColumn,
    RegisterForm, RegisterLayout, RegisterValue, Way, check_code, check_pain, code_svg, code_text,
    write as write_bank_orders, write_pain, write_register,
};
pub use rules::{forms, in_words, statement};
pub use settings::{NewSettings, Settings, save_settings, settings};
pub use store::{FileFormat, Found, KeptLayout, KeptRow, Payout, StoredFile};
pub use take_back::take_back;
pub use take_statement::{set_aside, take_statement};

/// The tables of this slice.
pub const MIGRATIONS: Migrations = base::migrations!(
    "payouts": 1 "0001_payouts.sql", 2 "0002_rates.sql", 3 "0003_layouts.sql", 4 "0004_statement.sql", 5 "0005_release.sql",
    6 "0006_documents.sql"
);
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
    use pages::{acts, batch, layouts, line, list, portal, rates, setup, statement};
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
        .get("/desk/payouts/layouts", prepare, layouts::show)
        .get("/desk/payouts/layouts/new", prepare, layouts::new)
        .post("/desk/payouts/layouts/new", prepare, layouts::add)
        .get("/desk/payouts/layouts/{layout}", prepare, layouts::one)
        .post("/desk/payouts/layouts/{layout}", prepare, layouts::change)
        .post("/desk/payouts/layouts/{layout}/drop", prepare, layouts::drop)
        .get("/desk/payouts/statement", see, statement::show)
        .post(
            "/desk/payouts/statement",
            prepare,
            statement::upload.layer(DefaultBodyLimit::max(statement::BYTES_MAX)),
        )
        .post("/desk/payouts/statement/{movement}/aside", prepare, statement::aside)
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
        .post("/desk/payouts/{batch}/lines/{line}/returned", prepare, line::returned)
        .get("/portal/payouts", Door::Portal(Act::PortalMoney), portal::show)
        .get("/api/v1/payouts", see, api::list)
        .get("/api/v1/payouts/statement", see, api::movements)
        .post(
            "/api/v1/payouts/statement",
            prepare,
            api::take_statement.layer(DefaultBodyLimit::max(statement::BYTES_MAX)),
        )
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

/// One page of the movements of the bank: `open`, `aside`, or those that belong to payouts when nothing is asked for.
pub async fn movements(work: &mut Work, state: &str, page: i64) -> Result<Vec<KeptRow>> {
    store::rows_in(work, state, page).await
}

/// A file of a batch as it was handed out.
pub async fn file(work: &mut Work, batch: BatchId, format: FileFormat) -> Result<Option<StoredFile>> {
    store::file(work, batch, format).await
}
