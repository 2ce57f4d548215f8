//! The list of components of a release, as CycloneDX 1.5: every crate that the program is built of, and what the site takes from npm.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    process::Command,
};

use anyhow::{Context as _, bail};
use serde::Deserialize;
use serde_json::{Value, json};

/// The package of the program, from which the search for components begins; and those of what the browser loads.
const ROOTS: [&str; 3] = ["server", "client-charts", "client-work"];

/// What `cargo metadata` tells.
#[derive(Deserialize)]
struct Workspace {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    source: Option<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// None of an ordinary dependency, else `dev` or `build`.
    kind: Option<String>,
}

impl Dependency {
    fn is_in_a_release(&self) -> bool {
        self.dep_kinds.iter().any(|kind| kind.kind.as_deref() != Some("dev"))
    }
}

/// The checksums of `Cargo.lock`.
#[derive(Deserialize)]
struct Lock {
    package: Vec<Locked>,
}

#[derive(Deserialize)]
struct Locked {
    name: String,
    version: String,
    checksum: Option<String>,
}

/// Writes the list into a file.
pub fn write(file: &Path) -> anyhow::Result<()> {
    let told = Command::new("cargo").args(["metadata", "--format-version", "1", "--locked"]).output()?;
    if !told.status.success() {
        bail!("cargo metadata failed: {}", String::from_utf8_lossy(&told.stderr));
    }
    let workspace: Workspace = serde_json::from_slice(&told.stdout).context("what cargo metadata tells is not read")?;
    let lock: Lock = toml::from_str(&fs::read_to_string("Cargo.lock")?).context("Cargo.lock is not read")?;
    let npm: Value = serde_json::from_str(&fs::read_to_string("package-lock.json")?)?;
    let sbom = serde_json::to_string_pretty(&sbom(&workspace, &lock, &npm)?)?;
    fs::write(file, sbom + "\n").with_context(|| format!("{} cannot be written", file.display()))
}

fn sbom(workspace: &Workspace, lock: &Lock, npm: &Value) -> anyhow::Result<Value> {
    let packages: BTreeMap<&str, &Package> = workspace.packages.iter().map(|one| (one.id.as_str(), one)).collect();
    let nodes: BTreeMap<&str, &Node> = workspace.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let is_root = |package: &&Package| package.source.is_none() && ROOTS.contains(&package.name.as_str());
    let mut waiting: Vec<&str> = workspace.packages.iter().filter(is_root).map(|package| package.id.as_str()).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        if found.insert(id) {
            let node = nodes.get(id).with_context(|| format!("cargo does not resolve {id}"))?;
            waiting.extend(node.deps.iter().filter(|one| one.is_in_a_release()).map(|one| one.pkg.as_str()));
        }
    }
    let checksums: BTreeMap<_, _> =
        lock.package.iter().map(|one| ((one.name.as_str(), one.version.as_str()), one.checksum.as_deref())).collect();
    let program = packages.values().find(|package| package.source.is_none() && package.name == "server");
    let program = program.context("the workspace has no package `server`")?;
    let (mut components, mut dependencies) = (Vec::new(), Vec::new());
    for id in &found {
        let package = packages.get(id).with_context(|| format!("cargo does not describe {id}"))?;
        if package.id != program.id {
            let checksum = checksums.get(&(package.name.as_str(), package.version.as_str())).copied().flatten();
            components.push(component(package, checksum));
        }
        let on = nodes[id].deps.iter().filter(|one| found.contains(one.pkg.as_str()));
        let on: Vec<_> = on.filter_map(|one| packages.get(one.pkg.as_str())).map(|package| purl(package)).collect();
        dependencies.push(json!({ "ref": purl(package), "dependsOn": on }));
    }
    components.extend(from_npm(npm));
    components.sort_by_key(|component| component["purl"].as_str().unwrap_or_default().to_owned());
    Ok(json!({
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": purl(program),
                "name": "ncpi",
                "version": program.version,
                "purl": purl(program),
            },
        },
        "components": components,
        "dependencies": dependencies,
    }))
}

fn purl(Package { name, version, .. }: &Package) -> String {
    format!("pkg:cargo/{name}@{version}")
}

fn component(package: &Package, checksum: Option<&str>) -> Value {
    let mut component = json!({
        "type": "library",
        "bom-ref": purl(package),
        "name": package.name,
        "version": package.version,
        "purl": purl(package),
    });
    if let Some(license) = &package.license {
        // Cargo allowed a slash once.
        component["licenses"] = json!([{ "expression": license.replace('/', " OR ") }]);
    }
    if let Some(checksum) = checksum {
        component["hashes"] = json!([{ "alg": "SHA-256", "content": checksum }]);
    }
    if let Some(repository) = &package.repository {
        component["externalReferences"] = json!([{ "type": "vcs", "url": repository }]);
    }
    component
}

/// What the style sheet is made of. The tools that make it are not part of a release.
fn from_npm(lock: &Value) -> Vec<Value> {
    const IN_THE_SITE: [&str; 1] = ["govuk-frontend"];
    let of = |name: &str| {
        let package = &lock["packages"][format!("node_modules/{name}")];
        let version = package["version"].as_str()?;
        let purl = format!("pkg:npm/{name}@{version}");
        let license = package["license"].as_str().unwrap_or("MIT");
        Some(json!({
            "type": "library",
            "bom-ref": purl,
            "name": name,
            "version": version,
            "purl": purl,
            "licenses": [{ "expression": license }],
        }))
    };
    IN_THE_SITE.into_iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn workspace() -> Workspace {
        let package = |name: &str, source: Option<&str>| json!({ "id": name, "name": name, "version": "1.0.0", "license": "MIT/Apache-2.0", "repository": null, "source": source });
        let needs = |name: &str, kind: Option<&str>| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        serde_json::from_value(json!({
            "packages": [
                package("server", None), package("used", Some("registry")), package("below", Some("registry")),
                package("tested-with", Some("registry")), package("built-with", Some("registry")),
            ],
            "resolve": { "nodes": [
                { "id": "server", "deps": [needs("used", None), needs("tested-with", Some("dev")), needs("built-with", Some("build"))] },
                { "id": "used", "deps": [needs("below", None)] },
                { "id": "below", "deps": [] },
                { "id": "tested-with", "deps": [] },
                { "id": "built-with", "deps": [] },
            ] },
        }))
        .unwrap()
    }

    #[test]
    fn list_has_what_a_release_is_built_of_and_no_tool_of_the_tests() {
        let lock = toml::from_str("[[package]]\nname = \"used\"\nversion = \"1.0.0\"\nchecksum = \"0a1b\"\n").unwrap();
        let npm = json!({ "packages": { "node_modules/govuk-frontend": { "version": "6.0.0", "license": "MIT" } } });
        let sbom = sbom(&workspace(), &lock, &npm).unwrap();
        let names: Vec<_> =
            sbom["components"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["below", "built-with", "used", "govuk-frontend"]);
        let used = &sbom["components"][2];
        assert_eq!(used["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(used["hashes"][0]["content"], "0a1b");
        assert_eq!(sbom["metadata"]["component"]["purl"], "pkg:cargo/server@1.0.0");
        let own = sbom["dependencies"].as_array().unwrap().iter().find(|one| one["ref"] == "pkg:cargo/server@1.0.0");
        assert_eq!(own.unwrap()["dependsOn"], json!(["pkg:cargo/used@1.0.0", "pkg:cargo/built-with@1.0.0"]));
    }
}
