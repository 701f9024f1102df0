//! Real editors without a screen, set up as the book says: Neovim, Emacs and Helix, where they are installed.

use crate::client::folder;
use std::process::Command;

const RULES: &str = "# What fairs count.\nmeasure stalls : count {\n  en stall\n}\nrule taken {\n  match n:quantity stalls\n  claim stalsl = n\n}\n";

const ENGLISH: &str = "The exhibition INNOPROM. Central Asia was held in Tashkent in 2024. More than 400 companies took part in INNOPROM. Central Asia.\n";
const RUSSIAN: &str = "👋 Выставка «Иннопром. Центральная Азия» прошла в Ташкенте в 2024 году. В выставке «Иннопром. Центральная Азия» участвовали 450 компаний.\n";

/// The lines of Lua that the book gives for Neovim.
fn setup() -> String {
    let book = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/editors.md")).unwrap();
    let start = book.find("```lua\n").expect("the book shows Lua") + "```lua\n".len();
    book[start..].split("```").next().unwrap().to_owned()
}

#[test]
fn neovim_shows_diagnostics_hover_definition_and_completion() {
    if Command::new("nvim").arg("--version").output().is_err() {
        println!("skipped: Neovim (`nvim`) is not installed");
        return;
    }
    let folder = folder("neovim");
    std::fs::write(folder.join("a.claim"), RULES).unwrap();
    std::fs::write(folder.join("a.txt"), ENGLISH).unwrap();
    std::fs::write(folder.join("b.txt"), RUSSIAN).unwrap();
    std::fs::write(folder.join("init.lua"), setup()).unwrap();
    let output = Command::new("nvim")
        .args(["--headless", "-i", "NONE", "-n", "-u"])
        .arg(folder.join("init.lua"))
        .arg("-c")
        .arg(format!("luafile {}/tests/lsp/neovim.lua", env!("CARGO_MANIFEST_DIR")))
        // A mistake in the script ends the editor, too.
        .args(["-c", "cquit", "a.claim"])
        .current_dir(&folder)
        .env("PATH", path())
        .env("XDG_CACHE_HOME", folder.join(".cache"))
        .env("XDG_STATE_HOME", folder.join(".state"))
        .env("XDG_CONFIG_HOME", folder.join(".config"))
        .output()
        .unwrap();
    let said =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("all seen"), "{said}");
}

/// The blocks of Emacs Lisp that the book gives: the mode with eglot, and lsp-mode.
fn elisp() -> [String; 2] {
    let book = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/editors.md")).unwrap();
    let mut blocks =
        book.split("```elisp\n").skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    [blocks.next().expect("eglot"), blocks.next().expect("lsp-mode")]
}

#[test]
fn emacs_shows_diagnostics_with_eglot_and_with_lsp_mode() {
    let [eglot, lsp_mode] = elisp();
    let (mode, _) = eglot.split_once("\n\n").expect("the mode stands before eglot");
    for (client, setup) in [("eglot", eglot.clone()), ("lsp-mode", format!("{mode}\n{lsp_mode}"))] {
        let needs = format!("(package-initialize) (require '{client}) (require 'markdown-mode)");
        let program = format!("(progn (require 'package) {needs})");
        let there = Command::new("emacs").args(["--batch", "--eval", &program]).output();
        if !there.is_ok_and(|output| output.status.success()) {
            println!("skipped: Emacs (`emacs`) with {client} and markdown-mode is not installed");
            continue;
        }
        let folder = folder(&format!("emacs-{client}"));
        std::fs::create_dir(folder.join(".git")).unwrap();
        std::fs::write(folder.join("a.claim"), RULES).unwrap();
        std::fs::write(folder.join("a.txt"), ENGLISH).unwrap();
        std::fs::write(folder.join("b.md"), RUSSIAN).unwrap();
        std::fs::write(folder.join("init.el"), format!("(require 'package)\n{needs}\n{setup}")).unwrap();
        let output = Command::new("emacs")
            .args(["--batch", "-l", "init.el", "-l"])
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/lsp/emacs.el"))
            .current_dir(&folder)
            .env("PATH", path())
            .env("HOME", &folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success() && said.contains("all seen"), "{client}: {said}");
    }
}

/// The path with the program in front.
fn path() -> std::ffi::OsString {
    let binary = std::path::Path::new(env!("CARGO_BIN_EXE_factlint")).parent().unwrap().to_path_buf();
    let others = std::env::var_os("PATH").unwrap();
    std::env::join_paths(std::iter::once(binary).chain(std::env::split_paths(&others))).unwrap()
}

#[test]
fn helix_finds_the_server() {
    if Command::new("hx").arg("--version").output().is_err() {
        println!("skipped: Helix (`hx`) is not installed");
        return;
    }
    let folder = folder("helix");
    let book = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/editors.md")).unwrap();
    let start = book.find("```toml\n").expect("the book shows TOML") + "```toml\n".len();
    std::fs::create_dir_all(folder.join("helix")).unwrap();
    std::fs::write(folder.join("helix/languages.toml"), book[start..].split("```").next().unwrap()).unwrap();
    let output = Command::new("hx")
        .args(["--health", "claim"])
        .env("XDG_CONFIG_HOME", &folder)
        .env("PATH", path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("factlint"), "{said}");
}
