//! The partner's card.

use base::access::PartnerId;
use jiff::civil::Date;

use super::{NewContact, Refusal, named};

named!(
    /// What kind of partner it is.
    PartnerKind under "partners-kind" {
        /// Buys and sells on.
        Reseller = "reseller",
        /// Sells in his own outlets.
        Dealer = "dealer",
        /// Sells to other partners.
        Distributor = "distributor",
        /// Sells in the vendor's name.
        Agent = "agent",
        /// Brings customers from the internet.
        Affiliate = "affiliate",
        /// Recommends.
        Referrer = "referrer",
    }
);

named!(
    /// Where the partner stands with the vendor.
    PartnerStatus under "partners-status" {
        /// Not yet working together.
        Candidate = "candidate",
        /// Works and earns.
        Active = "active",
        /// Paused: earns nothing new.
        Suspended = "suspended",
        /// Parted.
        Terminated = "terminated",
    }
);

/// A partner as everybody may know him.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Partner {
    /// His id.
    pub id: PartnerId,
    /// The vendor's own number for him; unique.
    pub code: Option<String>,
    /// His name.
    pub name: String,
    /// What kind of partner he is.
    pub kind: PartnerKind,
    /// Where he stands.
    pub status: PartnerStatus,
    /// The region he works in.
    pub region: Option<String>,
    /// The country he works in.
    pub country: Option<String>,
    /// His tier in the partner programme.
    pub tier: Option<String>,
    /// The day since which he is known.
    pub since: Date,
}

impl Partner {
    /// What terms may ask of a partner, by the names that terms use.
    pub fn attributes(&self) -> Vec<(&'static str, String)> {
        let optional = [
            ("code", &self.code),
            ("tier", &self.tier),
            ("region", &self.region),
            ("country", &self.country),
        ];
        let given = optional.into_iter().filter_map(|(name, value)| Some((name, value.clone()?)));
        let always = [
            ("name", self.name.clone()),
            ("kind", self.kind.name().to_owned()),
            ("status", self.status.name().to_owned()),
        ];
        always.into_iter().chain(given).collect()
    }

    /// The address of his card on the desk.
    pub fn href(&self) -> String {
        format!("/desk/partners/{}", self.id)
    }
}

/// A partner to be added, or what his card is changed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPartner {
    /// The vendor's own number for him; unique.
    pub code: Option<String>,
    /// His name.
    pub name: String,
    /// What kind of partner he is.
    pub kind: PartnerKind,
    /// Where he stands from the first day.
    pub status: PartnerStatus,
    /// The region he works in.
    pub region: Option<String>,
    /// The country he works in.
    pub country: Option<String>,
    /// His tier in the partner programme.
    pub tier: Option<String>,
    /// The first person to talk to.
    pub contact: Option<NewContact>,
}

impl NewPartner {
    /// An active partner of whom nothing but the name is known.
    pub fn named(name: impl Into<String>, kind: PartnerKind) -> Self {
        Self {
            code: None,
            name: name.into(),
            kind,
            status: PartnerStatus::Active,
            region: None,
            country: None,
            tier: None,
            contact: None,
        }
    }
}

/// The longest name, code, region, country or tier.
const LETTERS_MAX: usize = 200;

/// Judges what stands on a card by itself, without the other partners.
pub fn judge_card(card: &NewPartner) -> Result<(), Refusal> {
    if card.name.trim().is_empty() {
        return Err(Refusal::NameMissing);
    }
    let optional =
        [("code", &card.code), ("region", &card.region), ("country", &card.country), ("tier", &card.tier)];
    let all = optional.iter().filter_map(|(field, text)| Some((*field, text.as_deref()?)));
    let long = all.chain([("name", card.name.as_str())]).find(|(_, text)| text.chars().count() > LETTERS_MAX);
    match long {
        Some((field, _)) => Err(Refusal::TooLong { field, max: LETTERS_MAX }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partner_has_a_name() {
        assert_eq!(judge_card(&NewPartner::named("  ", PartnerKind::Dealer)), Err(Refusal::NameMissing));
        assert_eq!(judge_card(&NewPartner::named("Ромашка", PartnerKind::Dealer)), Ok(()));
    }

    #[test]
    fn a_book_is_not_a_name() {
        let book = NewPartner::named("б".repeat(201), PartnerKind::Agent);
        assert_eq!(judge_card(&book), Err(Refusal::TooLong { field: "name", max: 200 }));
    }

    #[test]
    fn terms_see_what_is_known_and_nothing_else() {
        let mut partner = Partner {
            id: PartnerId(1),
            code: None,
            name: "Ромашка".into(),
            kind: PartnerKind::Agent,
            status: PartnerStatus::Active,
            region: Some("Урал".into()),
            country: None,
            tier: None,
            since: jiff::civil::date(2026, 3, 1),
        };
        partner.tier = Some("gold".into());
        let names: Vec<&str> = partner.attributes().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["name", "kind", "status", "tier", "region"]);
    }
}
