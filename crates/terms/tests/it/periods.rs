use crate::any::day;
use proptest::prelude::*;
use terms::{Period, PeriodKind};

#[test]
fn a_period_is_written_as_people_say_it() {
    for text in ["2017-Q1", "2017-Q4", "2017-03", "2017-12", "2017"] {
        assert_eq!(Period::parse(text).unwrap().to_string(), text);
    }
    for text in [
        "2017-Q5",
        "2017-Q0",
        "2017-13",
        "2017-3",
        "17",
        "2017-",
        "2017-Q",
        "2017-Q11",
        "2017Q1",
        "20è7",
        "квартал",
    ] {
        assert!(Period::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_quarter_has_its_first_and_last_day() {
    let quarter = Period::parse("2017-Q1").unwrap();
    assert_eq!(
        (quarter.start, quarter.end, quarter.kind),
        (day("2017-01-01"), day("2017-03-31"), PeriodKind::Quarter)
    );
    assert!(quarter.contains(day("2017-03-31")) && !quarter.contains(day("2017-04-01")));
    assert_eq!(quarter.previous().to_string(), "2016-Q4");
    assert_eq!(Period::parse("2016-02").unwrap().end, day("2016-02-29"));
}

proptest! {
    #[test]
    fn periods_follow_each_other_without_a_gap(year in 1900..2100_i16, month in 1..=12_i8, at in 1..=28_i8, kind in 0..3_usize) {
        let date = jiff::civil::date(year, month, at);
        let period = Period::containing(date, PeriodKind::ALL[kind]);
        prop_assert!(period.contains(date));
        prop_assert_eq!(period.next().start, period.end.tomorrow().unwrap());
        prop_assert_eq!(period.next().previous(), period);
        prop_assert_eq!(Period::parse(&period.to_string()).unwrap(), period);
    }

    #[test]
    fn garbage_never_panics(text in "\\PC{0,12}") {
        let _ = Period::parse(&text);
    }
}
