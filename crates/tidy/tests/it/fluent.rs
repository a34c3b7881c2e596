//! Locale files as keys with the variables each uses.

use fluent_syntax::ast;
use std::collections::{BTreeMap, BTreeSet};

/// A message of a locale file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    pub line: usize,
    pub variables: BTreeSet<String>,
}

/// The messages, terms (`-brand`) and attributes (`key.title`) of a locale file.
pub fn messages(text: &str) -> Result<BTreeMap<String, Message>, String> {
    let resource = fluent_syntax::parser::parse(text).map_err(|(_, problems)| format!("{problems:?}"))?;
    let mut found = BTreeMap::new();
    for entry in &resource.body {
        let (key, value, attributes) = match entry {
            ast::Entry::Message(message) => {
                (message.id.name.to_owned(), message.value.as_ref(), &message.attributes)
            }
            ast::Entry::Term(term) => (format!("-{}", term.id.name), Some(&term.value), &term.attributes),
            _ => continue,
        };
        let line = text.lines().position(|line| begins_with_key(line, &key)).map_or(1, |at| at + 1);
        for attribute in attributes {
            let message = Message { line, variables: variables(&attribute.value) };
            found.insert(format!("{key}.{}", attribute.id.name), message);
        }
        let message = Message { line, variables: value.map(variables).unwrap_or_default() };
        if found.insert(key.clone(), message).is_some() {
            return Err(format!("`{key}` stands twice"));
        }
    }
    Ok(found)
}

fn begins_with_key(line: &str, key: &str) -> bool {
    line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))
}

fn variables(pattern: &ast::Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    in_pattern(pattern, &mut names);
    names
}

fn in_pattern(pattern: &ast::Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let ast::PatternElement::Placeable { expression } = element {
            in_expression(expression, names);
        }
    }
}

fn in_expression(expression: &ast::Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        ast::Expression::Inline(inline) => in_inline(inline, names),
        ast::Expression::Select { selector, variants } => {
            in_inline(selector, names);
            variants.iter().for_each(|variant| in_pattern(&variant.value, names));
        }
    }
}

fn in_inline(inline: &ast::InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        ast::InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        ast::InlineExpression::FunctionReference { arguments, .. } => in_arguments(arguments, names),
        ast::InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            in_arguments(arguments, names)
        }
        ast::InlineExpression::Placeable { expression } => in_expression(expression, names),
        _ => {}
    }
}

fn in_arguments(arguments: &ast::CallArguments<&str>, names: &mut BTreeSet<String>) {
    arguments.positional.iter().for_each(|inline| in_inline(inline, names));
    arguments.named.iter().for_each(|named| in_inline(&named.value, names));
}

#[test]
fn variables_are_found_in_selectors_variants_and_functions() {
    let text = "one = { $count ->\n    [one] { NUMBER($shown) }\n   *[other] { $name }\n }\n    .title = { $why }\n-brand = A\n";
    let found = messages(text).unwrap();
    let names = |key: &str| found[key].variables.iter().map(String::as_str).collect::<Vec<_>>();
    assert_eq!(names("one"), ["count", "name", "shown"]);
    assert_eq!(names("one.title"), ["why"]);
    assert!(found.contains_key("-brand"));
    assert!(messages("a = 1\na = 2\n").is_err());
}
