//! What must be noticed, with the words that are marked.

use super::{
    Kind::{self, Address, CrimeNumber, CustodyNumber, DateOfBirth, Email, Name, NationalInsurance, Nhs, Telephone},
    marked,
};

/// Made up throughout: numbers from ranges kept for examples where there are such.
pub(super) const PERSONAL: &[(&str, &[(&str, Kind)])] = &[
    ("The mother, Mrs Smith, was not told.", &[("Mrs Smith", Name)]),
    ("We spoke to Mr and Mrs O’Neill about it.", &[("Mr and Mrs O’Neill", Name)]),
    ("mr patel was spoken to at home.", &[("mr patel", Name)]),
    ("Referral by Dr Okafor on 3 May.", &[("Dr Okafor", Name)]),
    ("DC Wainwright has since visited the family.", &[("DC Wainwright", Name)]),
    ("Owner: Detective Inspector Sarah Wainwright.", &[("Inspector Sarah Wainwright", Name)]),
    ("The review found that Zofia Kowalska had been missed.", &[("Zofia Kowalska", Name)]),
    ("Jane Smith attended the strategy meeting.", &[("Jane Smith", Name)]),
    ("The suspect, John SMITH, was bailed.", &[("John SMITH", Name)]),
    ("Nominal SMITH, John was linked.", &[("SMITH, John", Name)]),
    ("Emma Harding now leads on this.", &[("Emma Harding", Name)]),
    ("Statement taken from J. Featherstone in June.", &[("J. Featherstone", Name)]),
    ("When officers spoke to Liam alone he disclosed more.", &[("Liam", Name)]),
    ("A boy called Kaiden was returned home.", &[("Kaiden", Name)]),
    ("The victim, named Oluwaseun, was 9.", &[("Oluwaseun", Name)]),
    ("In one case child A.B. was seen late.", &[("A.B", Name)]),
    ("DOB 12/03/2012", &[("DOB 12/03/2012", DateOfBirth)]),
    ("Female, d.o.b. 3.4.11, found safe.", &[("d.o.b. 3.4.11", DateOfBirth)]),
    ("He was born on the 12th of March 2012 in hospital.", &[("born on the 12th of March 2012", DateOfBirth)]),
    ("Date of birth: 12 March 2012.", &[("Date of birth: 12 March 2012", DateOfBirth)]),
    ("The child (aged 8, 12/03/2015) was seen.", &[("aged 8, 12/03/2015", DateOfBirth)]),
    ("The child, 12/03/2015 (aged 8), was seen.", &[("12/03/2015 (aged 8", DateOfBirth)]),
    ("See 46/123456/23 for the outcome.", &[("46/123456/23", CrimeNumber)]),
    ("Recorded under 44230012345 in error.", &[("44230012345", CrimeNumber)]),
    ("Crime reference number: 4711 refers.", &[("4711", CrimeNumber)]),
    ("Linked to CVP-23-123456 and 23*123456.", &[("CVP-23-123456", CrimeNumber), ("23*123456", CrimeNumber)]),
    ("Filed as CRI/06AB/0001234/23 after review.", &[("CRI/06AB/0001234/23", CrimeNumber)]),
    ("The Met’s 1234567/23 was finalised.", &[("1234567/23", CrimeNumber)]),
    ("See CAD 1234/12MAY23 for the call.", &[("1234/12MAY23", CrimeNumber)]),
    ("Incident log 456 of 12 May 2023 shows the delay.", &[("456", CrimeNumber)]),
    ("Custody record 01CW/1234/23 shows no appropriate adult.", &[("01CW/1234/23", CustodyNumber)]),
    ("Custody number XD4711 was reviewed.", &[("XD4711", CustodyNumber)]),
    ("The custody number is 44230012345.", &[("44230012345", CustodyNumber)]),
    ("Custody reference 46/123456/23 was closed.", &[("46/123456/23", CustodyNumber)]),
    ("Ring the carer on 07700 900123 after school.", &[("07700 900123", Telephone)]),
    ("Landline (01632) 960 001 is out of date.", &[("(01632) 960 001", Telephone)]),
    ("Her number is +44 7700 900 456.", &[("+44 7700 900 456", Telephone)]),
    ("Ask sam.lee+work@example.police.uk for the file.", &[("sam.lee+work@example.police.uk", Email)]),
    ("They moved to 12 High Street in May.", &[("12 High Street", Address)]),
    ("Seen at Flat 3, 14a Mill Lane, before the visit.", &[("Flat 3", Address), ("14a Mill Lane", Address)]),
    ("The address is ZE1 0AA and not known to us.", &[("ZE1 0AA", Address)]),
    ("National Insurance number AB 12 34 56 C was on the form.", &[("AB 12 34 56 C", NationalInsurance)]),
    ("His number is QQ123456C, as on the payslip.", &[("QQ123456C", NationalInsurance)]),
    ("NHS number 9434765919 was shared.", &[("9434765919", Nhs)]),
    ("The form shows 943 476 5919 at the top.", &[("943 476 5919", Nhs)]),
];

#[test]
fn likely_personal_data_is_marked_with_its_words_and_kind() {
    let missed: Vec<_> = PERSONAL
        .iter()
        .map(|(sentence, expected)| (marked(sentence), *expected))
        .filter(|(marked, expected)| marked != expected)
        .collect();
    assert_eq!(missed, []);
}

#[test]
fn every_kind_is_looked_for() {
    for kind in Kind::ALL {
        assert!(PERSONAL.iter().any(|(_, marks)| marks.iter().any(|(_, marked)| marked == kind)), "{kind}");
    }
}

#[test]
fn an_email_address_made_of_a_name_is_one_passage() {
    assert_eq!(marked("To Jane.Smith@example.org today"), [("Jane.Smith@example.org", Email)]);
}

#[test]
fn a_nhs_number_without_its_name_needs_its_check_digit() {
    assert_eq!(marked("943 476 5918"), []);
}
