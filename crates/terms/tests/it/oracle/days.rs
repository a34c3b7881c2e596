//! Days, months and the windows made of them.

use super::Ctx;
use super::fraction::Q;
use jiff::civil::Date;
use terms::{Missing, Period, PeriodKind, Window};

/// The days from the first to the last, both included.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Days {
    pub first: Date,
    pub last: Date,
}

impl Days {
    pub fn holds(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }

    pub fn len(self) -> i64 {
        number(self.last) - number(self.first) + 1
    }
}

/// The number of a day, counted through.
pub fn number(day: Date) -> i64 {
    let (year, month, date) = (i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
    // Years that begin in March, so that the leap day is the last of its year.
    let year = if month <= 2 { year - 1 } else { year };
    let from_march = (month + 9) % 12;
    let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    365 * year + leaps + (153 * from_march + 2) / 5 + date - 1
}

/// The day so many days later, or earlier for a negative number.
pub fn plus_days(day: Date, days: i64) -> Date {
    day.checked_add(jiff::Span::new().days(days)).unwrap()
}

/// The same day so many calendar months later; a day that the month does not have becomes its last one.
pub fn plus_months(day: Date, months: i64) -> Date {
    let counted = i64::from(day.year()) * 12 + i64::from(day.month()) - 1 + months;
    let (year, month) = (counted.div_euclid(12) as i16, counted.rem_euclid(12) as i8 + 1);
    let first = Date::new(year, month, 1).unwrap();
    Date::new(year, month, day.day().min(first.days_in_month())).unwrap()
}

/// How many whole calendar months lie between two days; none when the second is earlier.
pub fn whole_months(from: Date, to: Date) -> i64 {
    let mut months = 0;
    while plus_months(from, months + 1) <= to {
        months += 1;
    }
    months
}

/// The window of the kind that the day lies in; rolling windows end on it. A single sale has no days.
pub fn window(ctx: &Ctx, kind: Window, day: Date) -> Result<Days, Missing> {
    let calendar = |kind| {
        let period = Period::containing(day, kind);
        Days { first: period.start, last: period.end }
    };
    Ok(match kind {
        Window::Period => calendar(ctx.timeline.period()),
        Window::Month => calendar(PeriodKind::Month),
        Window::Quarter => calendar(PeriodKind::Quarter),
        Window::Year => calendar(PeriodKind::Year),
        Window::Sale => Days { first: day, last: day },
        Window::Rolling(days) => Days { first: plus_days(day, 1 - i64::from(days)), last: day },
        Window::Lifetime => Days { first: Date::MIN, last: Date::MAX },
        Window::ContractYear => contract_year(ctx.partner().joined_on.ok_or(Missing::Joined)?, day),
    })
}

fn contract_year(joined: Date, day: Date) -> Days {
    let mut year = i64::from(day.year()) - i64::from(joined.year()) + 1;
    while plus_months(joined, 12 * year) > day {
        year -= 1;
    }
    let (first, next) = (plus_months(joined, 12 * year), plus_months(joined, 12 * (year + 1)));
    Days { first, last: plus_days(next, -1) }
}

/// The window of the same kind directly before; nothing where there is none.
pub fn window_before(ctx: &Ctx, kind: Window, days: Days) -> Result<Option<Days>, Missing> {
    match kind {
        Window::Lifetime | Window::Sale => Ok(None),
        _ => window(ctx, kind, plus_days(days.first, -1)).map(Some),
    }
}

/// The part of a threshold that is left for a partner who joined inside the window.
pub fn prorated(ctx: &Ctx, kind: Window, days: Days, asked: i64) -> i64 {
    let is_calendar = matches!(kind, Window::Period | Window::Month | Window::Quarter | Window::Year);
    match ctx.partner().joined_on {
        Some(joined) if is_calendar && days.first < joined && joined <= days.last => {
            let left = Days { first: joined, last: days.last };
            (Q::whole(asked) * Q::whole(left.len()) / Q::whole(days.len())).nearest()
        }
        _ => asked,
    }
}

#[test]
fn months_are_cut_at_their_end_and_days_are_counted_through() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    assert_eq!(plus_months(day("2025-01-31"), 1), day("2025-02-28"));
    assert_eq!(plus_months(day("2024-01-31"), 1), day("2024-02-29"));
    assert_eq!(plus_months(day("2025-03-31"), -1), day("2025-02-28"));
    assert_eq!(whole_months(day("2025-03-01"), day("2025-08-01")), 5);
    assert_eq!(whole_months(day("2025-03-01"), day("2025-07-31")), 4);
    assert_eq!(number(day("2025-03-01")) - number(day("2024-02-28")), 367);
    assert_eq!(number(day("2026-01-01")) - number(day("2025-01-01")), 365);
    let leap = contract_year(day("2024-02-29"), day("2025-02-28"));
    assert_eq!((leap.first, leap.last), (day("2025-02-28"), day("2026-02-27")));
}
