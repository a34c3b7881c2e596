//! `artel verify …`

use base::access::Actor;
use base::failure::{Failure, Result};
use base::words::Reader;
use clap::Subcommand;
use commissions::{Difference, Verified, keep_verification};
use money::Money;
use serde_json::{Value, json};

use super::{Common, Ended, Output, refusal};

/// What can be verified.
#[derive(Subcommand)]
pub enum Verify {
    /// Compute every closed period again from events and compare it with statements and ledger; ends with 1 when anything
    /// differs
    Ledger {
        /// Only this programme, by its code or name
        #[arg(long)]
        program: Option<String>,
    },
}

impl Verify {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let Self::Ledger { program } = self;
        let site = common.site().await?;
        let reader = common.reader()?;
        let actor = Actor::System("command-line");
        let mut only = None;
        if let Some(name) = &program {
            let found = programs::program_by_code(&mut site.read(actor).await?, name).await?;
            let found =
                found.ok_or_else(|| Failure::new(format!("--program {name}: there is no such programme")))?;
            only = Some(found.id);
        }
        let verified = match commissions::verify(&site, actor, only).await {
            Ok(verified) => verified,
            Err(stop) => return refusal(output, &reader, stop),
        };
        if only.is_none() {
            keep_verification(&site, actor, None, &verified).await?;
        }
        Ok(tell(output, &reader, &verified))
    }
}

fn tell(output: &Output, reader: &Reader, verified: &Verified) -> Ended {
    let Verified { periods, statements, differences, .. } = verified;
    let mut words = format!("Verified {periods} periods and {statements} statements: ");
    words += &match differences {
        0 => "no difference.".to_owned(),
        1 => "1 difference.".to_owned(),
        many => format!("{many} differences."),
    };
    for one in &verified.told {
        words = format!("{words}\n{}", sentence(reader, one));
    }
    let told: Vec<Value> = verified.told.iter().map(object).collect();
    output.answer(
        &words,
        json!({ "periods": periods, "statements": statements, "differences": differences, "told": told }),
    );
    if *differences == 0 { Ended::Well } else { Ended::Differently }
}

fn decimal(one: &Difference, minor: i64) -> String {
    Money::new(minor, one.currency).to_decimal()
}

/// `Channel · 2017-Q1 · Anna: Totals against lines: stated 10.01, should be 10.00 RUB`
fn sentence(reader: &Reader, one: &Difference) -> String {
    let period = one.period.map(|period| period.to_string()).unwrap_or_default();
    let about = [one.program_name.as_str(), &period, &one.partner_name];
    let about: Vec<&str> = about.into_iter().filter(|word| !word.is_empty()).collect();
    let what = reader.t(&format!("commissions-verify-what-{}", one.what.word()));
    let sums = [("stated", one.stated), ("should be", one.due), ("in the ledger", one.ledger)];
    let sums = sums.iter().filter_map(|(word, sum)| Some(format!("{word} {}", decimal(one, (*sum)?))));
    let sums = sums.collect::<Vec<_>>().join(", ");
    format!("{}: {what}: {sums} {}", about.join(" · "), one.currency)
}

fn object(one: &Difference) -> Value {
    let sum = |minor: Option<i64>| minor.map(|minor| decimal(one, minor));
    json!({
        "what": one.what.word(), "program": one.program, "program_name": one.program_name,
        "period": one.period.map(|period| period.to_string()), "partner": one.partner,
        "partner_name": one.partner_name, "currency": one.currency.code(),
        "stated": sum(one.stated), "due": sum(one.due), "ledger": sum(one.ledger),
    })
}
