//! XML as a small tree with the lines of its elements. No document type is read, so that no entity can grow.

use quick_xml::Reader;
use quick_xml::errors::Error;
use quick_xml::events::{BytesStart, Event};

use super::{Trouble, What};

const DEPTH_MAX: usize = 64;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// Its name without the prefix.
    pub name: String,
    /// The line on which it begins.
    pub line: usize,
    /// The attribute `Ccy`, if it has one.
    pub currency: Option<String>,
    /// Its text, without blanks around.
    pub text: String,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Node {
    /// The element at the end of a path of names; the first one at each step.
    pub fn at(&self, path: &str) -> Option<&Node> {
        path.split('/').try_fold(self, |node, name| node.children.iter().find(|child| child.name == name))
    }

    /// The text at the end of the first of the paths that has one.
    pub fn text_at(&self, paths: &[&str]) -> &str {
        let texts = paths.iter().filter_map(|path| self.at(path)).map(|node| node.text.as_str());
        texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    }

    /// Every child of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// Reads a document; answers a nameless element that holds the root.
pub(super) fn parse(text: &str) -> Result<Node, Trouble> {
    let mut reader = Reader::from_str(text);
    let mut lines = Lines { text, at: 0, line: 1 };
    let mut open = vec![Node::default()];
    loop {
        let line = lines.of(reader.buffer_position());
        let event = reader.read_event().map_err(|error| broken(line, &error.to_string()))?;
        match event {
            Event::Start(start) => {
                if open.len() > DEPTH_MAX {
                    return Err(Trouble::at(line, "XML", What::TooDeep));
                }
                open.push(node(&start, line)?);
            }
            Event::Empty(start) => put(&mut open, node(&start, line)?),
            Event::End(_) => {
                let done = open.pop().filter(|_| !open.is_empty());
                put(&mut open, done.ok_or_else(|| broken(line, "</>"))?);
            }
            Event::Text(piece) => add(&mut open, &piece.xml10_content()),
            Event::CData(piece) => add(&mut open, &piece.xml10_content()),
            Event::GeneralRef(name) => add(&mut open, &entity(&name).ok_or_else(|| broken(line, "&;"))?),
            Event::DocType(_) => return Err(Trouble::at(line, "DOCTYPE", What::Doctype)),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match open.pop().filter(|_| open.is_empty()) {
        Some(root) => Ok(root),
        None => Err(Trouble::of_file(What::CutOff)),
    }
}

fn broken(line: usize, text: &str) -> Trouble {
    Trouble::at(line, "XML", What::Xml { text: text.to_owned() })
}

fn node(start: &BytesStart<'_>, line: usize) -> Result<Node, Trouble> {
    let name = start.local_name().as_ref().to_owned();
    let currency =
        start.try_get_attribute("Ccy").map_err(|error| broken(line, &Error::from(error).to_string()))?;
    let currency = currency.map(|found| found.value.trim().to_owned());
    Ok(Node { name, line, currency, ..Node::default() })
}

fn put(open: &mut [Node], mut done: Node) {
    done.text = done.text.trim().to_owned();
    if let Some(parent) = open.last_mut() {
        parent.children.push(done);
    }
}

fn add(open: &mut [Node], piece: &str) {
    if let Some(node) = open.last_mut() {
        node.text.push_str(piece);
    }
}

/// The letter of one of the five entities that XML knows, or of a number.
fn entity(name: &str) -> Option<String> {
    let letter = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some(letter.to_string())
}

/// Lines counted as the reader goes on.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, position: u64) -> usize {
        let position = usize::try_from(position).unwrap_or(self.text.len()).min(self.text.len());
        let passed = self.text.as_bytes().get(self.at..position).unwrap_or_default();
        self.line += passed.iter().filter(|byte| **byte == b'\n').count();
        self.at = self.at.max(position);
        self.line
    }
}
