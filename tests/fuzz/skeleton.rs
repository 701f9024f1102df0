//! A PDF of one page around what stands on it and what the letters of its font mean: where bytes are changed there, the
//! file around them stays whole.

/// What stands on a page: three lines, two of them close to each other.
pub(crate) const PAGE: &[u8] =
    b"BT /F1 12 Tf 72 700 Td (The exhibition Agora was held in 2024.) Tj 0 -14 Td \
[(More) -250 (than) -250 (400) -250 (companies took part in Agora.)] TJ 0 -40 Td <003300390030> Tj ET";

/// What the letters of a font mean: each itself, and one that stands for three.
pub(crate) const LETTERS: &[u8] = b"/CIDInit /ProcSet findresource begin begincmap /CMapName /A def \
1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <7E> <0020> endbfrange \
1 beginbfchar <80> <006600660069> endbfchar endcmap end";

/// The file.
pub(crate) fn pdf(page: &[u8], letters: &[u8]) -> Vec<u8> {
    let stream = |bytes: &[u8]| {
        [format!("<< /Length {} >>\nstream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat()
    };
    let objects: [Vec<u8>; 7] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R \
          /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        stream(page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>"
            .to_vec(),
        stream(letters),
        b"<< /Title (A report) /CreationDate (D:20240423100000Z) >>".to_vec(),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(b"xref\n0 8\n0000000000 65535 f \n");
    places.iter().for_each(|place| out.extend(format!("{place:010} 00000 n \n").bytes()));
    out.extend(b"trailer\n<< /Size 8 /Root 1 0 R /Info 7 0 R >>\nstartxref\n");
    out.extend(format!("{table}\n%%EOF\n").bytes());
    out
}
