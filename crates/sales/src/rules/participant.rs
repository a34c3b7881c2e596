//! Partners who take part in a sale beside its seller.

use base::access::PartnerId;
use money::Rate;

use super::Refusal;

/// The most partners who may take part in one sale.
pub const PARTICIPANTS_MAX: usize = 20;
/// The longest name of a role.
const ROLE_LETTERS_MAX: usize = 30;

/// A partner who takes part in a sale.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Participant {
    /// Who.
    pub partner: PartnerId,
    /// As what: a short word that terms know.
    pub role: String,
    /// His share; without one the terms' share for the role is used.
    pub share: Option<Rate>,
}

/// A participant as somebody wrote him down, before the partner is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedParticipant {
    /// The code or name of the partner.
    pub partner: String,
    /// As what.
    pub role: String,
    /// His share.
    pub share: Option<Rate>,
}

impl NamedParticipant {
    /// A participant out of three texts; a blank share is none.
    pub fn read(partner: &str, role: &str, share: &str) -> Result<Self, Refusal> {
        let (partner, role, share) = (partner.trim(), role.trim(), share.trim());
        let share = match share {
            "" => None,
            text => {
                let rate = Rate::parse(text).ok();
                Some(rate.ok_or_else(|| Refusal::ShareWrong { text: text.to_owned() })?)
            }
        };
        Ok(Self { partner: partner.to_owned(), role: role.to_owned(), share })
    }

    /// Those of a text such as `P-7:installer:30 %; P-9:referrer`. A code with a colon in it keeps all but the last two.
    pub fn read_all(text: &str) -> Result<Vec<Self>, Refusal> {
        let parts = text.split(';').map(str::trim).filter(|part| !part.is_empty());
        parts.map(Self::read_one).collect()
    }

    fn read_one(text: &str) -> Result<Self, Refusal> {
        let unreadable = || Refusal::ParticipantsUnreadable { text: text.to_owned() };
        let (head, last) = text.rsplit_once(':').ok_or_else(unreadable)?;
        match head.rsplit_once(':') {
            Some((partner, role)) => Self::read(partner, role, last),
            None => Self::read(head, last, ""),
        }
    }
}

impl Participant {
    /// What tells this participant from others.
    pub(super) fn words(&self) -> String {
        let share = self.share.map(|share| share.to_string()).unwrap_or_default();
        format!("participant={}:{}:{share}", self.partner.0, self.role)
    }
}

/// Judges those who take part in a sale.
pub fn judge_participants(all: &[Participant]) -> Result<(), Refusal> {
    if all.len() > PARTICIPANTS_MAX {
        return Err(Refusal::TooManyParticipants { max: PARTICIPANTS_MAX });
    }
    for (place, one) in all.iter().enumerate() {
        let is_short = (1..=ROLE_LETTERS_MAX).contains(&one.role.chars().count());
        let fits = |letter: char| letter.is_lowercase() || letter.is_ascii_digit() || letter == '-';
        if !is_short || !one.role.chars().all(fits) {
            return Err(Refusal::RoleWrong { text: one.role.clone() });
        }
        if let Some(share) = one.share.filter(|share| *share <= Rate::ZERO || *share > Rate::ONE) {
            return Err(Refusal::ShareWrong { text: share.to_string() });
        }
        if all[..place].iter().any(|other| other.partner == one.partner && other.role == one.role) {
            return Err(Refusal::ParticipantTwice { role: one.role.clone() });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(partner: i64, role: &str, share: Option<&str>) -> Participant {
        let share = share.map(|text| Rate::parse(text).unwrap());
        Participant { partner: PartnerId(partner), role: role.into(), share }
    }

    #[test]
    fn a_text_names_partners_with_roles_and_shares() {
        let read = NamedParticipant::read_all("П-7:монтаж:30 %; P-9:referrer ;").unwrap();
        assert_eq!((read[0].partner.as_str(), read[0].role.as_str()), ("П-7", "монтаж"));
        assert_eq!((read[0].share, read[1].share), (Some(Rate::parse("0.3").unwrap()), None));
        assert!(matches!(
            NamedParticipant::read_all("P-9"),
            Err(Refusal::ParticipantsUnreadable { text }) if text == "P-9"
        ));
        assert!(matches!(NamedParticipant::read_all("P:role:much"), Err(Refusal::ShareWrong { .. })));
    }

    #[test]
    fn a_role_is_a_short_word_of_small_letters() {
        assert_eq!(judge_participants(&[one(1, "first-line", None), one(1, "монтаж2", Some("1"))]), Ok(()));
        for role in ["", "Seller", "two words", "x".repeat(31).as_str()] {
            let refused = judge_participants(&[one(1, role, None)]);
            assert!(matches!(refused, Err(Refusal::RoleWrong { .. })), "{role}");
        }
    }

    #[test]
    fn a_share_is_more_than_nothing_and_at_most_the_whole() {
        for share in ["0", "-0.1", "1.01", "30"] {
            let refused = judge_participants(&[one(1, "seller", Some(share))]);
            assert!(matches!(refused, Err(Refusal::ShareWrong { .. })), "{share}");
        }
    }

    #[test]
    fn nobody_takes_part_twice_in_one_role() {
        assert_eq!(
            judge_participants(&[one(1, "seller", None), one(1, "seller", Some("0.5"))]),
            Err(Refusal::ParticipantTwice { role: "seller".into() })
        );
    }
}
