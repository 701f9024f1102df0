//! The binary.

fn main() -> std::process::ExitCode {
    factlint::cli::main()
}
