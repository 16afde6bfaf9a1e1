//! Pages by words, as the search of the built site finds them.

use super::{Looked, Options, look};
use crate::check::missing_pages;
use crate::problem::Problems;
use crate::read::locate;
use crate::render::{Found, RenderOptions, Renderer, Wanted};
use crate::source::Sources;

/// Finds pages by words, as the search of the built site finds them.
///
/// # Errors
///
/// When the site has errors: all its problems. Or when the index cannot be asked: why.
pub fn find(sources: &Sources, options: &Options, wanted: &Wanted<'_>) -> Result<Found, FindError> {
    with_renderer(sources, options, |renderer| {
        renderer.find(wanted).map_err(FindError::Reason)
    })
}

/// The same for many questions. The index is made once.
///
/// # Errors
///
/// As for [`find`].
pub fn find_all(
    sources: &Sources,
    options: &Options,
    questions: &[String],
    limit: usize,
) -> Result<Vec<Found>, FindError> {
    with_renderer(sources, options, |renderer| {
        let ask = |question: &String| {
            let wanted = Wanted {
                question,
                near: None,
                limit,
            };
            renderer.find(&wanted).map_err(FindError::Reason)
        };
        questions.iter().map(ask).collect()
    })
}

/// What each search check types, with what it finds.
///
/// # Errors
///
/// As for [`find`].
pub fn searches(sources: &Sources, options: &Options) -> Result<Vec<(String, Found)>, FindError> {
    with_renderer(sources, options, |renderer| {
        let checks = renderer.search_checks().iter();
        let ask = |question: &str| {
            let wanted = Wanted {
                question,
                near: None,
                limit: 1,
            };
            renderer.find(&wanted).map_err(FindError::Reason)
        };
        checks
            .map(|check| Ok((check.typed.clone(), ask(&check.typed)?)))
            .collect()
    })
}

/// Every page that the search knows as a line of JSON, for a search engine of somebody's own.
///
/// # Errors
///
/// As for [`find`].
pub fn document_lines(sources: &Sources, options: &Options) -> Result<Vec<String>, FindError> {
    let looked = look(sources, options).map_err(FindError::Problems)?;
    render(&looked, options, |renderer| Ok(renderer.document_lines()))
}

/// Does something with all that the search finds.
fn with_renderer<T>(
    sources: &Sources,
    options: &Options,
    work: impl FnOnce(&Renderer<'_>) -> Result<T, FindError>,
) -> Result<T, FindError> {
    let mut looked = look(sources, options).map_err(FindError::Problems)?;
    let is_there = |path: &str| sources.get(path).is_some();
    let missing = missing_pages(&looked.site.settings.directories, &is_there);
    let missing = missing.map_places(|place| locate(place, sources));
    looked.problems.extend(missing);
    render(&looked, options, work)
}

/// Does something with what the public may see of this project.
fn render<T>(
    looked: &Looked,
    options: &Options,
    work: impl FnOnce(&Renderer<'_>) -> Result<T, FindError>,
) -> Result<T, FindError> {
    if looked.problems.has_errors() {
        return Err(FindError::Problems(looked.problems.clone()));
    }
    let render_options = RenderOptions {
        today: options.today,
        destination: options.destination,
    };
    let (renderer, _) = Renderer::new(&looked.published, &looked.theme, &[], render_options);
    work(&renderer)
}

/// Why pages could not be found.
#[derive(Clone, Debug)]
pub enum FindError {
    /// The site has errors.
    Problems(Problems),
    /// The index cannot be asked.
    Reason(String),
}
