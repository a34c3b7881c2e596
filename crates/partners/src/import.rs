//! Taking in many partners at once; the same rows again change nothing.

use std::collections::{BTreeMap, BTreeSet};

use base::access::{Act, PartnerId, Whose};
use base::failure::{Outcome, Stop};
use base::work::Work;
use jiff::civil::Date;

use crate::rules::{
    self, LegalForm, NewContact, NewPartner, Partner, PartnerKind, PartnerStatus, Refusal, Requisites, key,
};
use crate::{add, add_contact, change, change_requisites, change_status, set_upline, store};

/// One partner as a file has him. What is empty leaves what is known as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnerRow {
    /// The vendor's own number for him; the first thing he is known by.
    pub code: Option<String>,
    /// His name; what he is known by when there is no code.
    pub name: String,
    /// What kind of partner he is.
    pub kind: Option<PartnerKind>,
    /// Where he stands.
    pub status: Option<PartnerStatus>,
    /// The region he works in.
    pub region: Option<String>,
    /// The country he works in.
    pub country: Option<String>,
    /// His tier.
    pub tier: Option<String>,
    /// Name or code of the partner above him.
    pub upline_name: Option<String>,
    /// The day since which he stands there.
    pub upline_from: Option<Date>,
    /// The person to talk to.
    pub contact: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// ИНН.
    pub inn: Option<String>,
}

/// How rows are taken in.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Uplines that nobody knows are added as partners of whom only the name is known.
    pub create_missing_uplines: bool,
    /// The day from which uplines stand there, when the row does not say.
    pub upline_from: Date,
    /// The kind of new partners, when the row does not say.
    pub kind: PartnerKind,
    /// The reason written beside a changed status.
    pub reason: String,
}

/// What became of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RowOutcome {
    /// A partner was added.
    New(PartnerId),
    /// Everything was so already.
    Unchanged(PartnerId),
    /// Some fields are different now.
    Changed {
        /// Whose.
        partner: PartnerId,
        /// Which.
        fields: Vec<&'static str>,
    },
    /// The row was not taken in. Where only the network says no (a circle, a later upline), the card itself is kept.
    Refused(Refusal),
}

/// What became of many rows.
#[derive(Clone, Debug, Default)]
pub struct Imported {
    /// One outcome a row, in the order of the rows.
    pub rows: Vec<RowOutcome>,
    /// The uplines that were added because nobody knew them.
    pub created_uplines: Vec<(PartnerId, String)>,
}

/// Takes rows in: first the partners, then who stands above whom, so that an upline may come later in the file.
pub async fn import_rows(
    work: &mut Work,
    rows: &[PartnerRow],
    options: &ImportOptions,
) -> Outcome<Imported, Refusal> {
    work.may(Act::EditPartners, Whose::Vendor)?;
    let mut known = Known::load(work, rows).await?;
    let mut imported = Imported::default();
    for row in rows {
        let outcome = match take_in(work, &mut known, row, options).await {
            Ok(outcome) => outcome,
            Err(Stop::Refused(refusal)) => RowOutcome::Refused(refusal),
            Err(stop) => return Err(stop),
        };
        imported.rows.push(outcome);
    }
    for (place, row) in rows.iter().enumerate() {
        let Some(upline) = upline_of(row) else { continue };
        let Some(partner) = imported.rows[place].partner() else { continue };
        match put_under(work, &mut known, partner, upline, row, options, &mut imported.created_uplines).await
        {
            Ok(true) => imported.rows[place].note("upline"),
            Ok(false) => {}
            Err(Stop::Refused(refusal)) => imported.rows[place] = RowOutcome::Refused(refusal),
            Err(stop) => return Err(stop),
        }
    }
    Ok(imported)
}

impl RowOutcome {
    /// The partner the row is about, unless it was refused.
    pub fn partner(&self) -> Option<PartnerId> {
        match self {
            Self::New(partner) | Self::Unchanged(partner) | Self::Changed { partner, .. } => Some(*partner),
            Self::Refused(_) => None,
        }
    }

    fn note(&mut self, field: &'static str) {
        match self {
            Self::Changed { fields, .. } => fields.push(field),
            Self::Unchanged(partner) => *self = Self::Changed { partner: *partner, fields: vec![field] },
            Self::New(_) | Self::Refused(_) => {}
        }
    }
}

/// The partners that the rows may mean, by code and by name.
#[derive(Default)]
struct Known {
    by_code: BTreeMap<String, Partner>,
    by_name: BTreeMap<String, Vec<Partner>>,
    /// The codes and names of the rows themselves.
    coming: BTreeSet<String>,
}

