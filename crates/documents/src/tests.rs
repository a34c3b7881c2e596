use super::{Template, Trouble, pdf};

const HOUSE: &str = "#let d = json(\"data.json\")\n#let shout(body) = upper(body)\n";

fn made(text: &str, data: &str) -> Result<Vec<u8>, Vec<Trouble>> {
    pdf(&Template { text, house: HOUSE, data, picture: None, identity: "one" })
}

const GOOD: &str = "#import \"house.typ\": *\nПривет, #d.name! #shout[Ёж]";

#[test]
fn the_same_text_and_data_give_the_same_bytes() {
    let one = made(GOOD, r#"{"name": "Анна"}"#).unwrap();
    assert!(one.starts_with(b"%PDF-"));
    assert_eq!(one, made(GOOD, r#"{"name": "Анна"}"#).unwrap());
    assert_ne!(one, made(GOOD, r#"{"name": "Борис"}"#).unwrap());
}

#[test]
fn a_trouble_says_its_line_and_letter() {
    let troubles = made("Раз\n  #нет-такого", "{}").unwrap_err();
    assert_eq!((troubles[0].line, troubles[0].column), (Some(2), Some(4)), "{troubles:?}");
    assert!(troubles[0].what.contains("unknown variable"), "{troubles:?}");
    let missing = made("#import \"house.typ\": *\n#d.nobody", "{}").unwrap_err();
    assert_eq!(missing[0].line, Some(2));
    assert_eq!(made("#let x = (", "{}").unwrap_err()[0].line, Some(1));
}

#[test]
fn a_template_sees_nothing_but_its_own_files() {
    for text in [
        "#read(\"/etc/passwd\")",
        "#import \"@preview/cetz:0.3.0\"",
        "#read(\"../Cargo.toml\")",
        "#datetime.today()",
    ] {
        assert!(made(text, "{}").is_err(), "{text}");
    }
}

#[test]
fn a_template_without_end_is_stopped() {
    let troubles = made("#while true { }", "{}").unwrap_err();
    assert_eq!(troubles[0].line, Some(1));
    assert!(made("#let f() = f()\n#f()", "{}").is_err());
}
