//! The head of a partner's card, under which other slices show their tabs.

use base::access::{Act, PartnerId, Visit};
use base::failure::Oops;
use base::page::{Frame, Tab, tabs};
use base::work::Work;
use maud::{Markup, html};

use super::{kind_word, status_badge};
use crate::rules::Partner;
use crate::store;

/// A tab of the card: its name, the key of its word, its address with `{}` for the partner, and who may open it.
struct CardTab(&'static str, &'static str, &'static str, Act);

/// The tabs in their order; a tab belongs to the slice it shows.
const TABS: &[CardTab] = &[
    CardTab("overview", "partners-tab-overview", "/desk/partners/{}", Act::SeePartners),
    CardTab("programs", "partners-tab-programs", "/desk/partners/{}/programs", Act::SeePrograms),
    CardTab("sales", "partners-tab-sales", "/desk/sales?partner={}", Act::SeeSales),
    CardTab("statements", "partners-tab-statements", "/desk/commissions?partner={}", Act::SeeCommissions),
    CardTab("payouts", "partners-tab-payouts", "/desk/payouts?partner={}", Act::SeePayouts),
    CardTab("timeline", "partners-tab-timeline", "/desk/partners/{}/timeline", Act::SeePartners),
];

/// What every tab of a partner's card begins with.
pub struct PartnerFrame {
    /// The frame with the partner's name and status as its heading.
    pub frame: Frame,
    /// The partner.
    pub partner: Partner,
    /// The tabs, to be put above the content.
    pub tabs: Markup,
}

/// The frame and the tabs of a partner's card with `active` (such as `sales`) as the current tab; unknown when there
/// is no such partner.
pub async fn partner_frame(
    visit: &Visit,
    work: &mut Work,
    id: PartnerId,
    active: &str,
) -> Result<PartnerFrame, Oops> {
    let partner = store::card(work, id).await?.ok_or(Oops::Unknown)?;
    let r = &visit.reader;
    let frame = visit
        .frame(partner.name.as_str())
        .lead(lead(&partner, visit))
        .beside(status_badge(r, partner.status))
        .crumb(r.t("partners-list-title"), "/desk/partners");
    let shown: Vec<Tab> = TABS
        .iter()
        .filter(|CardTab(_, _, _, act)| visit.can(*act))
        .map(|CardTab(name, key, href, _)| {
            Tab::new(r.t(key), href.replace("{}", &id.to_string())).current(*name == active)
        })
        .collect();
    let tabs = html! { (tabs(r, &r.t("partners-tabs"), &shown)) };
    Ok(PartnerFrame { frame, partner, tabs })
}

/// "Dealer · No. 17 · Ural · Gold"
fn lead(partner: &Partner, visit: &Visit) -> String {
    let r = &visit.reader;
    let code = partner.code.as_deref().map(|code| r.tr("partners-card-number", &[("code", code.into())]));
    let parts = [Some(kind_word(r, partner.kind)), code, partner.region.clone(), partner.tier.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