impl Known {
    async fn load(work: &mut Work, rows: &[PartnerRow]) -> base::failure::Result<Self> {
        let texts = rows
            .iter()
            .flat_map(|row| [row.code.as_deref(), Some(row.name.as_str()), row.upline_name.as_deref()]);
        let mut keys: Vec<String> = texts.flatten().map(key).filter(|key| !key.is_empty()).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut known = Self::default();
        for (_, _, partner) in store::cards_by_keys(work, &keys).await? {
            known.keep(partner);
        }
        let coming = rows.iter().flat_map(|row| [row.code.as_deref(), Some(row.name.as_str())]);
        known.coming = coming.flatten().map(key).collect();
        Ok(known)
    }

    /// Whether somebody of this name or code is known or comes with the rows.
    fn expects(&self, text: &str) -> bool {
        let key = key(text);
        self.by_code.contains_key(&key) || self.by_name.contains_key(&key) || self.coming.contains(&key)
    }

    /// Remembers a partner as he is now.
    fn keep(&mut self, partner: Partner) {
        let named = self.by_name.entry(key(&partner.name)).or_default();
        named.retain(|other| other.id != partner.id);
        named.push(partner.clone());
        if let Some(code) = &partner.code {
            self.by_code.insert(key(code), partner);
        }
    }

    /// The partner meant by a code or, when there is none, by a name that only he has.
    fn meant(&self, code: Option<&str>, name: &str) -> Result<Option<Partner>, Refusal> {
        if let Some(code) = code.map(key).filter(|code| !code.is_empty()) {
            if let Some(found) = self.by_code.get(&code) {
                return Ok(Some(found.clone()));
            }
            // A card without a code that has this name is the same partner, who is given his code now.
            let named = self.by_name.get(&key(name)).map_or(&[][..], Vec::as_slice);
            let mut without = named.iter().filter(|partner| partner.code.is_none());
            return Ok(without.next().filter(|_| without.next().is_none()).cloned());
        }
        match self.by_name.get(&key(name)).map(Vec::as_slice) {
            None | Some([]) => Ok(None),
            Some([only]) => Ok(Some(only.clone())),
            Some(_) => Err(Refusal::NameAmbiguous { name: name.to_owned() }),
        }
    }
}

/// Takes in one row but for the upline. Everything is judged before anything is written.
async fn take_in(
    work: &mut Work,
    known: &mut Known,
    row: &PartnerRow,
    options: &ImportOptions,
) -> Outcome<RowOutcome, Refusal> {
    let present = known.meant(row.code.as_deref(), &row.name).map_err(Stop::Refused)?;
    if let Some(upline) =
        upline_of(row).filter(|name| !options.create_missing_uplines && !known.expects(name))
    {
        return Err(Stop::Refused(Refusal::PartnerUnknown { name: upline.to_owned() }));
    }
    let contact = contact_of(row);
    if let Some(contact) = &contact {
        rules::judge_contact(contact).map_err(Stop::Refused)?;
    }
    let mut wanted = merged(present.as_ref(), row, options);
    let requisites = requisites_of(row, &wanted.name)?;
    let was_there = present.is_some();
    let (id, mut fields) = match &present {
        None => {
            wanted.contact.clone_from(&contact);
            (add(work, wanted).await?, Vec::new())
        }
        Some(card) => (card.id, change_card(work, card, wanted, row, options).await?),
    };
    if !was_there || !fields.is_empty() {
        known.keep(store::card(work, id).await?.ok_or(Stop::Unknown)?);
    }
    if let Some(contact) = contact.filter(|_| was_there)
        && keep_contact(work, id, contact).await?
    {
        fields.push("contact");
    }
    if let Some(requisites) = requisites
        && keep_inn(work, id, requisites, was_there).await?
    {
        fields.push("inn");
    }
    Ok(match (was_there, fields.is_empty()) {
        (false, _) => RowOutcome::New(id),
        (true, true) => RowOutcome::Unchanged(id),
        (true, false) => RowOutcome::Changed { partner: id, fields },
    })
}

fn upline_of(row: &PartnerRow) -> Option<&str> {
    row.upline_name.as_deref().map(str::trim).filter(|name| !name.is_empty())
}

/// What the card becomes: the row where it says something, else what is known.
fn merged(present: Option<&Partner>, row: &PartnerRow, options: &ImportOptions) -> NewPartner {
    let word = |new: &Option<String>, old: Option<&String>| {
        new.clone().filter(|text| !text.trim().is_empty()).or_else(|| old.cloned())
    };
    NewPartner {
        code: word(&row.code, present.and_then(|card| card.code.as_ref())),
        name: if row.name.trim().is_empty() {
            present.map_or_else(String::new, |card| card.name.clone())
        } else {
            row.name.clone()
        },
        kind: row.kind.or(present.map(|card| card.kind)).unwrap_or(options.kind),
        status: row.status.or(present.map(|card| card.status)).unwrap_or(PartnerStatus::Active),
        region: word(&row.region, present.and_then(|card| card.region.as_ref())),
        country: word(&row.country, present.and_then(|card| card.country.as_ref())),
        tier: word(&row.tier, present.and_then(|card| card.tier.as_ref())),
        contact: None,
    }
}

