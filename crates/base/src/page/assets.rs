//! The style sheet, the script and the icon, served at addresses that carry the hash of their bytes.

use std::sync::LazyLock;

use sha2::{Digest, Sha256};

/// Everything a page loads.
pub static ALL: [&LazyLock<Asset>; 3] = [&CSS, &JS, &ICON];

/// The style sheet.
pub static CSS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("artel", "css", "text/css; charset=utf-8", include_bytes!("../../assets/artel.css"))
});

/// The script; every page works without it.
pub static JS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new("artel", "js", "text/javascript; charset=utf-8", include_bytes!("../../assets/artel.js"))
});

/// The icon of the window.
pub static ICON: LazyLock<Asset> =
    LazyLock::new(|| Asset::new("artel", "svg", "image/svg+xml", include_bytes!("../../assets/artel.svg")));

/// One file built into the program.
#[derive(Debug)]
pub struct Asset {
    path: String,
    /// What it is.
    pub content_type: &'static str,
    /// Its content.
    pub bytes: &'static [u8],
}

impl Asset {
    fn new(stem: &str, ending: &str, content_type: &'static str, bytes: &'static [u8]) -> Self {
        let digest = Sha256::digest(bytes);
        let hash: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
        Self { path: format!("/assets/{stem}.{hash}.{ending}"), content_type, bytes }
    }

    /// Its address, which changes with its content and may be kept for ever.
    pub fn path(&self) -> &str {
        &self.path
    }
}

/// The asset served at `path`.
pub fn find(path: &str) -> Option<&'static Asset> {
    ALL.into_iter().map(|asset| &**asset).find(|asset| asset.path == path)
}

#[cfg(test)]
mod tests {
    use super::{ALL, CSS, JS, find};

    #[test]
    fn every_asset_is_found_at_its_own_address() {
        for asset in ALL {
            assert!(std::ptr::eq(find(asset.path()).unwrap().bytes, asset.bytes));
        }
        assert!(find("/assets/artel.css").is_none());
    }

    #[test]
    fn the_script_stays_small_and_nothing_loads_from_outside() {
        assert!(JS.bytes.len() <= 7 * 1024, "the script has {} bytes", JS.bytes.len());
        for asset in [&CSS, &JS] {
            let text = std::str::from_utf8(asset.bytes).unwrap();
            assert!(!text.contains("http://") && !text.contains("https://") && !text.contains("@import"));
        }
    }
}
