//! The pages of both sides.

pub mod export;
pub mod portal;
pub mod vendor;

use base::access::Side;
use base::words::Reader;

use crate::rules::Account;

/// The word for a kind of entry; a kind without a word is shown as it is.
pub(crate) fn kind_word(reader: &Reader, kind: &str) -> String {
    let key = format!("ledger-kind-{kind}");
    if reader.words.knows(reader.language, &key) { reader.t(&key) } else { kind.to_owned() }
}

/// The word for an account, with the partner's name or, while it is not known, his id.
pub(crate) fn account_word(reader: &Reader, account: Account, name: Option<&str>) -> String {
    let word = reader.t(&format!("ledger-account-{}", account.word()));
    match (account.partner(), name) {
        (None, _) => word,
        (Some(_), Some(name)) => format!("{word}: {name}"),
        (Some(partner), None) => format!("{word}: {partner}"),
    }
}

/// Where the movements of an account are listed.
pub(crate) fn account_href(account: Account, currency: money::Currency) -> String {
    let path = format!("/desk/ledger/accounts/{}?currency={currency}", account.word());
    match account.partner() {
        Some(partner) => format!("{path}&partner={partner}"),
        None => path,
    }
}

/// Where the thing that moved the money is shown, by the prefix of its public id.
pub(crate) fn subject_href(side: Side, subject: &str) -> Option<String> {
    let door = match side {
        Side::Desk => "/desk",
        Side::Portal => "/portal",
    };
    let (prefix, _) = subject.split_once('_')?;
    match (prefix, side) {
        ("statement", _) => Some(format!("{door}/commissions/statements/{subject}")),
        ("batch", Side::Desk) => Some(format!("{door}/payouts/{subject}")),
        ("batch", Side::Portal) => Some(format!("{door}/payouts")),
        ("partner", Side::Desk) => Some(format!("{door}/partners/{subject}")),
        // What a period of a programme came to.
        ("program", Side::Desk) => Some(format!("{door}/commissions/periods/{subject}")),
        ("sale", _) => Some(format!("{door}/sales/{subject}")),
        _ => None,
    }
}
