//! The columns of the table of checks, for the way out and for the way back.

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs, reason = "each name says it all")]
pub enum Column {
    Provider,
    Name,
    Criterion,
    CriterionName,
    Version,
    Weight,
    Urgency,
    EndsOn,
    DaysLeft,
    ContactedOn,
    Result,
    Evidence,
    EvidenceDate,
    EvidenceEndsOn,
    Method,
    CheckedOn,
    CheckedBy,
    SecondCheckBy,
    Note,
    Reason,
    Case,
}

impl Column {
    /// Every column with its heading, in the order of the table.
    pub const ALL: [(&'static str, Column); 21] = [
        ("provider", Column::Provider),
        ("name", Column::Name),
        ("criterion", Column::Criterion),
        ("criterion_name", Column::CriterionName),
        ("version", Column::Version),
        ("weight", Column::Weight),
        ("urgency", Column::Urgency),
        ("ends_on", Column::EndsOn),
        ("days_left", Column::DaysLeft),
        ("contacted_on", Column::ContactedOn),
        ("result", Column::Result),
        ("evidence", Column::Evidence),
        ("evidence_date", Column::EvidenceDate),
        ("evidence_ends_on", Column::EvidenceEndsOn),
        ("method", Column::Method),
        ("checked_on", Column::CheckedOn),
        ("checked_by", Column::CheckedBy),
        ("second_check_by", Column::SecondCheckBy),
        ("note", Column::Note),
        ("reason", Column::Reason),
        ("case", Column::Case),
    ];

    /// The columns of a check that staff change in their table.
    pub const OF_CHECK: [Column; 11] = [
        Column::Result,
        Column::Evidence,
        Column::EvidenceDate,
        Column::EvidenceEndsOn,
        Column::Method,
        Column::CheckedOn,
        Column::CheckedBy,
        Column::SecondCheckBy,
        Column::Note,
        Column::Reason,
        Column::Case,
    ];

    /// Its heading, which is also the name of the field in YAML.
    pub fn heading(self) -> &'static str {
        crate::model::provider::word_of(&Column::ALL, &self)
    }
}
