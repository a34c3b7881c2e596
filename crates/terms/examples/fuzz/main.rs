//! Random and damaged input for everything in this crate that reads text; `cargo xtask fuzz` runs it.
//!
//! Arguments: minutes, seed, and a file that always holds the input being tried, for the case that the process dies.
//! The same seed tries the same inputs in the same order. A finding is a panic, a broken promise, more than a second for one
//! input, or more than 256 MB of memory. Exit code: 0 nothing found, 1 findings, 3 an input that does not end.

mod damage;
mod input;

use damage::{Dice, EXPRESSION_PIECES, FILE_PIECES};
use input::{Busy, Input};
use money::Currency;
use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use terms::Terms;
use terms::expression::Expression;

const SLOW: Duration = Duration::from_secs(1);
const ENDLESS: Duration = Duration::from_secs(20);
const MEMORY_KB_MAX: u64 = 256 * 1024;
const FINDINGS_MAX: usize = 20;
const SHOWN_CHARS_MAX: usize = 1_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u64| words.get(at).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let (minutes, seed) = (number(0, 10), number(1, 1));
    let scratch = words.get(2).map_or_else(|| std::env::temp_dir().join("terms-fuzz-input"), PathBuf::from);
    let seeds = Seeds::read();
    println!(
        "seed {seed}, {minutes} min; {} files and {} expressions to start from",
        seeds.files.len(),
        seeds.expressions.len()
    );
    std::panic::set_hook(Box::new(|_| {}));
    let mut fuzz = Fuzz::new(seed, seeds, scratch);
    let end = Instant::now() + Duration::from_secs(minutes * 60);
    let mut reported = Instant::now();
    while Instant::now() < end && fuzz.found.len() < FINDINGS_MAX {
        fuzz.once();
        if reported.elapsed() > Duration::from_secs(30) {
            reported = Instant::now();
            println!("{}", fuzz.summary());
        }
    }
    println!("{}", fuzz.summary());
    std::process::exit(i32::from(!fuzz.found.is_empty()));
}

/// What inputs grow from: the files, and the texts in the sources, of this crate's tests and guide.
struct Seeds {
    files: Vec<String>,
    expressions: Vec<String>,
}

impl Seeds {
    fn read() -> Seeds {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut seeds = Seeds { files: Vec::new(), expressions: vec!["sale.amount > 1000".to_string()] };
        let mut paths: Vec<PathBuf> = ["tests/it", "../../docs/guide/en", "../../docs/guide/ru"]
            .iter()
            .flat_map(|folder| fs::read_dir(root.join(folder)).into_iter().flatten().flatten())
            .map(|entry| entry.path())
            .collect();
        paths.sort();
        for path in paths {
            let Ok(text) = fs::read_to_string(&path) else { continue };
            match path.extension().and_then(|end| end.to_str()) {
                Some("toml") => seeds.files.push(text),
                Some("rs") => {
                    seeds.files.extend(
                        text.split("r#\"")
                            .skip(1)
                            .filter_map(|rest| Some(rest.split_once("\"#")?.0.to_string())),
                    );
                    let quoted = text.lines().filter_map(quoted);
                    seeds
                        .expressions
                        .extend(quoted.filter(|text| Expression::parse(text, Currency::RUB).is_ok()));
                }
                Some("md") => seeds.files.extend(
                    text.split("```toml\n")
                        .skip(1)
                        .filter_map(|rest| Some(rest.split("```").next()?.to_string())),
                ),
                _ => {}
            }
        }
        let canonical: Vec<String> =
            seeds.files.iter().filter_map(|text| Some(Terms::parse(text).ok()?.to_text())).collect();
        seeds.files.extend(canonical);
        seeds
    }
}

/// The first string of a line of source.
fn quoted(line: &str) -> Option<String> {
    let mut text = String::new();
    let mut chars = line.split_once('"')?.1.chars();
    loop {
        match chars.next()? {
            '"' => return Some(text),
            '\\' => text.push(chars.next()?),
            c => text.push(c),
        }
    }
}

/// The run: its dice, its counts and what it has found.
struct Fuzz {
    dice: Dice,
    seeds: Seeds,
    scratch: PathBuf,
    tried: [u64; 3],
    read: [u64; 3],
    slowest: Duration,
    memory_at_start: u64,
    memory_said: bool,
    found: BTreeSet<String>,
    /// When the current input began, in milliseconds since `began`; zero between inputs.
    now: Arc<AtomicU64>,
    began: Instant,
    current: Arc<Mutex<String>>,
}

impl Fuzz {
    fn new(seed: u64, seeds: Seeds, scratch: PathBuf) -> Fuzz {
        let fuzz = Fuzz {
            dice: Dice::new(seed),
            seeds,
            scratch,
            tried: [0; 3],
            read: [0; 3],
            slowest: Duration::ZERO,
            memory_at_start: peak_memory_kb(),
            memory_said: false,
            found: BTreeSet::new(),
            now: Arc::new(AtomicU64::new(0)),
            began: Instant::now(),
            current: Arc::new(Mutex::new(String::new())),
        };
        fuzz.watch();
        fuzz
    }

