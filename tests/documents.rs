//! Documents of every format say the same, each finding leads back to the file it was read from,
//! and what is broken, too large or empty is said while the rest of the run goes on.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where it cannot go on")]

mod folder;

use folder::Folder;
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use zip::write::SimpleFileOptions;

const TITLE: &str = "The Riverside fair 2024";
const TEXT: &str = "The Riverside fair drew more than 400 companies from 27 countries.";
const MORE: &str = "Forty-five agreements were signed at the fair.";

fn json(folder: &Folder, name: &str) -> Value {
    let said = folder.run(&["check", "--format", "json", name]);
    assert!(said.code < 2, "{name}: {said:?}");
    serde_json::from_str(&said.out).expect("JSON")
}

/// An archive with these parts.
fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

fn docx(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document><w:body>{body}</w:body></w:document>");
    let styles = "<w:styles><w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style></w:styles>";
    let core = "<cp:coreProperties><dc:title>Report</dc:title><dcterms:created>2024-05-01T10:00:00Z</dcterms:created></cp:coreProperties>";
    archive(&[
        ("word/document.xml", document.as_bytes()),
        ("word/styles.xml", styles.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ])
}

fn paragraph(words: &str) -> String {
    let (head, tail) = words.split_at(words.len() / 2);
    format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">{head}</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:r><w:t>{tail}</w:t></w:r></w:p>"
    )
}

fn epub(chapter: Option<&str>) -> Vec<u8> {
    let container = "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>";
    let package = "<package><metadata><dc:title>A book</dc:title><dc:language>en</dc:language></metadata>\
        <manifest><item id=\"c1\" href=\"text/one%20.xhtml\"/></manifest><spine><itemref idref=\"c1\"/></spine></package>";
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("mimetype", b"application/epub+zip"),
        ("META-INF/container.xml", container.as_bytes()),
        ("OEBPS/book.opf", package.as_bytes()),
    ];
    if let Some(chapter) = chapter {
        parts.push(("OEBPS/text/one .xhtml", chapter.as_bytes()));
    }
    archive(&parts)
}

/// A PDF of one page with these lines, a paragraph each.
fn pdf(lines: &[&str]) -> Vec<u8> {
    let shown: String = lines.iter().map(|line| format!("({line}) Tj 0 -60 Td ")).collect();
    let content = format!("BT /F1 10 Tf 40 700 Td {shown}ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 4 0 R >> >> /Contents 5 0 R >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        offsets.push(out.len());
        out.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    offsets.iter().for_each(|offset| out.extend(format!("{offset:010} 00000 n \n").bytes()));
    out.extend(
        format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).bytes(),
    );
    out
}

/// One document in every format.
fn documents() -> Vec<(&'static str, Vec<u8>)> {
    let marked = TEXT.replace("400", "<b>400</b>").replace("companies", "&#99;ompanies");
    let html = format!(
        "<!doctype html><title>x</title><nav><a href=/>99 pages</a></nav><h1>{TITLE}</h1><p>{marked}</p><p>{MORE}</p>"
    );
    let chapter = format!(
        "<?xml version='1.0'?><html><head><title/></head><body><h1>{TITLE}</h1><p>{TEXT}</p><p>{MORE}</p></body></html>"
    );
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>{TITLE}</w:t></w:r></w:p>{}{}",
        paragraph(TEXT),
        paragraph(MORE)
    );
    let escaped = TEXT.replace("400", "\\u0034\\u00300");
    vec![
        ("a.txt", format!("{TITLE}\n\n{TEXT}\n{MORE}\n").into_bytes()),
        ("bom.txt", format!("\u{feff}{TITLE}\n\n{TEXT}\n{MORE}\n").into_bytes()),
        (
            "a.md",
            format!(
                "---\ntitle: {TITLE}\n---\n\n{}\n\n```\n77 cats\n```\n\n{MORE}\n",
                TEXT.replace("400", "**400**")
            )
            .into_bytes(),
        ),
        ("a.html", html.into_bytes()),
        ("a.jsonl", format!("{{\"n\": 5, \"text\": \"{TITLE}.\\n{escaped}\\n{MORE}\"}}\n").into_bytes()),
        ("a.csv", format!("id,text\n1,{TITLE}.\n2,\"{TEXT}\"\n3,{MORE}\n").into_bytes()),
        ("a.docx", docx(&body)),
        ("a.epub", epub(Some(&chapter))),
        ("a.pdf", pdf(&[TITLE, TEXT, MORE])),
    ]
}

