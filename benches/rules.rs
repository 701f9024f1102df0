//! Loading and matching as rules grow in number: `cargo bench --bench rules`. Prints the
//! table of docs/performance-rules.md; each figure is the best of several runs.

#![allow(clippy::print_stdout, reason = "a bench speaks to a terminal")]

use factlint::engine::{Input, Packs, check, prepare};
use std::fmt::Write as _;
use std::hint::black_box;
use std::time::Instant;

/// Runs of each measurement; the best one counts, the others are the machine's other work.
const RUNS: usize = 5;

fn best(mut run: impl FnMut()) -> f64 {
    let once = |run: &mut dyn FnMut()| {
        let start = Instant::now();
        run();
        start.elapsed().as_secs_f64()
    };
    (0..RUNS).map(|_| once(&mut run)).fold(f64::INFINITY, f64::min)
}

/// A noun that no dictionary knows, another one for each number.
fn noun(n: usize) -> String {
    let letters = "bdfgklmnprstvz".as_bytes();
    let letter = |n: usize| char::from(letters[n % letters.len()]);
    format!("{}a{}o{}u{}", letter(n), letter(n / 14), letter(n / 196), letter(n / 2744))
}

/// So many rules of one kind, each with its measure and two tests.
fn rules(count: usize) -> String {
    let mut out = String::new();
    for n in 0..count {
        let noun = noun(n);
        let _ = write!(
            out,
            "measure m{n} \"measure {n}\" : count {{\n  en {noun}\n}}\n\
             rule r{n} {{\n  match n:quantity adjective{{0,2}} m{n} (\"from\" c:quantity \"countries\")?\n  unless \"stands of\" _* m{n}\n  \
             claim m{n} = n\n  ignore c \"countries are counted elsewhere\"\n}}\n\
             test \"{n} is counted\" {{\n  en \"More than {n} {noun}s from 27 countries take part.\"\n  => m{n} > {n}\n}}\n\
             test \"{n} is silent\" {{\n  en \"More than {n} others take part.\"\n  => no m{n}\n}}\n"
        );
    }
    out
}

/// English news of a kind, in which one sentence in four has a figure of one of the nouns.
fn text(sentences: usize) -> String {
    let mut out = String::new();
    for n in 0..sentences {
        let noun = noun(n * 7 % 20);
        let _ = match n % 4 {
            0 => writeln!(
                out,
                "More than {} new {noun} were shown at the fair in the north of the country.",
                n + 3
            ),
            1 => writeln!(out, "The minister said that the talks would go on in the spring of next year."),
            2 => writeln!(
                out,
                "It was the largest of {} such meetings that the town had seen so far.",
                n % 90 + 2
            ),
            _ => writeln!(out, "Nobody was hurt when the old roof of the hall came down, the police said."),
        };
        if n % 5 == 4 {
            out.push('\n');
        }
    }
    out
}

fn main() {
    let base = best(|| drop(black_box(prepare(Vec::new(), &Packs))));
    println!("loading the packs that ship: {:.0} ms\n", base * 1e3);
    println!(
        "| rules | file, KB | parse, ms | load, ms | load beyond the packs, ms |\n|---|---|---|---|---|"
    );
    for count in [100, 1_000, 10_000] {
        let file = rules(count);
        let parse = best(|| drop(black_box(factlint::syntax::parse(factlint::diagnostic::FileId(0), &file))));
        let load = best(|| drop(black_box(prepare(vec![("a.claim".to_owned(), file.clone())], &Packs))));
        let size = file.len() / 1024;
        println!(
            "| {count} | {size} | {:.0} | {:.0} | {:.0} |",
            parse * 1e3,
            load * 1e3,
            (load - base) * 1e3
        );
    }
    let text = text(8_000);
    println!("\ntext of {} KB, one thread\n\n| rules | check, ms | MB/s |\n|---|---|---|", text.len() / 1024);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    for count in [20, 200, 1_000, 10_000] {
        let prepared = prepare(vec![("a.claim".to_owned(), rules(count))], &Packs);
        let run = || {
            let input =
                Input { language: Some("en".to_owned()), ..Input::new("a.txt", text.clone().into_bytes()) };
            drop(black_box(check(&prepared.rules, vec![input])));
        };
        let time = match &pool {
            Ok(pool) => pool.install(|| best(run)),
            Err(_) => best(run),
        };
        println!("| {count} | {:.0} | {:.1} |", time * 1e3, text.len() as f64 / 1e6 / time);
    }
}
