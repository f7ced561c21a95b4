import type { Picture } from '../image/picture.ts'

/** PDQ looks at no more than this many pixels a side. */
export const PDQ_MOST = 512

/**
 * What PDQ looks at: a picture that is longer than 512 pixels on either side becomes 512 x 512, each pixel the
 * nearest (source index floor(x * width / 512), as CImg resizes); any other is left as it is.
 */
export function fitPicture(picture: Picture): Picture {
  const { width, height, channels, data } = picture
  if (data.length !== width * height * channels)
    throw new RangeError(
      `A picture of ${width} x ${height} pixels and ${channels} channels holds ${data.length} bytes; give width * height * channels of them.`,
    )
  if (width <= PDQ_MOST && height <= PDQ_MOST) return picture
  const fitted = new Uint8Array(PDQ_MOST * PDQ_MOST * channels)
  const columns = Int32Array.from(
    { length: PDQ_MOST },
    (_, x) => Math.floor((x * width) / PDQ_MOST) * channels,
  )
  let at = 0
  for (let y = 0; y < PDQ_MOST; y++) {
    const row = Math.floor((y * height) / PDQ_MOST) * width * channels
    for (let x = 0; x < PDQ_MOST; x++) {
      const from = row + columns[x]!
      fitted[at++] = data[from]!
      if (channels === 1) continue
      fitted[at++] = data[from + 1]!
      fitted[at++] = data[from + 2]!
      if (channels === 4) fitted[at++] = data[from + 3]!
    }
  }
  return { width: PDQ_MOST, height: PDQ_MOST, channels, data: fitted }
}
