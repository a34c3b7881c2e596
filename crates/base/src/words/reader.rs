//! The reader: who a page or letter is written for.

use std::fmt;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use money::{Money, Parts, Rate, Style};

use super::{Arg, Language, Theme, Words, figures};

/// The person who reads: language, time zone, theme and the word books.
#[derive(Clone)]
pub struct Reader {
    /// The language of every text and figure.
    pub language: Language,
    /// The zone in which moments are told.
    pub zone: TimeZone,
    /// The word books of all slices.
    pub words: Arc<Words>,
    /// Light, dark, or as the system says.
    pub theme: Theme,
}

impl fmt::Debug for Reader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reader")
            .field("language", &self.language)
            .field("zone", &self.zone)
            .finish_non_exhaustive()
    }
}

impl Reader {
    /// A reader of `language` in UTC with the system's theme.
    pub fn new(words: Arc<Words>, language: Language) -> Self {
        Self { language, zone: TimeZone::UTC, words, theme: Theme::Auto }
    }

    /// The same reader in another zone.
    #[must_use]
    pub fn in_zone(self, zone: TimeZone) -> Self {
        Self { zone, ..self }
    }

    /// The same reader with another theme.
    #[must_use]
    pub fn in_theme(self, theme: Theme) -> Self {
        Self { theme, ..self }
    }

    /// The text under `key`.
    pub fn t(&self, key: &str) -> String {
        self.words.say(self.language, key, &[])
    }

    /// The sentence under `key` with its variables filled in.
    pub fn tr(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.words.say(self.language, key, args)
    }

    /// A date in figures: `05.12.2017` or `5 Dec 2017`.
    pub fn date(&self, date: Date) -> String {
        figures::date(self.language, date)
    }

    /// A date in words: `5 декабря 2017` or `5 December 2017`.
    pub fn date_in_words(&self, date: Date) -> String {
        let month = self.t(&format!("base-month-of-{}", date.month()));
        format!("{} {month} {}", date.day(), date.year())
    }

    /// A moment in the reader's zone: `05.12.2017, 14:03`.
    pub fn moment(&self, moment: Timestamp) -> String {
        let local = moment.to_zoned(self.zone.clone());
        format!("{}, {:02}:{:02}", self.date(local.date()), local.hour(), local.minute())
    }

    /// A month in words: `декабрь 2017` or `December 2017`.
    pub fn month(&self, date: Date) -> String {
        format!("{} {}", self.t(&format!("base-month-{}", date.month())), date.year())
    }

    /// A month's short name for axes: `дек` or `Dec`.
    pub fn month_short(&self, date: Date) -> String {
        self.t(&format!("base-month-short-{}", date.month()))
    }

    /// A quarter in words: `4 квартал 2017` or `Q4 2017`.
    pub fn quarter(&self, date: Date) -> String {
        let quarter = i64::from((date.month() - 1) / 3 + 1);
        self.tr("base-quarter", &[("quarter", quarter.into()), ("year", date.year().to_string().into())])
    }

    /// A whole number with its thousands apart.
    pub fn number(&self, number: i64) -> String {
        figures::grouped(self.language, number)
    }

    /// A large number in short: `12,4 млн`, `841 тыс.`, `950`.
    pub fn number_short(&self, number: i64) -> String {
        for (unit, key) in
            [(1_000_000_000, "base-billion"), (1_000_000, "base-million"), (1_000, "base-thousand")]
        {
            // Whatever would round up to the unit is already told in it.
            if number.unsigned_abs() >= unit - unit / 2000 {
                let tenths = match figures::rounded(number, 10, unit) {
                    tenths if tenths.abs() < 1000 => tenths,
                    _ => figures::rounded(number, 1, unit) * 10,
                };
                return self.tr(key, &[("figure", figures::tenths(self.language, tenths).into())]);
            }
        }
        self.number(number)
    }

    /// An amount in full: `1 234,56 ₽` or `$1,234.56`.
    pub fn money(&self, money: Money) -> String {
        money::format(money, self.style())
    }

    /// An amount with its sign always shown.
    pub fn money_signed(&self, money: Money) -> String {
        money::format_signed(money, self.style())
    }

