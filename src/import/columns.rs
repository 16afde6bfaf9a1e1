//! The columns of CQC's files, by every name that they have gone by.

/// The columns that are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Column {
    Name,
    OtherName,
    Address,
    Postcode,
    Phone,
    Website,
    ServiceTypes,
    Specialisms,
    Authority,
    Location,
    LocationPage,
    Provider,
    ProviderName,
    Category,
    Rating,
    RatingDay,
    FirstDay,
    LastDay,
    Status,
    Dormant,
}

/// Each column with CQC's name for it, and the names that it has gone by: in small letters, without
/// anything but letters and digits, and without what stands in brackets.
const COLUMNS: [(Column, &str, &[&str]); 20] = [
    (Column::Name, "Name", &["name", "locationname"]),
    (
        Column::OtherName,
        "Also known as",
        &["alsoknownas", "locationalsoknownas"],
    ),
    (Column::Address, "Address", &["address", "locationaddress"]),
    (
        Column::Postcode,
        "Postcode",
        &["postcode", "locationpostcode", "locationpostalcode"],
    ),
    (
        Column::Phone,
        "Phone number",
        &[
            "phonenumber",
            "phone",
            "telephonenumber",
            "locationphonenumber",
            "locationtelephonenumber",
        ],
    ),
    (
        Column::Website,
        "Service's website",
        &[
            "serviceswebsite",
            "servicewebsite",
            "website",
            "locationwebaddress",
        ],
    ),
    (
        Column::ServiceTypes,
        "Service types",
        &["servicetypes", "servicetype"],
    ),
    (
        Column::Specialisms,
        "Specialisms/services",
        &[
            "specialismsservices",
            "specialisms",
            "serviceuserssupported",
            "serviceuserbands",
        ],
    ),
    (
        Column::Authority,
        "Local authority",
        &["localauthority", "locationlocalauthority"],
    ),
    (
        Column::Location,
        "CQC Location ID",
        &["cqclocationid", "cqclocation", "locationid"],
    ),
    (Column::LocationPage, "Location URL", &["locationurl"]),
    (
        Column::Provider,
        "CQC Provider ID",
        &["cqcproviderid", "cqcprovider", "providerid"],
    ),
    (Column::ProviderName, "Provider name", &["providername"]),
    (
        Column::Category,
        "Primary inspection category",
        &[
            "primaryinspectioncategory",
            "locationprimaryinspectioncategory",
        ],
    ),
    (
        Column::Rating,
        "Location Latest Overall Rating",
        &[
            "locationlatestoverallrating",
            "latestoverallrating",
            "overallrating",
        ],
    ),
    (
        Column::RatingDay,
        "Publication Date",
        &["publicationdate", "ratingpublicationdate"],
    ),
    (
        Column::FirstDay,
        "Location HSCA start date",
        &["locationhscastartdate"],
    ),
    (
        Column::LastDay,
        "Location HSCA end date",
        &["locationhscaenddate", "deregistrationdate"],
    ),
    (
        Column::Status,
        "Registration status",
        &["registrationstatus", "locationstatus"],
    ),
    (Column::Dormant, "Dormant", &["dormant"]),
];

impl Column {
    /// CQC's own name for the column.
    pub(crate) fn title(self) -> &'static str {
        COLUMNS
            .iter()
            .find(|(column, ..)| *column == self)
            .map_or("", |(_, title, _)| title)
    }

    /// The column with this name at its top, if it is one that is used.
    pub(crate) fn of_header(cell: &str) -> Option<Column> {
        let name: String = cell
            .split(['(', '['])
            .next()
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let found = COLUMNS
            .iter()
            .find(|(_, _, names)| names.contains(&name.as_str()));
        found.map(|(column, ..)| *column)
    }
}
