//! Rust text as a flat row of tokens with line numbers, without comments, documentation and test modules.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// What a token is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    Word(String),
    Sign(char),
    Text(String),
    Number(String),
}

/// A token and the line where it begins; brackets are `Sign`s at their own lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    pub line: usize,
}

impl Token {
    pub fn is(&self, word: &str) -> bool {
        match &self.kind {
            Kind::Word(own) => own == word,
            Kind::Sign(own) => word.chars().eq([*own]),
            _ => false,
        }
    }

    pub fn text(&self) -> Option<&str> {
        if let Kind::Text(text) = &self.kind { Some(text) } else { None }
    }

    pub fn word(&self) -> Option<&str> {
        if let Kind::Word(word) = &self.kind { Some(word) } else { None }
    }
}

/// Whether the tokens begin with these words and signs.
pub fn begins(tokens: &[Token], row: &[&str]) -> bool {
    tokens.len() >= row.len() && row.iter().zip(tokens).all(|(word, token)| token.is(word))
}

/// The tokens of a file without what only tests see.
pub fn without_tests(source: &str) -> Result<Vec<Token>, String> {
    read(source, true)
}

/// All tokens of a file.
pub fn all(source: &str) -> Result<Vec<Token>, String> {
    read(source, false)
}

fn read(source: &str, leave_tests_out: bool) -> Result<Vec<Token>, String> {
    let stream: TokenStream =
        source.parse().map_err(|problem| format!("does not read as Rust: {problem}"))?;
    let mut row = Vec::new();
    flatten(stream, leave_tests_out, &mut row);
    Ok(row)
}

fn flatten(stream: TokenStream, leave_tests_out: bool, row: &mut Vec<Token>) {
    let trees: Vec<TokenTree> = stream.into_iter().collect();
    let mut at = 0;
    while at < trees.len() {
        match attribute(&trees[at..]) {
            Some((length, text)) if leave_tests_out && (text == "cfg(test)" || text == "test") => {
                at += length;
                at += item_length(&trees[at..]);
                continue;
            }
            Some((length, text)) if text.starts_with("doc") => {
                at += length;
                continue;
            }
            _ => {}
        }
        push(&trees[at], leave_tests_out, row);
        at += 1;
    }
}

/// The length and the inside, without spaces, of the attribute that begins here.
fn attribute(trees: &[TokenTree]) -> Option<(usize, String)> {
    let TokenTree::Punct(hash) = trees.first()? else { return None };
    let inner = matches!(trees.get(1), Some(TokenTree::Punct(sign)) if sign.as_char() == '!');
    let group = trees.get(if inner { 2 } else { 1 })?;
    match group {
        TokenTree::Group(group) if hash.as_char() == '#' && group.delimiter() == Delimiter::Bracket => {
            let inside = group.stream().to_string().split_whitespace().collect();
            Some((if inner { 3 } else { 2 }, inside))
        }
        _ => None,
    }
}

/// The length of the item that begins here: up to its braces or its semicolon.
fn item_length(trees: &[TokenTree]) -> usize {
    let ends = |tree: &TokenTree| match tree {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(sign) => sign.as_char() == ';',
        _ => false,
    };
    trees.iter().position(ends).map_or(trees.len(), |end| end + 1)
}

fn push(tree: &TokenTree, leave_tests_out: bool, row: &mut Vec<Token>) {
    let line = tree.span().start().line;
    match tree {
        TokenTree::Ident(word) => row.push(Token { kind: Kind::Word(word.to_string()), line }),
        TokenTree::Punct(sign) => row.push(Token { kind: Kind::Sign(sign.as_char()), line }),
        TokenTree::Literal(literal) => {
            let kind = match syn::Lit::new(literal.clone()) {
                syn::Lit::Str(text) => Kind::Text(text.value()),
                other => Kind::Number(syn_text(&other, literal)),
            };
            row.push(Token { kind, line });
        }
        TokenTree::Group(group) => {
            let (open, close) = match group.delimiter() {
                Delimiter::Parenthesis => ('(', ')'),
                Delimiter::Brace => ('{', '}'),
                Delimiter::Bracket => ('[', ']'),
                Delimiter::None => return flatten(group.stream(), leave_tests_out, row),
            };
            row.push(Token { kind: Kind::Sign(open), line });
            flatten(group.stream(), leave_tests_out, row);
            row.push(Token { kind: Kind::Sign(close), line: group.span_close().start().line });
        }
    }
}

/// Numbers keep their text; characters and bytes hold nothing that a rule looks for.
fn syn_text(literal: &syn::Lit, token: &proc_macro2::Literal) -> String {
    match literal {
        syn::Lit::Int(_) | syn::Lit::Float(_) => token.to_string(),
        _ => String::new(),
    }
}

#[test]
fn tests_and_documentation_are_left_out_and_lines_are_kept() {
    let source = "/// insert into x\nfn one() { f(\"a\\n\") }\n#[cfg(test)]\nmod tests {\n fn two() {}\n}\nfn three() {}\n";
    let row = without_tests(source).unwrap();
    assert!(!row.iter().any(|token| token.is("two")));
    assert_eq!(row.iter().find(|token| token.is("three")).unwrap().line, 7);
    assert_eq!(row.iter().filter_map(Token::text).collect::<Vec<_>>(), ["a\n"]);
    assert!(all(source).unwrap().iter().any(|token| token.is("two")));
}
