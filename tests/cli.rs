//! Runs every command of the README, the documentation and `tests/cmd/`, and compares what
//! they print. `TRYCMD=overwrite` brings the files up to date.

#[test]
fn commands_print_what_the_documents_show() {
    trycmd::TestCases::new().case("README.md").case("tests/cmd/*.md");
}
