//! The log of seals, and somebody else's Merkle tree that accepts its proofs.

use base::on_both_engines;
use base::testing::Bench;
use ct_merkle::{ConsistencyProof, InclusionProof, RootHash, mem_backed_tree::MemoryBackedTree};
use ledger::seals::{self, Hash, Sealable};
use sha2::Sha256;

use crate::{ANNA, accrual, bench as setup, entry, rub};

async fn sealed(bench: &Bench, subjects: &[&str]) {
    let mut work = bench.work().await;
    let of =
        |subject: &&str| Sealable { subject: (*subject).into(), document: format!("document {subject}") };
    let documents: Vec<Sealable> = subjects.iter().map(of).collect();
    seals::seal(&mut work, &documents).await.unwrap();
    work.commit().await.unwrap();
}

fn digests(path: &[Hash]) -> Vec<u8> {
    path.iter().flat_map(|hash| hash.0).collect()
}

fn root(checkpoint: &seals::Checkpoint) -> RootHash<Sha256> {
    RootHash::new(checkpoint.root.0.into(), checkpoint.size)
}

on_both_engines! { setup;

    async fn a_foreign_tree_has_our_roots_and_accepts_our_proofs(bench) {
        let mut theirs: MemoryBackedTree<Sha256, String> = MemoryBackedTree::new();
        let (mut all, mut sizes): (Vec<String>, Vec<u64>) = (Vec::new(), Vec::new());
        for (round, count) in [1, 2, 1, 5, 3, 8, 1, 12].into_iter().enumerate() {
            let subjects: Vec<String> = (0..count).map(|at| format!("{round}-{at}")).collect();
            sealed(&bench, &subjects.iter().map(String::as_str).collect::<Vec<_>>()).await;
            subjects.iter().for_each(|subject| theirs.push(format!("document {subject}")));
            all.extend(subjects);
            let last = seals::last(&mut bench.work().await).await.unwrap().unwrap().checkpoint;
            assert_eq!(root(&last), theirs.root());
            let mut work = bench.work().await;
            for growth in seals::growths(&mut work, &sizes, &last).await.unwrap() {
                let proof = ConsistencyProof::<Sha256>::try_from_bytes(digests(&growth.path)).unwrap();
                root(&last).verify_consistency(&root(&growth.note.checkpoint), &proof).unwrap();
            }
            sizes.push(last.size);
        }
        let mut work = bench.work().await;
        for (at, subject) in all.iter().enumerate() {
            let seal = seals::seal_of(&mut work, subject).await.unwrap().unwrap();
            let proof = seals::proof(&mut work, &seal).await.unwrap();
            let theirs = InclusionProof::<Sha256>::try_from_bytes(digests(&proof)).unwrap();
            root(&seal.note.checkpoint).verify_inclusion(&seal.document, at as u64, &theirs).unwrap();
        }
        assert_eq!(seals::check(&mut work, |_, _| {}).await.unwrap(), []);
    }

    async fn rows_of_the_ledger_are_sealed_once_with_the_next_documents(bench) {
        let mut work = bench.work().await;
        ledger::post(&mut work, entry("a"), &[accrual(ANNA, rub(100), None)]).await.unwrap();
        work.commit().await.unwrap();
        sealed(&bench, &["one"]).await;
        sealed(&bench, &["two"]).await;
        let mut work = bench.work().await;
        let last = seals::last(&mut work).await.unwrap().unwrap();
        assert_eq!(last.checkpoint.size, 3);
        assert_eq!(seals::check(&mut work, |_, _| {}).await.unwrap(), []);
    }

    async fn a_key_is_made_once_and_another_one_when_asked_for(bench) {
        let mut work = bench.work().await;
        let first = seals::make_key(&mut work).await.unwrap();
        assert_eq!(seals::make_key(&mut work).await.unwrap(), first);
        let second = seals::rotate_key(&mut work).await.unwrap();
        assert_eq!(seals::make_key(&mut work).await.unwrap(), second);
        assert_eq!((&first.name, seals::keys(&mut work).await.unwrap().len()), (&second.name, 2));
        assert_ne!(first, second);
    }

    async fn the_same_thing_is_sealed_once(bench) {
        sealed(&bench, &["one"]).await;
        let mut work = bench.work().await;
        let again = [Sealable { subject: "one".into(), document: "another".into() }];
        assert!(seals::seal(&mut work, &again).await.is_err());
    }
}
