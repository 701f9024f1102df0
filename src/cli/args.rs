//! The arguments of all commands, and the help that teaches them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// A linter for facts: finds where documents disagree about quantities and dates, and says why.
#[derive(Debug, Parser)]
#[command(
    name = "factlint",
    version,
    about,
    after_help = "Start with `factlint check FOLDER`. Rule files (*.claim) that lie beside the documents are used by \
themselves; the packs that ship need no setting. `factlint explain CODE` explains every finding.\n\nExit codes: 0 nothing at \
or above --fail-on, 1 findings, 2 the run itself failed (bad arguments, unreadable path, broken rules)."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub(super) color: Color,
    /// Threads to use; 0 for all cores
    #[arg(long, global = true, default_value_t = 0, value_name = "N")]
    pub(super) threads: usize,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show where documents disagree
    Check(Check),
    /// List what was extracted, and what was seen and not claimed
    Claims(Claims),
    /// Read every quantity and date, with its value in base units
    Quantities(Quantities),
    /// Hold a text against its sources: every figure supported, refuted or unknown
    Verify(Verify),
    /// Find the values that a table of claims supports
    Reconcile(super::reconcile::Arguments),
    /// Write the conflict report: one page that loads nothing, or Markdown, or JSON
    Report(super::report::Arguments),
    /// Run the tests that stand in rule files
    Test(Test),
    /// Lay out rule files in the standard way
    Fmt(Fmt),
    /// Write a commented starter pack with two documents that disagree
    Init(Init),
    /// Show which rules and measures were tried at a place, and what stopped each
    Why(Why),
    /// Explain a code, such as `discrepancy`; without one, list all
    Explain(Explain),
    /// Print the conflict graph
    Graph(Graph),
    /// Show the configuration in force, and where each value comes from
    Config(super::settings::Show),
    /// Print what a shell needs to complete commands and options
    Completions(super::completions::Completions),
    /// Serve an editor: rule files and documents, over standard input and output
    Lsp(Lsp),
    /// Take the text out of a PDF on standard input: what other commands run beside themselves
    #[command(hide = true)]
    PdfText { seconds: u64, memory: u64 },
}

/// Documents and rules, as most commands take them.
#[derive(Debug, Args)]
pub(super) struct Sources {
    /// Documents or folders; `-` for standard input
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Rule files or folders of them, instead of those beside the documents
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) index: super::index::Indexing,
    #[command(flatten)]
    pub(super) configuration: super::settings::Configuration,
}

/// `factlint check`
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    pub(super) sources: Sources,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Graphical, value_name = "FORMAT")]
    pub(super) format: Format,
    /// The level from which findings make the exit code 1; `error` where no configuration says otherwise
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(super) fail_on: Option<Level>,
    /// Show findings of this level and above; the exit code and JSON know them all
    #[arg(long, value_enum, default_value_t = Level::Advice, value_name = "LEVEL")]
    pub(super) level: Level,
    /// Show findings about this measure only, as rules or `claims` name it; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub(super) measure: Vec<String>,
    /// Show minor findings as well: figures of different things that share a name
    #[arg(long, short)]
    pub(super) verbose: bool,
    #[command(flatten)]
    pub(super) living: super::living::Living,
    #[command(flatten)]
    pub(super) quiet: super::quiet::Quiet,
}

/// Formats of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Pictures of the text with the words underlined
    Graphical,
    /// Sentences for screen readers
    Narrated,
    /// One JSON object
    Json,
    /// The same as JSON lines, an object of it a line
    Jsonl,
    /// SARIF 2.1.0, for code scanning and editors
    Sarif,
    /// Annotations of GitHub Actions
    Github,
    /// The code quality report of GitLab
    Gitlab,
    /// JUnit's XML, for build servers
    Junit,
}

/// Levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Level {
    /// Worth knowing
    Advice,
    /// Probably wrong
    Warning,
    /// Wrong
    Error,
}

/// `factlint claims`
#[derive(Debug, Args)]
pub(super) struct Claims {
    #[command(flatten)]
    pub(super) sources: Sources,
    /// List the figures that make no claim as well, with the reason
    #[arg(long)]
    pub(super) unclaimed: bool,
}

/// `factlint quantities`
#[derive(Debug, Args)]
#[command(
    after_help = "Values are in base units (m, m2, kg, s, month, byte, %, person, ISO 4217 codes, dates); \
`approx` keeps \"about\", open ends keep \"more than\". What looks like a figure and is none (page numbers, \
codes, telephone numbers) is listed under `refused` with the reason.\n\nExit codes: 0 read, 2 something could not be read."
)]
pub(super) struct Quantities {
    /// Documents or folders; `-` for standard input
    #[arg(required_unless_present = "lines", conflicts_with = "lines", value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// Read each line of a file as a text of its own; one JSON array a line comes out
    #[arg(long, value_name = "FILE")]
    pub(super) lines: Option<PathBuf>,
    /// The language, such as `en`; found out for each document or line where it is not given
    #[arg(long, value_name = "LANGUAGE")]
    pub(super) language: Option<String>,
    /// How figures are printed
    #[arg(long, value_enum, default_value_t = QuantityFormat::Text, value_name = "FORMAT", conflicts_with = "lines")]
    pub(super) format: QuantityFormat,
    #[command(flatten)]
    pub(super) configuration: super::settings::Configuration,
}

