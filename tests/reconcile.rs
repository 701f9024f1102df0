//! `factlint reconcile` from outside: bad tables are told row by row and the rest goes on; the
//! order of rows and repeated rows change nothing; the vote is what counting by hand gives.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

use proptest::prelude::*;
use snapbox::cmd::{Command, cargo_bin};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// What a run said.
#[derive(Debug)]
struct Said {
    code: i32,
    out: String,
    err: String,
}

fn run_file(path: &Path, arguments: &[&str]) -> Said {
    let run = Command::new(cargo_bin!("factlint")).arg("reconcile").arg(path).args(arguments).output();
    let run = run.expect("factlint runs");
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
    Said {
        code: run.status.code().expect("it was not killed"),
        out: text(&run.stdout),
        err: text(&run.stderr),
    }
}

fn run(name: &str, bytes: impl AsRef<[u8]>, arguments: &[&str]) -> Said {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    fs::write(&path, bytes).expect("the table is written");
    run_file(&path, arguments)
}

impl Said {
    fn has(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!(self.code, code, "{self:?}");
        let flat = self.err.split_whitespace().collect::<Vec<_>>().join(" ").replace(" │ ", " ");
        for word in words {
            assert!(flat.contains(word), "`{word}` is not said: {}", self.err);
        }
        self
    }

    /// Subject and measure to value, confidence, support and against.
    fn items(&self) -> BTreeMap<(String, String), (String, f64, u64, u64)> {
        let line = |line: &str| {
            let v: serde_json::Value = serde_json::from_str(line).expect("a JSON object");
            let text = |name: &str| v[name].as_str().expect("a text").to_owned();
            let count = |name: &str| v[name].as_u64().expect("a count");
            let confidence = v["confidence"].as_f64().expect("a number");
            let key = (text("subject"), text("measure"));
            (key, (text("value"), confidence, count("support"), count("against")))
        };
        self.out.lines().map(line).collect()
    }

    fn value(&self, subject: &str) -> String {
        let items = self.items();
        let found = items.iter().find(|((own, _), _)| own == subject);
        found.unwrap_or_else(|| panic!("no item of {subject}: {self:?}")).1.0.clone()
    }
}

const HEADER: &str = "subject,measure,value,source,date\n";

#[test]
fn an_item_comes_out_with_the_value_that_most_support() {
    let said =
        run("c.csv", format!("{HEADER}a,m,5,x,\na,m,5,y,\na,m,7,z,\nb,m,1,x,\n"), &["--method", "vote"]);
    said.has(0, &["4 claims about 2 items: 1 agree, 1 in conflict decided by vote; 0 rows skipped"]);
    assert!(said.out.starts_with(
        r#"{"subject":"a","measure":"m","value":"5","confidence":0.6667,"support":2,"against":1}"#
    ));
    let csv = run("c.csv", format!("{HEADER}a,m,5,x,\n"), &["--format", "csv", "--method", "vote"]);
    assert_eq!(csv.out, "subject,measure,value,confidence,support,against\na,m,5,1.0,1,0\n");
}

#[test]
fn one_value_in_several_spellings_is_one_value() {
    let table = format!(
        "{HEADER}a,m,\"12,500\",x,\na,m,12500,y,\na,m,12.5 thousand,z,\nb,m,1.5 km,x,\nb,m,1500 m,y,\nc,m,3.86,x,\nc,m,3.9,y,\nd,m,5,x,\nd,m,5.0,y,\n"
    );
    let said = run("c.csv", table, &[]);
    said.has(0, &["4 items: 4 agree"]);
    assert_eq!(said.value("c"), "3.86", "the finer figure that the other rounds");
}

#[test]
fn columns_of_other_names_are_mapped() {
    let table = "entity,what,figure\na,m,5\na,m,5\na,m,6\n";
    let map = ["--map", "subject=entity,measure=what,value=figure", "--method", "vote"];
    let said = run("c.csv", table, &map);
    said.has(0, &[]);
    assert_eq!(said.items().into_values().next().expect("an item").2, 2, "rows without a source count each");
    run("c.csv", table, &["--map", "subject=entity,measure=what,value=figur"])
        .has(2, &["there is no column `figur`", "did you mean `figure`?"]);
    run("c.csv", table, &["--map", "valu=figure"]).has(2, &["did you mean `value`?"]);
}

#[test]
fn byte_order_mark_crlf_and_quoted_line_ends_are_read() {
    let said = run("c.csv", "\u{feff}subject,measure,value,source,date\r\n\"a\nb\",m,5,x,\r\n", &[]);
    said.has(0, &[]);
    assert_eq!(said.value("a\nb"), "5");
    run("c.jsonl", "\u{feff}{\"subject\":\"a\",\"measure\":\"m\",\"value\":5}\r\n", &[])
        .has(0, &["1 claims"]);
}

