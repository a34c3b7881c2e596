//! Contacts; a removed one stays as a row with the moment of its removal.

use base::access::PartnerId;
use base::args;
use base::db::Row;
use base::failure::Result;
use base::work::Work;

use crate::rules::{Contact, ContactId, NewContact};

fn contact_of(row: &Row) -> Result<Contact> {
    Ok(Contact {
        id: row.get("id")?,
        partner: row.get("partner_id")?,
        name: row.get("name")?,
        role: row.get("role")?,
        email: row.get("email")?,
        phone: row.get("phone")?,
    })
}

/// The contacts of a partner, the first one first.
pub async fn contacts_of(work: &mut Work, partner: PartnerId) -> Result<Vec<Contact>> {
    let sql = "select id, partner_id, name, role, email, phone from partners_contacts
               where partner_id = $1 and removed_at is null order by id";
    work.rows(sql, args![partner]).await?.iter().map(contact_of).collect()
}

/// One contact of this partner.
pub async fn contact(work: &mut Work, partner: PartnerId, id: ContactId) -> Result<Option<Contact>> {
    let sql = "select id, partner_id, name, role, email, phone from partners_contacts
               where id = $1 and partner_id = $2 and removed_at is null";
    work.row(sql, args![id, partner]).await?.as_ref().map(contact_of).transpose()
}

/// Adds a contact.
pub async fn insert_contact(work: &mut Work, partner: PartnerId, contact: &NewContact) -> Result<ContactId> {
    let id = ContactId::fresh();
    let sql = "insert into partners_contacts (id, partner_id, name, role, email, phone, added_at, added_by)
               values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let (now, user) = (work.now(), work.actor.user());
    let words = [&contact.name, &contact.role, &contact.email, &contact.phone].map(|word| word.trim());
    let [name, role, email, phone] = words;
    work.run(sql, args![id, partner, name, role, email, phone, now, user]).await?;
    Ok(id)
}

/// Removes a contact.
pub async fn remove_contact(work: &mut Work, id: ContactId) -> Result<()> {
    let sql = "update partners_contacts set removed_at = $2 where id = $1";
    let now = work.now();
    work.run(sql, args![id, now]).await?;
    Ok(())
}
