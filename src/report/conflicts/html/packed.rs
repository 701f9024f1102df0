//! What is shown only when it is opened stands in the page packed: it is most of the page, says the
//! same words again and again, and a browser takes long to lay out what nobody looks at.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compress, Compression, FlushCompress};

/// Stands between two texts; what a template prints holds no control character.
const BETWEEN: u8 = 0;

/// Texts as one, packed by zlib and written in letters.
pub(super) fn pack(texts: &[String]) -> String {
    let text = texts.join(char::from(BETWEEN).encode_utf8(&mut [0; 4]));
    let mut packer = Compress::new(Compression::fast(), true);
    let mut out = Vec::with_capacity(text.len() / 4 + 1024);
    // A list with room takes all that is packed so far; what did not fit comes with the next turn.
    loop {
        let read = usize::try_from(packer.total_in()).unwrap_or(usize::MAX);
        let rest = text.as_bytes().get(read..).unwrap_or_default();
        match packer.compress_vec(rest, &mut out, FlushCompress::Finish) {
            Ok(flate2::Status::Ok | flate2::Status::BufError) => out.reserve(text.len() / 4 + 1024),
            Ok(flate2::Status::StreamEnd) | Err(_) => break,
        }
    }
    STANDARD.encode(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Decompress, FlushDecompress};

    #[test]
    fn what_is_packed_is_what_comes_out() {
        let noise = (0..200_000u32).map(|n| char::from_u32(0x4e00 + n.wrapping_mul(2_654_435_761) % 20_000));
        for texts in [vec![], vec![String::new()], vec!["a".repeat(100_000), noise.flatten().collect()]] {
            let bytes = STANDARD.decode(pack(&texts)).unwrap();
            let mut out = Vec::with_capacity(2_000_000);
            Decompress::new(true).decompress_vec(&bytes, &mut out, FlushDecompress::Finish).unwrap();
            assert_eq!(String::from_utf8(out).unwrap(), texts.join("\0"));
        }
    }
}
