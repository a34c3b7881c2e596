//! One word all the way: crate = URL segment = locale file = guide page.

use crate::house::{self, File, SLICES};
use crate::tokens::begins;
use crate::{Broken, nothing};
use std::path::Path;

/// The files that a slice must have beside its code.
fn missing(slice: &str, root: &Path) -> Vec<Broken> {
    let own = [format!("crates/{slice}/README.md"), format!("crates/{slice}/src/lib.rs")];
    let spoken = ["ru", "en"].into_iter().flat_map(|language| {
        [format!("locales/{language}/{slice}.ftl"), format!("docs/guide/{language}/{slice}.md")]
    });
    own.into_iter()
        .chain(spoken)
        .filter(|place| !root.join(place).is_file())
        .map(|place| {
            let mend = format!("write it: the slice `{slice}` has a crate, so it has this file too");
            Broken::at(&place, 1, "the file is missing", mend)
        })
        .collect()
}

/// Locale files and guide pages that belong to nobody.
fn orphans(files: &[File], belongs: &dyn Fn(&str) -> bool) -> Vec<Broken> {
    let stem =
        |file: &File| Path::new(&file.place).file_stem().map(|stem| stem.to_string_lossy().into_owned());
    files
        .iter()
        .filter(|file| stem(file).is_some_and(|stem| !belongs(&stem)))
        .map(|file| {
            Broken::at(&file.place, 1, "no crate has this name", "name it after its slice, or take it out")
        })
        .collect()
}

/// Routes whose address does not carry the crate's name.
fn nameless_routes(file: &File) -> Vec<Broken> {
    let own = file.krate();
    let tokens = file.tokens();
    (0..tokens.len())
        .filter_map(|at| {
            let rest = &tokens[at..];
            let adds = ["route", "get", "post"].into_iter().any(|verb| begins(rest, &[verb, "("]));
            let path = rest.get(2).filter(|_| adds && at > 0 && tokens[at - 1].is("."))?.text()?;
            let inside =
                ["/desk/", "/portal/", "/api/v1/"].iter().find_map(|door| path.strip_prefix(door))?;
            let what = format!("the route {path} of `{own}` does not carry its name");
            let mend =
                format!("let the address have the segment `{own}`: a word on the screen leads to the folder");
            (!inside.split('/').any(|segment| segment == own))
                .then(|| Broken::at(&file.place, rest[2].line, what, mend))
        })
        .collect()
}

fn slices() -> Vec<String> {
    house::crates().into_iter().filter(|name| SLICES.contains(&name.as_str())).collect()
}

#[test]
fn a_slice_has_its_readme_its_words_and_its_guide_page() {
    let root = house::root();
    nothing(slices().iter().flat_map(|slice| missing(slice, &root)).collect());
}

#[test]
fn locale_files_are_named_after_crates() {
    let crates = house::crates();
    // A room of the ground with many sentences, such as `files`, has a book of its own.
    let is_room = |stem: &str| house::root().join("crates/base/src").join(stem).is_dir();
    let is_known = |stem: &str| crates.iter().any(|name| name == stem) || is_room(stem);
    nothing(orphans(&house::files("locales", "ftl"), &is_known));
}

#[test]
fn a_route_carries_the_name_of_its_slice() {
    let program =
        house::rust().into_iter().filter(|file| file.is_program() && SLICES.contains(&file.krate()));
    nothing(program.flat_map(|file| nameless_routes(&file)).collect());
}

#[test]
fn a_slice_without_words_or_with_a_nameless_route_is_found() {
    let nowhere = Path::new(env!("CARGO_MANIFEST_DIR")).join("nowhere");
    assert_eq!(missing("deals", &nowhere).len(), 6);
    assert_eq!(orphans(&[File::new("locales/ru/oddments.ftl", "")], &|stem| stem == "deals").len(), 1);
    let count = |path: &str| {
        let text = format!("fn routes() {{ Routes::new().get(\"{path}\", Door::SignedIn, list) }}");
        nameless_routes(&File::new("crates/deals/src/lib.rs", &text)).len()
    };
    assert_eq!(count("/desk/opportunities"), 1);
    assert_eq!(count("/desk/partners/{id}/deals"), 0);
    assert_eq!(count("/desk/deals"), 0);
    assert_eq!(count("/sign-in"), 0);
}
