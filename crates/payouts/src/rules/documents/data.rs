//! What a template gets, as plain texts in the language of the document.

use partners::Requisites;
use serde::Serialize;

use super::super::Party;

/// The data of a document. Sums and dates are texts already: a template computes nothing.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentData {
    /// `ru` or `en`.
    pub language: &'static str,
    /// What it is called.
    pub title: String,
    /// Its number.
    pub number: String,
    /// Its day, in words.
    pub date: String,
    /// The period.
    pub period: PeriodData,
    /// The vendor.
    pub vendor: SideData,
    /// The partner.
    pub partner: SideData,
    /// The code of the currency.
    pub currency: String,
    /// What the sum consists of.
    pub lines: Vec<LineData>,
    /// The sum; of a reconciliation what is owed at the end.
    pub total: String,
    /// The sum in words.
    pub in_words: String,
    /// VAT in the sum; none without VAT.
    pub vat: Option<VatData>,
    /// What was owed before, in a reconciliation.
    pub opening: String,
    /// The movements of a reconciliation.
    pub entries: Vec<EntryData>,
    /// What was paid in the period, in a reconciliation.
    pub paid: String,
    /// What accrued in the period, in a reconciliation.
    pub accrued: String,
    /// The terms under which the period was computed.
    pub terms: Vec<TermsData>,
    /// The purpose of the payment.
    pub purpose: String,
    /// Whether there is a payment code, `code.svg`.
    pub has_code: bool,
    /// What was typed for this document.
    pub note: String,
}

/// A period.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodData {
    /// Its name.
    pub name: String,
    /// Its first day.
    pub from: String,
    /// Its last day.
    pub until: String,
}

/// A side of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SideData {
    /// The full name.
    pub name: String,
    /// ИНН.
    pub inn: String,
    /// КПП.
    pub kpp: String,
    /// ОГРН or ОГРНИП.
    pub ogrn: String,
    /// The account.
    pub account: String,
    /// The bank.
    pub bank: String,
    /// БИК.
    pub bic: String,
    /// The correspondent account.
    pub corr_account: String,
}

/// A part of the sum.
#[derive(Clone, Debug, Serialize)]
pub struct LineData {
    /// What it is for.
    pub title: String,
    /// How many.
    pub quantity: String,
    /// How much.
    pub amount: String,
}

/// VAT in the sum.
#[derive(Clone, Debug, Serialize)]
pub struct VatData {
    /// The rate, with its sign.
    pub rate: String,
    /// How much.
    pub amount: String,
}

/// A movement.
#[derive(Clone, Debug, Serialize)]
pub struct EntryData {
    /// The day.
    pub date: String,
    /// What it was for.
    pub memo: String,
    /// How much was paid or taken back.
    pub paid: String,
    /// How much accrued.
    pub accrued: String,
}

/// A version of the terms.
#[derive(Clone, Debug, Serialize)]
pub struct TermsData {
    /// The programme.
    pub program: String,
    /// The number of the version.
    pub version: String,
    /// The fingerprint of its text.
    pub hash: String,
}

/// The fields that a template may use, as the page of the template lists them.
pub const FIELDS: &[&str] = &[
    "d.title",
    "d.number",
    "d.date",
    "d.language",
    "d.currency",
    "d.note",
    "d.period.name",
    "d.period.from",
    "d.period.until",
    "d.vendor.name",
    "d.vendor.inn",
    "d.vendor.kpp",
    "d.vendor.ogrn",
    "d.vendor.account",
    "d.vendor.bank",
    "d.vendor.bic",
    "d.vendor.corr_account",
    "d.partner.name",
    "d.partner.inn",
    "d.partner.kpp",
    "d.partner.ogrn",
    "d.partner.account",
    "d.partner.bank",
    "d.partner.bic",
    "d.partner.corr_account",
    "d.lines[].title",
    "d.lines[].quantity",
    "d.lines[].amount",
    "d.total",
    "d.in_words",
    "d.vat.rate",
    "d.vat.amount",
    "d.opening",
    "d.paid",
    "d.accrued",
    "d.entries[].date",
    "d.entries[].memo",
    "d.entries[].paid",
    "d.entries[].accrued",
    "d.terms[].program",
    "d.terms[].version",
    "d.terms[].hash",
    "d.purpose",
    "d.has_code",
];

