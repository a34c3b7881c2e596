//! Requisites: who is paid and where to, and whether the numbers fit together.

use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{Finding, Wrong, account, bic, inn, kpp, named, ogrn};

named!(
    /// As what the partner stands before the tax office.
    LegalForm under "partners-form" {
        /// A company: ООО, АО.
        Company = "company",
        /// An entrepreneur: ИП.
        Entrepreneur = "entrepreneur",
        /// A person who pays the professional income tax: самозанятый.
        SelfEmployed = "self-employed",
        /// A person under a civil contract.
        Person = "person",
        /// A company of another country; nothing is checked.
        Foreign = "foreign",
    }
);

named!(
    /// How the partner's own services are taxed with VAT. What the general rate is depends on the day.
    Vat under "partners-vat" {
        /// Without VAT.
        Without = "none",
        /// At 0 %.
        Rate0 = "0",
        /// At the lower special rate of the simplified system, 5 %.
        Rate5 = "5",
        /// At the higher special rate of the simplified system, 7 %.
        Rate7 = "7",
        /// At the reduced rate, 10 %.
        Rate10 = "10",
        /// At the general rate, 22 % since 2026.
        General = "general",
    }
);

/// As what a partner stands before the tax office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct TaxStanding {
    /// The legal form.
    pub form: LegalForm,
    /// How his services are taxed with VAT.
    pub vat: Vat,
    /// Whether he is a tax resident of Russia.
    pub is_resident: bool,
}

/// The standing on a day among versions in the order in which they were written: the one that begins last counts, and of
/// those that begin on one day the one written last. Before all of them the earliest one counts.
pub fn standing_on(versions: &[Requisites], on: Date) -> Option<TaxStanding> {
    let begun = versions.iter().filter(|version| version.tax_since.is_none_or(|since| since <= on));
    // Of equals `max_by_key` takes the last and `min_by_key` the first.
    let found = begun.max_by_key(|version| version.tax_since);
    found.or_else(|| versions.iter().min_by_key(|version| version.tax_since)).map(Requisites::standing)
}

/// Who is paid and where to. Empty texts are what is not known.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Requisites {
    /// The legal form.
    pub form: LegalForm,
    /// The full name, as the bank has it.
    pub name: String,
    /// ИНН, or the tax number of another country.
    pub inn: String,
    /// КПП, companies only.
    pub kpp: String,
    /// ОГРН or ОГРНИП.
    pub ogrn: String,
    /// The settlement account.
    pub account: String,
    /// БИК of the bank.
    pub bic: String,
    /// The name of the bank.
    pub bank: String,
    /// The correspondent account of the bank.
    pub corr_account: String,
    /// How his services are taxed.
    pub vat: Vat,
    /// Whether a person is a tax resident of Russia; companies are what their form says.
    pub is_resident: bool,
    /// The day from which form, VAT and residence are as written; they always were when there is none.
    pub tax_since: Option<Date>,
    /// Why numbers that do not fit together were kept as they are; empty when they fit.
    pub override_reason: String,
}

impl Requisites {
    /// Empty requisites of a legal form.
    pub fn empty(form: LegalForm) -> Self {
        let empty = String::new;
        Self {
            form,
            name: empty(),
            inn: empty(),
            kpp: empty(),
            ogrn: empty(),
            account: empty(),
            bic: empty(),
            bank: empty(),
            corr_account: empty(),
            vat: Vat::Without,
            is_resident: form != LegalForm::Foreign,
            tax_since: None,
            override_reason: empty(),
        }
    }

    /// As what he is taxed.
    pub const fn standing(&self) -> TaxStanding {
        TaxStanding { form: self.form, vat: self.vat, is_resident: self.is_resident }
    }

