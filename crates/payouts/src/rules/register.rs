//! The register of a batch as CSV, for banks that take tables and for those who check.

use money::Money;

use super::Party;

/// One line of the register.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The number of the payment document.
    pub document: i64,
    /// The partner's public id.
    pub partner: String,
    /// Who is paid.
    pub payee: Party,
    /// How much.
    pub amount: Money,
    /// What for.
    pub purpose: String,
}

const HEAD: [&str; 12] = [
    "document",
    "partner",
    "payee",
    "inn",
    "kpp",
    "account",
    "bic",
    "bank",
    "corr_account",
    "amount",
    "currency",
    "purpose",
];

/// The bytes of the register: UTF-8 with a mark, semicolons, CR LF, sums with a point. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it.
pub fn register(entries: &[Entry]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(HEAD)?;
    for entry in entries {
        let Party { name, inn, kpp, account, bic, bank, corr_account } = &entry.payee;
        let (document, amount) = (entry.document.to_string(), entry.amount.to_decimal());
        let texts = [&document, &entry.partner, name, inn, kpp, account, bic, bank, corr_account, &amount];
        let harmless = texts.into_iter().map(|text| harmless(text));
        let tail = [entry.amount.currency.to_string(), self::harmless(&entry.purpose)];
        writer.write_record(harmless.chain(tail))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

pub(super) fn harmless(text: &str) -> String {
    let dangerous = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if dangerous { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Currency;

    #[test]
    fn a_formula_in_a_name_goes_out_harmless() {
        let payee =
            Party { name: "=cmd|' /C calc'!A0; \"x\"".into(), inn: "7707083893".into(), ..Party::default() };
        let amount = Money::new(123_456, Currency::RUB);
        let entry = Entry { document: 3, partner: "partner_1".into(), payee, amount, purpose: "+1".into() };
        let text = String::from_utf8(register(&[entry]).unwrap()).unwrap();
        let mut lines = text.trim_start_matches('\u{feff}').split("\r\n");
        assert_eq!(
            lines.next(),
            Some("document;partner;payee;inn;kpp;account;bic;bank;corr_account;amount;currency;purpose")
        );
        assert_eq!(
            lines.next(),
            Some("3;partner_1;\"'=cmd|' /C calc'!A0; \"\"x\"\"\";7707083893;;;;;;1234.56;RUB;'+1")
        );
    }
}
