import type { Picture } from '../image/picture.ts'

/** Steps of linear light between black and white: fine enough that no two shades of 256 fall together. */
const STEPS = 8192

/** Light of a channel by its value, times its share of brightness (Rec. 709), in steps. */
const [RED, GREEN, BLUE] = [0.2126, 0.7152, 0.0722].map((share) =>
  Float64Array.from({ length: 256 }, (_, value) => STEPS * share * lightOf(value / 255)),
) as [Float64Array, Float64Array, Float64Array]
const SHADES = Uint8Array.from({ length: STEPS + 1 }, (_, step) => Math.round(255 * shadeOf(step / STEPS)))

/**
 * A picture in grey by its light, as image libraries make it (libvips, GIMP, darktable): brightness of sRGB is added up in
 * linear light. PDQ itself weighs values as they stand (Rec. 601), which differs where colours are strong.
 */
export function linearGrey({ width, height, channels, data }: Picture): Picture {
  if (channels === 1) return { width, height, channels, data }
  const grey = new Uint8Array(width * height)
  for (let pixel = 0, at = 0; pixel < grey.length; pixel++, at += channels)
    grey[pixel] = SHADES[Math.round(RED[data[at]!]! + GREEN[data[at + 1]!]! + BLUE[data[at + 2]!]!)]!
  return { width, height, channels: 1, data: grey }
}

/** IEC 61966-2-1, both 0 to 1. */
function lightOf(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
}

function shadeOf(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055
}