    /// The fields with their names, in the order of the form.
    pub fn fields(&self) -> [(&'static str, &str); 10] {
        [
            ("form", self.form.name()),
            ("name", &self.name),
            ("inn", &self.inn),
            ("kpp", &self.kpp),
            ("ogrn", &self.ogrn),
            ("account", &self.account),
            ("bic", &self.bic),
            ("bank", &self.bank),
            ("corr_account", &self.corr_account),
            ("vat", self.vat.name()),
        ]
    }

    /// A fingerprint of everything a payment depends on: 64 hexadecimal digits of SHA-256.
    pub fn hash(&self) -> String {
        let mut text: String =
            self.fields().iter().map(|(name, value)| format!("{name}={value}\n")).collect();
        if !self.is_resident && self.form != LegalForm::Foreign {
            text.push_str("resident=no\n");
        }
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The fields that a payment order needs and that are empty.
    pub fn missing_for_payment(&self) -> Vec<&'static str> {
        let needed = ["name", "inn", "account", "bic", "bank", "corr_account"];
        let empty =
            |field: &&str| self.fields().iter().any(|(name, value)| name == field && value.is_empty());
        needed.into_iter().filter(empty).collect()
    }

    /// The same requisites without blanks around and inside the numbers.
    #[must_use]
    pub fn tidied(self) -> Self {
        let number = |text: String| text.split_whitespace().collect::<String>();
        Self {
            name: self.name.trim().to_owned(),
            bank: self.bank.trim().to_owned(),
            override_reason: self.override_reason.trim().to_owned(),
            inn: number(self.inn),
            kpp: number(self.kpp),
            ogrn: number(self.ogrn),
            account: number(self.account),
            bic: number(self.bic),
            corr_account: number(self.corr_account),
            is_resident: self.form != LegalForm::Foreign
                && (self.is_resident || self.form != LegalForm::Person),
            ..self
        }
    }
}

/// Tells whether a finding may be passed over with a reason: banks do have accounts that break the key.
pub fn is_soft(finding: &Finding) -> bool {
    matches!(finding.field, "account" | "bic" | "corr_account")
}

/// Everything that is wrong with the requisites, field by field.
pub fn check_requisites(requisites: &Requisites) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut note = |field, verdict: Result<(), Wrong>| {
        if let Err(wrong) = verdict {
            found.push(wrong.at(field));
        }
    };
    note("name", if requisites.name.is_empty() { Err(Wrong::Missing) } else { Ok(()) });
    if requisites.form == LegalForm::Foreign {
        return found;
    }
    let is_abroad = requisites.form == LegalForm::Person && !requisites.is_resident;
    if !is_abroad || !requisites.inn.is_empty() {
        note("inn", inn_of(requisites));
    }
    note("kpp", optional(&requisites.kpp, kpp));
    note("ogrn", optional(&requisites.ogrn, |text| ogrn_of(requisites.form, text)));
    if !requisites.account.is_empty() && requisites.bic.is_empty() {
        note("bic", Err(Wrong::Missing));
    }
    note("bic", optional(&requisites.bic, bic));
    note("account", optional(&requisites.account, |text| account(text, &requisites.bic, false)));
    note("corr_account", optional(&requisites.corr_account, |text| account(text, &requisites.bic, true)));
    found
}

fn optional(text: &str, check: impl Fn(&str) -> Result<(), Wrong>) -> Result<(), Wrong> {
    if text.is_empty() { Ok(()) } else { check(text) }
}

/// A company's ИНН has ten digits, everybody else's twelve.
fn inn_of(requisites: &Requisites) -> Result<(), Wrong> {
    inn(&requisites.inn)?;
    let has = requisites.inn.len();
    match (requisites.form, has) {
        (LegalForm::Company, 12) => Err(Wrong::Length { has, needs: "10" }),
        (LegalForm::Entrepreneur | LegalForm::SelfEmployed | LegalForm::Person, 10) => {
            Err(Wrong::Length { has, needs: "12" })
        }
        _ => Ok(()),
    }
}