    /// An amount in short for tiles and axes, without kopecks: `12,4 млн ₽`, `$841K`.
    pub fn money_short(&self, money: Money) -> String {
        let mut parts = self.money_parts(money);
        parts.whole = self.number_short((money.minor / money.currency.minor_per_whole()).abs());
        parts.fraction.clear();
        parts.join()
    }

    /// The pieces of an amount, so that a page can draw kopecks smaller.
    pub fn money_parts(&self, money: Money) -> Parts {
        money::parts(money, self.style())
    }

    /// A rate as percent: `1,5 %`.
    pub fn rate(&self, rate: Rate) -> String {
        money::format_rate(rate, self.style())
    }

    /// How figures are written in the reader's language.
    pub const fn style(&self) -> Style {
        match self.language {
            Language::Ru => Style::RU,
            Language::En => Style::EN,
        }
    }

    /// The share of `part` in `whole`, to a tenth of a percent: `8,3 %`; a dash when `whole` is zero.
    pub fn percent(&self, part: i64, whole: i64) -> String {
        match figures::permille(part, whole) {
            Some(permille) => figures::with_percent(self.language, &figures::tenths(self.language, permille)),
            None => "—".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;

    use super::Reader;
    use crate::words::{Language, Words};

    fn reader(language: Language) -> Reader {
        Reader::new(Arc::new(Words::new(&[]).unwrap()), language)
    }

    #[test]
    fn a_moment_is_told_in_the_readers_zone() {
        let moscow = jiff::tz::TimeZone::get("Europe/Moscow").unwrap();
        let moment = "2017-12-31T22:30:00Z".parse().unwrap();
        assert_eq!(reader(Language::Ru).in_zone(moscow).moment(moment), "01.01.2018, 01:30");
        assert_eq!(reader(Language::En).moment(moment), "31 Dec 2017, 22:30");
    }

    #[test]
    fn months_and_quarters_have_names() {
        let day = date(2017, 12, 5);
        assert_eq!(reader(Language::Ru).date_in_words(day), "5 декабря 2017");
        assert_eq!(reader(Language::Ru).month(day), "декабрь 2017");
        assert_eq!(reader(Language::En).quarter(day), "Q4 2017");
        assert_eq!(reader(Language::Ru).month_short(day), "дек");
    }

    #[test]
    fn large_numbers_are_told_in_short() {
        let ru = reader(Language::Ru);
        assert_eq!(ru.number_short(12_449_000), "12,4\u{202f}млн");
        assert_eq!(ru.number_short(48_950), "49\u{202f}тыс.");
        assert_eq!(ru.number_short(48_949), "48,9\u{202f}тыс.");
        assert_eq!(ru.number_short(841_300), "841\u{202f}тыс.");
        assert_eq!(ru.number_short(-1_500), "−1,5\u{202f}тыс.");
        assert_eq!(ru.number_short(950), "950");
        assert_eq!(reader(Language::En).number_short(2_000_000_000), "2B");
    }

    #[test]
    fn money_follows_the_language() {
        let sum = money::Money::new(-123_456_789, money::Currency::RUB);
        assert_eq!(reader(Language::Ru).money(sum), "−1\u{202f}234\u{202f}567,89\u{202f}₽");
        assert_eq!(reader(Language::Ru).money_short(sum), "−1,2\u{202f}млн\u{202f}₽");
        let sum = money::Money::new(95_040, money::Currency::USD);
        assert_eq!(reader(Language::En).money(sum), "$950.40");
        assert_eq!(reader(Language::En).money_short(sum), "$950");
    }

    #[test]
    fn a_share_of_nothing_is_a_dash() {
        assert_eq!(reader(Language::Ru).percent(1, 12), "8,3\u{202f}%");
        assert_eq!(reader(Language::En).percent(1, 4), "25%");
        assert_eq!(reader(Language::Ru).percent(1, 0), "—");
    }

    #[test]
    fn nothing_base_says_is_missing() {
        let ru = reader(Language::Ru);
        for month in 1..=12 {
            ru.month(date(2017, month, 1));
            ru.month_short(date(2017, month, 1));
            ru.date_in_words(date(2017, month, 1));
        }
        assert!(ru.words.missing().is_empty());
    }
}
