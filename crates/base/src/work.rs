//! The site and its work: one transaction, by someone, at a moment.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tokio::sync::Notify;

use crate::access::{Act, Actor, MenuEntry, Whose};
use crate::args;
use crate::clock::Clock;
use crate::db::{Db, Row, Tx, Value};
use crate::events::{self, Event, Reaction};
use crate::failure::{Result, Stop};
use crate::jobs::JobKind;
use crate::words::Words;

/// What may be set when the program starts; every value has a default that works.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address under which people reach the site, without a slash at the end.
    pub public_url: String,
    /// The zone in which days begin and periods end.
    pub zone: TimeZone,
    /// `smtp://user:password@host:port`; without it letters stay in the outbox.
    pub smtp: Option<String>,
    /// The sender of letters.
    pub letters_from: String,
    /// Cookies are sent over TLS only.
    pub secure_cookies: bool,
    /// The address of the visitor is taken from `X-Forwarded-For`.
    pub behind_proxy: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            public_url: "http://127.0.0.1:8080".into(),
            zone: TimeZone::get("Europe/Moscow").unwrap_or(TimeZone::UTC),
            smtp: None,
            letters_from: "Artel <artel@localhost>".into(),
            secure_cookies: false,
            behind_proxy: false,
        }
    }
}

/// The running installation; clones are the same one.
#[derive(Clone)]
pub struct Site(Arc<SiteParts>);

/// What a site is made of.
pub struct SiteParts {
    /// The database.
    pub db: Db,
    /// The clock.
    pub clock: Clock,
    /// The word books of all slices.
    pub words: Arc<Words>,
    /// What was set at the start.
    pub config: Config,
    /// The key that signs tokens of this installation; made at the first start.
    pub secret: [u8; 32],
    /// Who reacts to which event.
    pub reactions: &'static [Reaction],
    /// The kinds of jobs that this program can do.
    pub jobs: Vec<JobKind>,
    /// The menu of both sides.
    pub menu: Vec<MenuEntry>,
    /// Wakes the job worker when something was queued.
    pub wake: Notify,
}

impl Deref for Site {
    type Target = SiteParts;
    fn deref(&self) -> &SiteParts {
        &self.0
    }
}

impl Site {
    /// Joins the parts.
    pub fn new(parts: SiteParts) -> Self {
        Self(Arc::new(parts))
    }

    /// Begins a piece of work that may write.
    pub async fn begin(&self, actor: Actor) -> Result<Work> {
        let tx = self.db.begin().await?;
        Ok(Work { tx, actor, now: self.clock.now(), site: self.clone(), queued: false })
    }

    /// Begins a piece of work that only reads.
    pub async fn read(&self, actor: Actor) -> Result<Work> {
        let tx = self.db.read().await?;
        Ok(Work { tx, actor, now: self.clock.now(), site: self.clone(), queued: false })
    }

    /// The date of today in the site's zone.
    pub fn today(&self) -> Date {
        self.clock.now().to_zoned(self.config.zone.clone()).date()
    }
}

/// One transaction, by someone, at a moment. Dropped without [`Work::commit`], it has done nothing.
pub struct Work {
    tx: Tx,
    /// By whom.
    pub actor: Actor,
    now: Timestamp,
    site: Site,
    queued: bool,
}

impl Deref for Work {
    type Target = Tx;
    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for Work {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

impl Work {
    /// Reads a long answer row by row; nothing stays of a row but what was read of it.
    pub async fn read_all<T: Send>(
        &mut self,
        sql: &str,
        args: Vec<Value>,
        read: fn(&Row) -> Result<T>,
    ) -> Result<Vec<T>> {
        let (mut found, mut failed) = (Vec::new(), None);
        let mut take = |row: Row| {
            match read(&row) {
                Ok(one) => found.push(one),
                Err(failure) => drop(failed.get_or_insert(failure)),
            }
            Ok(())
        };
        self.each(sql, args, &mut take).await?;
        failed.map_or(Ok(found), Err)
    }

    /// Ends here unless the actor may do `act` with what belongs to `whose`. A partner who asks for another
    /// partner's things is told that there are none.
    pub fn may<R>(&self, act: Act, whose: impl Into<Whose>) -> std::result::Result<(), Stop<R>> {
        let whose = whose.into();
        if self.actor.may(act, whose) {
            return Ok(());
        }
        let foreign =
            matches!((self.actor.partner(), whose), (Some(own), Whose::Partner(asked)) if own != asked);
        Err(if foreign { Stop::Unknown } else { Stop::Forbidden })
    }

    /// The moment of this work; the same for everything it does.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The date of this work in the site's zone.
    pub fn today(&self) -> Date {
        self.now.to_zoned(self.site.config.zone.clone()).date()
    }

    /// The running installation.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Writes what happened into the event log, and queues those who react to it.
    pub async fn record<E: Event>(&mut self, event: E) -> Result<()> {
        self.queued |= events::record(self, &event).await?;
        Ok(())
    }

    /// Reads a setting.
    pub async fn setting(&mut self, name: &str) -> Result<Option<String>> {
        let row = self.row("select value from base_settings where name = $1", args![name]).await?;
        Ok(row.map(|row| row.get("value")).transpose()?)
    }

    /// Writes a setting.
    pub async fn set_setting(&mut self, name: &str, value: &str) -> Result<()> {
        let sql = "insert into base_settings (name, value) values ($1, $2)
                   on conflict (name) do update set value = excluded.value";
        self.run(sql, args![name, value]).await?;
        Ok(())
    }

    /// Remembers that a job was queued, so that the worker is woken after the commit.
    pub(crate) fn note_queued(&mut self) {
        self.queued = true;
    }

    /// Makes everything that was done last.
    pub async fn commit(self) -> Result<()> {
        self.tx.commit().await?;
        if self.queued {
            self.site.wake.notify_one();
        }
        Ok(())
    }
}
