//! Terms that are tried out on days gone by, as if they had been published.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use terms::Terms;

use super::{Answer, AnswerKind, Audience, ProgramId, TermsVersionId, Version, VersionState};

/// Terms as if they were in force from a day on, in place of everything published for the same audience.
#[derive(Clone, Debug)]
pub struct Trial {
    /// The programme.
    pub program: ProgramId,
    /// The version they come from.
    pub version: TermsVersionId,
    /// For whom they are.
    pub whose: Audience,
    /// What they say.
    pub terms: Arc<Terms>,
    /// The first day.
    pub from: Date,
}

impl Trial {
    /// The binding versions of a programme with these terms among them: what was published for the same audience holds
    /// only before their first day.
    pub fn among(&self, mut versions: Vec<Version>, at: Timestamp) -> Vec<Version> {
        versions.retain(|version| {
            let begins_later = version.days().is_none_or(|(from, _)| from >= self.from);
            version.is_binding()
                && version.id != self.version
                && !(version.audience() == self.whose && begins_later)
        });
        versions.push(self.as_published(at));
        versions
    }

    fn as_published(&self, at: Timestamp) -> Version {
        let hash = self.terms.hash().hex();
        let accepted =
            Answer { kind: AnswerKind::Accepted, hash: hash.clone(), note: String::new(), at, by: None };
        Version {
            id: self.version,
            program: self.program,
            partner: self.whose.partner(),
            group: self.whose.group(),
            answer: self.whose.partner().map(|_| accepted),
            text: String::new(),
            state: VersionState::Published {
                number: u32::MAX,
                content_hash: hash,
                from: self.from,
                until: None,
                at,
                by: None,
            },
            changed_at: at,
            changed_by: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::in_force;
    use base::access::PartnerId;
    use jiff::civil::date;

    const TERMS: &str = "name = \"A\"\ncurrency = \"RUB\"\nperiod = \"month\"\n
        [rounding]\nat = \"line\"\nmode = \"half-away-from-zero\"\n[[rule]]\nname = \"all\"\npercent = \"5\"\n";

    fn trial(version: i64, whose: Audience, from: Date) -> Trial {
        let terms = Arc::new(Terms::parse(TERMS).unwrap());
        Trial { program: ProgramId(1), version: TermsVersionId(version), whose, terms, from }
    }

    fn published(version: i64, whose: Audience, from: Date) -> Version {
        trial(version, whose, from).as_published(Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn terms_on_trial_hold_from_their_first_day_whatever_was_published_later() {
        let everybody = Audience::Everybody;
        let versions =
            vec![published(1, everybody, date(2025, 1, 1)), published(2, everybody, date(2025, 6, 1))];
        let all = trial(9, everybody, date(2025, 3, 1)).among(versions, Timestamp::UNIX_EPOCH);
        let on = |day| in_force(&all, day).map(|version| version.id.0);
        assert_eq!(
            (on(date(2025, 2, 28)), on(date(2025, 3, 1)), on(date(2025, 12, 1))),
            (Some(1), Some(9), Some(9))
        );
    }

    #[test]
    fn terms_of_one_partner_on_trial_leave_the_others_alone() {
        let anna = Audience::Partner(PartnerId(5));
        let versions = vec![
            published(1, Audience::Everybody, date(2025, 1, 1)),
            published(2, Audience::Everybody, date(2025, 6, 1)),
            published(3, anna, date(2025, 4, 1)),
        ];
        let all = trial(9, anna, date(2025, 3, 1)).among(versions, Timestamp::UNIX_EPOCH);
        let ids: Vec<i64> = all.iter().map(|version| version.id.0).collect();
        assert_eq!(ids, [1, 2, 9]);
        assert!(all[2].is_binding());
    }
}