async fn change_card(
    work: &mut Work,
    card: &Partner,
    wanted: NewPartner,
    row: &PartnerRow,
    options: &ImportOptions,
) -> Outcome<Vec<&'static str>, Refusal> {
    let next = row.status.filter(|status| *status != card.status);
    if let Some(next) = next {
        rules::judge_status(card.status, next, &options.reason).map_err(Stop::Refused)?;
    }
    let mut fields = change(work, card.id, wanted).await?;
    if let Some(next) = next {
        change_status(work, card.id, next, &options.reason).await?;
        fields.push("status");
    }
    Ok(fields)
}

fn contact_of(row: &PartnerRow) -> Option<NewContact> {
    let word = |text: &Option<String>| text.as_deref().map(str::trim).unwrap_or_default().to_owned();
    let (email, phone) = (word(&row.email), word(&row.phone));
    let name = Some(word(&row.contact))
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| row.name.trim().to_owned());
    (!email.is_empty() || !phone.is_empty()).then(|| NewContact { name, role: String::new(), email, phone })
}

/// Adds the contact unless one with the same address and number is there.
async fn keep_contact(work: &mut Work, id: PartnerId, new: NewContact) -> Outcome<bool, Refusal> {
    let present = store::contacts_of(work, id).await?;
    let same = |email: &str, phone: &str| {
        (new.email.is_empty() || key(email) == key(&new.email))
            && (new.phone.is_empty() || rules::phone_key(phone) == rules::phone_key(&new.phone))
    };
    if present.iter().any(|contact| same(&contact.email, &contact.phone)) {
        return Ok(false);
    }
    add_contact(work, id, new).await?;
    Ok(true)
}

/// The requisites that an ИНН by itself says, or what is wrong with it.
fn requisites_of(row: &PartnerRow, name: &str) -> Result<Option<Requisites>, Stop<Refusal>> {
    let Some(inn) = row.inn.as_deref().map(str::trim).filter(|inn| !inn.is_empty()) else { return Ok(None) };
    let form = if inn.len() == 12 { LegalForm::Entrepreneur } else { LegalForm::Company };
    let requisites =
        Requisites { name: name.to_owned(), inn: inn.to_owned(), ..Requisites::empty(form) }.tidied();
    match rules::check_requisites(&requisites) {
        findings if findings.is_empty() => Ok(Some(requisites)),
        findings => Err(Stop::Refused(Refusal::RequisitesWrong { findings })),
    }
}

/// Writes the ИНН; requisites that are known keep everything else, and a legal form that fits.
async fn keep_inn(
    work: &mut Work,
    id: PartnerId,
    new: Requisites,
    was_there: bool,
) -> Outcome<bool, Refusal> {
    let present = if was_there { store::requisites_in_force(work, id).await? } else { None };
    let wanted = match present {
        None => new,
        Some(known) if known.inn == new.inn => return Ok(false),
        Some(known) if known.inn.len() == new.inn.len() => Requisites { inn: new.inn, ..known },
        Some(known) => {
            Requisites { inn: new.inn, form: new.form, kpp: String::new(), ogrn: String::new(), ..known }
        }
    };
    change_requisites(work, id, wanted).await
}

async fn put_under(
    work: &mut Work,
    known: &mut Known,
    partner: PartnerId,
    upline: &str,
    row: &PartnerRow,
    options: &ImportOptions,
    created: &mut Vec<(PartnerId, String)>,
) -> Outcome<bool, Refusal> {
    let by_code = known.by_code.get(&key(upline)).cloned();
    let meant = by_code.map_or_else(|| known.meant(None, upline), |partner| Ok(Some(partner)));
    let above = match meant.map_err(Stop::Refused)? {
        Some(above) => above.id,
        None if options.create_missing_uplines => {
            let id = add(work, NewPartner::named(upline, options.kind)).await?;
            known.keep(store::card(work, id).await?.ok_or(Stop::Unknown)?);
            created.push((id, upline.trim().to_owned()));
            id
        }
        None => return Err(Stop::Refused(Refusal::PartnerUnknown { name: upline.to_owned() })),
    };
    let present = store::edges_of(work, partner).await?;
    if present.iter().any(|edge| edge.until.is_none() && edge.upline == above) {
        return Ok(false);
    }
    set_upline(work, partner, Some(above), row.upline_from.unwrap_or(options.upline_from)).await?;
    Ok(true)
}
