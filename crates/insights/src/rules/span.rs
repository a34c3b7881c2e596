//! A span of days and the span before it.

use jiff::ToSpan;
use jiff::civil::Date;

/// A calendar month as overviews look at it: its days, and as many days of the month before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub from: Date,
    /// The last day that counts: the month's last, or today in the running month.
    pub until: Date,
}

impl Span {
    /// The month of `day`, up to `today` when it is running.
    pub fn month_of(day: Date, today: Date) -> Self {
        let until = day.last_of_month();
        let running = today >= day.first_of_month() && today < until;
        Self { from: day.first_of_month(), until: if running { today } else { until } }
    }

    /// The month before, up to the same day of the month, so that a running month is compared with as many days.
    pub fn before(self) -> Self {
        let last = self.from.saturating_sub(1.day());
        let from = last.first_of_month();
        let whole = self.until == self.from.last_of_month();
        let until = if whole { last } else { last.min(from.saturating_add((self.until.day() - 1).days())) };
        Self { from, until }
    }

    /// The twelve months that end with this one, the oldest first, by their first days.
    pub fn year(self) -> Vec<Date> {
        (0..12).rev().map(|back| self.from.saturating_sub(back.months())).collect()
    }

    /// Every day of the span.
    pub fn days(self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(move |day| *day <= self.until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_running_month_is_compared_with_as_many_days_of_the_month_before() {
        let span = Span::month_of(date(2026, 3, 1), date(2026, 3, 10));
        assert_eq!(span, Span { from: date(2026, 3, 1), until: date(2026, 3, 10) });
        assert_eq!(span.before(), Span { from: date(2026, 2, 1), until: date(2026, 2, 10) });
    }

    #[test]
    fn a_whole_month_is_compared_with_a_whole_month() {
        let span = Span::month_of(date(2026, 2, 14), date(2026, 5, 1));
        assert_eq!(span.before(), Span { from: date(2026, 1, 1), until: date(2026, 1, 31) });
        let late = Span { from: date(2026, 3, 1), until: date(2026, 3, 30) };
        assert_eq!(late.before().until, date(2026, 2, 28));
    }

    #[test]
    fn a_year_ends_with_the_month_itself() {
        let year = Span::month_of(date(2026, 2, 14), date(2026, 5, 1)).year();
        assert_eq!((year.len(), year[0], year[11]), (12, date(2025, 3, 1), date(2026, 2, 1)));
    }
}
