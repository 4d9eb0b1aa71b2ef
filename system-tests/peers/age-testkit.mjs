// Writes every vector of the C2SP age test kit (npm package cctv-age) into the folder named first.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vectors from "cctv-age";

const folder = process.argv[2];
const all = vectors.default ?? vectors;
for (const [name, bytes] of Object.entries(all)) {
  writeFileSync(join(folder, name), bytes);
}
console.log(Object.keys(all).length);
