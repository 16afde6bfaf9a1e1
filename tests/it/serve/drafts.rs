//! Words that the groups have not agreed to yet, in the preview.

use super::browser::Serving;
use super::{PAGE, save};
use crate::project::Project;

/// Words are seen as they stand when somebody asks for that, and only then.
#[test]
fn drafts_are_seen_when_they_are_asked_for() {
    let project = || {
        let path = "content/site.yml";
        let project = Project::small();
        let settings = project.text(path) + "signoffs:\n  providers: [lived-experience, host]\n";
        project.file(path, &settings)
    };
    let serving = Serving::start(project(), &[]);
    assert_eq!(serving.get(PAGE).status, 404);
    serving.says("start it with `--drafts`");
    let serving = Serving::start(project(), &["--drafts"]);
    assert!(serving.get(PAGE).body.contains("Help at home"));
    save(&serving, "A draft.");
    serving.sees(PAGE, "A draft.");
    serving.says("They are not published.");
}
