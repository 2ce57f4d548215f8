//! The browser's part: each module as WASM with its script, and the script that loads them.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;

use crate::{
    command::{cargo, from_npm, output, run},
    inputs,
    metadata::{Metadata, Module},
    site::{Mode, Part},
};

const TARGET: &str = "wasm32-unknown-unknown";

/// Loads the modules of a page.
const LOADER: &str = "app/scripts/islands.js";

/// Compiles a module and returns where its WASM is.
///
/// Each is compiled by itself: in one build the features of shared packages would be united, and each module would hold all islands.
pub fn compile(metadata: &Metadata, module: &Module, mode: Mode) -> Result<PathBuf> {
    let profile = match mode {
        Mode::Development => "dev",
        Mode::Release => &metadata.lib_profile_release,
    };
    run(cargo().args([
        "build",
        "--quiet",
        "--lib",
        "--package",
        &module.package,
        "--target",
        TARGET,
        "--profile",
        profile,
    ]))?;
    let folder = if mode == Mode::Development { "debug" } else { profile };
    let file = format!("{}.wasm", module.package.replace('-', "_"));
    Ok(Path::new("target").join(TARGET).join(folder).join(file))
}

/// What script and WASM of a module are made from. The lock files name the versions of the tools.
pub fn inputs(module: &Module, wasm: &Path, mode: Mode) -> Result<String> {
    let settings = format!("{mode:?} {}", module.limit);
    inputs::digest_of_files(&[wasm, Path::new("Cargo.lock"), Path::new("package-lock.json")], &settings)
}

/// Makes script and WASM of a module in a folder for temporary files.
pub fn make(module: &Module, wasm: &Path, mode: Mode, work: &Path) -> Result<Vec<Part>> {
    Bindgen::new()
        .debug(mode == Mode::Development)
        // Names of functions stay. Line tables, which browsers do not read by themselves, would be most of the file.
        .keep_debug(false)
        .input_path(wasm)
        .out_name(&module.name)
        .typescript(false)
        .web(true)
        .and_then(|bindgen| bindgen.generate(work))
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?;
    let (script, binary) = (work.join(format!("{}.js", module.name)), work.join(format!("{}_bg.wasm", module.name)));
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
    let (script, binary) = (read(&script)?, read(&binary)?);
    let compressed = match mode {
        Mode::Development => None,
        Mode::Release => Some(compress(module, &binary)?),
    };
    // The script's own address of the WASM is never used: the page names it.
    let part = |kind: &str, content| Part::new(format!("{}.{kind}", module.name), content);
    Ok(vec![part("js", script), Part { compressed, ..part("wasm", binary) }])
}

/// What the loader is made from.
pub fn loader_inputs(mode: Mode) -> Result<String> {
    inputs::digest_of_files(&[Path::new(LOADER), Path::new("package-lock.json")], &format!("{mode:?}"))
}

/// Makes the script that loads the modules of a page.
pub fn make_loader(mode: Mode) -> Result<Part> {
    let content = match mode {
        Mode::Development => fs::read(LOADER).with_context(|| format!("{LOADER} is missing"))?,
        Mode::Release => output(from_npm("esbuild").args([LOADER, "--minify", "--log-level=warning"]))?,
    };
    Ok(Part::new("islands.js", content))
}

/// Compresses a module as browsers download it, tells its size, and fails where that is over the module's limit.
fn compress(module: &Module, binary: &[u8]) -> Result<Vec<u8>> {
    // At its best, which is too slow for the server.
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, 11, 22);
    writer.write_all(binary)?;
    let compressed = writer.into_inner();
    let (size, limit) = (u64::try_from(compressed.len())?, u64::from(module.limit) * 1000);
    let in_kilobytes = |bytes: u64| format!("{}.{} kB", bytes / 1000, bytes % 1000 / 100);
    let name = &module.name;
    eprintln!("WASM module {name}: {} with brotli, at most {}", in_kilobytes(size), in_kilobytes(limit));
    ensure!(
        size <= limit,
        "the WASM module {name} is larger than its limit in Cargo.toml: look at what its islands bring with them"
    );
    Ok(compressed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn module_over_its_limit_fails_the_build() {
        // Bytes without a pattern, which cannot be compressed.
        let mut state: u32 = 1;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        });
        let noise: Vec<_> = noise.take(3000).collect();
        let module = |limit| Module { name: "work".to_owned(), package: "client-work".to_owned(), limit };
        compress(&module(4), &noise).unwrap();
        let error = compress(&module(2), &noise).unwrap_err();
        assert!(error.to_string().contains("work is larger than its limit"), "{error}");
        // What is compressed well may be larger than the limit.
        compress(&module(2), &vec![0; 100_000]).unwrap();
    }
}
