//! Currencies by ISO 4217 with the number of decimals each one really has.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A currency of ISO 4217: three letters and its own number of decimals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency(u8);

/// Says that a text is not the code of a currency known here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownCurrency {
    /// What was written instead of a code.
    pub text: String,
}

struct Entry {
    code: &'static str,
    exponent: u8,
    symbol: &'static str,
}

const fn entry(code: &'static str, exponent: u8, symbol: &'static str) -> Entry {
    Entry { code, exponent, symbol }
}

impl Currency {
    /// Russian rouble.
    pub const RUB: Currency = known("RUB");
    /// United States dollar.
    pub const USD: Currency = known("USD");
    /// Euro.
    pub const EUR: Currency = known("EUR");
    /// Kazakhstani tenge.
    pub const KZT: Currency = known("KZT");
    /// Belarusian rouble.
    pub const BYN: Currency = known("BYN");
    /// Chinese yuan.
    pub const CNY: Currency = known("CNY");
    /// Japanese yen, which has no minor unit.
    pub const JPY: Currency = known("JPY");
    /// Pound sterling.
    pub const GBP: Currency = known("GBP");
    /// Kuwaiti dinar, which has three decimals.
    pub const KWD: Currency = known("KWD");

    /// Finds a currency by its three-letter code, in any case and with spaces around it.
    pub fn parse(text: &str) -> Result<Currency, UnknownCurrency> {
        let code = text.trim().to_ascii_uppercase();
        TABLE
            .binary_search_by(|entry| entry.code.cmp(code.as_str()))
            .ok()
            .and_then(|at| u8::try_from(at).ok())
            .map(Currency)
            .ok_or_else(|| UnknownCurrency { text: text.to_string() })
    }

    /// The three letters, for example `RUB`.
    pub fn code(self) -> &'static str {
        self.entry().code
    }

    /// How many decimals an amount has: 2 for the rouble, 0 for the yen, 3 for the dinar.
    pub fn exponent(self) -> u8 {
        self.entry().exponent
    }

    /// How many minor units make one whole: 100 for the rouble, 1 for the yen.
    pub fn minor_per_whole(self) -> i64 {
        10_i64.pow(u32::from(self.exponent()))
    }

    /// The sign written beside an amount, or the code where no unmistakable sign exists.
    pub fn symbol(self) -> &'static str {
        let entry = self.entry();
        if entry.symbol.is_empty() { entry.code } else { entry.symbol }
    }

    /// Whether the currency has a sign of its own rather than only a code.
    pub fn has_symbol(self) -> bool {
        !self.entry().symbol.is_empty()
    }

    /// Every currency known here, by code.
    pub fn all() -> impl Iterator<Item = Currency> {
        (0..TABLE.len()).filter_map(|at| u8::try_from(at).ok()).map(Currency)
    }

    fn entry(self) -> &'static Entry {
        &TABLE_AT_RUN[usize::from(self.0)]
    }
}

