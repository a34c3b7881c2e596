//! People and addresses through which a partner is reached.

use base::access::PartnerId;

use super::{Refusal, phone_key};

base::id!(
    /// A contact of a partner.
    ContactId,
    "contact"
);

/// A person or address through which a partner is reached.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Contact {
    /// Its id.
    pub id: ContactId,
    /// Whose it is.
    #[serde(skip)]
    pub partner: PartnerId,
    /// The person's name.
    pub name: String,
    /// What the person does there; may be empty.
    pub role: String,
    /// E-mail; may be empty.
    pub email: String,
    /// Telephone as it was typed; may be empty.
    pub phone: String,
}

/// A contact to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewContact {
    /// The person's name.
    pub name: String,
    /// What the person does there; may be empty.
    pub role: String,
    /// E-mail; may be empty when there is a telephone.
    pub email: String,
    /// Telephone; may be empty when there is an e-mail.
    pub phone: String,
}

/// Judges a contact: a name and at least one way to reach it.
pub fn judge_contact(contact: &NewContact) -> Result<(), Refusal> {
    let (email, phone) = (contact.email.trim(), contact.phone.trim());
    if contact.name.trim().is_empty() {
        return Err(Refusal::ContactNameMissing);
    }
    if email.is_empty() && phone.is_empty() {
        return Err(Refusal::ContactWayMissing);
    }
    if !email.is_empty() && !is_email(email) {
        return Err(Refusal::EmailWrong { email: email.to_owned() });
    }
    if !phone.is_empty() && !(5..=15).contains(&phone_key(phone).len()) {
        return Err(Refusal::PhoneWrong { phone: phone.to_owned() });
    }
    Ok(())
}

/// Whether letters may be sent there; the only proof is a letter that arrived.
fn is_email(text: &str) -> bool {
    let Some((name, domain)) = text.split_once('@') else { return false };
    let plain = |part: &str| {
        !part.is_empty() && !part.contains(|letter: char| letter.is_whitespace() || letter == '@')
    };
    plain(name)
        && plain(domain)
        && domain.split('.').count() > 1
        && domain.split('.').all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn contact(email: &str, phone: &str) -> NewContact {
        NewContact {
            name: "Вера".into(), email: email.into(), phone: phone.into(), ..NewContact::default()
        }
    }

    #[test]
    fn one_way_to_reach_somebody_is_enough() {
        assert_eq!(judge_contact(&contact("vera@romashka.example", "")), Ok(()));
        assert_eq!(judge_contact(&contact("", "+7 912 345-67-89")), Ok(()));
        assert_eq!(judge_contact(&contact("", " ")), Err(Refusal::ContactWayMissing));
    }

    #[test]
    fn an_address_that_letters_cannot_reach_is_refused() {
        for email in [
            "vera",
            "vera@",
            "@romashka.example",
            "vera@localhost",
            "ve ra@a.example",
            "a@b@c.example",
            "a@b..c",
        ] {
            assert!(matches!(judge_contact(&contact(email, "")), Err(Refusal::EmailWrong { .. })), "{email}");
        }
        assert!(matches!(judge_contact(&contact("", "звоните")), Err(Refusal::PhoneWrong { .. })));
    }
}
