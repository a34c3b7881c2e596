//! Sealing statements at the close, and the file in which a sealed one is handed out.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use base::access::PartnerId;
use base::failure::{Context, Failure, Result};
use base::work::Work;
use jiff::Timestamp;
use ledger::seals::{self, Growth, Seal, Sealable};
use programs::{ProgramId, TermsVersionId};
use terms::{Book, Kept, KeptStatement, Period, SaleFact};

use crate::compute::Computed;
use crate::rules::sealed::{CorrectedHash, Document, FILE, Facts, SealedSale, Sets, Shows, Stated};
use crate::rules::sealed_file::{FileCorrected, FileEarlier, FileSeal, FileTerms, SealedFile, encoded};
use crate::rules::{Adjusted, Draft, Maker, Network, Scope};
use crate::run::{Run, StatementId};
use crate::{facts, store};

/// So many earlier heads at most go into a file.
const EARLIER_MAX: usize = 120;

/// A statement on its way into the log: its id, its terms and the key of its entry.
pub struct Fresh<'a> {
    /// Its id.
    pub id: StatementId,
    /// What it says.
    pub draft: &'a Draft,
    /// Its terms as they are kept.
    pub terms: String,
    /// The key of its entry.
    pub entry_key: Option<String>,
}

/// Seals the statements of a close, in its transaction.
pub async fn seal(
    work: &mut Work,
    run: &Run,
    computed: &Computed,
    fresh: &[Fresh<'_>],
    corrected_sets: &[(Period, Vec<u8>)],
    hashes: &BTreeMap<i64, String>,
) -> Result<()> {
    let mut documents = Vec::with_capacity(fresh.len());
    let corrected = Corrected::read(work, run, computed, fresh, corrected_sets).await?;
    for one in fresh {
        let draft = one.draft;
        let stated = Stated {
            statement: one.id,
            run: run.id,
            program: run.program,
            partner: draft.partner,
            partner_name: &draft.name,
            period: run.period,
            currency: run.currency,
            totals: draft.totals,
            lines: &draft.lines,
            unpaid_count: draft.unpaid_count,
            unpaid: &draft.unpaid,
            adjusted: draft.adjusted_block.as_deref(),
            terms: &one.terms,
            inputs_hash: &draft.inputs_hash,
            entry_key: one.entry_key.as_deref(),
            closed_at: work.now(),
        };
        let corrected = corrected.of(draft, computed.shows, &one.terms, hashes)?;
        let document = stated.document(computed.shows, draft.facts_hash.clone(), corrected);
        let document = document.to_text().context("a statement to be sealed")?;
        documents.push(Sealable { subject: one.id.to_string(), document });
    }
    seals::seal(work, &documents).await?;
    Ok(())
}

/// The sales of corrected periods as they are known, and the sets kept with them.
struct Corrected {
    book: Book,
    sales: HashMap<i64, SaleFact>,
    sets: BTreeMap<Period, Kept>,
}

impl Corrected {
    async fn read(
        work: &mut Work,
        run: &Run,
        computed: &Computed,
        fresh: &[Fresh<'_>],
        sets: &[(Period, Vec<u8>)],
    ) -> Result<Corrected> {
        let mut ids = BTreeSet::new();
        for adjusted in fresh.iter().flat_map(|one| &one.draft.adjusted) {
            ids.extend(due_of(adjusted)?.sales.iter().map(|sale| sale.id));
        }
        let ids: Vec<i64> = ids.into_iter().collect();
        let known_until = Some(computed.gathered.known_until);
        let (book, sales) = named(work, run.program, run.period, &ids, known_until).await?;
        let read = |(period, block): &(Period, Vec<u8>)| Ok((*period, Kept::from_block(block)?));
        let sets = sets.iter().map(read).collect::<Result<_>>()?;
        Ok(Corrected { book, sales, sets })
    }

    fn of(
        &self,
        draft: &Draft,
        shows: Shows,
        own_terms: &str,
        hashes: &BTreeMap<i64, String>,
    ) -> Result<Vec<CorrectedHash>> {
        let mut all = Vec::with_capacity(draft.adjusted.len());
        for adjusted in &draft.adjusted {
            let due = due_of(adjusted)?;
            let nothing = Kept::default();
            let sets = Sets::named_by(&due, self.sets.get(&adjusted.period).unwrap_or(&nothing));
            let facts = Facts { sets, sales: sales_of(&due, &self.book, &self.sales, shows) };
            let versions: BTreeSet<i64> = due.head.versions.iter().copied().collect();
            let pairs = versions.iter().filter_map(|id| Some(format!("{id}:{}", hashes.get(id)?)));
            let pairs: Vec<String> =
                pairs.filter(|pair| !own_terms.split(' ').any(|own| own == pair)).collect();
            let facts = facts.hash().context("facts of a correction")?;
            all.push(CorrectedHash { period: adjusted.period, terms: pairs.join(" "), facts });
        }
        Ok(all)
    }
}

/// The period as it is due, of which a correction tells.
fn due_of(adjusted: &Adjusted) -> Result<KeptStatement> {
    match adjusted.due.is_empty() {
        true => Ok(KeptStatement::default()),
        false => Ok(KeptStatement::from_block(&adjusted.due)?),
    }
}

/// Sales by their ids, as they were known at a moment, with the book that their partners are in.
async fn named(
    work: &mut Work,
    program: ProgramId,
    period: Period,
    ids: &[i64],
    known_until: Option<Timestamp>,
) -> Result<(Book, HashMap<i64, SaleFact>)> {
    let network = Network::default();
    let scope = Scope { program, starts_on: period.start, deepest: 0 };
    let mut maker = Maker::new(Book::new(period), scope, &network);
    let sales = match ids.is_empty() {
        true => HashMap::new(),
        false => facts::by_id(work, &mut maker, ids, known_until).await?,
    };
    Ok((maker.book, sales))
}

/// The sales that a statement names, by id.
fn sales_of(
    kept: &KeptStatement,
    book: &Book,
    sales: &HashMap<i64, SaleFact>,
    shows: Shows,
) -> Vec<SealedSale> {
    let ids: BTreeSet<i64> = kept.sales.iter().map(|sale| sale.id).collect();
    ids.iter().filter_map(|id| sales.get(id)).map(|fact| SealedSale::of(book, fact, shows)).collect()
}

/// The file of a sealed statement, for a partner only of his own; with the way from the head of `from` leaves, too.
/// Nothing for a statement that was closed before there were seals.
pub async fn sealed_file(
    work: &mut Work,
    id: StatementId,
    only: Option<PartnerId>,
    from: Option<u64>,
) -> Result<Option<String>> {
    let Some(row) = store::sealed_row(work, id, only).await? else { return Ok(None) };
    let Some(seal) = seals::seal_of(work, &id.to_string()).await? else { return Ok(None) };
    let document: Document = serde_json::from_str(&seal.document).context("a sealed statement")?;
    let run = store::run_of(work, row.program, row.period).await?;
    let run = run.ok_or_else(|| Failure::new(format!("{id} has no run")))?;
    let kept = KeptStatement::from_block(&row.lines)?;
    let adjusted = row.adjusted.as_deref().map(Adjusted::from_block).transpose()?.unwrap_or_default();
    let facts = facts_of(work, &run, run.period, &kept, document.shows).await?;
    let mut versions: BTreeSet<i64> = versions_in(&document.terms);
    let mut corrected = Vec::with_capacity(adjusted.len());
    for one in &adjusted {
        let due = due_of(one)?;
        let facts = facts_of(work, &run, one.period, &due, document.shows).await?;
        corrected.push(FileCorrected { period: one.period, facts });
    }
    versions.extend(document.corrected.iter().flat_map(|one| versions_in(&one.terms)));
    let mut terms = Vec::with_capacity(versions.len());
    for id in versions {
        let version = programs::terms_version(work, TermsVersionId(id)).await?;
        let version = version.ok_or_else(|| Failure::new(format!("there are no terms {id}")))?;
        terms.push(FileTerms { id, text: programs::terms_of(&version)?.to_text() });
    }
    let file = SealedFile {
        format: FILE.to_owned(),
        seal: file_seal(work, &seal, row.partner, from).await?,
        statement: document,
        terms,
        lines: encoded(&row.lines),
        unpaid: encoded(&row.unpaid),
        adjusted: row.adjusted.as_deref().map(encoded),
        facts,
        corrected,
    };
    Ok(Some(file.to_text().context("a sealed statement")?))
}

/// The ids of `id:hash id:hash`.
fn versions_in(terms: &str) -> BTreeSet<i64> {
    let id = |pair: &str| pair.split_once(':').and_then(|(id, _)| id.parse().ok());
    terms.split_whitespace().filter_map(id).collect()
}

/// What the lines of a period are computed from, as it was known at the close.
async fn facts_of(
    work: &mut Work,
    run: &Run,
    period: Period,
    kept: &KeptStatement,
    shows: Shows,
) -> Result<Facts> {
    let block = store::sets_of(work, run.id, period).await?;
    let sets = if block.is_empty() { Kept::default() } else { Kept::from_block(&block)? };
    let ids: BTreeSet<i64> = kept.sales.iter().map(|sale| sale.id).collect();
    let ids: Vec<i64> = ids.into_iter().collect();
    let (book, sales) = named(work, run.program, period, &ids, Some(run.known_until)).await?;
    Ok(Facts { sets: Sets::named_by(kept, &sets), sales: sales_of(kept, &book, &sales, shows) })
}

/// The seal with its proofs: earlier heads are those of the partner's earlier statements.
async fn file_seal(work: &mut Work, seal: &Seal, partner: PartnerId, from: Option<u64>) -> Result<FileSeal> {
    let mut sizes: BTreeSet<u64> = from.into_iter().collect();
    for subject in store::subjects_of(work, partner).await? {
        if let Some(earlier) = seals::seal_of(work, &subject).await? {
            sizes.insert(earlier.note.checkpoint.size);
        }
    }
    let head = &seal.note.checkpoint;
    let sizes: Vec<u64> =
        sizes.into_iter().filter(|size| *size < head.size).rev().take(EARLIER_MAX).collect();
    let growths = seals::growths(work, &sizes, head).await?;
    let notes: Vec<_> = growths.iter().map(|growth| &growth.note).chain([&seal.note]).collect();
    let keys = seals::keys(work).await?.into_iter().map(|(key, _)| key);
    let keys = keys.filter(|key| notes.iter().any(|note| key.is_named_by(note)));
    let words = |path: &[seals::Hash]| path.iter().map(ToString::to_string).collect::<Vec<_>>();
    let earlier =
        |Growth { note, path }: &Growth| FileEarlier { checkpoint: note.words(), proof: words(path) };
    Ok(FileSeal {
        leaf: seal.place,
        hash: seals::leaf_hash(seal.document.as_bytes()).to_string(),
        proof: words(&seals::proof(work, seal).await?),
        checkpoint: seal.note.words(),
        keys: keys.map(|key| key.words()).collect(),
        earlier: growths.iter().map(earlier).collect(),
    })
}
