//! What must be caught, and what must be left alone. All numbers are made up.

use super::near::Form;
use super::shapes::{What, scan};

/// An NHS number with a right check digit, from those that are kept for tests.
pub(super) const NHS: &str = "999 012 6704";

/// What is found in a text: what it looks like, and its letters.
pub(super) fn found_in(text: &str, form: Form) -> Vec<(What, &str)> {
    scan(text, form)
        .into_iter()
        .map(|found| (found.what, &text[found.start..found.end]))
        .collect()
}

#[track_caller]
fn catches(what: What, number: &str, texts: &[&str]) {
    for text in texts {
        let text = text.replace('#', number);
        let found = found_in(&text, Form::Plain);
        assert_eq!(found, [(what, number)], "{text}");
    }
}

#[track_caller]
fn leaves(texts: &[&str]) {
    for text in texts {
        assert_eq!(found_in(text, Form::Plain), [], "{text}");
    }
}

#[test]
fn numbers_of_dbs_certificates_are_caught() {
    for number in [
        "001234567890",
        "0012 3456 7890",
        "001 234 567 890",
        "001-234-567-890",
        "001234 567890",
        "00 1234 567890",
    ] {
        let texts = [
            "DBS #",
            "dbs_number: #",
            "DBS:#",
            "DBS certificate no. #, seen on 2026-08-06",
            "The number of the disclosure is #.",
            "Criminal record check (enhanced), number #",
            "# is on her certificate",
            "<!-- certificate # -->",
            "note: Seen in the office. # was on the enhanced DBS.",
        ];
        catches(What::Dbs, number, &texts);
    }
    catches(
        What::Dbs,
        "0012\u{a0}3456\u{a0}7890",
        &["DBS\u{a0}#", "DBS: #"],
    );
}

#[test]
fn other_long_numbers_are_left_alone() {
    leaves(&[
        "001234567890",
        "The number is 0012 3456 7890.",
        "DBS certificate. Call +44 7700 900866 or 447700900866.",
        "DBS checks: call 020 7946 0011 or 0300 123 1234.",
        "Certificates of 2024 2025 2026",
        "DBS https://www.example.org/certificate/001234567890",
        "certificate 0012345678901",
        "certificate a001234567890",
        "certificate 2026-08-06 and 2026-08-07",
        "certificate 12.50 to 13.75",
        "cqc: {location: 1-101614751012} # certificate",
    ]);
}

#[test]
fn national_insurance_numbers_are_caught() {
    for number in [
        "AB123456C",
        "AB 12 34 56 C",
        "AB 123456 C",
        "AB12 34 56C",
        "AB-12-34-56-C",
        "ab123456c",
        "JG103759A",
    ] {
        let texts = [
            "#",
            "ni: #",
            "(#)",
            "His number is #.",
            "number=\"#\"",
            "a,#,b",
        ];
        catches(What::NationalInsurance, number, &texts);
    }
    let texts = [
        "National Insurance number #",
        "NI number: #",
        "nino #, ask him",
    ];
    catches(What::NationalInsurance, "AB 12 34 56", &texts);
    catches(What::NationalInsurance, "AB123456", &texts);
}

#[test]
fn letters_with_digits_that_are_no_insurance_number_are_left_alone() {
    leaves(&[
        "QQ 12 34 56 C",
        "QQ123456C",
        "GB123456A",
        "DA123456A",
        "AO123456A",
        "AB123456E",
        "AB12345C",
        "hcpc: [PH123456, OT654321]",
        "PH123456 a nurse",
        "nmc: [98Z0001Z]",
        "xAB123456C",
        "AB123456CD",
        "company: SC123456",
        "https://example.org/ab123456c",
        "file-ab123456c.png",
        "National Insurance numbers look like two letters, 6 digits and a letter.",
    ]);
}

#[test]
fn nhs_numbers_are_caught() {
    catches(
        What::Nhs,
        NHS,
        &["#", "He is #.", "(#)", "a,#,b", "n: \"#\""],
    );
    let texts = ["#", "He is #.", "phone: #", "a,#,b", "Sam;#"];
    catches(What::Nhs, "9990126704", &texts);
    catches(What::Nhs, "4850031676", &texts);
    catches(What::Nhs, "999-012-6704", &texts);
    let named = [
        "NHS number #",
        "nhs_number: #",
        "# is my NHS number",
        "NHS no. #",
    ];
    for number in ["9990126705", "99901 26705", "3990126705", "7700900866"] {
        catches(What::Nhs, number, &named);
    }
}

#[test]
fn phone_and_register_numbers_are_left_alone() {
    leaves(&[
        "020 7946 0011",
        "phone: 0800 890 5670",
        "+44 800 890 5670",
        "+44 (0)800 890 5670",
        "+44 (0) 800 890 5670",
        "(+44) 800 890 5670",
        "phone: 7700900866",
        "phone: 2079460011",
        "phone: 1452471471",
        "1-9990126704",
        "location: 1-4850031676",
        "charity: 1234567",
        "9990126705",
        "a9990126704",
        "99901267041",
        "id=9990126704",
        "https://example.org/9990126704",
        "9990126704.jpg/9990126704-1",
        "999 012 6704 1",
        "5 999 012 6704",
        "Have your NHS number ready. Then call 020 7946 0011.",
        "Have your NHS number ready and call 0800 11 1111.",
        "51.9990126704",
    ]);
}

