//! Dates as files write them.

use super::mapping::DateStyle;
use jiff::civil::Date;

/// Why a text is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateTrouble {
    /// It is not written as a date.
    NotADate,
    /// It is written as a date, but the calendar has no such day, as 31.02.2017.
    NoSuchDay,
}

/// Reads a calendar date; a time of day behind it is left out, as it has no zone that could be trusted.
///
/// `Auto` takes a year in front for year, month, day and anything else for day, month, year; two digits of a year mean
/// 1970 to 2069; five digits alone are a day number of Excel.
pub fn parse_date(text: &str, style: DateStyle) -> Result<Date, DateTrouble> {
    let text = without_time(text.trim());
    if let Some(date) = one_number(text, style) {
        return date;
    }
    let separator = text.chars().find(|sign| matches!(sign, '-' | '.' | '/')).ok_or(DateTrouble::NotADate)?;
    let parts: Vec<&str> = text.split(separator).collect();
    let &[first, second, third] = parts.as_slice() else { return Err(DateTrouble::NotADate) };
    if parts.iter().any(|part| !is_figures(part, 1, 4)) || !is_figures(second, 1, 2) {
        return Err(DateTrouble::NotADate);
    }
    let year_first = first.len() == 4;
    let (year, month, day) = match style {
        _ if year_first => (first, second, third),
        DateStyle::Auto | DateStyle::Dmy => (third, second, first),
        DateStyle::Mdy => (third, first, second),
        DateStyle::Iso | DateStyle::Excel => return Err(DateTrouble::NotADate),
    };
    if !(is_figures(year, 4, 4) || is_figures(year, 2, 2) && !year_first) || !is_figures(day, 1, 2) {
        return Err(DateTrouble::NotADate);
    }
    calendar(full_year(year), number(month), number(day))
}

/// Reads the number of a workbook's cell: a day number, or a date written together as 20170301.
pub(super) fn date_of_number(text: &str) -> Result<Date, DateTrouble> {
    match text.len() {
        8 if is_figures(text, 8, 8) => together(text),
        _ => day_number(text).unwrap_or(Err(DateTrouble::NotADate)),
    }
}

fn one_number(text: &str, style: DateStyle) -> Option<Result<Date, DateTrouble>> {
    let whole = text.split_once(['.', ',']).map_or(text, |(whole, _)| whole);
    match style {
        DateStyle::Excel => day_number(text),
        DateStyle::Auto if is_figures(text, 8, 8) => Some(together(text)),
        // Day numbers of five digits are 1927 to 2173; a shorter number is rather a year or a count.
        DateStyle::Auto if is_figures(whole, 5, 5) => day_number(text),
        DateStyle::Iso if is_figures(text, 8, 8) => Some(together(text)),
        _ => None,
    }
}

fn together(text: &str) -> Result<Date, DateTrouble> {
    calendar(number(&text[..4]), number(&text[4..6]), number(&text[6..]))
}

/// The day so many days after 1899-12-30, as Excel counts; the fraction is the time of day.
fn day_number(text: &str) -> Option<Result<Date, DateTrouble>> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if !is_figures(whole, 1, 7) || !is_figures(fraction, 1, 20) {
        return None;
    }
    // Excel believes in 29 February 1900, so numbers up to it mean other days; nobody sold anything then.
    let days = i64::from(number(whole));
    let base = Date::constant(1899, 12, 30);
    let date = jiff::Span::new().try_days(days).ok().and_then(|span| base.checked_add(span).ok());
    Some(date.filter(|_| days > 60).ok_or(DateTrouble::NoSuchDay).and_then(plausible))
}

fn calendar(year: i32, month: i32, day: i32) -> Result<Date, DateTrouble> {
    let narrow = |number: i32| i8::try_from(number).map_err(|_| DateTrouble::NoSuchDay);
    let year = i16::try_from(year).map_err(|_| DateTrouble::NoSuchDay)?;
    Date::new(year, narrow(month)?, narrow(day)?).map_err(|_| DateTrouble::NoSuchDay).and_then(plausible)
}

