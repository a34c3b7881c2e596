//! Statements as the vendor's staff see them.

use base::access::{PartnerId, Path, Side, Visit};
use base::failure::{Answer, Oops};
use base::page::Address;
use programs::ProgramId;
use terms::Period;

use super::shown::{self, Elsewhere, Shown};
use crate::export;
use crate::run::StatementId;

const SIDE: Side = Side::Desk;

async fn closed(visit: &Visit, id: StatementId) -> Result<Shown, Oops> {
    shown::closed(&mut visit.read().await?, SIDE, id, None).await
}

/// `GET /desk/commissions/statements/{statement}`
pub async fn show(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    closed(&visit, id).await?.sheet(&visit, &here)
}

/// `GET /desk/commissions/statements/{statement}/export`
pub async fn export(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    let shown = closed(&visit, id).await?;
    export::lines(&visit, &here, &shown)
}

/// `GET /desk/commissions/statements/{statement}/seal`
pub async fn seal(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    let mut work = visit.read().await?;
    export::sealed(&mut work, id, None, &here).await
}

/// `GET /desk/commissions/statements/{statement}/total`
pub async fn total(visit: Visit, Path(id): Path<StatementId>, here: Address) -> Answer {
    closed(&visit, id).await?.total(&visit, &here)
}

/// `GET /desk/commissions/statements/{statement}/lines/{line}`
pub async fn line(visit: Visit, Path((id, line)): Path<(StatementId, String)>) -> Answer {
    closed(&visit, id).await?.line(&visit, &line)
}

type Open = (ProgramId, Period, PartnerId);

async fn opened(visit: &Visit, asked: Open, rest: &str) -> Result<Shown, Elsewhere> {
    let mut work = visit.read().await?;
    let found = shown::open(visit, &mut work, SIDE, asked).await?;
    found.here(SIDE, rest)
}

/// `GET /desk/commissions/open/{program}/{period}/{partner}`
pub async fn open(visit: Visit, Path(asked): Path<Open>, here: Address) -> Answer {
    match opened(&visit, asked, "").await {
        Ok(shown) => shown.sheet(&visit, &here),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// `GET /desk/commissions/open/{program}/{period}/{partner}/export`
pub async fn open_export(visit: Visit, Path(asked): Path<Open>, here: Address) -> Answer {
    match opened(&visit, asked, "/export").await {
        Ok(shown) => export::lines(&visit, &here, &shown),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// `GET /desk/commissions/open/{program}/{period}/{partner}/total`
pub async fn open_total(visit: Visit, Path(asked): Path<Open>, here: Address) -> Answer {
    match opened(&visit, asked, "/total").await {
        Ok(shown) => shown.total(&visit, &here),
        Err(elsewhere) => elsewhere.answer(),
    }
}

/// `GET /desk/commissions/open/{program}/{period}/{partner}/lines/{line}`
pub async fn open_line(
    visit: Visit,
    Path((program, period, partner, line)): Path<(ProgramId, Period, PartnerId, String)>,
) -> Answer {
    match opened(&visit, (program, period, partner), &format!("/lines/{line}")).await {
        Ok(shown) => shown.line(&visit, &line),
        Err(elsewhere) => elsewhere.answer(),
    }
}
