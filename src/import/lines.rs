//! The text of a CSV file -> its rows, each with the line of the file on which it starts.

use csv::StringRecord;

/// The rows of a CSV text, each with the line on which it starts.
pub(crate) struct Lines<'t> {
    text: &'t str,
    reader: csv::Reader<&'t [u8]>,
    /// How far the lines are counted: bytes, and the line there.
    counted: (usize, u32),
}

impl<'t> Lines<'t> {
    /// Starts at the top. `between` is the mark between two cells.
    pub(crate) fn new(text: &'t str, between: u8) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(between)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        Lines {
            text,
            reader,
            counted: (0, 1),
        }
    }

    /// The line at a byte. The reader starts a row before the empty lines above it.
    fn line_at(&mut self, byte: usize) -> u32 {
        let rest = self.text.get(byte..).unwrap_or_default();
        let start = byte + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        let (counted, line) = self.counted;
        let between = self.text.get(counted..start).unwrap_or_default();
        let more = between.bytes().filter(|byte| *byte == b'\n').count();
        let line = line.saturating_add(u32::try_from(more).unwrap_or(u32::MAX));
        self.counted = (start.max(counted), line);
        line
    }
}

impl Iterator for Lines<'_> {
    type Item = (u32, StringRecord);

    fn next(&mut self) -> Option<Self::Item> {
        let mut cells = StringRecord::new();
        match self.reader.read_record(&mut cells) {
            Ok(true) => {
                let byte = cells.position().map_or(0, csv::Position::byte);
                let line = self.line_at(usize::try_from(byte).unwrap_or(usize::MAX));
                Some((line, cells))
            }
            _ => None,
        }
    }
}
