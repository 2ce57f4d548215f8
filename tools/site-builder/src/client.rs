//! The browser's part: the client crate as WASM, and the script that starts it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    command::{cargo, from_npm, run},
    inputs,
    metadata::Metadata,
    site::{Mode, Part},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the client crate and returns where its WASM is.
pub fn compile(metadata: &Metadata, mode: Mode) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Development => "dev",
        Mode::Release => &metadata.lib_profile_release,
    };
    run(cargo().args([
        "build",
        "--quiet",
        "--lib",
        "--package",
        &metadata.lib_package,
        "--target",
        TARGET,
        "--profile",
        profile,
    ]))?;
    let folder = if mode == Mode::Development { "debug" } else { profile };
    let file = format!("{}.wasm", metadata.lib_package.replace('-', "_"));
    Ok(Path::new("target").join(TARGET).join(folder).join(file))
}

/// What script and WASM are made from. The lock files name the versions of the tools.
pub fn inputs(wasm: &Path, mode: Mode) -> Result<String> {
    inputs::digest_of_files(&[wasm, Path::new("Cargo.lock"), Path::new("package-lock.json")], &format!("{mode:?}"))
}

/// Makes script and WASM in a folder for temporary files.
pub fn make(metadata: &Metadata, wasm: &Path, mode: Mode, work: &Path) -> Result<Vec<Part>> {
    let development = mode == Mode::Development;
    Bindgen::new()
        .debug(development)
        .keep_debug(development)
        .input_path(wasm)
        .out_name(&metadata.name)
        .typescript(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(work))
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    let (script, binary) =
        (work.join(format!("{}.js", metadata.name)), work.join(format!("{}_bg.wasm", metadata.name)));
    if mode == Mode::Release {
        // What rustc 1.95 emits by default, which wasm-opt refuses unless told.
        run(from_npm("wasm-opt")
            .args(["-Oz", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"])
            .arg(&binary)
            .arg("-o")
            .arg(&binary))?;
        run(from_npm("esbuild")
            .arg(&script)
            .args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"])
            .arg(format!("--outfile={}", script.display())))?;
    }
    let read = |path: &Path| fs::read(path).with_context(|| format!("{} is missing", path.display()));
    // The script's own address of the WASM is never used: the page names it. Leptos expects it without `_bg`.
    Ok(vec![Part { extension: "js", content: read(&script)? }, Part { extension: "wasm", content: read(&binary)? }])
}
