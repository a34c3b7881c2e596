//! `artel serve`

use artel::{house, serve};
use base::access::Actor;
use base::clock::Clock;
use base::failure::Result;
use base::work::Config;
use clap::Args;
use serde_json::json;

use super::{Common, Ended, Output};

/// How the site is served.
#[derive(Args)]
pub struct Serve {
    /// The address to listen on
    #[arg(long, env = "ARTEL_LISTEN", default_value = "127.0.0.1:8080")]
    listen: String,
    /// The address under which people reach the site; with https:// cookies are sent over TLS only
    #[arg(long, env = "ARTEL_PUBLIC_URL")]
    public_url: Option<String>,
    /// smtp://user:password@host:port or smtps://…; without it letters stay in the outbox
    #[arg(long, env = "ARTEL_SMTP")]
    smtp: Option<String>,
    /// The sender of letters
    #[arg(long, env = "ARTEL_LETTERS_FROM", default_value = "Artel <artel@localhost>")]
    letters_from: String,
    /// A proxy of ours stands in front and writes X-Forwarded-For
    #[arg(long, env = "ARTEL_BEHIND_PROXY")]
    behind_proxy: bool,
}

impl Serve {
    pub async fn run(self, common: &Common, output: &Output) -> Result<Ended> {
        let listener = serve::listen(&self.listen).await?;
        let address = listener.local_addr()?;
        let public_url = self.public_url.unwrap_or_else(|| format!("http://{address}"));
        let config = Config {
            secure_cookies: public_url.starts_with("https://"),
            public_url: public_url.trim_end_matches('/').to_owned(),
            smtp: self.smtp,
            letters_from: self.letters_from,
            behind_proxy: self.behind_proxy,
            ..common.config()?
        };
        let site = house::open(&common.database, config, Clock::Real).await?;
        let mut work = site.begin(Actor::System("serve")).await?;
        let welcome = people::welcome_link(&mut work).await?;
        commissions::plan_verification(&mut work).await?;
        work.commit().await?;
        let mut words = format!("Artel is at {}", site.config.public_url);
        if let Some(link) = &welcome {
            words = format!("{words}\nNobody is here yet. Open this once to become the owner:\n  {link}");
        }
        output.answer(
            &words,
            json!({ "address": address.to_string(), "url": site.config.public_url, "welcome": welcome }),
        );
        serve::serve(site, listener, serve::asked_to_stop()).await?;
        Ok(Ended::Well)
    }
}
