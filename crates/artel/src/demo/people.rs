//! Who signs in to the demo.

use base::access::{PartnerId, Role};
use base::failure::Result;
use base::work::Work;
use people::NewUser;

use super::programs::refused;

/// The password of everybody in the demo.
pub const PASSWORD: &str = "artel-demo-2026";

/// argon2id of [`PASSWORD`], so that building the demo needs no hashing.
const HASH: &str = include_str!("password.phc");

/// A sample sign-in.
pub struct SignIn {
    /// The address.
    pub email: &'static str,
    /// The name.
    pub name: &'static str,
    /// The role.
    pub role: Role,
}

/// The vendor's staff, one for each role and a second one in finance to approve what the first prepares.
pub const STAFF: &[SignIn] = &[
    SignIn { email: "owner@demo", name: "Марина Белова", role: Role::Owner },
    SignIn { email: "manager@demo", name: "Игорь Котов", role: Role::PartnerManager },
    SignIn { email: "finance@demo", name: "Елена Строгова", role: Role::Finance },
    SignIn { email: "finance2@demo", name: "Павел Счётов", role: Role::Finance },
    SignIn { email: "marketing@demo", name: "Дарья Лисина", role: Role::Marketing },
    SignIn { email: "support@demo", name: "Тимур Рахимов", role: Role::Support },
    SignIn { email: "inspector@demo", name: "Сергей Зорин", role: Role::Inspector },
    SignIn { email: "auditor@demo", name: "Ирина Правдина", role: Role::Auditor },
];

/// People of one partner, one for each role.
pub const PARTNER: &[SignIn] = &[
    SignIn { email: "partner@demo", name: "Вера Павлова", role: Role::PartnerOwner },
    SignIn { email: "employee@demo", name: "Антон Орлов", role: Role::PartnerEmployee },
    SignIn { email: "accountant@demo", name: "Нина Громова", role: Role::PartnerAccountant },
];

/// Somebody of another partner.
pub const OTHER: SignIn =
    SignIn { email: "other@demo", name: "Олег Соколов", role: Role::PartnerOwner };

/// Adds everybody. `partner` and `other` are the companies of the sample partners.
pub async fn invite(work: &mut Work, partner: (PartnerId, &str), other: (PartnerId, &str)) -> Result<()> {
    for one in STAFF {
        add(work, one, None).await?;
    }
    for one in PARTNER {
        add(work, one, Some(partner)).await?;
    }
    add(work, &OTHER, Some(other)).await
}

async fn add(work: &mut Work, one: &SignIn, partner: Option<(PartnerId, &str)>) -> Result<()> {
    let new = NewUser {
        email: one.email.to_owned(),
        name: one.name.to_owned(),
        role: one.role.name().to_owned(),
        partner: partner.map(|(id, _)| id),
        company: partner.map(|(_, name)| name.to_owned()).unwrap_or_default(),
    };
    people::add_user(work, &new, HASH.trim()).await.map_err(refused)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_printed_password_opens_the_demo() {
        assert!(people::password_fits(PASSWORD, Some(HASH.trim())).await.unwrap());
    }
}
