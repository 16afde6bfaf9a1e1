//! Where links in written text lead, as seen from one page.

use super::Desk;
use crate::model::document::Target;
use crate::model::page::TextKey;
use crate::model::site::HeldPage;
use crate::model::values::Id;
use crate::routes::Address;
use crate::source::SourcePath;

impl Desk<'_, '_> {
    /// The link that a target becomes, or nothing when only its words are shown.
    pub(super) fn target(&self, target: &Target) -> Option<String> {
        match target {
            Target::Outside(address) => Some(address.clone()),
            Target::Anchor(anchor) => Some(format!("#{anchor}")),
            Target::Site { address, .. } if self.is_unlisted(address) => None,
            Target::Site { address, anchor } => {
                Some(self.links.to_anchor(&Address::new(address), anchor))
            }
            Target::File { path, anchor } => {
                let address = self.address_of_file(&SourcePath::new(path))?;
                Some(self.links.to_anchor(&address, anchor))
            }
        }
    }

    /// True for the address of a provider of which nothing is shown.
    fn is_unlisted(&self, address: &str) -> bool {
        let rest = address.strip_prefix("providers/");
        let id = rest.and_then(|rest| Id::parse(rest.split('/').next()?));
        id.is_some_and(|id| {
            !id.as_str().starts_with("page-") && !self.site().providers.contains_key(&id)
        })
    }

    /// The page that a file becomes, in this page's language if there is one.
    fn address_of_file(&self, path: &SourcePath) -> Option<Address> {
        let site = self.site();
        if path.folder() == "providers" {
            // A provider that is not shown has no page. The words of the link stay.
            let id = Id::parse(path.stem())?;
            let is_shown = site.providers.contains_key(&id);
            return is_shown.then(|| self.routes().provider(&id));
        }
        if path.folder() == "content/criteria" {
            let id = Id::parse(path.stem())?;
            return Some(self.routes().criterion(&id, false));
        }
        if path.folder() == "content/sheets" {
            let id = Id::parse(path.stem())?;
            return Some(self.routes().sheet(&id));
        }
        let written = site.texts.iter().find(|(_, text)| text.path == *path);
        let Some((key, _)) = written else {
            return self.address_of_held(path);
        };
        let translated = TextKey {
            language: self.language.clone(),
            ..key.clone()
        };
        let exists = site.texts.contains_key(&translated);
        Some(self.routes().text(if exists { &translated } else { key }))
    }

    /// The address of a text of which no words may be shown for now.
    fn address_of_held(&self, path: &SourcePath) -> Option<Address> {
        let main = &self.site().settings.language;
        self.site().held.iter().find_map(|page| match page {
            HeldPage::Text(key) => {
                let is_same =
                    key.shelf.folder() == path.folder() && key.file_name(main) == path.name();
                is_same.then(|| self.routes().text(key))
            }
            HeldPage::Sheet(_) => None,
        })
    }
}
