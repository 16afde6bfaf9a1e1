//! File by file: a folder that must stay where it is, or in which one file changes.
//!
//! Everything new is first put into `.handrail-new` inside the folder. Then a note of all that is to
//! be done is written there, and only then is the first file moved to its place. When a build is
//! broken off after that, the next one finds the note and does the rest.

use std::fs;
use std::io;
use std::path::Path;

use rayon::iter::{IntoParallelRefIterator as _, ParallelIterator as _};

use super::changes::{Changes, Part, in_the_way};
use super::hands::Hands;
use super::list::{LIST, is_safe, list_text};
use super::named;
use super::parts::{is_number, remove_parts};

/// The folder inside the folder.
pub(super) const INNER: &str = ".handrail-new";

/// The note of what is to be done. While it has this name, it is complete.
const NOTE: &str = "ready";

/// The note before it is complete.
const PART: &str = "ready.part";

/// Changes a folder file by file.
pub(super) fn change(changes: &Changes, folder: &Path, hands: Hands<'_>) -> io::Result<()> {
    match prepare(changes, folder, hands) {
        Ok(()) => finish(folder, hands).map(drop),
        Err(error) => {
            let _ = remove_unless_ready(&folder.join(INNER), hands);
            Err(error)
        }
    }
}

/// Puts all that is new beside its place, and the note last.
fn prepare(changes: &Changes, folder: &Path, hands: Hands<'_>) -> io::Result<()> {
    let inner = folder.join(INNER);
    let parts = in_order(changes);
    if changes.parts != inner {
        hands.make_folder(&inner)?;
        let bring = |part: &&Part| {
            let to = inner.join(part.number.to_string());
            hands.bring(&changes.file(part), &to)
        };
        parts.par_iter().try_for_each(bring)?;
    } else if !inner.exists() {
        hands.make_folder(&inner)?;
    }
    let puts = parts.iter();
    let mut lines: Vec<String> = puts
        .map(|part| format!("put {} {}\n", part.number, part.path))
        .collect();
    lines.extend(changes.gone.iter().map(|path| format!("remove {path}\n")));
    if !changes.keeps_list() {
        // While this goes on, the list names all files of before and after.
        let all = changes.before.union(&changes.after).map(String::as_str);
        let after = changes.after.iter().map(String::as_str);
        let (first, last) = (changes.next, changes.next + 1);
        for (number, list) in [(first, list_text(all)), (last, list_text(after))] {
            hands.write(&inner.join(number.to_string()), list.as_bytes())?;
        }
        lines.insert(0, format!("put {first} {LIST}\n"));
        lines.push(format!("put {last} {LIST}\n"));
    }
    changes.refuse_others(folder)?;
    hands.write(&inner.join(PART), lines.concat().as_bytes())?;
    hands.settle(&inner)?;
    hands.move_to(&inner.join(PART), &inner.join(NOTE))?;
    hands.settle(&inner)
}

/// What pages need comes before the pages. The worker, which knows them all, comes last.
fn in_order(changes: &Changes) -> Vec<&Part> {
    let turn = |path: &str| match path {
        "sw.js" => 2,
        page if page.ends_with(".html") => 1,
        _ => 0,
    };
    let mut parts: Vec<&Part> = changes.new_files().collect();
    parts.sort_by_key(|part| turn(&part.path));
    parts
}

/// Does what a complete note says, and takes away what a build left in the folder. Says whether
/// anything was there.
pub(super) fn finish(folder: &Path, hands: Hands<'_>) -> io::Result<bool> {
    let inner = folder.join(INNER);
    if !inner.is_dir() || inner.is_symlink() {
        return Ok(false);
    }
    let note = inner.join(NOTE);
    match fs::read_to_string(&note) {
        Ok(text) => {
            for line in text.lines() {
                do_line(line, folder, hands)?;
            }
            hands.settle(folder)?;
            hands.remove_file(&note)?;
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(named(&error, &note)),
    }
    remove_parts(&inner, &[PART], hands)?;
    Ok(true)
}

/// Does one line of the note. What is done already is left as it is.
fn do_line(line: &str, folder: &Path, hands: Hands<'_>) -> io::Result<()> {
    if let Some(path) = line.strip_prefix("remove ").filter(|path| is_safe(path)) {
        return remove(folder, path, hands);
    }
    let put = line
        .strip_prefix("put ")
        .and_then(|rest| rest.split_once(' '));
    let put = put.filter(|(number, path)| is_number(number) && is_safe(path));
    if let Some((number, path)) = put {
        let from = folder.join(INNER).join(number);
        let to = folder.join(path);
        if from.symlink_metadata().is_err() {
            return Ok(());
        }
        if leads_out(folder, &to) {
            let words = "goes through a link to another folder. Delete the link";
            return Err(in_the_way(&to, words));
        }
        if let Some(above) = to.parent() {
            hands.make_folders(above)?;
        }
        return hands.move_to(&from, &to);
    }
    Ok(())
}

/// Takes parts away, if nothing among them is of others, and if they are not still to be put in their places.
pub(super) fn remove_unless_ready(parts: &Path, hands: Hands<'_>) -> io::Result<()> {
    match parts.join(NOTE).exists() {
        true => Ok(()),
        false => remove_parts(parts, &[PART], hands),
    }
}

/// Whether a file would lie in another place, because a link stands where a folder was.
fn leads_out(folder: &Path, file: &Path) -> bool {
    let real = |path: &Path| fs::canonicalize(path).ok();
    let mut above = file.ancestors().skip(1);
    let parent = above.find_map(real);
    let places = parent.zip(real(folder));
    places.is_some_and(|(path, folder)| !path.starts_with(folder))
}

/// Removes a file of an earlier build, and the folders that are empty then.
fn remove(folder: &Path, path: &str, hands: Hands<'_>) -> io::Result<()> {
    let file = folder.join(path);
    if leads_out(folder, &file) {
        return Ok(()); // What the link leads to is not ours.
    }
    match fs::symlink_metadata(&file) {
        Ok(data) if data.is_dir() => return Ok(()), // Nor is a folder.
        Ok(_) => hands.remove_file(&file)?,
        Err(_) => {}
    }
    let mut parent = file.parent();
    while let Some(inner) = parent.filter(|inner| *inner != folder) {
        let is_empty = fs::read_dir(inner).is_ok_and(|mut entries| entries.next().is_none());
        if is_empty && !inner.is_symlink() {
            hands.remove_folder(inner)?;
        } else if inner.exists() {
            break;
        }
        parent = inner.parent();
    }
    Ok(())
}
