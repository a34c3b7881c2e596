//! Requisites that were changed: since when, by whom, and whether a second person has confirmed them.

use base::access::UserId;
use jiff::Timestamp;

use super::{Refusal, Requisites};

/// What is to be minded before money goes to changed requisites.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequisitesGuard {
    /// When the account changed.
    pub changed_at: Timestamp,
    /// Who changed it, when a person did.
    pub changed_by: Option<UserId>,
    /// Whether somebody else has confirmed it.
    pub is_confirmed: bool,
}

/// Whether money goes elsewhere: to another account, bank or payee.
pub fn moves_money(before: &Requisites, now: &Requisites) -> bool {
    let goes_to = |one: &Requisites| {
        [&one.account, &one.bic, &one.inn, &one.name]
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    goes_to(before) != goes_to(now)
}

/// The place of the last version by which money went elsewhere, among versions with the latest first. The first
/// requisites of a partner are no change.
pub fn last_move(versions: &[&Requisites]) -> Option<usize> {
    versions.windows(2).position(|pair| moves_money(pair[1], pair[0]))
}

/// Whoever confirms is a person, and not the one who changed them.
pub fn judge_confirmation(changed_by: Option<UserId>, by: Option<UserId>) -> Result<(), Refusal> {
    match by {
        Some(by) if changed_by != Some(by) => Ok(()),
        _ => Err(Refusal::OwnRequisites),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::LegalForm;

    #[test]
    fn the_first_requisites_are_no_change_and_a_new_account_is() {
        let first = Requisites::empty(LegalForm::Company);
        let taxed = Requisites { ogrn: "1".into(), ..first.clone() };
        let moved = Requisites { account: "2".into(), ..taxed.clone() };
        assert_eq!(last_move(&[&first]), None);
        assert_eq!(last_move(&[&taxed, &first]), None);
        assert_eq!(last_move(&[&moved, &taxed, &first]), Some(0));
        assert_eq!(last_move(&[&taxed, &taxed, &moved, &first]), Some(1), "back is a move, too");
    }

    #[test]
    fn nobody_confirms_his_own_change() {
        assert_eq!(judge_confirmation(Some(UserId(1)), Some(UserId(2))), Ok(()));
        assert_eq!(judge_confirmation(None, Some(UserId(2))), Ok(()));
        assert_eq!(judge_confirmation(Some(UserId(2)), Some(UserId(2))), Err(Refusal::OwnRequisites));
        assert_eq!(judge_confirmation(Some(UserId(2)), None), Err(Refusal::OwnRequisites));
    }
}