#[test]
fn every_format_says_the_same_and_leads_back_to_its_file() {
    let folder = Folder::new();
    let mut first: Option<Vec<(String, String, String)>> = None;
    for (name, bytes) in documents() {
        folder.write(name, &bytes);
        let report = json(&folder, name);
        let claims = report["claims"].as_array().expect("claims");
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let said: Vec<_> =
            claims.iter().map(|c| (text(&c["text"]), text(&c["measure"]), c["value"].to_string())).collect();
        assert!(said.len() >= 3, "{name}: {said:?}");
        assert_eq!(*first.get_or_insert_with(|| said.clone()), said, "{name}");
        for claim in claims {
            let at =
                |end: &str| usize::try_from(claim["span"][end].as_u64().expect("a span")).expect("small");
            let part = claim["place"].as_str();
            if matches!(name, "a.docx" | "a.epub" | "a.pdf") {
                let part = part.unwrap_or_else(|| panic!("{name} names no part"));
                assert!(
                    [
                        "paragraph 2",
                        "paragraph 3",
                        "chapter 1, paragraph 2",
                        "chapter 1, paragraph 3",
                        "page 1"
                    ]
                    .contains(&part),
                    "{name}: {part}"
                );
                continue;
            }
            let raw = std::str::from_utf8(&bytes[at("start")..at("end")]).expect("whole characters");
            let bare = raw
                .replace("**", "")
                .replace("<b>", "")
                .replace("</b>", "")
                .replace("&#99;", "c")
                .replace("\\u0034\\u00300", "400");
            assert_eq!(bare, text(&claim["text"]), "{name}");
            assert_eq!(part, None, "{name}");
        }
    }
}

#[test]
fn pictures_name_the_part_of_a_document_without_lines() {
    let folder = Folder::new();
    folder.write("a.txt", "In 2024, 300 companies took part in INNOPROM. Central Asia.\n");
    let other = "In 2024, 400 companies took part in INNOPROM. Central Asia.";
    let row = |cell: &str| format!("<w:tr><w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc></w:tr>");
    let table = format!("<w:tbl>{}{}</w:tbl>", row("x"), row(other));
    for (name, bytes, part) in [
        ("a.docx", docx(&format!("{}{}", paragraph("First."), paragraph(other))), "a.docx, paragraph 2:1:10"),
        ("b.docx", docx(&table), "b.docx, table 1, row 2:1:10"),
        ("a.pdf", pdf(&["First.", other]), "a.pdf, page 1:2:10"),
        (
            "a.epub",
            epub(Some(&format!("<p>First.</p><p>{other}</p>"))),
            "a.epub, chapter 1, paragraph 2:1:10",
        ),
    ] {
        folder.write(name, bytes);
        let said = folder.run(&["check", "a.txt", name]);
        assert!(said.code == 1 && said.out.contains(part), "{said:?}");
    }
}

#[test]
fn what_a_file_says_of_itself_is_known() {
    let folder = Folder::new();
    for (name, bytes, title, date, publisher) in [
        ("a.md", format!("---\ntitle: T\ndate: 2024-04-23\npublisher: P\n---\n{TEXT}\n").into_bytes(), Some("T"), Some("2024-04-23"), Some("P")),
        ("a.html", format!("<title>T</title><meta name=date content=2024-04-23><meta property=og:site_name content=P><p>{TEXT}").into_bytes(), Some("T"), Some("2024-04-23"), Some("P")),
        ("a.docx", docx(&paragraph(TEXT)), Some("Report"), Some("2024-05-01"), None),
        ("2024-04-23-a.txt", TEXT.as_bytes().to_vec(), None, Some("2024-04-23"), None),
        ("2024-04-23-b.txt", format!("Riverside, 25 April 2024\n\n{TEXT}\n").into_bytes(), None, Some("2024-04-25"), None),
    ] {
        folder.write(name, bytes);
        let document = &json(&folder, name)["documents"][0];
        let known = (document["title"].as_str(), document["date"].as_str(), document["publisher"].as_str());
        assert_eq!(known, (title, date, publisher), "{name}");
    }
}

/// Documents that cannot be read, with the code that says so.
fn unreadable() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = docx(&paragraph(TEXT));
    let mut wrong = whole.clone();
    wrong[60] ^= 0xff;
    let book = epub(Some("<p>x</p>"));
    let paper = pdf(&[TEXT]);
    let many: Vec<(String, &[u8])> = (0..10_001).map(|n| (n.to_string(), &b""[..])).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    vec![
        ("no.docx", b"no archive at all".to_vec(), "broken-document"),
        ("cut.docx", whole[..whole.len() / 2].to_vec(), "broken-document"),
        ("wrong.docx", wrong, "broken-document"),
        ("other.docx", archive(&[("a", b"b")]), "broken-document"),
        ("bomb.docx", archive(&[("word/document.xml", &vec![b' '; 32 << 20])]), "too-large"),
        ("many.docx", archive(&many), "too-large"),
        ("no.epub", archive(&[("mimetype", b"application/epub+zip")]), "broken-document"),
        ("torn.epub", epub(None), "broken-document"),
        ("cut.epub", book[..book.len() - 40].to_vec(), "broken-document"),
        ("no.pdf", b"%PDF-1.7\nno objects".to_vec(), "broken-document"),
        ("cut.pdf", paper[..paper.len() / 3].to_vec(), "broken-document"),
        ("binary.txt", b"\x7fELF\0\0\0\0".to_vec(), "not-text"),
    ]
}

