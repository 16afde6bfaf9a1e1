//! `content/accessibility.yml` -> the facts of the accessibility statement.

use super::fields::Fields;
use super::kinds_of_field::{LINE, NAME, SUMMARY};
use super::markdown;
use crate::model::document::Document;
use crate::model::statement::{Compliance, Issue, Statement, Test};

/// Reads the statement.
pub(crate) fn read_statement(fields: &Fields<'_>) -> Option<Statement> {
    let applies_to = fields.required_text(
        "applies_to",
        LINE,
        "applies_to: https://support.example.org/",
    );
    if fields.value("compliance").is_none() {
        fields.report_missing("compliance", "compliance: partly");
    }
    let compliance = fields.choice("compliance", &Compliance::WORDS);
    let aim = fields.text("aim", SUMMARY);
    let issues = fields.groups("issues", issue);
    let out_of_scope = fields.texts("out_of_scope", SUMMARY);
    let burden = fields.texts("burden", SUMMARY);
    let tested = fields.groups("tested", test);
    let answer_within = fields.text("answer_within", NAME);
    let enforcement = match fields.long_text("enforcement") {
        Some(text) => markdown::read_in_field(&text, fields, "enforcement"),
        None => Document::default(),
    };
    let prepared_on = fields.past_date("prepared_on");
    let reviewed_on = fields.past_date("reviewed_on");
    let next_review = fields.date("next_review");
    Some(Statement {
        path: fields.file.path.clone(),
        applies_to: applies_to?,
        compliance: compliance?,
        aim,
        issues,
        out_of_scope,
        burden,
        tested,
        answer_within,
        enforcement,
        prepared_on,
        reviewed_on,
        next_review,
    })
}

fn issue(fields: &Fields<'_>) -> Option<Issue> {
    let what = fields.required_text("what", SUMMARY, "what: Some videos have no captions");
    let who_it_affects = fields.text("who_it_affects", SUMMARY);
    let wcag = fields.text("wcag", NAME);
    let until = fields.text("until", SUMMARY);
    let fix_by = fields.date("fix_by");
    Some(Issue {
        what: what?,
        who_it_affects,
        wcag,
        until,
        fix_by,
    })
}

fn test(fields: &Fields<'_>) -> Option<Test> {
    let how = fields.required_text("how", SUMMARY, "how: Keyboard only, in Firefox");
    let by = fields.text("by", NAME);
    let on = fields.past_date("on");
    let pages = fields.text("pages", SUMMARY);
    Some(Test {
        how: how?,
        by,
        on,
        pages,
    })
}