/// Finds a code while compiling, so that the constants above cannot name a missing row.
const fn known(code: &str) -> Currency {
    let mut at = 0;
    while at < TABLE.len() {
        let (a, b) = (TABLE[at].code.as_bytes(), code.as_bytes());
        if a[0] == b[0] && a[1] == b[1] && a[2] == b[2] {
            return Currency(at as u8);
        }
        at += 1;
    }
    panic!("the table of currencies lacks this code")
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = UnknownCurrency;

    fn from_str(text: &str) -> Result<Currency, UnknownCurrency> {
        Currency::parse(text)
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Currency, D::Error> {
        let code = String::deserialize(deserializer)?;
        Currency::parse(&code).map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for UnknownCurrency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a currency code of ISO 4217", self.text)
    }
}

impl std::error::Error for UnknownCurrency {}

/// Sorted by code; units of account without amounts of their own (gold, test codes, CLF) are left out.
#[rustfmt::skip]
const TABLE: [Entry; 153] = [
    entry("AED", 2, ""),
    entry("AFN", 2, ""),
    entry("ALL", 2, ""),
    entry("AMD", 2, "֏"),
    entry("AOA", 2, ""),
    entry("ARS", 2, ""),
    entry("AUD", 2, "A$"),
    entry("AWG", 2, ""),
    entry("AZN", 2, "₼"),
    entry("BAM", 2, ""),
    entry("BBD", 2, ""),
    entry("BDT", 2, ""),
    entry("BGN", 2, ""),
    entry("BHD", 3, ""),
    entry("BIF", 0, ""),
    entry("BMD", 2, ""),
    entry("BND", 2, ""),
    entry("BOB", 2, ""),
    entry("BRL", 2, "R$"),
    entry("BSD", 2, ""),
    entry("BTN", 2, ""),
    entry("BWP", 2, ""),
    entry("BYN", 2, "Br"),
    entry("BZD", 2, ""),
    entry("CAD", 2, "CA$"),
    entry("CDF", 2, ""),
    entry("CHF", 2, ""),
    entry("CLP", 0, ""),
    entry("CNY", 2, "CN¥"),
    entry("COP", 2, ""),
    entry("CRC", 2, ""),
    entry("CUP", 2, ""),
    entry("CVE", 2, ""),
    entry("CZK", 2, "Kč"),
    entry("DJF", 0, ""),
    entry("DKK", 2, ""),
    entry("DOP", 2, ""),
    entry("DZD", 2, ""),
    entry("EGP", 2, ""),
    entry("ERN", 2, ""),
    entry("ETB", 2, ""),
    entry("EUR", 2, "€"),
    entry("FJD", 2, ""),
    entry("FKP", 2, ""),
    entry("GBP", 2, "£"),
    entry("GEL", 2, "₾"),
    entry("GHS", 2, ""),
    entry("GIP", 2, ""),
    entry("GMD", 2, ""),
    entry("GNF", 0, ""),
    entry("GTQ", 2, ""),
    entry("GYD", 2, ""),
    entry("HKD", 2, "HK$"),
    entry("HNL", 2, ""),
    entry("HTG", 2, ""),
    entry("HUF", 2, ""),
    entry("IDR", 2, ""),
    entry("ILS", 2, "₪"),
    entry("INR", 2, "₹"),
    entry("IQD", 3, ""),
    entry("IRR", 2, ""),
    entry("ISK", 0, ""),
    entry("JMD", 2, ""),
    entry("JOD", 3, ""),
    entry("JPY", 0, "¥"),
    entry("KES", 2, ""),
    entry("KGS", 2, ""),
    entry("KHR", 2, ""),
    entry("KMF", 0, ""),
    entry("KPW", 2, ""),
    entry("KRW", 0, "₩"),
    entry("KWD", 3, ""),
    entry("KYD", 2, ""),
    entry("KZT", 2, "₸"),
    entry("LAK", 2, ""),
    entry("LBP", 2, ""),
    entry("LKR", 2, ""),
    entry("LRD", 2, ""),
    entry("LSL", 2, ""),
    entry("LYD", 3, ""),
    entry("MAD", 2, ""),
    entry("MDL", 2, ""),
    entry("MGA", 2, ""),
    entry("MKD", 2, ""),
    entry("MMK", 2, ""),
    entry("MNT", 2, "₮"),
    entry("MOP", 2, ""),
    entry("MRU", 2, ""),
    entry("MUR", 2, ""),
    entry("MVR", 2, ""),
    entry("MWK", 2, ""),
    entry("MXN", 2, "MX$"),
    entry("MYR", 2, ""),
    entry("MZN", 2, ""),
    entry("NAD", 2, ""),
    entry("NGN", 2, "₦"),
    entry("NIO", 2, ""),
    entry("NOK", 2, ""),
    entry("NPR", 2, ""),
    entry("NZD", 2, "NZ$"),
    entry("OMR", 3, ""),
    entry("PAB", 2, ""),
    entry("PEN", 2, ""),
    entry("PGK", 2, ""),
    entry("PHP", 2, "₱"),
    entry("PKR", 2, ""),
    entry("PLN", 2, "zł"),
    entry("PYG", 0, ""),
    entry("QAR", 2, ""),
    entry("RON", 2, ""),
    entry("RSD", 2, ""),
    entry("RUB", 2, "₽"),
    entry("RWF", 0, ""),
    entry("SAR", 2, ""),
    entry("SBD", 2, ""),
    entry("SCR", 2, ""),
    entry("SDG", 2, ""),
    entry("SEK", 2, ""),
    entry("SGD", 2, "S$"),
    entry("SHP", 2, ""),
    entry("SLE", 2, ""),
    entry("SOS", 2, ""),
    entry("SRD", 2, ""),
    entry("SSP", 2, ""),
    entry("STN", 2, ""),
    entry("SVC", 2, ""),
    entry("SYP", 2, ""),
    entry("SZL", 2, ""),
    entry("THB", 2, ""),
    entry("TJS", 2, ""),
    entry("TMT", 2, ""),
    entry("TND", 3, ""),
    entry("TOP", 2, ""),
    entry("TRY", 2, "₺"),
    entry("TTD", 2, ""),
    entry("TWD", 2, ""),
    entry("TZS", 2, ""),
    entry("UAH", 2, "₴"),
    entry("UGX", 0, ""),
    entry("USD", 2, "$"),
    entry("UYU", 2, ""),
    entry("UZS", 2, ""),
    entry("VES", 2, ""),
    entry("VND", 0, "₫"),
    entry("VUV", 0, ""),
    entry("WST", 2, ""),
    entry("XAF", 0, ""),
    entry("XCD", 2, ""),
    entry("XOF", 0, ""),
    entry("XPF", 0, ""),
    entry("YER", 2, ""),
    entry("ZAR", 2, ""),
    entry("ZMW", 2, ""),
];

/// The same table with one address, so that a row can be borrowed for ever.
static TABLE_AT_RUN: [Entry; TABLE.len()] = TABLE;
