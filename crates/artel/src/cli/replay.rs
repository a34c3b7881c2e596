//! `artel terms replay`

use std::path::PathBuf;

use base::access::Actor;
use base::failure::{Context, Failure, Outcome, Result, Stop};
use base::work::Site;
use clap::Args;
use commissions::{Refusal, Replayable, Replayed, Span};
use indicatif::{ProgressBar, ProgressStyle};
use money::Money;
use programs::Program;
use serde_json::{Value, json};

use super::close::period;
use super::terms::read;
use super::{Common, Ended, Output, refusal};

const ACTOR: Actor = Actor::System("command-line");

/// Which terms are replayed over which periods.
#[derive(Args)]
pub struct Replay {
    /// The file of terms, as if it held for everybody
    file: PathBuf,
    /// The programme's code or name
    #[arg(long)]
    program: String,
    /// The first period: 2017-Q1, 2017-03 or 2017, as the programme's periods are
    #[arg(long)]
    from: String,
    /// The last period; it may still be open
    #[arg(long)]
    until: String,
    /// Where to write what becomes of every partner
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
}

impl Replay {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let text = read(&self.file)?;
        let span = Span { from: period("--from", &self.from)?, until: period("--until", &self.until)? };
        let site = common.site().await?;
        let reader = common.reader()?;
        let program = self.program(&site).await?;
        let asked = match commissions::replayable(program.clone(), &text, span, site.today()) {
            Ok(asked) => asked,
            Err(refused) => return refusal(output, &reader, Stop::Refused(refused)),
        };
        match replay(&site, asked).await {
            Ok(replayed) => self.tell(output, &program, span, &replayed),
            Err(stop) => refusal(output, &reader, stop),
        }
    }

    async fn program(&self, site: &Site) -> Result<Program> {
        let mut work = site.read(ACTOR).await?;
        let found = programs::program_by_code(&mut work, &self.program).await?;
        found.ok_or_else(|| Failure::new(format!("--program {}: there is no such programme", self.program)))
    }

    fn tell(&self, output: &Output, program: &Program, span: Span, replayed: &Replayed) -> Result<Ended> {
        if let Some(path) = &self.csv {
            let bytes = commissions::partner_changes_csv(&replayed.partners, program.currency)?;
            std::fs::write(path, bytes).context(path.display())?;
        }
        output.answer(&words(program, span, replayed), object(program, span, replayed));
        Ok(if replayed.parked.is_empty() { Ended::Well } else { Ended::WithProblems })
    }
}

async fn replay(site: &Site, asked: Replayable) -> Outcome<Replayed, Refusal> {
    let mut work = site.read(ACTOR).await?;
    let mut replay = commissions::Replay::begin(&mut work, asked).await?;
    drop(work);
    let bar = ProgressBar::new(u64::try_from(replay.of()).unwrap_or(u64::MAX));
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} periods  {elapsed}") {
        bar.set_style(style);
    }
    bar.tick();
    while replay.step(site, ACTOR).await? {
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(replay.end())
}

fn words(program: &Program, span: Span, replayed: &Replayed) -> String {
    let decimal = |minor| Money::new(minor, program.currency).to_decimal();
    let (was, now, counts) = (replayed.was(), replayed.now(), replayed.counts());
    let mut lines = vec![
        format!(
            "{} {} to {}: {} were stated, {} would be, difference {} {}.",
            program.name,
            span.from,
            span.until,
            decimal(was),
            decimal(now),
            decimal(now.saturating_sub(was)),
            program.currency,
        ),
        format!(
            "Partners: {} gain, {} lose, {} stay as they are.",
            counts.winners, counts.losers, counts.unchanged
        ),
    ];
    lines.extend(
        replayed
            .parked
            .iter()
            .map(|(period, one)| format!("Parked in {period}: {} ({})", one.name, one.reason)),
    );
    lines.join("\n")
}

fn object(program: &Program, span: Span, replayed: &Replayed) -> Value {
    let decimal = |minor| Money::new(minor, program.currency).to_decimal();
    let (was, now, counts) = (replayed.was(), replayed.now(), replayed.counts());
    let periods = replayed.periods.iter().map(|period| {
        json!({
            "period": period.period, "closed": period.is_closed, "was": decimal(period.was), "now": decimal(period.now),
        })
    });
    let parked = replayed.parked.iter().map(|(period, one)| {
        json!({ "period": period, "partner": one.partner, "name": one.name, "reason": one.reason })
    });
    json!({
        "program": program.code, "from": span.from, "until": span.until, "currency": program.currency.code(),
        "was": decimal(was), "now": decimal(now), "change": decimal(now.saturating_sub(was)),
        "winners": counts.winners, "losers": counts.losers, "unchanged": counts.unchanged,
        "periods": periods.collect::<Vec<_>>(), "parked": parked.collect::<Vec<_>>(),
    })
}
