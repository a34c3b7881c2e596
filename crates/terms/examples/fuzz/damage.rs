//! Damaging texts at random, the same way for the same seed.

const INPUT_BYTES_MAX: usize = 16_000;

/// A source of chance that repeats itself for the same seed.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 12) % end.max(1) as u64).unwrap_or(0)
    }

    /// The text after none to seven changes.
    pub fn damaged(&mut self, mut text: String, pieces: &[&str]) -> String {
        for _ in 0..self.below(8) {
            text = self.change(text, pieces);
            if text.len() > INPUT_BYTES_MAX {
                let end = (0..=INPUT_BYTES_MAX).rev().find(|at| text.is_char_boundary(*at));
                text.truncate(end.unwrap_or(0));
            }
        }
        text
    }

    /// The text after a person's changes: lines dropped, doubled, moved and commented, values changed.
    pub fn edited(&mut self, text: String) -> String {
        let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
        for _ in 0..self.below(6) {
            let (at, to) = (self.below(lines.len()), self.below(lines.len()));
            let Some(line) = lines.get(at).cloned() else { continue };
            match self.below(7) {
                0 => drop(lines.remove(at)),
                1 => lines.insert(to, line),
                2 => lines.swap(at, to),
                3 => lines[at] = format!("{line} # {to}"),
                4 => lines.insert(at, format!("# {to}")),
                5 => lines[at] = line.replace(|c: char| c.is_ascii_digit(), &to.to_string()),
                _ => lines[at] = line.replace('"', "'"),
            }
        }
        lines.join("\n") + "\n"
    }

    fn change(&mut self, text: String, pieces: &[&str]) -> String {
        let (from, to) = self.span(&text);
        let (before, inside, after) = (&text[..from], &text[from..to], &text[to..]);
        let piece = pieces[self.below(pieces.len())];
        match self.below(9) {
            0 => format!("{before}{after}"),
            1 => format!("{before}{inside}{inside}{after}"),
            2 => format!("{before}{piece}{inside}{after}"),
            3 => format!("{before}{piece}{after}"),
            4 => {
                let times = 1 << self.below(14);
                format!(
                    "{before}{}{inside}{after}",
                    piece.repeat(times.min(INPUT_BYTES_MAX / piece.len().max(1)))
                )
            }
            5 => {
                let times = 1 << self.below(8);
                format!("{before}{}{after}", inside.repeat(times.min(INPUT_BYTES_MAX / inside.len().max(1))))
            }
            6 => format!(
                "{before}{}{after}",
                char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}')
            ),
            7 => {
                let (other_from, other_to) = self.span(&text);
                format!("{before}{}{after}", &text[other_from..other_to])
            }
            _ => {
                let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
                let (one, other) = (self.below(lines.len()), self.below(lines.len()));
                if one < lines.len() && other < lines.len() {
                    lines.swap(one, other);
                }
                lines.concat()
            }
        }
    }

    /// A random part of the text, mostly a short one.
    fn span(&mut self, text: &str) -> (usize, usize) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let length = if self.below(4) == 0 { places.len() } else { 12 };
        let (from, length) = (self.below(places.len()), self.below(length));
        (places[from], places[(from + length).min(places.len() - 1)])
    }
}

pub const EXPRESSION_PIECES: [&str; 44] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "?",
    ":",
    "a?b:",
    "!",
    "-",
    "+",
    "*",
    "==",
    "<",
    " in ",
    "&&",
    "||",
    "\"",
    "'",
    "\\",
    "`",
    ",",
    ".",
    ".x",
    "[0]",
    "has(",
    "has(product.series)",
    "money(\"1.00\")",
    "date(\"2026-01-31\")",
    ".contains(\"x\")",
    ".lower()",
    ".size()",
    ".month()",
    "[1].map(x,",
    ".all(x, ",
    "sale.amount",
    "product.name",
    "9223372036854775807",
    "1e9",
    "//",
    "\n",
    "true",
    "null",
];

pub const FILE_PIECES: [&str; 40] = [
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\"",
    "'",
    "\"\"\"",
    "\n",
    "\r\n",
    "# c\n",
    " # c",
    "\\",
    "a.",
    "a = ",
    "[a]\n",
    "[[rule]]\n",
    "[[rule.band]]\n",
    "[rule.when]\n",
    "name = \"r\"\n",
    "percent = \"5\"\n",
    "when = { product.series = \"x\" }\n",
    "not = { ",
    "any = [{ ",
    "1e999",
    "nan",
    "0x7fffffffffffffff",
    "99999999999999999999",
    "\"1/3\"",
    "2026-01-31",
    "2026-02-30",
    "\u{feff}",
    "\u{0}",
    "level = 255\n",
    "up_to = \"92233720368547758.07\"\n",
    "ё",
];