#[test]
fn bank_details_are_caught() {
    for number in ["12-34-56", "12 34 56", "123456", "12 - 34 - 56", "12–34–56"] {
        let texts = [
            "Sort code: #",
            "sort_code: #",
            "# (sort code)",
            "sort code\n  #",
        ];
        catches(What::SortCode, number, &texts);
    }
    for number in ["12345678", "1234 5678"] {
        let texts = [
            "Account number: #",
            "account_no: #",
            "a/c no #",
            "**Account number:** #",
            "# (account number)",
            "Bank account: #",
        ];
        catches(What::Account, number, &texts);
    }
    let both = "Sort code 12-34-56, account 12345678. Sort code and account: 12-34-56 12345678";
    let expected = [
        (What::SortCode, "12-34-56"),
        (What::Account, "12345678"),
        (What::SortCode, "12-34-56"),
        (What::Account, "12345678"),
    ];
    assert_eq!(found_in(both, Form::Plain), expected);
    for number in [
        "GB29NWBK60161331926819",
        "GB29 NWBK 6016 1331 9268 19",
        "gb29nwbk60161331926819",
    ] {
        catches(
            What::Iban,
            number,
            &["#", "IBAN: #.", "a,#,b", "pay #, please"],
        );
    }
}

#[test]
fn words_about_banks_without_numbers_are_left_alone() {
    leaves(&[
        "Do not share your sort code or account number. Call 020 7946 0011.",
        "The account number has 8 digits. Our company number is 01234567.",
        "bank_account: yes\ncompany: 01234567",
        "pay into a bank account\nnumbers:\n  company: 01234567\n  charity: 12345678",
        "The sort code has 6 digits.\n\n12-34-56",
        "account number\nchecked_on: 2026-08-06",
        "12-34-56",
        "12345678",
        "Years of your bank account: 2024 2025",
        "account number: call 020 7946 0011",
        "GB29 NWBK 6016 1331 9268",
        "GB2 9NW",
    ]);
}

#[test]
fn dates_of_birth_are_caught() {
    for date in [
        "12/05/1980",
        "1980-05-12",
        "12.05.80",
        "12 May 1980",
        "12th of May 1980",
        "May 12, 1980",
        "19800512",
    ] {
        let texts = [
            "Date of birth: #",
            "date_of_birth: #",
            "dateOfBirth=\"#\"",
            "DOB #",
            "D.O.B. #",
            "dob (dd/mm/yyyy): #",
            "She was born on #.",
            "born on Monday, the #",
            "# (date of birth)",
            "date of birth:\n  - #",
            "| Name | DOB |\n|---|---|\n| Sam | # |",
        ];
        catches(What::Birth, date, &texts);
    }
}

#[test]
fn other_dates_are_left_alone() {
    leaves(&[
        "told_on: 2026-08-06",
        "Ask for the date of birth. Updated on 6 August 2026.",
        "Do not write a date of birth.\nupdated_on: 2026-08-06",
        "hidden: [date of birth, home address]\non: 2026-08-06",
        "dob: not here\nchecked_on: 2026-08-06",
        "We checked the name and date of birth on the passport on 6 August 2026.",
        "born in 1980",
        "The group met on 12 May 1980.",
        "newborn on 12 May 1980",
        "2026-08-06\ndate of birth: asked",
    ]);
}

#[test]
fn the_titles_of_a_table_count() {
    let table = "name,dob,nhs number,dbs,sort code,ni number\n\
                 Sam,1980-05-12,3990126705,001234567890,123456,AB123456\n\
                 Lee,,,,,\n";
    let rows = table.replace("Lee", &"Lee ".repeat(60));
    let found: Vec<What> = found_in(&rows, Form::Table)
        .into_iter()
        .map(|(what, _)| what)
        .collect();
    let expected = [
        What::Birth,
        What::Nhs,
        What::Dbs,
        What::SortCode,
        What::NationalInsurance,
    ];
    assert_eq!(found, expected);
    let others = "name,dbs,uprn\nSomebody with a name that is long enough to be far from the titles, \
                  and then some words,yes,100023336956\n";
    assert_eq!(found_in(others, Form::Table), []);
}

#[test]
fn places_in_a_drawing_are_no_numbers() {
    let path = "<path d=\"M100 200 1000z\"/><path d=\"M 512 256 1024 64\"/>";
    assert_eq!(found_in(path, Form::Drawing), []);
    let comment = format!("<!-- {NHS} -->");
    assert_eq!(found_in(&comment, Form::Drawing), [(What::Nhs, NHS)]);
}
