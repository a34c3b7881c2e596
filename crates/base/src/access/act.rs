//! What may be done, and the roles: named sets of it.

use crate::db::{FromValue, Value};

macro_rules! acts {
    ($($(#[$doc:meta])* $act:ident = $name:literal),+ $(,)?) => {
        /// Something that a role may include. The closed list of the whole program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Act { $($(#[$doc])* $act),+ }

        impl Act {
            /// Every act, in the order of the list.
            pub const ALL: &'static [Act] = &[$(Act::$act),+];

            /// The name by which it is stored and translated (`act-<name>`).
            pub fn name(self) -> &'static str {
                match self { $(Act::$act => $name),+ }
            }

            /// Reads a name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Act::$act),)+ _ => None }
            }
        }
    };
}

acts! {
    /// See partner cards and lists.
    SeePartners = "see-partners",
    /// Add and change partners, their contacts, requisites and uplines.
    EditPartners = "edit-partners",
    /// See programmes and terms.
    SeePrograms = "see-programs",
    /// Change programmes, enrolment and drafts of terms.
    EditPrograms = "edit-programs",
    /// Publish terms, which makes them binding.
    PublishTerms = "publish-terms",
    /// See sales, customers and products.
    SeeSales = "see-sales",
    /// Enter and import sales, customers and products.
    EditSales = "edit-sales",
    /// See accruals and statements of every partner.
    SeeCommissions = "see-commissions",
    /// Close a period.
    ClosePeriod = "close-period",
    /// See accounts and postings.
    SeeLedger = "see-ledger",
    /// See payout batches.
    SeePayouts = "see-payouts",
    /// Prepare, export and settle payout batches.
    PreparePayouts = "prepare-payouts",
    /// Approve a batch that somebody else prepared.
    ApprovePayouts = "approve-payouts",
    /// See overviews and reports.
    SeeInsights = "see-insights",
    /// Invite users, change roles, end sessions.
    ManageUsers = "manage-users",
    /// Read the audit trail.
    SeeAudit = "see-audit",
    /// Change settings of the installation and read the outbox of letters.
    ManageSettings = "manage-settings",
    /// Add and correct exchange rates.
    EditRates = "edit-rates",
    /// Portal: see the home page and one's own sales.
    PortalHome = "portal-home",
    /// Portal: see statements, balances and payouts.
    PortalMoney = "portal-money",
    /// Portal: change the company's contacts and requisites.
    PortalCompany = "portal-company",
    /// Portal: invite and remove colleagues.
    PortalTeam = "portal-team",
    /// Portal: accept and decline individual terms for the company.
    PortalAgree = "portal-agree",
}

/// A set of acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acts(u64);

impl Acts {
    /// The empty set.
    pub const NONE: Acts = Acts(0);

    /// Builds a set.
    pub const fn of(acts: &[Act]) -> Self {
        let (mut bits, mut place) = (0, 0);
        while place < acts.len() {
            bits |= 1 << acts[place] as u64;
            place += 1;
        }
        Self(bits)
    }

    /// Tells whether the set includes `act`.
    pub const fn include(self, act: Act) -> bool {
        self.0 & (1 << act as u64) != 0
    }

    /// Lists the acts of the set.
    pub fn list(self) -> impl Iterator<Item = Act> {
        Act::ALL.iter().copied().filter(move |act| self.include(*act))
    }

    /// Writes the set as names with spaces between, as it is stored.
    pub fn to_text(self) -> String {
        self.list().map(Act::name).collect::<Vec<_>>().join(" ")
    }

    /// Reads what [`Acts::to_text`] wrote; unknown names are acts that are no more, and are passed over.
    pub fn from_text(text: &str) -> Self {
        let acts: Vec<Act> = text.split_whitespace().filter_map(Act::parse).collect();
        Self::of(&acts)
    }
}

impl From<Acts> for Value {
    fn from(acts: Acts) -> Self {
        Self::Text(acts.to_text())
    }
}

