//! What the vendor's staff and the partners see of commissions.

mod figures;
mod overview;
mod portal;
mod receipts;
mod replayed;
mod run;
mod sheet;
mod shown;
mod statements;
mod told;
mod verify;
mod what_if;

use base::access::{Act, Door, PartnerId, Routes, Side};
use base::words::Reader;
use ledger::EntryId;
use maud::{Markup, html};
use programs::ProgramId;
use terms::{Line, LineKind, Origin, Period};

use crate::run::StatementId;

pub use sheet::target_left;
pub use shown::Shown;
pub use told::{Teller, Told};

/// Rows of one page of a list.
const PAGE: i64 = 50;

/// The pages of the desk and the portal.
pub fn routes() -> Routes {
    let see = Door::Desk(Act::SeeCommissions);
    let money = Door::Portal(Act::PortalMoney);
    Routes::new()
        .get("/desk/commissions", see, overview::show)
        .get("/desk/commissions/export", see, overview::export)
        .get("/desk/commissions/verify", see, verify::show)
        .post("/desk/commissions/verify", Door::Desk(Act::ClosePeriod), verify::ask)
        .get("/desk/commissions/periods/{program}/{period}", see, run::show)
        .get("/desk/commissions/periods/{program}/{period}/export", see, run::export)
        .post("/desk/commissions/periods/{program}/{period}/close", Door::Desk(Act::ClosePeriod), run::close)
        .get("/desk/commissions/statements/{statement}", see, statements::show)
        .get("/desk/commissions/statements/{statement}/export", see, statements::export)
        .get("/desk/commissions/statements/{statement}/seal", see, statements::seal)
        .get("/desk/commissions/statements/{statement}/total", see, statements::total)
        .get("/desk/commissions/statements/{statement}/lines/{line}", see, statements::line)
        .get("/desk/commissions/open/{program}/{period}/{partner}", see, statements::open)
        .get("/desk/commissions/open/{program}/{period}/{partner}/export", see, statements::open_export)
        .get("/desk/commissions/open/{program}/{period}/{partner}/total", see, statements::open_total)
        .get("/desk/commissions/open/{program}/{period}/{partner}/lines/{line}", see, statements::open_line)
        .get("/desk/commissions/what-if", see, what_if::list)
        .post("/desk/commissions/what-if", see, what_if::begin)
        .get("/desk/commissions/what-if/{what_if}", see, replayed::show)
        .get("/desk/commissions/what-if/{what_if}/export", see, replayed::export)
        .get("/portal/commissions", money, portal::list)
        .get("/portal/commissions/export", money, portal::list_export)
        .get("/portal/commissions/statements/{statement}", money, portal::show)
        .get("/portal/commissions/statements/{statement}/export", money, portal::export)
        .get("/portal/commissions/statements/{statement}/seal", money, portal::seal)
        .get("/portal/commissions/statements/{statement}/total", money, portal::total)
        .get("/portal/commissions/statements/{statement}/lines/{line}", money, portal::line)
        .get("/portal/commissions/open/{program}/{period}", money, portal::open)
        .get("/portal/commissions/open/{program}/{period}/export", money, portal::open_export)
        .get("/portal/commissions/open/{program}/{period}/total", money, portal::open_total)
        .get("/portal/commissions/open/{program}/{period}/lines/{line}", money, portal::open_line)
}

/// The addresses of one statement's pages.
pub struct Doors {
    /// The side of the house.
    side: Side,
    /// The page of the statement.
    base: String,
    /// The entry that it made in the ledger.
    entry: Option<EntryId>,
}

impl Doors {
    /// The pages of a closed statement.
    fn closed(side: Side, id: StatementId, entry: Option<EntryId>) -> Self {
        let base = format!("/{}/commissions/statements/{id}", segment(side));
        Self { side, base, entry }
    }

    /// The pages of an open one on the desk.
    fn open_desk(program: ProgramId, period: Period, partner: PartnerId) -> Self {
        let base = format!("/desk/commissions/open/{program}/{period}/{partner}");
        Self { side: Side::Desk, base, entry: None }
    }

    /// The pages of one's own open one in the portal.
    fn open_portal(program: ProgramId, period: Period) -> Self {
        let base = format!("/portal/commissions/open/{program}/{period}");
        Self { side: Side::Portal, base, entry: None }
    }

    /// The side of the house.
    pub fn side(&self) -> Side {
        self.side
    }

    /// The receipt of the total, or of one of its parts.
    fn total(&self, part: &str) -> String {
        if part.is_empty() {
            format!("{}/total", self.base)
        } else {
            format!("{}/total?part={part}", self.base)
        }
    }

    /// The receipt of one line.
    fn line(&self, key: &str) -> String {
        format!("{}/lines/{key}", self.base)
    }

    /// The receipt of a correction, by its place.
    fn correction(&self, place: usize) -> String {
        format!("{}/lines/correction-{place}", self.base)
    }

    /// The lines of one kind.
    fn lines_of(&self, kind: LineKind) -> String {
        format!("{}?kind={}", self.base, kind_word(kind))
    }

    /// A link to the posting; nothing before the close.
    fn posting_link(&self, reader: &Reader) -> Option<Markup> {
        let entry = self.entry?;
        let label = reader.t("commissions-receipt-entry");
        Some(match self.side {
            Side::Desk => html! { a href={ "/desk/ledger/entries/" (entry) } { (label) } },
            Side::Portal => html! { a href="/portal/ledger" { (label) } },
        })
    }
}

fn segment(side: Side) -> &'static str {
    match side {
        Side::Desk => "desk",
        Side::Portal => "portal",
    }
}

/// The word of a kind of lines, in addresses and locale keys.
pub fn kind_word(kind: LineKind) -> &'static str {
    match kind {
        LineKind::Direct => "direct",
        LineKind::Override => "override",
        LineKind::Bonus => "bonus",
        LineKind::Limit => "limit",
        LineKind::Adjustment => "adjustment",
    }
}

/// What names a line within its statement, in open periods as well: its sale, or the place of the part that pays. Where
/// one sale earns more than once its lines are counted.
pub fn line_key(line: &Line) -> String {
    let sale = || line.sale().map(|sale| sales::SaleId(sale.id).to_string()).unwrap_or_default();
    match &line.origin {
        Origin::Direct { .. } | Origin::Override { .. } if line.again == 0 => sale(),
        Origin::Direct { .. } | Origin::Override { .. } => format!("{}-{}", sale(), line.again),
        Origin::TrueUp { rule } => format!("true-up-{rule}-{}", line.place),
        Origin::Share { split, .. } => format!("{}-share-{}", sale(), split.unwrap_or(u16::MAX)),
        Origin::Ranked { .. } => format!("{}-rank", sale()),
        Origin::Binary { .. } => "binary".to_owned(),
        Origin::Bonus { bonus, .. } => format!("bonus-{bonus}"),
        Origin::Cap { cap, .. } => format!("cap-{cap}-{}", line.place),
        Origin::Budget { cap, .. } => format!("budget-{cap}-{}", line.place),
        Origin::Draw { .. } => "draw".to_owned(),
    }
}

/// The address of a period's page on the desk.
pub fn period_href(program: ProgramId, period: Period) -> String {
    format!("/desk/commissions/periods/{program}/{period}")
}
