//! Views of the list that a person keeps for himself.

use base::access::{Act, Whose};
use base::failure::{Outcome, Stop};
use base::page::Address;
use base::work::Work;

use crate::rules::Refusal;
use crate::store::{self, ViewId};

/// What a view remembers of the list's address.
const KEPT: [&str; 6] = ["q", "status", "kind", "region", "tier", "sort"];
/// The longest name of a view.
const LETTERS_MAX: usize = 60;

/// Keeps the filters and the order of a list's query under a name.
pub async fn keep_view(work: &mut Work, name: &str, query: &str) -> Outcome<ViewId, Refusal> {
    work.may(Act::SeePartners, Whose::Vendor)?;
    let user = work.actor.user().ok_or(Stop::Forbidden)?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Stop::Refused(Refusal::ViewNameMissing));
    }
    if name.chars().count() > LETTERS_MAX {
        return Err(Stop::Refused(Refusal::TooLong { field: "view", max: LETTERS_MAX }));
    }
    Ok(store::insert_view(work, user, name, &kept_query(query)).await?)
}

/// Forgets a view of one's own.
pub async fn forget_view(work: &mut Work, id: ViewId) -> Outcome<(), Refusal> {
    work.may(Act::SeePartners, Whose::Vendor)?;
    let user = work.actor.user().ok_or(Stop::Forbidden)?;
    if store::remove_view(work, user, id).await? { Ok(()) } else { Err(Stop::Unknown) }
}

/// The query without what a view does not remember, such as the number of the page; the same filters read the same.
pub(crate) fn kept_query(query: &str) -> String {
    let asked = Address::parse(&format!("?{query}"));
    let kept = KEPT.iter().filter_map(|key| Some((*key, asked.get(key)?)));
    let address = kept.fold(Address::parse(""), |address, (key, value)| address.with(key, value));
    address.to_string().trim_start_matches('?').to_owned()
}

#[cfg(test)]
mod tests {
    use super::kept_query;

    #[test]
    fn a_view_remembers_filters_and_order_but_not_the_page() {
        assert_eq!(kept_query("page=4&status=active&q=&sort=-name&evil=1"), "status=active&sort=-name");
        assert_eq!(kept_query("sort=-name&status=active"), kept_query("status=active&sort=-name"));
        assert_eq!(kept_query(""), "");
    }
}
