// Copies what a page needs from node_modules into the repository, with licences and a list of hashes.
// `make vendor` runs `npm ci` and then this. Everything copied is committed, so a practice never needs Node.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const packages = join(here, "node_modules");
const shipped = join(here, "../concord/web/static/web/vendor");
const forTests = join(here, "../tests/journeys/vendor");

const font = (family, file) => [`@fontsource/${family}/files/${family}-${file}.woff2`, `fonts/${family}-${file}.woff2`];
const both = (family, cut) => [font(family, `latin-${cut}`), font(family, `latin-ext-${cut}`)];

const assets = [
  ["htmx.org/dist/htmx.min.js", "htmx.min.js"],
  ["htmx.org/LICENSE", "htmx.LICENSE.txt"],
  ...both("atkinson-hyperlegible-next", "400-normal"),
  ...both("atkinson-hyperlegible-next", "600-normal"),
  ...both("source-serif-4", "400-normal"),
  ...both("source-serif-4", "400-italic"),
  ["@fontsource/atkinson-hyperlegible-next/LICENSE", "fonts/atkinson-hyperlegible-next.LICENSE.txt"],
  ["@fontsource/source-serif-4/LICENSE", "fonts/source-serif-4.LICENSE.txt"],
];
const testAssets = [
  ["axe-core/axe.min.js", "axe.min.js"],
  ["axe-core/LICENSE", "axe.LICENSE.txt"],
];

// The manifest storage follows a source map's address and stops when the map is not there.
function withoutSourceMap(name, bytes) {
  return name.endsWith(".js") ? Buffer.from(bytes.toString("utf8").replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n")) : bytes;
}

function version(path) {
  const name = path.split("/").slice(0, path.startsWith("@") ? 2 : 1).join("/");
  return `${name} ${JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version}`;
}

function copy(list, folder) {
  rmSync(folder, { recursive: true, force: true });
  const lines = list.map(([from, to]) => {
    const bytes = withoutSourceMap(to, readFileSync(join(packages, from)));
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    writeFileSync(join(folder, to), bytes);
    return `${createHash("sha256").update(bytes).digest("hex")}  ${to}  (${version(from)})`;
  });
  writeFileSync(join(folder, "HASHES.txt"), lines.sort().join("\n") + "\n");
  console.log(`${lines.length} files in ${folder}`);
}

copy(assets, shipped);
copy(testAssets, forTests);
