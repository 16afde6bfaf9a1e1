//! Every page as a line of JSON, for a search engine that somebody has already.

use std::collections::BTreeMap;

use serde::Serialize;

use super::documents;
use super::filters::{FACETS, facet_items};
use super::{Entry, Renderer};
use crate::render::Desk;
use crate::render::scripts::data;
use crate::render::views::claim::Claim;
use crate::routes::Links;
use crate::search::Document;

/// What a page says, and how it can be filtered.
#[derive(Serialize)]
struct Line<'d> {
    /// Its address from the top of the site. No other page has the same.
    address: &'d str,
    /// Its whole address, if the site knows its own.
    url: Option<String>,
    /// What kind of page it is.
    kind: &'d str,
    name: &'d str,
    summary: &'d str,
    /// Its name and other names. They count most.
    names: &'d [String],
    /// What it is about, in the words of the lists.
    labels: &'d [String],
    /// What else it says.
    text: &'d [String],
    /// Where the listing stands, and how it will stand: the words of today and of later days.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<&'d Claim>,
    /// The district of its postcode, if it may be public.
    #[serde(skip_serializing_if = "Option::is_none")]
    district: Option<&'d str>,
    /// The ids of the lists that it belongs to, by the name of the filter.
    #[serde(flatten)]
    filters: BTreeMap<&'static str, Vec<String>>,
}

impl Renderer<'_> {
    /// Every page of this site that the search knows, each as one line of JSON. Pages of other directories are not
    /// among them, so that nothing goes round in circles.
    pub fn document_lines(&self) -> Vec<String> {
        let links = Links::from(
            &self.routes.home(&self.site.settings.language),
            self.options.destination,
        );
        let desk = self.desk(links, &self.site.settings.language);
        let values: Vec<Vec<(String, String)>> = (0..FACETS.len())
            .map(|facet| facet_items(&desk, facet))
            .collect();
        documents::own(&desk)
            .map(|(entry, document)| line(&desk, &entry, &document, &values))
            .collect()
    }
}

fn line(
    desk: &Desk<'_, '_>,
    entry: &Entry,
    document: &Document,
    values: &[Vec<(String, String)>],
) -> String {
    let base = desk.site().settings.base_address.as_ref();
    let mut filters: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for found in &document.facets {
        let value = values.get(found.facet).and_then(|of| of.get(found.value));
        if let (Some((key, _)), Some((id, _))) = (FACETS.get(found.facet), value) {
            filters.entry(key).or_default().push(id.clone());
        }
    }
    let line = Line {
        address: &entry.address,
        url: base.map(|base| format!("{}{}", base.as_str(), entry.address)),
        kind: &entry.kind,
        name: &entry.name,
        summary: &entry.summary,
        names: &document.names,
        labels: &document.labels,
        text: &document.text,
        standing: entry.standing.as_ref(),
        district: entry.outward.as_deref(),
        filters,
    };
    data(&line)
}
