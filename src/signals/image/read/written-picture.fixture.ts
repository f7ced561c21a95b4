import sharp from 'sharp'
import { seededInts } from '../../hash/seeded-picture.fixture.ts'
import type { Picture } from '../picture.ts'

/** A text as it is drawn. */
export interface Written {
  readonly text: string
  readonly x: number
  readonly y: number
  /** Height of the letters' square, in pixels. */
  readonly size: number
  readonly fill?: string
  readonly bold?: boolean
  /** Degrees. */
  readonly turn?: number
  readonly font?: string
}

/** Draws by the fonts of the machine over a ground that is given as SVG. */
export async function writtenPicture(
  {
    width,
    height,
    ground = '<rect width="100%" height="100%" fill="#f4f1ea"/>',
  }: {
    readonly width: number
    readonly height: number
    readonly ground?: string
  },
  texts: readonly Written[],
): Promise<Picture> {
  const drawn = texts.map(
    ({ text, x, y, size, fill = '#20242c', bold = false, turn = 0, font = KOREAN }) =>
      `<g transform="translate(${x} ${y}) rotate(${turn})"><text font-family="${font}" font-size="${size}" font-weight="${bold ? 700 : 400}" fill="${fill}">${text}</text></g>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${ground}${drawn.join('')}</svg>`
  const data = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer()
  return { width, height, channels: 3, data: new Uint8Array(data) }
}

const KOREAN = "'Noto Sans CJK KR', 'Noto Sans KR', 'NanumGothic', sans-serif"

/** Whether the machine has fonts for what is written here: without one all letters are the same box, or nothing. */
export async function drawsLetters(one: string, two: string): Promise<boolean> {
  const [a, b] = await Promise.all(
    [one, two].map((text) => writtenPicture({ width: 80, height: 80 }, [{ text, x: 10, y: 60, size: 50 }])),
  )
  return Buffer.compare(a!.data, b!.data) !== 0
}

/** The six texts of the hoodie: on shaded cloth with grain, one turned, one small. */
export const HOODIE_TEXTS = [
  'KILL ALL',
  'discord.gg/abc1',
  '꺼져라',
  '바보 멍청이',
  'ROTATED HATE',
  'small text is here too',
] as const

/** Texture of a hoodie as avatars wear it: four pieces of shaded cloth, 2048 x 2048, with six texts. */
export async function hoodieAtlas(): Promise<Picture> {
  const [kill, link, go, fool, turned, small] = HOODIE_TEXTS
  const picture = await writtenPicture({ width: 2048, height: 2048, ground: CLOTH }, [
    { text: kill, x: 240, y: 420, size: 90, fill: '#d8d8d8', bold: true, font: 'sans-serif' },
    { text: link, x: 250, y: 700, size: 44, fill: '#c9c4a0', font: 'sans-serif' },
    { text: go, x: 1240, y: 400, size: 80, fill: '#b8403a', bold: true },
    { text: fool, x: 1240, y: 700, size: 48, fill: '#1a1a22' },
    { text: turned, x: 360, y: 1900, size: 64, fill: '#e6d34a', bold: true, turn: -90, font: 'sans-serif' },
    { text: small, x: 820, y: 1500, size: 18, fill: '#e0e0e0', font: 'sans-serif' },
  ])
  const next = seededInts(8)
  for (let at = 0; at < picture.data.length; at += 3) {
    const grain = next(17) - 8 + ((at / 3) % 6 < 3 ? 3 : -3)
    for (let channel = 0; channel < 3; channel++)
      picture.data[at + channel] = Math.max(0, Math.min(255, picture.data[at + channel]! + grain))
  }
  return picture
}

const CLOTH = `<defs>
  <linearGradient id="shade" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="#5b6a86"/><stop offset=".5" stop-color="#2c3345"/><stop offset="1" stop-color="#8794ad"/>
  </linearGradient>
  <radialGradient id="light"><stop offset="0" stop-color="#fff" stop-opacity=".35"/><stop offset="1" stop-color="#fff" stop-opacity="0"/></radialGradient>
</defs>
<rect width="2048" height="2048" fill="#777"/>
<path d="M80 100 h900 v1000 q-450 120 -900 0z M1080 100 h880 v1000 h-880z M80 1250 h560 v720 h-560z M760 1250 h560 v720 h-560z" fill="url(#shade)"/>
<ellipse cx="500" cy="500" rx="400" ry="500" fill="url(#light)"/><ellipse cx="1500" cy="700" rx="300" ry="500" fill="url(#light)"/>`

/** Whether a text was read: without spaces and marks, with at most one letter in five wrong, left out or too many. */
export function wasRead(wanted: string, read: readonly string[]): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
  const target = plain(wanted)
  return read.some((text) => offBy(target, plain(text)) <= Math.floor(target.length / 5))
}

/** The fewest letters to change so that `target` stands somewhere in `text`. Source: P. Sellers, 1980. */
function offBy(target: string, text: string): number {
  let row = Array.from({ length: text.length + 1 }, () => 0)
  for (let at = 1; at <= target.length; at++) {
    const next = [at]
    for (let other = 1; other <= text.length; other++)
      next.push(
        Math.min(
          row[other - 1]! + (target[at - 1] === text[other - 1] ? 0 : 1),
          row[other]! + 1,
          next[other - 1]! + 1,
        ),
      )
    row = next
  }
  return Math.min(...row)
}
