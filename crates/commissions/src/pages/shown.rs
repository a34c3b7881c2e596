//! A statement found for a page, with everything around it.

use axum::response::IntoResponse;
use base::access::{PartnerId, Redirect, Side, Visit};
use base::failure::{Answer, Oops, Result};
use base::page::{Address, Frame, Tone, badge};
use base::work::Work;
use maud::Render;
use programs::ProgramId;
use terms::{Line, Period};

use super::sheet::{Names, Sheet};
use super::{Doors, line_key, period_href, receipts};
use crate::open::{open_statement, opened};
use crate::rules::{self, Slab, period_words};
use crate::run::StatementId;
use crate::{Opened, books, store};

/// A statement found for a page.
pub struct Shown {
    /// The statement.
    pub opened: Opened,
    /// The addresses of its pages.
    pub doors: Doors,
    /// Its lines added up by rule.
    pub slabs: Vec<Slab>,
    /// Who sold.
    pub names: Names,
}

/// Either a statement or the way to where it is kept now.
pub enum Found {
    /// Here it is.
    Here(Box<Shown>),
    /// The period was closed meanwhile.
    Moved(StatementId),
}

/// A closed statement; for a partner only his own.
pub async fn closed(
    work: &mut Work,
    side: Side,
    id: StatementId,
    only: Option<PartnerId>,
) -> std::result::Result<Shown, Oops> {
    let found = store::statement(work, id, only).await?.ok_or(Oops::Unknown)?;
    let entry = books::entry_of(work, id).await?;
    let opened = opened(work, found).await?;
    Ok(shown(work, opened, Doors::closed(side, id, entry)).await?)
}

/// One partner's statement of an open period, or the way to the closed one.
pub async fn open(
    visit: &Visit,
    work: &mut Work,
    side: Side,
    asked: (ProgramId, Period, PartnerId),
) -> std::result::Result<Found, Oops> {
    let (program, period, partner) = asked;
    let known = programs::program(work, program).await?.ok_or(Oops::Unknown)?;
    if rules::is_closed(&known, period) {
        let closed = store::statement_of(work, program, period, partner).await?.ok_or(Oops::Unknown)?;
        return Ok(Found::Moved(closed.head.id));
    }
    if side == Side::Portal && !has_taken_part(work, program, partner).await? {
        return Err(Oops::Unknown);
    }
    let opened = open_statement(work, program, period, partner).await.map_err(|stop| visit.oops(stop))?;
    let doors = match side {
        Side::Desk => Doors::open_desk(program, period, partner),
        Side::Portal => Doors::open_portal(program, period),
    };
    Ok(Found::Here(Box::new(shown(work, opened, doors).await?)))
}

async fn has_taken_part(work: &mut Work, program: ProgramId, partner: PartnerId) -> Result<bool> {
    let own = programs::programs_of(work, partner).await?;
    Ok(own.iter().any(|(known, _)| known.id == program))
}

async fn shown(work: &mut Work, opened: Opened, doors: Doors) -> Result<Shown> {
    let find = |id: i64| opened.terms.get(&id).map(|known| &known.terms);
    let slabs = rules::slabs(&opened.lines, find)?;
    let mut names = Names::new();
    let of_lines = opened.lines.iter().filter_map(|line| line.sale().map(|sale| sale.seller));
    let of_unpaid = opened.unpaid.iter().map(|unpaid| unpaid.sale.seller);
    let sellers: std::collections::BTreeSet<i64> = of_lines.chain(of_unpaid).collect();
    for seller in sellers.into_iter().filter(|seller| *seller != opened.partner.0) {
        if let Some(partner) = partners::partner(work, PartnerId(seller)).await? {
            names.insert(seller, partner.name);
        }
    }
    Ok(Shown { opened, doors, slabs, names })
}

/// Why there is no statement at this address.
pub enum Elsewhere {
    /// It is at another one.
    At(String),
    /// There is none.
    Nowhere(Oops),
}

impl<E: Into<Oops>> From<E> for Elsewhere {
    fn from(oops: E) -> Self {
        Self::Nowhere(oops.into())
    }
}

