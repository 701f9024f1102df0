//! The characters of a page, put together to words, lines and paragraphs by where they stand: a
//! PDF knows no other.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

/// A character where it stands, in points.
#[derive(Debug, Clone)]
struct Glyph {
    x: f64,
    y: f64,
    end: f64,
    size: f64,
    text: String,
}

/// The characters of a page.
#[derive(Debug, Default)]
pub(super) struct Page(Vec<Glyph>);

/// A gap of so many heights of a letter is a space, on a page that writes its spaces; what is
/// less is kerning.
const WIDE: f64 = 0.3;
/// And on a page that leaves them out, as TeX does.
const NARROW: f64 = 0.15;
/// A page writes its spaces where one of so many characters is one.
const WRITES_SPACES: usize = 15;
/// A move of so many heights of a letter leads to another line.
const LINE: f64 = 0.5;
/// Lines farther apart than usual by this factor are of two paragraphs.
const PARAGRAPH: f64 = 1.3;
/// How far apart lines usually are, in heights of a letter, where a page has one line.
const USUAL: f64 = 1.5;

impl OutputDev for Page {
    fn begin_page(
        &mut self,
        _: u32,
        _: &MediaBox,
        _: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        place: &Transform,
        width: f64,
        _: f64,
        size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let size = size * (place.m11 * place.m22 - place.m12 * place.m21).abs().sqrt();
        let (x, y) = (place.m31, place.m32);
        self.0.push(Glyph { x, y, end: x + width * size, size, text: text.to_owned() });
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

impl Page {
    /// The text of the page: lines, with an empty one between paragraphs.
    pub(super) fn text(&self) -> String {
        let spaces = self.0.iter().filter(|glyph| glyph.text.trim().is_empty()).count();
        let gap = if spaces * WRITES_SPACES > self.0.len() { WIDE } else { NARROW };
        let usual = self.usual_move();
        let mut out = String::new();
        let mut last: Option<&Glyph> = None;
        for glyph in &self.0 {
            if let Some(last) = last {
                let down = last.y - glyph.y;
                if down.abs() > LINE * glyph.size.max(last.size) {
                    // Up is the next column, in which a sentence may go on.
                    let same = down < 0.0 || down <= usual * PARAGRAPH;
                    out.push_str(if same { "\n" } else { "\n\n" });
                } else if glyph.x > last.end + gap * glyph.size {
                    out.push(' ');
                }
            }
            out.push_str(&glyph.text);
            last = Some(glyph);
        }
        out
    }

    /// How far apart lines usually are: the middle of all moves down.
    fn usual_move(&self) -> f64 {
        let moves = self.0.windows(2).filter_map(|pair| {
            let [before, after] = pair else { return None };
            let down = before.y - after.y;
            (down > LINE * after.size.max(before.size)).then_some((down, after.size))
        });
        let mut moves: Vec<(f64, f64)> = moves.collect();
        moves.sort_by(|a, b| a.0.total_cmp(&b.0));
        // Most moves are from line to line; where a page has paragraphs of one line, no move is.
        let (down, size) = moves.get(moves.len() / 2).copied().unwrap_or((0.0, 0.0));
        down.min(size * USUAL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with words that begin at x and y, ten points high, each character five wide.
    fn page(words: &[(f64, f64, &str)]) -> String {
        let glyphs = words.iter().flat_map(|(x, y, word)| {
            word.chars().scan(*x, move |x, c| {
                let at = *x;
                *x += 5.0;
                Some(Glyph { x: at, y: *y, end: at + 5.0, size: 10.0, text: c.to_string() })
            })
        });
        Page(glyphs.collect()).text()
    }

    #[test]
    fn kerning_is_no_space_where_spaces_are_written() {
        assert_eq!(page(&[(0.0, 100.0, "1 ок"), (21.5, 100.0, "тября в три дня")]), "1 октября в три дня");
        assert_eq!(page(&[(0.0, 100.0, "more"), (22.0, 100.0, "than")]), "more than");
    }

    #[test]
    fn lines_are_joined_to_paragraphs_by_their_distance() {
        let text = page(&[(0.0, 100.0, "a b"), (0.0, 88.0, "c d"), (0.0, 76.0, "e f"), (0.0, 52.0, "g h")]);
        assert_eq!(text, "a b\nc d\ne f\n\ng h");
        assert_eq!(page(&[(0.0, 100.0, "a b"), (0.0, 76.0, "c d")]), "a b\n\nc d");
    }
}
