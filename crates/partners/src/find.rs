//! Finding partners by what people write.

use std::collections::{BTreeMap, BTreeSet};

use base::access::PartnerId;
use base::failure::{Outcome, Result, Stop};
use base::page::Sort;
use base::work::Work;

use crate::rules::{Partner, Refusal, key};
use crate::store::{self, Wanted};

/// The partners meant by codes or names, by the text that was asked for. A code goes before a name; a name that
/// several partners have means nobody.
pub async fn find_by_name_or_code(work: &mut Work, texts: &[&str]) -> Result<BTreeMap<String, PartnerId>> {
    let keys: BTreeSet<String> = texts.iter().map(|text| key(text)).filter(|key| !key.is_empty()).collect();
    let keys: Vec<String> = keys.into_iter().collect();
    let found = store::cards_by_keys(work, &keys).await?;
    let mut by_code = BTreeMap::new();
    let mut by_name: BTreeMap<&str, Vec<PartnerId>> = BTreeMap::new();
    for (code_key, name_key, partner) in &found {
        if let Some(code_key) = code_key {
            by_code.insert(code_key.as_str(), partner.id);
        }
        by_name.entry(name_key).or_default().push(partner.id);
    }
    let meant = |text: &str| {
        let key = key(text);
        let only = || by_name.get(key.as_str()).filter(|named| named.len() == 1).map(|named| named[0]);
        by_code.get(key.as_str()).copied().or_else(only)
    };
    Ok(texts.iter().filter_map(|text| Some(((*text).to_owned(), meant(text)?))).collect())
}

/// The partners whose name, code, ИНН or contacts contain every word of `text`, by name; for the command field.
pub async fn find(work: &mut Work, text: &str, limit: u32) -> Result<Vec<Partner>> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let wanted = Wanted { search: text.to_owned(), ..Wanted::default() };
    let today = work.today();
    let listed = store::listed(work, &wanted, &Sort::parse("name"), today, 0, limit.into()).await?;
    Ok(listed.into_iter().map(|listed| listed.partner).collect())
}

/// The one partner meant by a code or a name that a person typed.
pub async fn meant(work: &mut Work, text: &str) -> Outcome<PartnerId, Refusal> {
    let found = store::cards_by_keys(work, &[key(text)]).await?;
    let by_code = found.iter().find(|(code_key, _, _)| code_key.as_deref() == Some(key(text).as_str()));
    let name = text.trim().to_owned();
    match (by_code, found.as_slice()) {
        (Some((_, _, partner)), _) | (None, [(_, _, partner)]) => Ok(partner.id),
        (None, []) => Err(Stop::Refused(Refusal::PartnerUnknown { name })),
        (None, _) => Err(Stop::Refused(Refusal::NameAmbiguous { name })),
    }
}