    /// Ends the process when an input does not end by itself.
    fn watch(&self) {
        let (now, current, began) = (self.now.clone(), self.current.clone(), self.began);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(Duration::from_millis(500));
                let since = now.load(Ordering::Relaxed);
                let running = began.elapsed().saturating_sub(Duration::from_millis(since));
                if since > 0 && running > ENDLESS {
                    println!(
                        "FOUND an input that does not end\n  {}",
                        current.lock().map(|text| text.clone()).unwrap_or_default()
                    );
                    std::process::exit(3);
                }
            }
        });
    }

    fn once(&mut self) {
        let input = self.input();
        let kind = input.kind();
        let shown = input.shown();
        // Best effort: without the file a death of the process leaves no input behind, the rest works.
        let _ = fs::write(&self.scratch, &shown);
        if let Ok(mut current) = self.current.lock() {
            *current = shown;
        }
        self.now
            .store(u64::try_from(self.began.elapsed().as_millis()).unwrap_or(1).max(1), Ordering::Relaxed);
        let begun = Busy::now();
        let result = catch_unwind(AssertUnwindSafe(|| input.run()));
        let took = begun.elapsed();
        self.now.store(0, Ordering::Relaxed);
        self.tried[kind] += 1;
        self.slowest = self.slowest.max(took);
        if took > SLOW {
            let smaller = input.clone().smaller(|input| input.takes(SLOW));
            self.found(format!("slow ({took:?})"), &smaller);
        }
        match result {
            Ok(read) => self.read[kind] += u64::from(read),
            Err(panic) => {
                let why = panic.downcast_ref::<String>().cloned();
                let why = why.or_else(|| panic.downcast_ref::<&str>().map(|why| why.to_string()));
                let why = format!("panic: {}", why.unwrap_or_default());
                if !self.found.contains(&why) {
                    let smaller = input.smaller(Input::panics);
                    self.found(why, &smaller);
                }
            }
        }
        self.look_at_memory(&input_shown(&self.current));
    }

    fn look_at_memory(&mut self, shown: &str) {
        if self.memory_said || self.tried.iter().sum::<u64>() % 16 != 0 {
            return;
        }
        let grown = peak_memory_kb().saturating_sub(self.memory_at_start);
        if grown > MEMORY_KB_MAX {
            self.memory_said = true;
            println!("FOUND memory grown by {grown} KB at or shortly before\n  {shown}");
            self.found.insert("memory".to_string());
        }
    }

    /// Prints a finding, a long one cut, and keeps the whole of it beside the scratch file.
    fn found(&mut self, why: String, input: &Input) {
        let shown = input.shown();
        let short: String = shown.chars().take(SHOWN_CHARS_MAX).collect();
        println!("FOUND {why}\n  {short}");
        if short.len() < shown.len() {
            let file = self.scratch.with_extension(format!("found-{}", self.found.len()));
            match fs::write(&file, &shown) {
                Ok(()) => println!("  … the whole of it is in {}", file.display()),
                Err(problem) => println!("  … and {problem} at keeping the whole of it"),
            }
        }
        self.found.insert(why);
    }

    fn summary(&self) -> String {
        let [files, conditions, keeps] = self.tried;
        let [files_read, conditions_read, kept] = self.read;
        format!(
            "{files} files ({files_read} read), {conditions} conditions ({conditions_read} read), {keeps} merges ({kept} kept); \
             slowest {:?}, memory +{} KB; {} findings",
            self.slowest,
            peak_memory_kb().saturating_sub(self.memory_at_start),
            self.found.len()
        )
    }

    fn input(&mut self) -> Input {
        match self.dice.below(4) {
            0 => Input::File(self.file()),
            1 => {
                let (old, mut new) = (self.file(), self.file());
                // Mostly two editions of one file.
                if self.dice.below(4) > 0 {
                    new = self.dice.edited(old.clone());
                }
                Input::Keep(old, new)
            }
            _ => {
                let at = self.dice.below(self.seeds.expressions.len());
                let seed = self.seeds.expressions[at].clone();
                Input::Condition(self.dice.damaged(seed, &EXPRESSION_PIECES))
            }
        }
    }

    fn file(&mut self) -> String {
        let at = self.dice.below(self.seeds.files.len());
        let seed = self.seeds.files[at].clone();
        if self.dice.below(2) == 0 { self.dice.edited(seed) } else { self.dice.damaged(seed, &FILE_PIECES) }
    }
}

fn input_shown(current: &Mutex<String>) -> String {
    current.lock().map(|text| text.clone()).unwrap_or_default()
}

/// The most memory the process has had, where the system tells; else zero, and memory is not watched.
fn peak_memory_kb() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0)
}
