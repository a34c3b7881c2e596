//! The network: who stands above whom from which day to which.

use base::access::PartnerId;
use jiff::civil::Date;

use super::Refusal;

/// One partner stands under another from a day to a day, both included; `None` means until further notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct UplineEdge {
    /// Who stands below.
    pub partner: PartnerId,
    /// Who stands above.
    pub upline: PartnerId,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Option<Date>,
}

impl UplineEdge {
    /// Tells whether the edge holds on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// Judges a new upline from a day on. `own` are the partner's edges so far, `above` all edges of `upline` and of
/// everybody who ever stands above him.
pub fn judge_upline(
    partner: PartnerId,
    upline: Option<PartnerId>,
    from: Date,
    today: Date,
    own: &[UplineEdge],
    above: &[UplineEdge],
) -> Result<(), Refusal> {
    if upline == Some(partner) {
        return Err(Refusal::UplineItself);
    }
    let in_the_end = own.iter().find(|edge| edge.until.is_none());
    match (in_the_end, upline) {
        (None, None) => return Err(Refusal::UplineAbsent),
        (Some(edge), Some(upline)) if edge.upline == upline => {
            return Err(Refusal::UplineSame { since: edge.from });
        }
        _ => {}
    }
    // What has begun may end, but its beginning is history; what begins tomorrow may still be replaced.
    let last = own.iter().map(|edge| edge.from).max();
    if let Some(since) = last.filter(|since| from < *since || (from == *since && from < today)) {
        return Err(Refusal::UplineLater { since });
    }
    match upline.and_then(|upline| meets(upline, partner, from, None, above)) {
        Some(on) => Err(Refusal::UplineCircle { on }),
        None => Ok(()),
    }
}

/// The first day on which one comes from `below` up to `target`, within the days from `from` to `until`.
fn meets(
    below: PartnerId,
    target: PartnerId,
    from: Date,
    until: Option<Date>,
    edges: &[UplineEdge],
) -> Option<Date> {
    let steps = edges.iter().filter(|edge| edge.partner == below);
    let met = steps.filter_map(|edge| {
        let first = from.max(edge.from);
        let last = match (until, edge.until) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
        if last.is_some_and(|last| last < first) {
            return None;
        }
        if edge.upline == target { Some(first) } else { meets(edge.upline, target, first, last, edges) }
    });
    met.min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const ANNA: PartnerId = PartnerId(1);
    const BORIS: PartnerId = PartnerId(2);
    const VERA: PartnerId = PartnerId(3);

    fn edge(partner: PartnerId, upline: PartnerId, from: Date, until: Option<Date>) -> UplineEdge {
        UplineEdge { partner, upline, from, until }
    }

    fn day(month: i8, day: i8) -> Date {
        date(2026, month, day)
    }

    #[test]
    fn nobody_stands_above_himself() {
        let verdict = judge_upline(ANNA, Some(ANNA), day(3, 1), day(3, 1), &[], &[]);
        assert_eq!(verdict, Err(Refusal::UplineItself));
    }

    #[test]
    fn a_circle_is_refused_however_long() {
        let above = [edge(VERA, BORIS, day(1, 1), None), edge(BORIS, ANNA, day(2, 1), None)];
        let verdict = judge_upline(ANNA, Some(VERA), day(1, 15), day(3, 1), &[], &above);
        assert_eq!(verdict, Err(Refusal::UplineCircle { on: day(2, 1) }));
    }

    #[test]
    fn a_circle_that_ended_before_the_first_day_is_none() {
        let above = [edge(VERA, ANNA, day(1, 1), Some(day(2, 28)))];
        assert_eq!(judge_upline(ANNA, Some(VERA), day(3, 1), day(3, 1), &[], &above), Ok(()));
        let verdict = judge_upline(ANNA, Some(VERA), day(2, 28), day(3, 1), &[], &above);
        assert_eq!(verdict, Err(Refusal::UplineCircle { on: day(2, 28) }));
    }

    #[test]
    fn a_circle_that_would_only_come_later_is_refused_too() {
        let above = [edge(VERA, ANNA, day(9, 1), None)];
        let verdict = judge_upline(ANNA, Some(VERA), day(3, 1), day(3, 1), &[], &above);
        assert_eq!(verdict, Err(Refusal::UplineCircle { on: day(9, 1) }));
    }

    #[test]
    fn edges_of_different_times_make_no_circle() {
        let above = [edge(VERA, BORIS, day(1, 1), Some(day(1, 31))), edge(BORIS, ANNA, day(2, 1), None)];
        assert_eq!(judge_upline(ANNA, Some(VERA), day(1, 1), day(3, 1), &[], &above), Ok(()));
    }

    #[test]
    fn history_is_not_rewritten_but_a_plan_may_be() {
        let own = [edge(ANNA, BORIS, day(2, 1), None)];
        let on = |from, today| judge_upline(ANNA, Some(VERA), from, today, &own, &[]);
        assert_eq!(on(day(1, 15), day(3, 1)), Err(Refusal::UplineLater { since: day(2, 1) }));
        assert_eq!(on(day(2, 1), day(3, 1)), Err(Refusal::UplineLater { since: day(2, 1) }));
        assert_eq!(on(day(2, 1), day(1, 20)), Ok(()));
        assert_eq!(on(day(2, 2), day(3, 1)), Ok(()));
    }

    #[test]
    fn what_is_so_already_is_no_change() {
        let own = [edge(ANNA, BORIS, day(2, 1), None)];
        let verdict = judge_upline(ANNA, Some(BORIS), day(3, 1), day(3, 1), &own, &[]);
        assert_eq!(verdict, Err(Refusal::UplineSame { since: day(2, 1) }));
        assert_eq!(judge_upline(VERA, None, day(3, 1), day(3, 1), &[], &[]), Err(Refusal::UplineAbsent));
    }
}
