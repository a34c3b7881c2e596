//! Partners whose turnover moved.

use base::access::PartnerId;

/// A partner's turnover in a span and in the one before, in minor units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mover {
    /// Who.
    pub partner: PartnerId,
    /// His name.
    pub name: String,
    /// In the span.
    pub now: i64,
    /// In the span before.
    pub before: i64,
}

/// Those who lost most against the span before, the deepest fall first.
pub fn fallen(movers: &[Mover], limit: usize) -> Vec<Mover> {
    let mut fallen: Vec<Mover> = movers.iter().filter(|mover| mover.now < mover.before).cloned().collect();
    fallen.sort_by(|a, b| (b.before - b.now).cmp(&(a.before - a.now)).then(a.partner.cmp(&b.partner)));
    fallen.truncate(limit);
    fallen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_deepest_fall_comes_first_and_growth_is_no_fall() {
        let mover = |id, now, before| Mover { partner: PartnerId(id), name: String::new(), now, before };
        let all = [mover(1, 10, 20), mover(2, 0, 100), mover(3, 50, 40)];
        let ids: Vec<i64> = fallen(&all, 5).iter().map(|mover| mover.partner.0).collect();
        assert_eq!(ids, [2, 1]);
    }
}
