// Compares two photos of the same place. Chromium's photos are PNG files of 8 bits a colour,
// without interlacing, so a few lines can read them and no library is needed.
import { inflateSync } from 'node:zlib';

/** Reads a PNG: `{ width, height, step, data }`, with `step` bytes for each point. */
export function readPng(png) {
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const step = { 2: 3, 6: 4 }[png[25]];
  if (png[24] !== 8 || !step || png[28] !== 0) {
    throw new Error('This is not the kind of PNG that Chromium makes.');
  }
  const parts = [];
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') {
      parts.push(png.subarray(at + 8, at + 8 + length));
    }
    at += length + 12;
  }
  return {
    width,
    height,
    step,
    data: unfilter(inflateSync(Buffer.concat(parts)), width, height, step),
  };
}

/** Each row was stored as its difference from its neighbours (PNG specification, part 9). */
function unfilter(raw, width, height, step) {
  const row = width * step;
  const data = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = raw[y * (row + 1)];
    for (let x = 0; x < row; x += 1) {
      const left = x >= step ? data[y * row + x - step] : 0;
      const above = y > 0 ? data[(y - 1) * row + x] : 0;
      const corner = x >= step && y > 0 ? data[(y - 1) * row + x - step] : 0;
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter];
      data[y * row + x] = raw[y * (row + 1) + 1 + x] + guess;
    }
  }
  return data;
}

function paeth(left, above, corner) {
  const estimate = left + above - corner;
  const [a, b, c] = [left, above, corner].map((value) => Math.abs(estimate - value));
  if (a <= b && a <= c) {
    return left;
  }
  return b <= c ? above : corner;
}

/** How many points changed at all, and how many changed by a contrast of 3:1 or more. */
export function difference(onePng, otherPng) {
  const one = readPng(onePng);
  const other = readPng(otherPng);
  let changed = 0;
  let strong = 0;
  for (let at = 0; at < one.data.length; at += one.step) {
    const apart = [0, 1, 2].reduce(
      (sum, colour) => sum + Math.abs(one.data[at + colour] - other.data[at + colour]),
      0,
    );
    if (apart >= 24) {
      changed += 1;
      const [light, dark] = [brightness(one.data, at), brightness(other.data, at)].sort(
        (a, b) => b - a,
      );
      strong += (light + 0.05) / (dark + 0.05) >= 3 ? 1 : 0;
    }
  }
  return { changed, strong };
}

/** Relative luminance, as WCAG 2 defines it. */
function brightness(data, at) {
  const [red, green, blue] = [0, 1, 2].map((colour) => {
    const part = data[at + colour] / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
