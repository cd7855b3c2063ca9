"""Rebuilds the vendored drawing library: vis-network and vis-data in one slim file.

    python tools/vendor_vis_network.py            build, write, show the digest
    python tools/vendor_vis_network.py --check    build, and compare with what is vendored

Needs npm and its registry. The versions are exact, so the same file comes out every time. The
licence texts of all that is inside are written to NOTICE beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ASSETS = Path(__file__).resolve().parent.parent / "kinerja_graph" / "render" / "assets"
PACKAGES = {
    "vis-network": "10.1.5",
    "vis-data": "8.0.6",
    "vis-util": "6.0.3",
    "@egjs/hammerjs": "2.0.17",
    "component-emitter": "2.0.0",
    "keycharm": "0.4.0",
    "uuid": "14.0.3",
}
ESBUILD = "0.28.2"
ENTRY = """\
export { Network } from "vis-network/esnext/esm/vis-network.mjs";
export { DataSet } from "vis-data/esnext/esm/vis-data.mjs";
"""
BANNER = (
    "/*! vis-network 10.1.5, vis-data 8.0.6 and what they need, in one file. "
    "Licences: see NOTICE beside this file. */"
)
NOTICE_HEAD = """\
vis-network.min.js in this folder is a bundle of the packages below, unchanged but for
bundling and minifying (tools/vendor_vis_network.py rebuilds it). Their licences follow.
Where a package gives a choice of licences, it is used here under the MIT License.
"""
LICENCE_NAMES = ("license-mit", "license.md", "license")


def build(folder: Path) -> tuple[bytes, str]:
    """The bundle and the text of NOTICE, made in the empty ``folder``."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("npm is not installed. On Debian: apt install npm")
    versions = {**PACKAGES, "esbuild": ESBUILD}
    package = {"name": "bundle", "private": True, "version": "1.0.0", "dependencies": versions}
    (folder / "package.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "entry.mjs").write_text(ENTRY, encoding="utf-8")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    subprocess.run([npm, "install", *quiet], cwd=folder, check=True)
    subprocess.run(
        [
            folder / "node_modules" / ".bin" / "esbuild",
            "entry.mjs",
            "--bundle",
            "--minify",
            "--format=iife",
            "--global-name=vis",
            "--target=es2020",
            "--legal-comments=none",
            f"--banner:js={BANNER}",
            "--outfile=vis-network.min.js",
            "--log-level=warning",
        ],
        cwd=folder,
        check=True,
    )
    return (folder / "vis-network.min.js").read_bytes(), notice(folder / "node_modules")


def notice(modules: Path) -> str:
    """The text of NOTICE: name, version and licence of every package in the bundle."""
    parts = [NOTICE_HEAD]
    for name, version in PACKAGES.items():
        described = json.loads((modules / name / "package.json").read_text(encoding="utf-8"))
        if described["version"] != version:
            sys.exit(f"{name}: {version} was asked for, {described['version']} came")
        title = f"{name} {version} ({described['license']})"
        parts += [f"{'=' * 78}\n{title}\n", licence(modules / name)]
    return "\n".join(parts).rstrip() + "\n"


def licence(package: Path) -> str:
    """The licence text that ships with ``package``; the MIT one where there are several."""
    files = {file.name.lower(): file for file in package.iterdir() if file.is_file()}
    for name in LICENCE_NAMES:
        if name in files:
            lines = files[name].read_text(encoding="utf-8").splitlines()
            return "\n".join(line.rstrip() for line in lines).strip() + "\n"
    return sys.exit(f"{package.name} ships no licence text")


def main() -> None:
    """Builds, then writes or compares."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    check = bool(parser.parse_args().check)
    with tempfile.TemporaryDirectory() as folder:
        bundle, text = build(Path(folder))
    wanted = {"vis-network.min.js": bundle, "NOTICE": text.encode()}
    for name, content in wanted.items():
        if check and (ASSETS / name).read_bytes() != content:
            sys.exit(f"{name} differs from what the registry gives")
        if not check:
            (ASSETS / name).write_bytes(content)
    print(f"vis-network.min.js: {len(bundle)} bytes, SHA-256 {hashlib.sha256(bundle).hexdigest()}")


if __name__ == "__main__":
    main()
