//! Who is paid, what a batch may become, and the files for the bank; pure.

mod bank_order;
mod bank_register;
mod batch;
pub mod documents;
pub mod forms;
pub mod in_words;
mod layout;
mod limits;
mod matching;
mod pain;
mod party;
mod payment_qr;
mod purpose;
mod refusal;
mod register;
mod select;
pub mod statement;

pub use bank_order::{
    BankFile, Order, Problem, check_order, check_party, check_phrase, document_number, write,
};
pub use bank_register::{RegisterColumn, RegisterForm, RegisterLayout, RegisterValue, write_register};
pub use batch::{
    Batch, BatchId, BatchState, Line, LineId, LineState, REASON_MAX, REQUISITES_CHANGED, judge_approval,
    judge_paid_on, judge_reason, judge_state,
};
pub use layout::{COLUMN_WORDS, LayoutId, Way, columns_of, columns_text};
pub use limits::{LimitKind, Limits, judge_limits};
pub use matching::{BankRowId, Expected, Match, Missing, Payouts};
pub use pain::{PainFile, check_pain, write_pain};
pub use party::Party;
pub use payment_qr::{PaymentCode, check_code, code_svg, code_text};
pub use purpose::{DEFAULT_PURPOSE, purpose};
pub use refusal::Refusal;
pub use register::{Entry, register};
pub use select::{Candidate, Chosen, LeftOut, Policy, judge};
