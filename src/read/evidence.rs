//! Files that can only be evidence: scanned papers, office files, emails, photos as phones save them.
//!
//! Evidence is seen and never kept. A copy of a certificate in this folder would go wherever the
//! folder goes.

use crate::problem::{Kind, Place, Problem};
use crate::source::SourcePath;

/// The endings of such files, in small letters.
const ENDINGS: [&str; 24] = [
    "7z", "doc", "docm", "docx", "eml", "heic", "heif", "key", "mbox", "msg", "numbers", "odp",
    "ods", "odt", "pages", "pdf", "ppt", "pptx", "rar", "rtf", "tif", "tiff", "xls", "zip",
];

/// The problem that a file looks like stored evidence. Nothing comes back for files that a project
/// may hold.
pub fn evidence_file(path: &SourcePath) -> Option<Problem> {
    let ending = path.extension().to_ascii_lowercase();
    let is_evidence = ENDINGS.contains(&ending.as_str()) || ending.starts_with("xls");
    if !is_evidence {
        return None;
    }
    let help = match ending.as_str() {
        "heic" | "heif" | "tif" | "tiff" => {
            "If it shows a person's papers, delete it, also from the bin. If it is a picture for a \
             listing, save it as a JPEG or PNG file."
        }
        _ => {
            "If it belongs to a person or a check, delete it, also from the bin. If it is something \
             else, move it out of `content` and `providers`."
        }
    };
    Some(Problem::new(
        Kind::EvidenceFile,
        Place::file(path),
        format!(
            "Evidence is never kept here, and files that end with `.{ending}` often are evidence."
        ),
        help,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_is_known_by_its_ending() {
        let is_evidence = |path: &str| evidence_file(&SourcePath::new(path)).is_some();
        for path in [
            "content/a.pdf",
            "providers/pictures/A.HEIC",
            "providers/deep/er/dbs.Docx",
            "content/lists/b.xlsx",
            "content/c.xlsm",
            "providers/d.eml",
        ] {
            assert!(is_evidence(path), "{path}");
        }
        for path in [
            "content/a.md",
            "providers/a.yml",
            "providers/pictures/a.jpg",
            "providers/pictures/a.svg",
            "content/pdf",
            "content/a.pdf.md",
            "content/a.csv",
        ] {
            assert!(!is_evidence(path), "{path}");
        }
    }
}
