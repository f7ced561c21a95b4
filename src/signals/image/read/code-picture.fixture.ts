import sharp from 'sharp'
import { encode } from 'uqr'
import type { Picture } from '../picture.ts'

/** A QR code as it is drawn. */
export interface DrawnCode {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Pixels that a module is wide. */
  readonly module: number
  readonly inverted?: boolean
  /** Degrees. */
  readonly turn?: number
}

/** Draws codes over a plain ground, or over a picture. */
export async function codePicture(
  width: number,
  height: number,
  codes: readonly DrawnCode[],
  ground?: Picture,
): Promise<Picture> {
  const under =
    ground === undefined
      ? sharp({ create: { width, height, channels: 3, background: '#6a7f55' } })
      : sharp(ground.data, { raw: { width, height, channels: ground.channels } })
  const over = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${codes.map(drawn).join('')}</svg>`,
  )
  const data = await sharp(
    await under
      .composite([{ input: over }])
      .png()
      .toBuffer(),
  )
    .removeAlpha()
    .raw()
    .toBuffer()
  return { width, height, channels: 3, data: new Uint8Array(data) }
}

function drawn({ text, x, y, module, inverted = false, turn = 0 }: DrawnCode): string {
  const { data, size } = encode(text, { border: 2 })
  const [dark, light] = inverted ? ['#eee', '#222'] : ['#222', '#eee']
  const squares = data.flatMap((row, down) =>
    row.map((isDark, across) =>
      isDark
        ? `<rect x="${across * module}" y="${down * module}" width="${module}" height="${module}"/>`
        : '',
    ),
  )
  const side = size * module
  return `<g transform="translate(${x} ${y}) rotate(${turn} ${side / 2} ${side / 2})"><rect width="${side}" height="${side}" fill="${light}"/><g fill="${dark}" shape-rendering="crispEdges">${squares.join('')}</g></g>`
}
