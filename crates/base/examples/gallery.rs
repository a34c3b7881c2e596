//! Writes the sample pages of the page kit into a folder, to be looked at in a browser without a server.
//!
//! `cargo run -p base --example gallery -- FOLDER`

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs};

use base::page::{assets, gallery_pages};
use base::words::{Language, Reader, Theme, Words};

fn main() -> anyhow::Result<()> {
    let folder = env::args().nth(1).map_or_else(|| env::temp_dir().join("artel-gallery"), PathBuf::from);
    fs::create_dir_all(folder.join("assets"))?;
    for asset in assets::ALL {
        fs::write(folder.join(asset.path().trim_start_matches('/')), asset.bytes)?;
    }
    let words = Arc::new(Words::new(&[])?);
    for language in Language::ALL {
        for theme in [Theme::Light, Theme::Dark] {
            write_pages(&folder, &Reader::new(Arc::clone(&words), language).in_theme(theme))?;
        }
    }
    println!("{}", folder.display());
    Ok(())
}

fn write_pages(folder: &Path, reader: &Reader) -> anyhow::Result<()> {
    for (name, page) in gallery_pages(reader) {
        let file = format!("{name}.{}.{}.html", reader.language.code(), reader.theme.code());
        fs::write(folder.join(file), page.0.replace("\"/assets/", "\"assets/"))?;
    }
    Ok(())
}