#[test]
fn broken_rows_are_told_and_the_rest_goes_on() {
    let mut table = format!("{HEADER}a,m,5,x,\na,m,NaN,x,\na,m,1e400,x,\na,m,{},x,\na,m,inf,x,\na,m,,x,\n,m,5,x,\na,m,5\na,m,5,x,y,z\na,m,5,y,31 Febtember\n", "9".repeat(400)).into_bytes();
    table.extend(b"a,m,\xff\xfe,x,\n");
    let said = run("c.csv", table, &[]);
    said.has(1, &[
        "row 2 (line 3): the value is not a number: `NaN`",
        "row 3 (line 4): the value is too large or too fine to be held exactly: `1e400`",
        "row 4 (line 5): the value is too large",
        "row 5 (line 6): the value is infinite",
        "row 6 (line 7): the value is empty",
        "row 7 (line 8): `subject` is empty",
        "row 8 (line 9): 3 fields instead of 5",
        "row 9 (line 10): 6 fields instead of 5",
        "row 10 (line 11): no date: `31 Febtember`",
        "row 11 (line 12): not UTF-8",
        "2 claims about 1 items: 1 agree, 0 in conflict decided by scoped truth discovery; 9 rows skipped",
    ]);
    assert_eq!(said.items().into_values().next().expect("an item").2, 2);
    let many = format!("{HEADER}a,m,5,x,\n{}", "a,m,nan,x,\n".repeat(50));
    run("c.csv", many, &[]).has(1, &["and 40 more like it", "50 rows skipped"]);
}

#[test]
fn broken_lines_of_json_are_told_and_the_rest_goes_on() {
    let table = concat!(
        "{\"subject\":\"a\",\"measure\":\"m\",\"value\":5,\"source\":\"x\"}\n",
        "{\"subject\":\"a\",\n",
        "[1]\n",
        "\n",
        "{\"subject\":\"a\",\"measure\":\"m\",\"value\":{}}\n",
        "{\"subject\":\"a\",\"measure\":\"m\",\"value\":5,\"value\":6}\n",
        "{\"subject\":\"a\",\"measure\":\"m\",\"value\":null}\n",
        "{\"subject\":\"\\u0061\",\"measure\":\"m\",\"value\":\"5\",\"source\":\"y\"}",
    );
    let said = run("c.jsonl", table, &[]);
    said.has(
        1,
        &[
            "row 2: no JSON object",
            "row 3: no JSON object",
            "row 5: `value` is no text or number",
            "row 6: `value` stands twice",
            "row 7: the value is empty",
            "2 claims about 1 items",
        ],
    );
}

#[test]
fn what_is_no_table_is_told_and_fails() {
    run("c.csv", "", &[]).has(2, &["the table is empty"]);
    run("c.csv", HEADER, &[]).has(2, &["the table holds no claim"]);
    run("c.csv", "subject,measure,value,value\na,m,1,2\n", &[]).has(2, &["the column `value` stands twice"]);
    run("c.csv", "subject,measure,valeu\na,m,1\n", &[]).has(2, &["did you mean `valeu`?"]);
    run("c.csv", b"\xff\xfes\0u\0b\0", &[]).has(2, &["not UTF-8"]);
    run("c.parquet", b"PAR1 and no more", &[]).has(2, &["no whole Parquet file"]);
    run("c.parquet", b"", &[]).has(2, &["no whole Parquet file"]);
    run("c.txt", HEADER, &[]).has(2, &["--from csv"]);
    run_file(Path::new("no-such-table.csv"), &[]).has(2, &["there is no such file"]);
    run_file(Path::new("src"), &["--from", "csv"]).has(2, &["not a regular file"]);
}

#[test]
fn an_open_quote_is_suspected() {
    let rows: String = (0..200).fold(String::new(), |mut rows, n| {
        let _ = writeln!(rows, "s{n},m,5,x,");
        rows
    });
    run("c.csv", format!("{HEADER}a,m,5,x,\nb,m,\"5,x,\n{rows}"), &[]).has(1, &["a quote may be open"]);
}

