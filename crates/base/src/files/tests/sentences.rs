//! Every refusal has a sentence in both languages.

use super::*;

fn problems() -> Vec<ProblemKind> {
    vec![
        ProblemKind::Row(RowRefusal::CellTooLong { column: 2, bytes: 1 << 20, max: 1 << 16 }),
        ProblemKind::Row(RowRefusal::RowTooLong { max: 1 << 22 }),
        ProblemKind::Row(RowRefusal::TooFewCells { found: 1, expected: 4 }),
        ProblemKind::Row(RowRefusal::TooManyCells { found: 5, expected: 4 }),
        ProblemKind::Row(RowRefusal::QuoteNotClosed { last_line: 12_345 }),
        ProblemKind::Missing,
        ProblemKind::FormulaError,
        ProblemKind::LostDigits,
        ProblemKind::NotAnInteger,
        ProblemKind::NotANumber,
        ProblemKind::TooManyDecimals { max: 2 },
        ProblemKind::NotMoney,
        ProblemKind::OtherCurrency { expected: "USD".into() },
        ProblemKind::AmbiguousAmount,
        ProblemKind::TooLarge,
        ProblemKind::UnknownCurrency,
        ProblemKind::NotADate,
        ProblemKind::NoSuchDay,
        ProblemKind::NotAFlag,
        ProblemKind::NotAChoice,
        ProblemKind::Unknown,
        ProblemKind::TooLong { max: 10 },
        ProblemKind::Repeated { row: 3 },
        ProblemKind::Differs { recorded: "5".into() },
        ProblemKind::Refused { key: "files-rejected-row".into(), args: vec![] },
    ]
}

fn errors() -> Vec<FileError> {
    let kinds = [
        Kind::Text,
        Kind::Zip,
        Kind::OldExcel,
        Kind::Pdf,
        Kind::Picture,
        Kind::Gzip,
        Kind::Html,
        Kind::Xml,
        Kind::Rtf,
        Kind::Binary,
    ];
    let mut errors = kinds.map(|looks_like| FileError::NotATable { looks_like }).to_vec();
    errors.extend([
        FileError::Unreadable { why: "no".into() },
        FileError::Empty,
        FileError::NotWhatItsNameSays { name: "a.xlsx".into(), looks_like: Kind::Html },
        FileError::BrokenEncoding { encoding: Encoding::Utf8, line: 2 },
        FileError::UnknownEncoding,
        FileError::DuplicateColumn { name: "a".into(), first: 1, second: 2 },
        FileError::TooManyColumns { max: 512 },
        FileError::TooManyRows { max: 5 },
        FileError::BrokenHeader,
        FileError::NoHeader { row: 3 },
        FileError::TooMuchInside { max: 1 << 30 },
        FileError::PackedTooTightly { ratio: 900, max: 200 },
        FileError::BrokenWorkbook { why: "no".into() },
        FileError::NoSuchSheet { name: "a".into(), sheets: vec!["b".into()] },
    ]);
    errors
}

fn mapping_problems() -> Vec<MappingProblem> {
    vec![
        MappingProblem::OtherKind { kind: "partners".into() },
        MappingProblem::UnknownField { field: "a".into(), nearest: vec!["b".into()] },
        MappingProblem::UnknownColumn { column: "a".into(), nearest: vec![] },
        MappingProblem::MissingField { field: "a".into() },
        MappingProblem::TwiceGiven { field: "a".into() },
    ]
}

#[test]
fn every_refusal_has_a_sentence_in_both_languages() {
    for language in Language::ALL {
        let reader = reader(language);
        let mut said: Vec<String> = errors().iter().map(|error| error.sentence(&reader)).collect();
        said.extend(mapping_problems().iter().map(|problem| problem.sentence(&reader)));
        for what in problems() {
            let problem = Problem::of_field(2, "a", "b", what);
            said.push(problem.sentence(&reader));
            said.push(ProblemGroup { count: 5, first: problem, mixed: true }.sentence(&reader));
        }
        assert!(said.iter().all(|sentence| sentence.len() >= 3), "{said:#?}");
        assert_eq!(reader.words.missing(), Vec::<String>::new());
    }
}

#[test]
fn a_group_says_how_many_rows_and_what_may_be_meant() {
    let problem =
        Problem::of_field(2, "product", "GTXPro", ProblemKind::Unknown).nearest(vec!["GTX Pro".into()]);
    let group = ProblemGroup { count: 729, first: problem, mixed: false };
    assert_eq!(
        group.sentence(&reader(Language::En)),
        "729 rows — product: “GTXPro” is unknown. Nearest: “GTX Pro”."
    );
    assert_eq!(
        group.sentence(&reader(Language::Ru)),
        "729 строк — product: значение «GTXPro» неизвестно. Ближайшее: «GTX Pro»."
    );
}

#[test]
fn a_line_number_is_a_place_and_not_a_count() {
    let refusal = RowRefusal::QuoteNotClosed { last_line: 12_345 };
    assert!(refusal.sentence(&reader(Language::En)).contains("12345"));
}
