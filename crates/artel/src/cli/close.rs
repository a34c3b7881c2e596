//! `artel close`

use base::access::Actor;
use base::failure::{Failure, Result};
use clap::Args;
use commissions::{Closing, ClosingState, Mode};
use money::Money;
use serde_json::json;
use terms::Period;

use super::{Common, Ended, Output, refusal};

/// Which period is closed.
#[derive(Args)]
pub struct Close {
    /// The programme's code or name
    #[arg(long)]
    program: String,
    /// 2017-Q1, 2017-03 or 2017, as the programme's periods are
    #[arg(long)]
    period: String,
    /// Compute and show; write nothing
    #[arg(long)]
    preview: bool,
}

impl Close {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let period = period("--period", &self.period)?;
        let site = common.site().await?;
        let reader = common.reader()?;
        let actor = Actor::System("command-line");
        let mut work = site.read(actor).await?;
        let program = programs::program_by_code(&mut work, &self.program).await?;
        let program = program
            .ok_or_else(|| Failure::new(format!("--program {}: there is no such programme", self.program)))?;
        drop(work);
        let mode = if self.preview { Mode::Preview } else { Mode::Post };
        match commissions::close(&site, actor, program.id, period, mode).await {
            Ok(closing) => Ok(tell(output, &closing)),
            Err(stop) => refusal(output, &reader, stop),
        }
    }
}

/// Reads a period as it is written on the command line.
pub fn period(option: &str, text: &str) -> Result<Period> {
    Period::parse(text).map_err(|_| Failure::new(format!("{option} {text}: write 2017-Q1, 2017-03 or 2017")))
}

fn tell(output: &Output, closing: &Closing) -> Ended {
    let state = match closing.state {
        ClosingState::Previewed => "previewed",
        ClosingState::Closed(_) => "closed",
        ClosingState::ClosedBefore(_) => "closed-before",
    };
    let totals = closing.totals;
    let decimal = |minor| Money::new(minor, closing.program.currency).to_decimal();
    let mut words = match closing.state {
        ClosingState::Previewed => format!("{} {} would come to", closing.program.name, closing.period),
        ClosingState::Closed(_) => format!("{} {} is closed with", closing.program.name, closing.period),
        ClosingState::ClosedBefore(_) => {
            format!(
                "{} {} was closed before; nothing was posted. It has",
                closing.program.name, closing.period
            )
        }
    };
    words = format!(
        "{words} {} statements over {} sales: direct {}, override {}, bonus {}, corrections {}, total {} {}.",
        closing.statements,
        closing.sales,
        decimal(totals.direct),
        decimal(totals.overrides),
        decimal(totals.bonus),
        decimal(totals.adjustments),
        decimal(totals.total),
        closing.program.currency,
    );
    for parked in &closing.parked {
        words = format!("{words}\nParked: {} ({})", parked.name, parked.reason);
    }
    output.answer(
        &words,
        json!({
            "state": state, "program": closing.program.code, "period": closing.period.to_string(),
            "statements": closing.statements, "sales": closing.sales, "currency": closing.program.currency.code(),
            "turnover": decimal(totals.turnover), "direct": decimal(totals.direct),
            "override": decimal(totals.overrides), "bonus": decimal(totals.bonus),
            "limits": decimal(totals.limits), "corrections": decimal(totals.adjustments), "total": decimal(totals.total),
            "lines": totals.sale_lines,
            "parked": closing.parked.iter().map(|one| json!({ "partner": one.partner, "name": one.name, "reason": one.reason }))
                .collect::<Vec<_>>(),
        }),
    );
    if closing.parked.is_empty() { Ended::Well } else { Ended::WithProblems }
}