#[test]
fn what_cannot_be_read_is_said_and_the_rest_goes_on() {
    let folder = Folder::new();
    folder.write("good.txt", TEXT);
    let files = unreadable();
    let mut arguments = vec!["check", "good.txt"];
    for (name, bytes, _) in &files {
        folder.write(name, bytes);
        arguments.push(name);
    }
    let said = folder.run(&arguments);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.out.contains("2 claims"), "the good document was not checked: {said:?}");
    for (name, _, code) in &files {
        let alone = folder.run(&["check", "good.txt", name]);
        assert!(alone.code == 2 && alone.err.contains(code) && alone.err.contains(name), "{name}: {alone:?}");
        assert!(said.err.contains(name), "{name} is not said: {}", said.err);
        let verified = folder.run(&["verify", "good.txt", "--against", "good.txt", name]);
        assert!(verified.code == 2 && verified.err.contains(code), "{name}: {verified:?}");
    }
}

#[test]
fn what_is_odd_is_read_as_far_as_it_goes() {
    let folder = Folder::new();
    let deep = format!("{}<p>{TEXT}", "<div><b>".repeat(1 << 19));
    let quotes = format!("{} {TEXT}\n", ">".repeat(50_000));
    let line = format!("{}{TEXT}", "word ".repeat(1 << 19));
    for (name, bytes, claims, words) in [
        ("deep.html", deep.into_bytes(), 2, ""),
        ("quotes.md", quotes.into_bytes(), 2, ""),
        ("brackets.md", format!("{}\n\n{TEXT}\n", "[".repeat(50_000)).into_bytes(), 2, ""),
        ("line.txt", line.into_bytes(), 2, ""),
        ("entities.html", format!("<p>&bogus; &#xFFFFFFFF; &# & &; {TEXT}").into_bytes(), 2, ""),
        ("torn.html", format!("<p>{TEXT}</p><nav><a href=\"").into_bytes(), 2, ""),
        (
            "outside.docx",
            archive(&[("../../evil", b"x"), ("word/document.xml", paragraph(TEXT).as_bytes())]),
            2,
            "",
        ),
        ("lines.jsonl", format!("{{\"t\": \"{TEXT}\"}}\n{{broken\n").into_bytes(), 2, "broken-line"),
        ("front.md", format!("---\ndate: soon\n---\n{TEXT}\n").into_bytes(), 2, "bad-metadata"),
        ("scan.pdf", pdf(&[]), 0, "no-text-layer"),
        ("empty.md", Vec::new(), 0, "empty-document"),
        ("empty.html", b"<nav>400 pages</nav>".to_vec(), 0, "empty-document"),
        ("empty.csv", b"1,2\n".to_vec(), 0, "empty-document"),
        ("empty.docx", docx(""), 0, "empty-document"),
    ] {
        folder.write(name, bytes);
        let said = folder.run(&["check", name]);
        assert!(said.out.contains(&format!("{claims} claims")), "{name}: {said:?}");
        assert!(said.err.contains(words), "{name}: {said:?}");
        assert_eq!(said.code, if claims == 0 { 2 } else { 0 }, "{name}: {said:?}");
    }
    assert!(!folder.path().join("../../evil").exists());
}

#[test]
fn a_file_beyond_the_limit_is_not_read() {
    let folder = Folder::new();
    folder.write("good.txt", TEXT);
    // A gigabyte of nothing takes no room on disk.
    let file = fs::File::create(folder.path().join("huge.txt")).expect("a file");
    file.set_len(1 << 30).expect("its length");
    let said = folder.run(&["check", "good.txt", "huge.txt"]);
    assert!(said.code == 2 && said.err.contains("too-large") && said.err.contains("1024 MB"), "{said:?}");
    assert!(said.out.contains("2 claims"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn links_in_circles_end() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("good.txt", TEXT);
    symlink("b.txt", folder.path().join("a.txt")).expect("a link");
    symlink("a.txt", folder.path().join("b.txt")).expect("a link");
    symlink(".", folder.path().join("again")).expect("a link");
    let said = folder.run(&["check", "."]);
    assert!(said.code == 0 && said.out.contains("1 document,"), "{said:?}");
    let said = folder.run(&["check", "good.txt", "a.txt"]);
    assert!(said.code == 2 && said.err.contains("unreadable"), "{said:?}");
}

#[test]
fn a_folder_is_searched_for_every_format_and_the_rest_is_counted() {
    let folder = Folder::new();
    let files = documents();
    for (name, bytes) in &files {
        folder.write(name, bytes);
    }
    folder.write("picture.png", [0x89, b'P', b'N', b'G', 0, 0]);
    let said = folder.run(&["check", "."]);
    assert!(said.out.contains(&format!("{} documents", files.len())), "{said:?}");
    assert!(said.out.contains("1 file in other formats left out"), "{said:?}");
    let report = json(&folder, ".");
    assert_eq!(report["coverage"]["skipped"], 1);
}
