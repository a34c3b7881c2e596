//! `artel verify …`

use std::path::PathBuf;

use base::access::Actor;
use base::failure::{Failure, Result};
use base::words::Reader;
use clap::{Args, Subcommand};
use commissions::{Difference, Verified, keep_verification};
use ledger::seals;
use money::Money;
use serde_json::{Value, json};

use super::proof::Proof;
use super::{Common, Ended, Output, refusal};

/// What to verify: files, or the database.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true, arg_required_else_help = true)]
pub struct Verify {
    #[command(subcommand)]
    database: Option<Database>,
    /// Files of sealed statements; proven without a database
    files: Vec<PathBuf>,
    /// An earlier file, or a signed head, from which the log must have grown
    #[arg(long)]
    from: Option<PathBuf>,
    /// The key that must have signed, or a file with it; without it the key in the file is shown
    #[arg(long)]
    key: Option<String>,
}

/// What of the database can be verified.
#[derive(Subcommand)]
enum Database {
    /// Compute every closed period again from events and compare it with statements and ledger; ends with 1 when anything
    /// differs
    Ledger {
        /// Only this programme, by its code or name
        #[arg(long)]
        program: Option<String>,
    },
    /// Show the public keys of seals, the newest last
    Keys {
        /// Sign with a new key from now on
        #[arg(long)]
        rotate: bool,
    },
}

impl Verify {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let Self { database, files, from, key } = self;
        match database {
            None => Proof { files, from, key }.run(common, output),
            Some(Database::Ledger { program }) => ledger(program, common, output).await,
            Some(Database::Keys { rotate }) => keys(rotate, common, output).await,
        }
    }
}

async fn keys(rotate: bool, common: &Common, output: &Output) -> Result<Ended> {
    let site = common.site().await?;
    let mut work = site.begin(Actor::System("command-line")).await?;
    if rotate {
        seals::rotate_key(&mut work).await?;
    }
    let keys = seals::keys(&mut work).await?;
    let last = seals::last(&mut work).await?;
    work.commit().await?;
    let words: Vec<String> =
        keys.iter().map(|(key, since)| format!("{}  since {since}", key.words())).collect();
    let told: Vec<Value> =
        keys.iter().map(|(key, since)| json!({ "key": key.words(), "since": since.to_string() })).collect();
    let head = last.map(|note| note.words());
    let shown = head.as_deref().map(|head| format!("\n\n{head}")).unwrap_or_default();
    output.answer(&format!("{}{shown}", words.join("\n")), json!({ "keys": told, "checkpoint": head }));
    Ok(Ended::Well)
}

async fn ledger(program: Option<String>, common: &Common, output: &Output) -> Result<Ended> {
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
    let sums = if sums.is_empty() { sums } else { format!(": {sums} {}", one.currency) };
    format!("{}: {what}{sums}", about.join(" · "))
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