impl FromValue for Acts {
    fn from_value(value: &Value) -> Option<Self> {
        String::from_value(value).map(|text| Self::from_text(&text))
    }
}

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident = $name:literal, $side:ident, $acts:expr);+ $(;)?) => {
        /// A role as it is delivered; the owner may change which acts it includes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Role { $($(#[$doc])* $role),+ }

        impl Role {
            /// Every role, vendor's first.
            pub const ALL: &'static [Role] = &[$(Role::$role),+];

            /// The name by which it is stored and translated (`role-<name>`).
            pub fn name(self) -> &'static str {
                match self { $(Role::$role => $name),+ }
            }

            /// Reads a name.
            pub fn parse(name: &str) -> Option<Self> {
                match name { $($name => Some(Role::$role),)+ _ => None }
            }

            /// Which door it belongs to.
            pub fn side(self) -> Side {
                match self { $(Role::$role => Side::$side),+ }
            }

            /// The acts it is delivered with.
            pub fn acts(self) -> Acts {
                match self { $(Role::$role => Acts::of(&$acts)),+ }
            }
        }
    };
}

/// The two doors of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The vendor's staff.
    Desk,
    /// The partners.
    Portal,
}

use Act::*;

roles! {
    /// The vendor's owner: everything.
    Owner = "owner", Desk, [
        SeePartners, EditPartners, SeePrograms, EditPrograms, PublishTerms, SeeSales, EditSales, SeeCommissions,
        ClosePeriod, SeeLedger, SeePayouts, PreparePayouts, ApprovePayouts, SeeInsights, ManageUsers, SeeAudit,
        ManageSettings, EditRates
    ];
    /// Leads partners and programmes.
    PartnerManager = "partner-manager", Desk, [
        SeePartners, EditPartners, SeePrograms, EditPrograms, SeeSales, EditSales, SeeCommissions, SeeInsights
    ];
    /// Closes periods and pays.
    Finance = "finance", Desk, [
        SeePartners, SeePrograms, PublishTerms, SeeSales, EditSales, SeeCommissions, ClosePeriod, SeeLedger, SeePayouts,
        PreparePayouts, ApprovePayouts, SeeInsights, EditRates
    ];
    /// Runs campaigns and content.
    Marketing = "marketing", Desk, [SeePartners, SeePrograms, SeeSales, SeeInsights];
    /// Answers partners' questions.
    Support = "support", Desk, [SeePartners, SeePrograms, SeeSales, SeeCommissions];
    /// Visits dealers.
    Inspector = "inspector", Desk, [SeePartners];
    /// Reads everything, changes nothing.
    Auditor = "auditor", Desk, [
        SeePartners, SeePrograms, SeeSales, SeeCommissions, SeeLedger, SeePayouts, SeeInsights, SeeAudit
    ];
    /// The partner's owner.
    PartnerOwner = "partner-owner", Portal, [PortalHome, PortalMoney, PortalCompany, PortalTeam, PortalAgree];
    /// The partner's employee.
    PartnerEmployee = "partner-employee", Portal, [PortalHome];
    /// The partner's accountant.
    PartnerAccountant = "partner-accountant", Portal, [PortalHome, PortalMoney, PortalCompany];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_set_reads_back_and_forgets_acts_that_are_no_more() {
        let acts = Role::Finance.acts();
        assert_eq!(Acts::from_text(&acts.to_text()), acts);
        assert_eq!(Acts::from_text("fly see-sales"), Acts::of(&[Act::SeeSales]));
    }

    #[test]
    fn no_role_of_one_side_holds_an_act_of_the_other() {
        for role in Role::ALL {
            let portal = role.acts().list().any(|act| act.name().starts_with("portal-"));
            assert_eq!(portal, role.side() == Side::Portal, "{}", role.name());
        }
    }

    #[test]
    fn the_auditor_only_sees() {
        assert!(Role::Auditor.acts().list().all(|act| act.name().starts_with("see-")));
    }
}
