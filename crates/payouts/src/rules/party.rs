//! One side of a payment, as the bank knows it.

use partners::Requisites;
use serde::{Deserialize, Serialize};

/// Who pays or is paid, and where. Empty texts are what is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The full name.
    pub name: String,
    /// ИНН.
    pub inn: String,
    /// КПП, companies only.
    pub kpp: String,
    /// The settlement account.
    pub account: String,
    /// БИК of the bank.
    pub bic: String,
    /// The name of the bank.
    pub bank: String,
    /// The correspondent account of the bank.
    pub corr_account: String,
}

impl Party {
    /// The fields with their names.
    pub fn fields(&self) -> [(&'static str, &str); 7] {
        [
            ("name", &self.name),
            ("inn", &self.inn),
            ("kpp", &self.kpp),
            ("account", &self.account),
            ("bic", &self.bic),
            ("bank", &self.bank),
            ("corr_account", &self.corr_account),
        ]
    }

    /// The fields of a bank order that are empty.
    pub fn missing(&self) -> Vec<&'static str> {
        let needed = self.fields().into_iter().filter(|(name, _)| *name != "kpp");
        needed.filter(|(_, value)| value.trim().is_empty()).map(|(name, _)| name).collect()
    }
}

impl From<&Requisites> for Party {
    fn from(requisites: &Requisites) -> Self {
        Self {
            name: requisites.name.clone(),
            inn: requisites.inn.clone(),
            kpp: requisites.kpp.clone(),
            account: requisites.account.clone(),
            bic: requisites.bic.clone(),
            bank: requisites.bank.clone(),
            corr_account: requisites.corr_account.clone(),
        }
    }
}
