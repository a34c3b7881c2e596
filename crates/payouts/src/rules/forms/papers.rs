//! What a partner of a legal form may agree to, which papers he owes, and what is to be checked of him.

use jiff::civil::Date;
use partners::{LegalForm, TaxStanding, Vat};

use super::{Gap, RateKind, Rates};

/// Partners who are treated alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Case {
    /// A company or an entrepreneur who pays VAT.
    WithVat,
    /// A company or an entrepreneur who does not.
    WithoutVat,
    /// A person who pays the professional income tax.
    SelfEmployed,
    /// A person, resident.
    Person,
    /// A person, not resident.
    PersonAbroad,
    /// A company of another country.
    CompanyAbroad,
}

impl Case {
    /// The case of a standing.
    pub const fn of(standing: TaxStanding) -> Self {
        match (standing.form, standing.vat, standing.is_resident) {
            (LegalForm::Company | LegalForm::Entrepreneur, Vat::Without, _) => Self::WithoutVat,
            (LegalForm::Company | LegalForm::Entrepreneur, _, _) => Self::WithVat,
            (LegalForm::SelfEmployed, _, _) => Self::SelfEmployed,
            (LegalForm::Person, _, true) => Self::Person,
            (LegalForm::Person, _, false) => Self::PersonAbroad,
            (LegalForm::Foreign, _, _) => Self::CompanyAbroad,
        }
    }

    /// The word of its row.
    pub const fn word(self) -> &'static str {
        match self {
            Self::WithVat => "form-with-vat",
            Self::WithoutVat => "form-without-vat",
            Self::SelfEmployed => "form-self-employed",
            Self::Person => "form-person",
            Self::PersonAbroad => "form-person-abroad",
            Self::CompanyAbroad => "form-company-abroad",
        }
    }
}

/// What the vendor and a partner may sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Agreement {
    /// Agency, chapter 52 of the Civil Code.
    Agency,
    /// Commission, chapter 51.
    Commission,
    /// Mandate, chapter 49.
    Mandate,
    /// Services, chapter 39; with a person a civil contract.
    Services,
}

/// The words of agreements.
pub(super) const AGREEMENTS: &[&str] = &["agency", "commission", "mandate", "services"];
/// The words of papers.
pub const PAPERS: &[&str] = &["report", "act", "upd", "invoice", "vat-invoice", "receipt", "residence"];
/// The words of checks.
pub(super) const CHECKS: &[&str] = &[
    "inn",
    "kpp",
    "ogrn",
    "registry",
    "vat-mode",
    "npd-status",
    "npd-income",
    "not-employer",
    "passport",
    "consent",
];

impl Agreement {
    /// Every agreement.
    pub const ALL: [Self; 4] = [Self::Agency, Self::Commission, Self::Mandate, Self::Services];

    /// The word under which it is stored and translated.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Agency => "agency",
            Self::Commission => "commission",
            Self::Mandate => "mandate",
            Self::Services => "services",
        }
    }
}

/// What is asked of a partner of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Papers {
    /// What he may agree to.
    pub agreements: Vec<Agreement>,
    /// The papers that he owes for a period.
    pub needed: Vec<String>,
    /// The papers that may be there.
    pub optional: Vec<String>,
    /// What is to be checked of him.
    pub checks: Vec<String>,
    /// Whether the row was confirmed.
    pub is_confirmed: bool,
}

impl Papers {
    /// What holds for a case on a day.
    pub fn on(rates: &Rates, case: Case, on: Date) -> Result<Self, Gap> {
        let row = rates.on(RateKind::Form(case), on)?;
        let all = |field: &str| row.words(field).map(str::to_owned).collect();
        let allowed = |agreement: &Agreement| row.words("agreements").any(|word| word == agreement.word());
        Ok(Self {
            agreements: Agreement::ALL.into_iter().filter(allowed).collect(),
            needed: all("papers"),
            optional: all("optional"),
            checks: all("checks"),
            is_confirmed: row.is_confirmed,
        })
    }
}
