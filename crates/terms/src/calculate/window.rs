//! Windows over which something is measured, as days.

use crate::pay::Window;
use crate::{GrowthOver, Missing, Period, PeriodKind};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// The days of a window, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    pub start: Date,
    pub end: Date,
}

/// The window that a day falls into. A rolling window ends on the day itself; one sale has no days.
pub fn around(window: Window, day: Date, period: PeriodKind, joined: Option<Date>) -> Result<Days, Missing> {
    let calendar = |kind| {
        let period = Period::containing(day, kind);
        Days { start: period.start, end: period.end }
    };
    Ok(match window {
        Window::Period => calendar(period),
        Window::Month => calendar(PeriodKind::Month),
        Window::Quarter => calendar(PeriodKind::Quarter),
        Window::Year => calendar(PeriodKind::Year),
        Window::Rolling(days) => Days { start: back(day, i64::from(days) - 1), end: day },
        Window::ContractYear => contract_year(joined.ok_or(Missing::Joined)?, day),
        Window::Lifetime => Days { start: Date::MIN, end: Date::MAX },
        Window::Sale => Days { start: Date::MAX, end: Date::MIN },
    })
}

/// The window directly before one that [`around`] gave; nothing is before a lifetime.
pub fn before(window: Window, days: Days, period: PeriodKind, joined: Option<Date>) -> Option<Days> {
    match window {
        Window::Lifetime | Window::Sale => None,
        _ => around(window, days.start.yesterday().ok()?, period, joined).ok(),
    }
}

/// The window that growth over `days` is measured against.
pub fn earlier(
    window: Window,
    days: Days,
    period: PeriodKind,
    joined: Option<Date>,
    over: GrowthOver,
) -> Option<Days> {
    match (over, window) {
        (GrowthOver::Previous, _) => before(window, days, period, joined),
        (_, Window::Lifetime | Window::Sale) => None,
        (GrowthOver::YearBefore, _) => {
            around(window, days.end.saturating_sub(1.years()), period, joined).ok()
        }
    }
}

/// The first day whose sales a statement of the period must know: earlier ones change nothing in it.
pub fn looks_back_from(terms: &crate::Terms, period: Period) -> Date {
    let of_window = |window: Window, earlier: Option<GrowthOver>| {
        // A contract year that is not over began less than a year ago, and nothing more is known of it here.
        let joined = Some(period.start.saturating_sub(1.years()).saturating_add(1.days()));
        let Ok(days) = around(window, period.start, period.kind, joined) else { return period.start };
        let start = if window == Window::Sale { period.start } else { days.start };
        let before = earlier.and_then(|over| self::earlier(window, days, period.kind, joined, over));
        before.map_or(start, |days| days.start.min(start))
    };
    let bands = terms.rules.iter().filter_map(|rule| match &rule.pay {
        crate::Pay::Bands(bands) => {
            let earlier = (bands.mode == crate::BandMode::Previous).then_some(GrowthOver::Previous);
            Some(of_window(bands.window, earlier))
        }
        _ => None,
    });
    let targets = terms.bonuses.iter().flat_map(|bonus| &bonus.targets).map(|target| {
        let over = match target.at {
            crate::TargetAt::Growth { over, .. } => Some(over),
            _ => None,
        };
        of_window(target.window, over)
    });
    bands.chain(targets).min().unwrap_or(period.start).min(period.start)
}

/// Whether bounds and targets of the window shrink for somebody who joined inside it.
pub fn is_prorated(window: Window) -> bool {
    matches!(window, Window::Period | Window::Month | Window::Quarter | Window::Year)
}

/// How many days, both ends included.
pub fn length(start: Date, end: Date) -> i64 {
    start.until(end).map(|span| i64::from(span.get_days()) + 1).unwrap_or(1).max(1)
}

/// How many whole calendar months lie between two days, as payments fall due: from 31 January to 28 February it is one.
pub fn whole_months(from: Date, to: Date) -> i64 {
    let count = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    let months = count(to) - count(from);
    let is_over = from.saturating_add(Span::new().months(months.clamp(-200_000, 200_000))) > to;
    months - i64::from(is_over)
}

/// So many days before.
pub fn back(day: Date, days: i64) -> Date {
    day.saturating_sub(Span::new().days(days.clamp(0, 4_000_000)))
}

fn contract_year(joined: Date, day: Date) -> Days {
    let years = whole_months(joined, day).div_euclid(12);
    let start_of = |years: i64| joined.saturating_add(Span::new().years(years));
    Days { start: start_of(years), end: start_of(years + 1).yesterday().unwrap_or(Date::MAX) }
}
