//! The order of crates: arrows run only up.

use crate::house::{self, File, ORDER};
use crate::{Broken, nothing};

const MANIFEST: &str = "Cargo.toml";

fn broken(manifest: &File) -> Vec<Broken> {
    let own = manifest.krate();
    let Some(floor) = ORDER.iter().position(|name| *name == own) else {
        let mend = "give it its place in ORDER in crates/tidy/tests/it/house.rs and in ARCHITECTURE.md";
        return vec![Broken::at(
            &manifest.place,
            1,
            format!("crate `{own}` has no place in the order"),
            mend,
        )];
    };
    uses(&manifest.text)
        .into_iter()
        .filter(|used| ORDER.iter().position(|name| name == used).is_some_and(|at| at >= floor))
        .map(|used| {
            let what = format!("`{own}` uses `{used}`, which stands below it in the order of crates");
            let mend = format!("let `{used}` call `{own}`, or react to its event in artel/src/reactions.rs");
            Broken::at(&manifest.place, line_of(&manifest.text, &used), what, mend)
        })
        .collect()
}

/// The names of normal and build dependencies.
fn uses(manifest: &str) -> Vec<String> {
    let table: toml::Table = manifest.parse().expect("a manifest reads as TOML");
    ["dependencies", "build-dependencies"]
        .iter()
        .filter_map(|section| table.get(*section)?.as_table())
        .flat_map(|section| section.keys().cloned())
        .collect()
}

fn line_of(manifest: &str, dependency: &str) -> usize {
    let begins =
        |line: &str| line.strip_prefix(dependency).is_some_and(|rest| rest.starts_with(['.', ' ', '=']));
    manifest.lines().position(begins).map_or(1, |at| at + 1)
}

#[test]
fn a_crate_uses_only_crates_above_it() {
    let manifests = house::crates().into_iter().map(|name| {
        let place = format!("crates/{name}/{MANIFEST}");
        File::new(&place, &std::fs::read_to_string(house::root().join(&place)).unwrap())
    });
    nothing(manifests.flat_map(|manifest| broken(&manifest)).collect());
}

#[test]
fn an_arrow_that_runs_down_is_found() {
    let manifest = |krate: &str, text: &str| File::new(&format!("crates/{krate}/{MANIFEST}"), text);
    let sales =
        broken(&manifest("sales", "[dependencies]\nbase.workspace = true\npayouts.workspace = true\n"));
    assert_eq!((sales.len(), sales[0].line), (1, 3));
    assert_eq!(broken(&manifest("terms", "[dependencies]\nbase = { path = \"../base\" }")).len(), 1);
    assert_eq!(broken(&manifest("sales", "[dev-dependencies]\nartel.workspace = true\n")), []);
    assert_eq!(broken(&manifest("newcomer", "")).len(), 1);
}