/// Formats of `quantities`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum QuantityFormat {
    /// A line for each figure: place, kind, value, words
    Text,
    /// One JSON array of documents
    Json,
    /// One JSON object for each document, a line each
    Jsonl,
}

/// `factlint verify`
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// The text, as a file; `-` for standard input
    #[arg(value_name = "TEXT", required_unless_present = "batch")]
    pub(super) text: Option<PathBuf>,
    /// Its sources: documents or folders
    #[arg(long, value_name = "PATH", num_args = 1.., required_unless_present = "batch")]
    pub(super) against: Vec<PathBuf>,
    /// Cases in JSON lines, {"id", "text", "sources": [text, …]}; a line comes out for each, in order
    #[arg(long, value_name = "FILE", conflicts_with_all = ["text", "against"])]
    pub(super) batch: Option<PathBuf>,
    /// How the answer for a text is shown
    #[arg(long, value_enum, default_value_t = VerifyFormat::Graphical, value_name = "FORMAT")]
    pub(super) format: VerifyFormat,
    #[command(flatten)]
    pub(super) configuration: super::settings::Configuration,
}

/// Formats of `verify`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum VerifyFormat {
    /// Pictures of the text with the words underlined
    Graphical,
    /// Sentences for screen readers
    Narrated,
    /// One JSON object, as a line of a batch gives
    Json,
}

/// `factlint test`
#[derive(Debug, Args)]
pub(super) struct Test {
    /// Rule files or folders of them; without any, those of the configuration or in the current folder, or the packs that ship
    #[arg(value_name = "RULES")]
    pub(super) rules: Vec<PathBuf>,
    /// Run the tests of the packs that ship, whatever rule files lie here
    #[arg(long, conflicts_with = "rules")]
    pub(super) packs: bool,
    /// Show which rules, alternatives and words no test ever reached
    #[arg(long)]
    pub(super) coverage: bool,
    /// How results are shown
    #[arg(long, value_enum, default_value_t = TestFormat::Graphical, value_name = "FORMAT")]
    pub(super) format: TestFormat,
    /// Run again whenever a rule file changes
    #[arg(long)]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) configuration: super::settings::Configuration,
}

/// Formats of `test`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TestFormat {
    /// Pictures of the tests with the words underlined
    Graphical,
    /// JUnit's XML, for build servers
    Junit,
}

/// `factlint fmt`
#[derive(Debug, Args)]
pub(super) struct Fmt {
    /// Rule files or folders of them; `-` for standard input; the current folder where none is given
    pub(super) paths: Vec<PathBuf>,
    /// Write nothing; the exit code is 1 where a file is not formatted
    #[arg(long)]
    pub(super) check: bool,
}

/// `factlint init`
#[derive(Debug, Args)]
pub(super) struct Init {
    /// Where to write; files that exist are never overwritten
    #[arg(default_value = ".", value_name = "DIR")]
    pub(super) folder: PathBuf,
}

/// `factlint why`
#[derive(Debug, Args)]
pub(super) struct Why {
    /// The place: FILE:LINE or FILE:LINE:COLUMN
    #[arg(value_name = "PLACE")]
    pub(super) place: String,
    /// Rule files or folders of them, instead of those beside the document
    #[arg(long, value_name = "PATH")]
    pub(super) rules: Vec<PathBuf>,
    /// Show the rules as well that stopped after one word, and the measures of the packs
    #[arg(long)]
    pub(super) all: bool,
    #[command(flatten)]
    pub(super) configuration: super::settings::Configuration,
}

/// `factlint explain`
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// The code
    pub(super) code: Option<String>,
    /// Explain every code, as one page of Markdown
    #[arg(long, conflicts_with = "code")]
    pub(super) all: bool,
}

/// `factlint graph`
#[derive(Debug, Args)]
pub(super) struct Graph {
    #[command(flatten)]
    pub(super) sources: Sources,
    /// How the graph is printed
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot, value_name = "FORMAT")]
    pub(super) format: GraphFormat,
}

/// Formats of `graph`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum GraphFormat {
    /// Graphviz
    Dot,
    /// Nodes and edges
    Json,
}

/// `factlint lsp`
#[derive(Debug, Args)]
pub(super) struct Lsp {
    /// Speak over standard input and output, which is the only way there is
    #[arg(long)]
    pub(super) stdio: bool,
}
