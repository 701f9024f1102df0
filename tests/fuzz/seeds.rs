//! Seeds that are made, for the targets whose inputs are none of the repository's documents: those of `tests/fuzz.rs`,
//! and those of cargo-fuzz (`cargo run -p xtask -- fuzz-seeds`).

#![allow(clippy::expect_used, reason = "a seed that cannot be made is a fault")]

#[path = "skeleton.rs"]
#[allow(clippy::duplicate_mod, reason = "the targets have it too, and may stand without the seeds")]
mod skeleton;

use parquet::basic::Compression;
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use std::sync::Arc;

/// Tables with the byte before them that tells the format, each decided by every method.
pub(crate) fn tables() -> Vec<Vec<u8>> {
    let csv = "subject,measure,value,source,date\n\
        Agora,companies,400,a,2024-01-01\nAgora,companies,more than 390,b,2024\nAgora,companies,450,c,\n\
        Agora,area,\"1,280 sq m\",a,2023-05-01 10:00\nAgora,area,1280 m2,b,23 April 2024\n\
        Forum,opened,22 April 2024,a,\nForum,opened,23 April 2024,b,\nForum,seat,Tashkent,a,\nForum,seat,tashkent,b,\n";
    let jsonl = "{\"subject\":\"Agora\",\"measure\":\"companies\",\"value\":400,\"source\":\"a\"}\n\
        {\"subject\":\"Agora\",\"measure\":\"companies\",\"value\":\"about 450\",\"source\":\"b\",\"date\":\"2024-04\"}\n\
        {\"subject\":\"\\u0424орум\",\"measure\":\"price\",\"value\":\"1.5 million roubles\",\"source\":null}\n";
    let parquet = [Compression::UNCOMPRESSED, Compression::SNAPPY].map(parquet);
    let mut out = Vec::new();
    for method in 0..5u8 {
        for (format, table) in
            [(0, csv.as_bytes()), (1, jsonl.as_bytes()), (2, &parquet[0]), (2, &parquet[1])]
        {
            let first = method * 6 + 3 * (method % 2) + format;
            out.push([&[first], table].concat());
        }
    }
    out
}

/// A table as Parquet.
fn parquet(packed: Compression) -> Vec<u8> {
    let schema = "message claims { REQUIRED BYTE_ARRAY subject (UTF8); OPTIONAL BYTE_ARRAY measure (UTF8); \
        REQUIRED DOUBLE value; OPTIONAL INT32 date (DATE); }";
    let schema = Arc::new(parse_message_type(schema).expect("a schema"));
    let properties = Arc::new(WriterProperties::builder().set_compression(packed).build());
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    let mut at = 0;
    while let Some(mut column) = group.next_column().expect("a column") {
        let texts = |texts: [&'static str; 3]| texts.map(ByteArray::from);
        let written = match at {
            0 => column.typed::<ByteArrayType>().write_batch(&texts(["Agora", "Agora", "Forum"]), None, None),
            1 => column.typed::<ByteArrayType>().write_batch(&texts(["m", "m", "m"]), Some(&[1, 1, 1]), None),
            2 => column.typed::<DoubleType>().write_batch(&[400.0, 450.0, 1e-3], None, None),
            _ => column.typed::<Int32Type>().write_batch(&[19_000, 19_001], Some(&[1, 0, 1]), None),
        };
        written.expect("written");
        column.close().expect("closed");
        at += 1;
    }
    group.close().expect("closed");
    writer.close().expect("closed");
    bytes
}

/// A PDF, what stands on a page, and what the letters of a font mean, each with the byte before it that tells which.
pub(crate) fn pdfs() -> Vec<Vec<u8>> {
    let file = skeleton::pdf(skeleton::PAGE, skeleton::LETTERS);
    let moved = b"q 2 0 0 -2 300 400 cm BT /F1 -9 Tf 3 Ts 200 Tz 5 Tc 2 Tw 1 0 .5 1 10 10 Tm (450) ' T* (companies) Tj ET Q";
    [(0, &file[..]), (1, skeleton::PAGE), (1, moved), (2, skeleton::LETTERS)]
        .map(|(kind, bytes)| [&[kind], bytes].concat())
        .into()
}

/// What is made to break out of a report: a path, a title, a publisher, the name of a subject, words around a figure, text.
pub(crate) fn writers() -> Vec<Vec<u8>> {
    let canary = "\"'><zq onload=alert(1)>&lt;]]>-->{{7*7}}";
    let lines =
        ["a/b c%.txt", "The report", "The Paper", "INNOPROM. Central Asia", "from abroad", "450 companies."];
    let mut out = vec![lines.join("\n").into_bytes()];
    for at in 0..lines.len() {
        let hostile = |bad: &str| {
            let mut lines = lines.map(str::to_owned);
            lines[at].push_str(bad);
            lines.join("\n").into_bytes()
        };
        out.push(hostile(canary));
        out.push(hostile(" \u{1b}[31m\u{202e}::error::x%0A | **b** [l](http://e.x) `c` <!-- "));
        out.push(hostile("\r- item\t1. # + ![p](q) ~~~ $x$ </script><script>"));
    }
    out
}