impl From<&Party> for SideData {
    fn from(party: &Party) -> Self {
        Self {
            name: party.name.clone(),
            inn: party.inn.clone(),
            kpp: party.kpp.clone(),
            ogrn: String::new(),
            account: party.account.clone(),
            bank: party.bank.clone(),
            bic: party.bic.clone(),
            corr_account: party.corr_account.clone(),
        }
    }
}

impl From<&Requisites> for SideData {
    fn from(requisites: &Requisites) -> Self {
        Self { ogrn: requisites.ogrn.clone(), ..Self::from(&Party::from(requisites)) }
    }
}

impl DocumentData {
    /// Made-up data with everything in it, for previews.
    pub fn sample(language: base::words::Language) -> Self {
        let is_russian = language == base::words::Language::Ru;
        let say = |ru: &str, en: &str| if is_russian { ru.to_owned() } else { en.to_owned() };
        let figure = |ru: &str| {
            if is_russian { ru.to_owned() } else { ru.replace('\u{a0}', ",").replace("00,00", "00.00") }
        };
        let side = |name: String, inn: &str, account: &str| {
            sample_side(name, say("ПАО Сбербанк", "Sberbank"), inn, account)
        };
        let line = |title: String, amount: &str| LineData {
            title,
            quantity: "1".to_owned(),
            amount: figure(amount),
        };
        let entry = |date: &str, memo: String, paid: &str, accrued: &str| EntryData {
            date: date.to_owned(),
            memo,
            paid: figure(paid),
            accrued: figure(accrued),
        };
        Self {
            language: language.code(),
            title: say("Документ", "Document"),
            number: "12".to_owned(),
            date: say("31 марта 2026 г.", "31 March 2026"),
            period: PeriodData {
                name: say("март 2026", "March 2026"),
                from: say("1 марта 2026 г.", "1 March 2026"),
                until: say("31 марта 2026 г.", "31 March 2026"),
            },
            vendor: side(say("ООО «Пример»", "Example LLC"), "7707083893", "40702810900000000001"),
            partner: side(
                say("ООО «Ёлка и партнёры»", "Fir & Partners LLC"),
                "7736207543",
                "40702810500000000002",
            ),
            currency: "RUB".to_owned(),
            lines: vec![
                line(say("Вознаграждение за собственные продажи", "Fee for own sales"), "41\u{a0}400,00"),
                line(
                    say("Вознаграждение за продажи сети", "Fee for the sales of the network"),
                    "8\u{a0}600,00",
                ),
            ],
            total: figure("50\u{a0}000,00"),
            in_words: say("Пятьдесят тысяч рублей 00 копеек", "Fifty thousand rubles 00 kopecks"),
            vat: Some(VatData { rate: "22\u{a0}%".to_owned(), amount: say("9\u{a0}016,39", "9,016.39") }),
            opening: figure("10\u{a0}000,00"),
            entries: vec![
                entry("05.03.2026", say("Выплата, реестр № 3", "Payout, batch 3"), "10\u{a0}000,00", ""),
                entry("31.03.2026", say("Вознаграждение за март", "Fee of March"), "", "50\u{a0}000,00"),
            ],
            paid: figure("10\u{a0}000,00"),
            accrued: figure("50\u{a0}000,00"),
            terms: vec![TermsData {
                program: say("Основная", "Main"),
                version: "3".to_owned(),
                hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            }],
            purpose: say("Вознаграждение за март 2026", "Fee of March 2026"),
            has_code: true,
            note: String::new(),
        }
    }
}

fn sample_side(name: String, bank: String, inn: &str, account: &str) -> SideData {
    SideData {
        name,
        inn: inn.to_owned(),
        kpp: "773601001".to_owned(),
        ogrn: "1117746506514".to_owned(),
        account: account.to_owned(),
        bank,
        bic: "044525225".to_owned(),
        corr_account: "30101810400000000225".to_owned(),
    }
}