/// A Parquet file of three columns of text.
fn parquet_bytes() -> Vec<u8> {
    use parquet::data_type::{ByteArray, ByteArrayType, DoubleType};
    use parquet::file::properties::WriterProperties;
    use parquet::file::writer::SerializedFileWriter;
    use parquet::schema::parser::parse_message_type;
    use std::sync::Arc;
    let schema = "message claims { REQUIRED BYTE_ARRAY subject (UTF8); OPTIONAL BYTE_ARRAY measure (UTF8); REQUIRED DOUBLE value; }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let mut bytes = Vec::new();
    let properties = Arc::new(WriterProperties::builder().build());
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let texts = ["a", "a", "b"].map(ByteArray::from);
    let mut column = group.next_column().expect("a column").expect("subject");
    column.typed::<ByteArrayType>().write_batch(&texts, None, None).expect("written");
    column.close().expect("closed");
    let mut column = group.next_column().expect("a column").expect("measure");
    column
        .typed::<ByteArrayType>()
        .write_batch(&["m", "m"].map(ByteArray::from), Some(&[1, 1, 0]), None)
        .expect("written");
    column.close().expect("closed");
    let mut column = group.next_column().expect("a column").expect("value");
    column.typed::<DoubleType>().write_batch(&[5.0, 5.0, f64::NAN], None, None).expect("written");
    column.close().expect("closed");
    group.close().expect("closed");
    writer.close().expect("closed");
    bytes
}

#[test]
fn parquet_is_read_and_a_truncated_one_told() {
    let bytes = parquet_bytes();
    let said = run("c.parquet", &bytes, &[]);
    said.has(1, &["row 3: `measure` is empty", "2 claims about 1 items"]);
    assert_eq!(said.value("a"), "5");
    for cut in [3, bytes.len() / 2, bytes.len() - 1] {
        run("c.parquet", bytes.get(..cut).expect("shorter"), &[]).has(2, &["no whole Parquet file"]);
    }
}

#[test]
fn a_later_word_of_one_source_replaces_its_earlier_one() {
    let table = format!("{HEADER}a,m,5,x,2023-01-01\na,m,7,x,2024-01-01\na,m,7,y,2024\n");
    let said = run("c.csv", table, &[]);
    assert_eq!((said.value("a").as_str(), said.items().len()), ("7", 1));
    said.has(0, &["1 agree"]);
}

const METHODS: [&str; 5] = ["vote", "weighted-vote", "truthfinder", "crh", "scoped"];

fn rows() -> impl Strategy<Value = Vec<(u8, u8, u8)>> {
    proptest::collection::vec((0u8..4, 0u8..5, 0u8..5), 1..40)
}

fn table<'a>(rows: impl IntoIterator<Item = &'a (u8, u8, u8)>) -> String {
    rows.into_iter().fold(HEADER.to_owned(), |mut out, (subject, value, source)| {
        let _ = writeln!(out, "s{subject},m{},{}1,source {source},", subject / 2, value + 1);
        out
    })
}

/// Counting by hand: the most witnesses, then the finer figure, then the lesser text.
fn vote_by_hand(rows: &[(u8, u8, u8)]) -> BTreeMap<String, String> {
    let mut rows: Vec<_> = rows.to_vec();
    rows.sort_unstable();
    rows.dedup();
    let mut counts: BTreeMap<u8, BTreeMap<u8, usize>> = BTreeMap::new();
    for (subject, value, _) in rows {
        *counts.entry(subject).or_default().entry(value).or_default() += 1;
    }
    let best = |values: &BTreeMap<u8, usize>| {
        let best = values.iter().max_by_key(|(value, count)| (**count, std::cmp::Reverse(**value)));
        format!("{}1", best.expect("a value").0 + 1)
    };
    counts.iter().map(|(subject, values)| (format!("s{subject}"), best(values))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn the_order_of_rows_does_not_matter(
        (rows, shuffled) in rows().prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle()))
    ) {
        for method in METHODS {
            let sorted = run("c.csv", table(&rows), &["--method", method]);
            let other = run("c.csv", table(&shuffled), &["--method", method, "--threads", "1"]);
            prop_assert_eq!(&sorted.out, &other.out, "{}", method);
        }
    }

    #[test]
    fn a_row_that_is_repeated_changes_nothing(rows in rows()) {
        for method in METHODS {
            let once = run("c.csv", table(&rows), &["--method", method]);
            let twice = run("c.csv", table(rows.iter().chain(&rows)), &["--method", method]);
            prop_assert_eq!(&once.out, &twice.out, "{}", method);
        }
    }

    #[test]
    fn the_vote_is_what_counting_by_hand_gives(rows in rows()) {
        let said = run("c.csv", table(&rows), &["--method", "vote"]);
        let got: BTreeMap<String, String> =
            said.items().into_iter().map(|((subject, _), (value, ..))| (subject, value)).collect();
        prop_assert_eq!(got, vote_by_hand(&rows));
    }
}
