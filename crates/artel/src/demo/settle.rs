//! What the vendor of the demo does after each month: closes it and pays.

use base::access::Actor;
use base::failure::Result;
use base::work::{Site, Work};
use commissions::Mode;
use jiff::civil::Date;
use terms::{Period, PeriodKind};

use super::programs::refused;

/// Names the account from which the vendor pays.
pub async fn name_payer(_work: &mut Work) -> Result<()> {
    Ok(())
}

/// Closes every period that ended with the month of `month`.
pub async fn close_month(site: &Site, month: Date, _months_ago: i64) -> Result<()> {
    let actor = Actor::System("demo");
    let mut work = site.read(actor).await?;
    let all = programs::all(&mut work).await?;
    drop(work);
    for program in all {
        let period = Period::containing(month, program.period);
        let ends_now = program.period == PeriodKind::Month || period.end == month.last_of_month();
        if ends_now {
            commissions::close(site, actor, program.id, period, Mode::Post).await.map_err(refused)?;
        }
    }
    Ok(())
}
