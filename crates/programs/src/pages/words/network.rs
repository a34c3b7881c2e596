//! What the network and the others who took part earn, in words.

use base::words::Reader;
use terms::{
    Base, Binary, Compression, Network, Rank, Split, SplitShare, Terms, Upline, UplineOf, Window, Word,
};

use super::{Teller, bracketed, capital, conditions, round_sum, titled};

/// Everything about the network: levels, ranks, legs, and who of it counts.
pub fn network_in_words(reader: &Reader, terms: &Terms) -> Vec<String> {
    let mut told: Vec<String> = terms.uplines.iter().map(|upline| upline_in_words(reader, upline)).collect();
    told.extend(terms.ranks.iter().map(|rank| rank_in_words(reader, terms, rank)));
    if !terms.ranks.is_empty() {
        told.push(reader.t("programs-words-ranks-less"));
    }
    told.extend(terms.binary.iter().map(|binary| binary_in_words(reader, terms, binary)));
    let network = &terms.network;
    if let Some(who) = conditions(reader, &network.qualified) {
        told.push(reader.tr("programs-words-qualified", &[("conditions", who.into())]));
    }
    if !network.qualified.is_always() || network.compression != Compression::default() {
        told.push(reader.t(&format!("programs-words-compression-{}", network.compression.word())));
    }
    if terms.ranks.is_empty() && network.base != Network::default().base {
        let of = reader.t(&format!("programs-words-of-{}", network.base.word()));
        told.push(reader.tr("programs-words-network-base", &[("of", of.into())]));
    }
    told
}

/// What a partner earns on the sales of his downline, in one sentence.
pub fn upline_in_words(reader: &Reader, upline: &Upline) -> String {
    let level = reader.tr("programs-words-level", &[("level", u32::from(upline.level).into())]);
    let of = match upline.of {
        UplineOf::Sale(base) => reader.t(&format!("programs-words-of-{}", base.word())),
        UplineOf::Commission => reader.t("programs-words-of-commission"),
    };
    let args = [("rate", reader.rate(upline.rate).into()), ("of", of.into())];
    let sentence = format!("{level}: {}", reader.tr("programs-words-percent", &args));
    titled(capital(&bracketed(sentence, conditions(reader, &upline.when))), &upline.title)
}

/// What a rank earns, in one sentence.
pub fn rank_in_words(reader: &Reader, terms: &Terms, rank: &Rank) -> String {
    let share = Teller::of(reader, terms).share(rank.rate, terms.network.base);
    let args = [("title", (&rank.title).into()), ("share", share.into())];
    bracketed(reader.tr("programs-words-rank", &args), conditions(reader, &rank.when))
}

/// What two legs earn, in one sentence.
pub fn binary_in_words(reader: &Reader, terms: &Terms, binary: &Binary) -> String {
    let teller = Teller::of(reader, terms);
    let during = teller.during(Window::Period);
    let args = [("rate", reader.rate(binary.rate).into()), ("during", during.into())];
    let mut parts = vec![reader.tr("programs-words-binary", &args)];
    if binary.base != Base::Gross {
        let measured = teller.t(&format!("programs-words-whole-{}", binary.base.word()));
        parts.push(reader.tr("programs-words-binary-base", &[("all", measured.into())]));
    }
    let limit = |key: &str, sum| reader.tr(key, &[("sum", round_sum(reader, sum).into())]);
    parts.extend(binary.at_most.map(|sum| limit("programs-words-binary-at-most", sum)));
    parts.push(match binary.carry_at_most {
        Some(sum) => limit("programs-words-binary-carry-at-most", sum),
        None => reader.t("programs-words-binary-carry"),
    });
    bracketed(parts.join("; "), conditions(reader, &binary.when))
}

/// What a role of a sale gets, in one sentence.
pub fn split_in_words(reader: &Reader, split: &Split) -> String {
    let (key, rate) = match split.share {
        SplitShare::Pot(rate) => ("programs-words-split-pot", rate),
        SplitShare::Overlay(rate) => ("programs-words-split-overlay", rate),
    };
    reader.tr(key, &[("role", (&split.role).into()), ("rate", reader.rate(rate).into())])
}
