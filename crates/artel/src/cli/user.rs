//! `artel user …`

use base::access::{Actor, Role, Side};
use base::failure::Result;
use clap::Subcommand;
use people::NewUser;
use serde_json::json;

use super::{Common, Ended, Output, refusal};

/// What can be done with people.
#[derive(Subcommand)]
pub enum User {
    /// Invite somebody of the vendor's staff; prints the single-use link
    Add {
        /// The e-mail address
        #[arg(long)]
        email: String,
        /// The name
        #[arg(long)]
        name: String,
        /// owner, partner-manager, finance, marketing, support, inspector or auditor
        #[arg(long, value_parser = role)]
        role: String,
    },
}

fn role(text: &str) -> Result<String, String> {
    let staff = |role: &&Role| role.side() == Side::Desk;
    match Role::parse(text).filter(|role| role.side() == Side::Desk) {
        Some(role) => Ok(role.name().to_owned()),
        None => Err(format!(
            "one of {}",
            Role::ALL.iter().filter(staff).map(|role| role.name()).collect::<Vec<_>>().join(", ")
        )),
    }
}

impl User {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let Self::Add { email, name, role } = self;
        let site = common.site().await?;
        let reader = common.reader()?;
        let mut work = site.begin(Actor::System("command-line")).await?;
        let new = NewUser { email: email.clone(), name, role, partner: None, company: String::new() };
        match people::invite(&mut work, new, &reader).await {
            Ok(invitation) => {
                work.commit().await?;
                let words = format!("{email} may open this once, within seven days:\n  {}", invitation.link);
                output.answer(&words, json!({ "user": invitation.user, "link": invitation.link }));
                Ok(Ended::Well)
            }
            Err(stop) => refusal(output, &reader, stop),
        }
    }
}
