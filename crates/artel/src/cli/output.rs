//! Answers: a sentence for people, an object for programs.

use serde_json::Value;

/// Where a command's answer goes.
pub struct Output {
    json: bool,
}

impl Output {
    /// Answers in JSON or in words.
    pub fn new(json: bool) -> Self {
        Self { json }
    }

    /// Whether programs read the answer.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Gives the answer: `words` to people, `object` to programs.
    pub fn answer(&self, words: &str, object: Value) {
        if self.json {
            println!("{object}");
        } else {
            println!("{words}");
        }
    }
}