impl Elsewhere {
    /// The answer to the visitor.
    pub fn answer(self) -> Answer {
        match self {
            Self::At(href) => Ok(Redirect::to(href).into_response()),
            Self::Nowhere(oops) => Err(oops),
        }
    }
}

impl Found {
    /// The statement, or where it is now, at the same place within it.
    pub fn here(self, side: Side, rest: &str) -> std::result::Result<Shown, Elsewhere> {
        match self {
            Found::Here(shown) => Ok(*shown),
            Found::Moved(id) => Err(Elsewhere::At(format!("{}{rest}", Doors::closed(side, id, None).base))),
        }
    }
}

impl Shown {
    /// The addresses of its pages.
    pub fn doors(&self) -> &Doors {
        &self.doors
    }

    /// The page of the statement.
    pub fn sheet(&self, visit: &Visit, here: &Address) -> Answer {
        let sheet = Sheet {
            reader: &visit.reader,
            here,
            doors: &self.doors,
            opened: &self.opened,
            slabs: &self.slabs,
            names: &self.names,
        };
        Ok(visit.page(&self.frame(visit), sheet.render()))
    }

    /// The lines that the address asks for, in the order of the statement.
    pub fn chosen<'a>(&'a self, visit: &'a Visit, here: &'a Address) -> Vec<&'a Line> {
        let (reader, doors, opened) = (&visit.reader, &self.doors, &self.opened);
        let sheet = Sheet { reader, here, doors, opened, slabs: &self.slabs, names: &self.names };
        sheet.chosen_lines()
    }

    /// The receipt of the total, or of the part that the address asks for.
    pub fn total(&self, visit: &Visit, here: &Address) -> Answer {
        let frame = self.below(visit, visit.reader.t("commissions-receipt-total-title"));
        Ok(visit.page(&frame, receipts::total(&visit.reader, self, here.get("part"))))
    }

    /// The receipt of one line.
    pub fn line(&self, visit: &Visit, key: &str) -> Answer {
        if let Some(place) = key.strip_prefix("correction-") {
            let place: usize = place.parse().map_err(|_| Oops::Unknown)?;
            let one = self.opened.corrections.get(place).ok_or(Oops::Unknown)?;
            let frame = self.below(visit, visit.reader.t("commissions-receipt-line-title"));
            return Ok(visit.page(&frame, receipts::correction(&visit.reader, self, one)));
        }
        let line = self.opened.lines.iter().find(|line| line_key(line) == key).ok_or(Oops::Unknown)?;
        let frame = self.below(visit, visit.reader.t("commissions-receipt-line-title"));
        Ok(visit.page(&frame, receipts::line(&visit.reader, self, line)))
    }

    fn frame(&self, visit: &Visit) -> Frame {
        let r = &visit.reader;
        let opened = &self.opened;
        let period = period_words(r, opened.period);
        let lead = format!("{} · {period}", opened.program.name);
        let state = match opened.closed {
            Some(_) => badge(Tone::Good, &r.t("commissions-state-closed")),
            None => badge(Tone::Warn, &r.t("commissions-state-open")),
        };
        let title = match self.doors.side {
            Side::Desk => opened.partner_name.clone(),
            Side::Portal => r.tr("commissions-portal-title", &[("period", period.as_str().into())]),
        };
        let frame = visit.frame(title).lead(lead).beside(state.render());
        match self.doors.side {
            Side::Desk => frame
                .crumb(r.t("commissions-title"), "/desk/commissions")
                .crumb(lead_of_period(opened, r), period_href(opened.program.id, opened.period)),
            Side::Portal => frame.crumb(r.t("commissions-title"), "/portal/commissions"),
        }
    }

    fn below(&self, visit: &Visit, title: String) -> Frame {
        let name = match self.doors.side {
            Side::Desk => self.opened.partner_name.clone(),
            Side::Portal => period_words(&visit.reader, self.opened.period),
        };
        Frame { title, lead: None, ..self.frame(visit) }.crumb(name, self.doors.base.as_str())
    }
}

fn lead_of_period(opened: &Opened, reader: &base::words::Reader) -> String {
    format!("{} · {}", opened.program.name, period_words(reader, opened.period))
}