/// A company has ОГРН of thirteen digits, an entrepreneur ОГРНИП of fifteen.
fn ogrn_of(form: LegalForm, text: &str) -> Result<(), Wrong> {
    ogrn(text)?;
    let has = text.len();
    match (form, has) {
        (LegalForm::Company, 15) => Err(Wrong::Length { has, needs: "13" }),
        (LegalForm::Entrepreneur, 13) => Err(Wrong::Length { has, needs: "15" }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sber() -> Requisites {
        Requisites {
            name: "ПАО Сбербанк".into(),
            inn: "7707083893".into(),
            kpp: "773601001".into(),
            bic: "044525225".into(),
            corr_account: "30101810400000000225".into(),
            ..Requisites::empty(LegalForm::Company)
        }
    }

    #[test]
    fn requisites_that_fit_together_have_no_findings() {
        assert_eq!(check_requisites(&sber()), []);
    }

    #[test]
    fn all_findings_come_at_once() {
        let wrong = Requisites { inn: "7707083894".into(), kpp: "x".into(), bic: "1".into(), ..sber() };
        let fields: Vec<&str> = check_requisites(&wrong).iter().map(|finding| finding.field).collect();
        assert_eq!(fields, ["inn", "kpp", "bic"]);
    }

    #[test]
    fn a_company_does_not_have_a_persons_number() {
        let person = Requisites { inn: "541011749265".into(), ..sber() };
        assert_eq!(check_requisites(&person), [Wrong::Length { has: 12, needs: "10" }.at("inn")]);
    }

    #[test]
    fn an_account_needs_its_bank() {
        let lonely = Requisites {
            account: "40702810900000000001".into(),
            bic: String::new(),
            corr_account: String::new(),
            ..sber()
        };
        assert_eq!(check_requisites(&lonely), [Wrong::Missing.at("bic")]);
    }

    #[test]
    fn nothing_is_checked_abroad_but_the_name() {
        let abroad = Requisites {
            name: "Acme Inc".into(),
            inn: "12-345".into(),
            ..Requisites::empty(LegalForm::Foreign)
        };
        assert_eq!(check_requisites(&abroad), []);
    }

    #[test]
    fn the_fingerprint_changes_with_the_account_and_not_with_blanks() {
        let spaced = Requisites { inn: " 7707 083893 ".into(), ..sber() }.tidied();
        assert_eq!(spaced.hash(), sber().hash());
        assert_ne!(Requisites { account: "1".into(), ..sber() }.hash(), sber().hash());
        assert_eq!(sber().hash().len(), 64);
    }

    #[test]
    fn the_standing_follows_the_day_and_not_the_order_of_writing() {
        let day = |month, day| jiff::civil::date(2026, month, day);
        let version = |vat, tax_since| Requisites { vat, tax_since, ..sber() };
        let versions = [
            version(Vat::Without, None),
            version(Vat::General, Some(day(7, 1))),
            version(Vat::Rate5, Some(day(4, 1))),
        ];
        let vat = |on| standing_on(&versions, on).map(|standing| standing.vat);
        assert_eq!(vat(day(3, 31)), Some(Vat::Without));
        assert_eq!(vat(day(4, 1)), Some(Vat::Rate5));
        assert_eq!(vat(day(7, 1)), Some(Vat::General));
        assert_eq!(standing_on(&versions[1..], day(1, 1)).map(|standing| standing.vat), Some(Vat::Rate5));
        let mended = [versions[1].clone(), version(Vat::Rate7, Some(day(7, 1)))];
        assert_eq!(standing_on(&mended, day(8, 1)).map(|standing| standing.vat), Some(Vat::Rate7));
        assert_eq!(standing_on(&[], day(8, 1)), None);
    }

    #[test]
    fn a_person_from_abroad_may_have_no_russian_number() {
        let abroad = Requisites {
            name: "Anna Schmidt".into(),
            is_resident: false,
            ..Requisites::empty(LegalForm::Person)
        };
        assert_eq!(check_requisites(&abroad), []);
        let wrong = Requisites { inn: "541011749266".into(), ..abroad.clone() };
        assert_eq!(check_requisites(&wrong).len(), 1);
        let company = Requisites { is_resident: false, ..sber() }.tidied();
        assert!(company.is_resident, "a Russian company is what its form says");
        assert!(!abroad.clone().tidied().is_resident);
        assert_ne!(abroad.hash(), Requisites { is_resident: true, ..abroad }.hash());
    }

    #[test]
    fn a_payment_order_needs_an_account() {
        assert_eq!(sber().missing_for_payment(), ["account", "bank"]);
    }
}
