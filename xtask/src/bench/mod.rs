//! `cargo xtask bench`: our work against the work of others, on the same machine, in turns.

#[cfg(any(test, feature = "bench"))]
mod books;
mod files;
mod measure;
mod ours;
mod peers;
#[cfg(feature = "bench")]
mod read;
mod w1;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::run::{self, announce, cargo};
use measure::{Ran, load, median};
use ours::{Ours, Store};
use peers::{Peer, Postgres, check_line};
use w1::Size;

/// What is asked for.
struct Wish {
    size: Size,
    peer: Option<Peer>,
    rounds: usize,
    store: Store,
    is_fresh: bool,
}

impl Wish {
    fn parse(words: &[&str]) -> Result<Wish> {
        let size = Size::called("s").context("there is no size s")?;
        let mut wish =
            Wish { size, peer: Some(Peer::DuckDb), rounds: 5, store: Store::Sqlite, is_fresh: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if *word == "--fresh" {
                wish.is_fresh = true;
                continue;
            }
            let value = *words.next().with_context(|| format!("{word} wants a value"))?;
            match *word {
                "--size" => {
                    wish.size = Size::called(value).with_context(|| format!("there is no size {value}"))?
                }
                "--rounds" => wish.rounds = value.parse().context("--rounds wants a number")?,
                "--peer" => {
                    wish.peer = match value {
                        "duckdb" => Some(Peer::DuckDb),
                        "postgres" => Some(Peer::Postgres),
                        "none" => None,
                        other => bail!("there is no peer {other}"),
                    }
                }
                "--store" => {
                    wish.store = match value {
                        "sqlite" => Store::Sqlite,
                        "postgres" => Store::Postgres,
                        other => bail!("there is no store {other}"),
                    }
                }
                other => bail!("bench knows no {other}; `cargo xtask help` says what it knows"),
            }
        }
        Ok(wish)
    }
}

/// Runs the workload that the first word names.
pub fn bench(words: &[&str]) -> Result<()> {
    match words {
        ["w1", rest @ ..] => w1(Wish::parse(rest)?),
        ["books", size, database] => books(size, database),
        _ => bail!("there is one workload: cargo xtask bench w1"),
    }
}

fn w1(wish: Wish) -> Result<()> {
    let Wish { size, rounds, store, .. } = wish;
    let folder = run::cache()?.join("bench").join(format!("w1-{}", size.name));
    println!(
        "W1 {}: {} sales of {} partners in three months, {rounds} rounds. Data and databases are in {}.",
        size.name,
        size.sales,
        size.partners,
        folder.display()
    );
    if wish.is_fresh && folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    // Our own data on PostgreSQL lives on the same server as the peer's; whoever started it last stops it.
    let is_served = wish.peer == Some(Peer::Postgres);
    let _server = if store == Store::Postgres && !is_served { Some(Postgres::start()?) } else { None };
    let peer = wish.peer.map(|peer| peer.prepare(&folder, size)).transpose()?;
    let ours = Ours::build(folder, store)?;
    // A peer is worth running even while we cannot close.
    let trouble = ours.prepare(size).err();
    if let Some(trouble) = &trouble {
        println!("\nOur own run is left out: {trouble:#}");
    }
    announce("run in turns");
    let (mut own_runs, mut peer_runs) = (Vec::new(), Vec::new());
    println!("load {}", load());
    for round in 1..=rounds {
        if trouble.is_none() {
            own_runs.push(tell(round, "Artel", ours.close()?));
        }
        if let Some(peer) = &peer {
            peer_runs.push(tell(round, peer.peer.name(), peer.run()?));
        }
    }
    println!("load {}", load());
    let name = peer.as_ref().map_or("", |peer| peer.peer.name());
    summary(&own_runs, &peer_runs, name);
    if let Some(line) = peer_runs.first().and_then(|ran| check_line(&ran.out)) {
        println!("{name}: {line}");
    }
    match trouble {
        Some(_) => bail!("Artel itself was not measured"),
        None => check(size, &ours.closed_url()),
    }
}

fn tell(round: usize, who: &str, ran: Ran) -> Ran {
    println!("{round}  {who:10} {:6.2} s {:>6} CPU s {:5} MB", ran.wall, known(ran.cpu), ran.peak_mb);
    ran
}

/// A figure that may be unknown: the processes of a server are not ours to count.
fn known(figure: f64) -> String {
    if figure.is_nan() { "?".to_owned() } else { format!("{figure:.2}") }
}

/// Medians of both and how they compare.
fn summary(own: &[Ran], peer: &[Ran], name: &str) {
    let middle = |runs: &[Ran], of: fn(&Ran) -> f64| median(runs.iter().map(of));
    let (walls, cpus) = (
        [middle(own, |ran| ran.wall), middle(peer, |ran| ran.wall)],
        [middle(own, |ran| ran.cpu), middle(peer, |ran| ran.cpu)],
    );
    let peak = |runs: &[Ran]| runs.iter().map(|ran| ran.peak_mb).max().unwrap_or(0);
    println!("\nmedians        seconds  CPU seconds  peak MB");
    for (place, who, runs) in [(0, "Artel", own), (1, name, peer)] {
        if let (Some(wall), Some(cpu)) = (walls[place], cpus[place]) {
            println!("{who:12} {wall:9.2} {:>12} {:8}", known(cpu), peak(runs));
        }
    }
    if let ([Some(wall), Some(peer_wall)], [Some(cpu), Some(peer_cpu)]) = (walls, cpus) {
        println!(
            "Artel ÷ {name}: {} of the seconds, {} of the CPU seconds",
            known(wall / peer_wall),
            known(cpu / peer_cpu)
        );
    }
}

/// Reads our books back through the crates of the house, in a build of this chore that knows them.
fn check(size: Size, database: &str) -> Result<()> {
    let words = ["run", "--quiet", "--release", "-p", "xtask", "--features", "bench", "--", "bench", "books"];
    run::step("read our books back", cargo(words.into_iter().chain([size.name, database])))
}

#[cfg(feature = "bench")]
fn books(size: &str, database: &str) -> Result<()> {
    let size = Size::called(size).with_context(|| format!("there is no size {size}"))?;
    let (ours, expected) = (read::books(database)?, books::reckon(size));
    println!("ours     {}\nreckoned {}", ours.check(), expected.check());
    if ours.check() == expected.check() {
        println!("The books are equal.");
        return Ok(());
    }
    let first = ours.first_difference(&expected);
    bail!(
        "the books differ; first in {}",
        first.unwrap_or_else(|| "the lines, not in a statement".to_owned())
    )
}

#[cfg(not(feature = "bench"))]
fn books(_: &str, _: &str) -> Result<()> {
    bail!("build with --features bench to read books")
}