/// A year such as 0217 or 2917 is a slip of the finger.
fn plausible(date: Date) -> Result<Date, DateTrouble> {
    if (1900..2200).contains(&date.year()) { Ok(date) } else { Err(DateTrouble::NoSuchDay) }
}

fn full_year(text: &str) -> i32 {
    match number(text) {
        year if text.len() == 4 => year,
        year if year < 70 => 2000 + year,
        year => 1900 + year,
    }
}

/// Cuts a time of day off, as in `01.03.2017 0:00:00` and `2017-03-01T12:30:00Z`.
fn without_time(text: &str) -> &str {
    let Some((date, time)) = text.split_once([' ', 'T', '\u{a0}']) else { return text };
    let is_time = |sign: char| sign.is_ascii_digit() || matches!(sign, ':' | '.' | '+' | '-' | 'Z');
    if time.contains(':') && time.trim().chars().all(is_time) { date } else { text }
}

fn is_figures(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number of figures that have been looked at.
fn number(figures: &str) -> i32 {
    figures.bytes().fold(0, |sum, figure| sum * 10 + i32::from(figure - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn auto(text: &str) -> Result<Date, DateTrouble> {
        parse_date(text, DateStyle::Auto)
    }

    #[test]
    fn the_usual_ways_to_write_a_date_are_read() {
        for text in ["2017-03-01", "01.03.2017", "1.3.2017", "01/03/2017", "01.03.17", "20170301", "42795"] {
            assert_eq!(auto(text), Ok(date(2017, 3, 1)), "{text}");
        }
    }

    #[test]
    fn the_time_of_day_is_left_out() {
        for text in ["01.03.2017 0:00:00", "2017-03-01T12:30:00Z", "2017-03-01 12:30:00+03:00", "42795.75"] {
            assert_eq!(auto(text), Ok(date(2017, 3, 1)), "{text}");
        }
    }

    #[test]
    fn a_day_the_calendar_does_not_have_is_told_as_such() {
        for text in ["31.02.2017", "2017-02-29", "00.01.2017", "03/25/2017", "01.03.0217", "20171301"] {
            assert_eq!(auto(text), Err(DateTrouble::NoSuchDay), "{text}");
        }
    }

    #[test]
    fn what_is_not_written_as_a_date_is_no_date() {
        for text in ["", "вчера", "2017", "1.234,56", "01.03", "01-03-2017-04", "1.3.201", "2017-3", "-1-1-1"]
        {
            assert_eq!(auto(text), Err(DateTrouble::NotADate), "{text}");
        }
    }

    #[test]
    fn american_dates_are_read_when_the_mapping_says_so() {
        assert_eq!(parse_date("03/25/2017", DateStyle::Mdy), Ok(date(2017, 3, 25)));
        assert_eq!(parse_date("03/04/2017", DateStyle::Auto), Ok(date(2017, 4, 3)));
    }

    #[test]
    fn a_strict_style_takes_nothing_else() {
        assert_eq!(parse_date("01.03.2017", DateStyle::Iso), Err(DateTrouble::NotADate));
        assert_eq!(parse_date("42795", DateStyle::Dmy), Err(DateTrouble::NotADate));
        assert_eq!(parse_date("42795", DateStyle::Excel), Ok(date(2017, 3, 1)));
    }

    #[test]
    fn a_number_cell_is_a_day_number() {
        assert_eq!(date_of_number("42795.5"), Ok(date(2017, 3, 1)));
        assert_eq!(date_of_number("20170301"), Ok(date(2017, 3, 1)));
        assert_eq!(date_of_number("-5"), Err(DateTrouble::NotADate));
        assert_eq!(date_of_number("9999999"), Err(DateTrouble::NoSuchDay));
    }
}
