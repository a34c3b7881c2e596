//! The accounts between which money moves.

use base::access::PartnerId;

/// An account. What stands on it is told as credits less debits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Account {
    /// The vendor's expense: everything that was ever earned by partners, below zero.
    Commissions,
    /// What the vendor owes the partner.
    Payable(PartnerId),
    /// What stands in payout batches of the partner and has not left the bank yet.
    InPayout(PartnerId),
    /// What left the vendor's bank.
    Bank,
}

impl Account {
    /// The words of all accounts, as they are stored and translated (`ledger-account-<word>`).
    pub const WORDS: [&'static str; 4] = ["payable", "in-payout", "commissions", "bank"];

    /// The word by which it is stored and translated.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Commissions => "commissions",
            Self::Payable(_) => "payable",
            Self::InPayout(_) => "in-payout",
            Self::Bank => "bank",
        }
    }

    /// Whose account it is; nobody's on the vendor's own ones.
    pub const fn partner(self) -> Option<PartnerId> {
        match self {
            Self::Payable(partner) | Self::InPayout(partner) => Some(partner),
            Self::Commissions | Self::Bank => None,
        }
    }

    /// The number of the partner as it is stored: 0 on the vendor's accounts.
    pub const fn partner_number(self) -> i64 {
        match self {
            Self::Payable(partner) | Self::InPayout(partner) => partner.0,
            Self::Commissions | Self::Bank => 0,
        }
    }

    /// Reads a word and the number of a partner.
    pub fn parse(word: &str, partner: i64) -> Option<Self> {
        match (word, partner) {
            ("commissions", 0) => Some(Self::Commissions),
            ("bank", 0) => Some(Self::Bank),
            (_, 0) => None,
            ("payable", partner) => Some(Self::Payable(PartnerId(partner))),
            ("in-payout", partner) => Some(Self::InPayout(PartnerId(partner))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_reads_back() {
        let partner = PartnerId(7);
        for account in
            [Account::Commissions, Account::Payable(partner), Account::InPayout(partner), Account::Bank]
        {
            assert_eq!(Account::parse(account.word(), account.partner_number()), Some(account));
            assert!(Account::WORDS.contains(&account.word()));
        }
    }

    #[test]
    fn a_partners_account_without_a_partner_does_not_exist() {
        assert_eq!(Account::parse("payable", 0), None);
        assert_eq!(Account::parse("bank", 7), None);
    }
}
