// Makes src/signals/image/read/likeness-weights.ts: node scripts/run.mjs scripts/train-writing-gate.ts [FOLDER]
// FOLDER holds photographs of clothing (github.com/alexeygrigorev/clothing-dataset-small, CC0), folder train; words are
// drawn on every second one by the fonts of the machine, Korean and English.
import { readdirSync, writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { seededInts } from '../src/signals/hash/seeded-picture.fixture.ts'
import { greyOf } from '../src/signals/image/read/grey.ts'
import { groupFeatures } from '../src/signals/image/read/group-features.ts'
import { inkBlots } from '../src/signals/image/read/ink-blots.ts'
import { inkLevels } from '../src/signals/image/read/ink-levels.ts'
import { letterLike } from '../src/signals/image/read/letter-like.ts'
import { writingGroups } from '../src/signals/image/read/writing-groups.ts'

const folder = process.argv[2] ?? '/work/shared/data/clothing/train'
const OUT = 'src/signals/image/read/likeness-weights.ts'
const PICTURES = 900
/** Writing is rare among the groups, and to miss it costs more than to read in vain. */
const WEIGHT = 5
const RIDGE = 10
const next = seededInts(7)
const WORDS =
  'kill|HATE|visit|discord.gg/abc1|FREE|GOLD|my-site.xyz|Love|buy|now|cheap robux|loser|KING|죽어|바보 멍청이|꺼져라|싸움|사랑해|오픈채팅|카톡|아이디|무료|팝니다|병신|hello world|2024|No.1|SALE 50%|씨발|새끼'.split(
    '|',
  )
const FONTS =
  'Noto Sans CJK KR|Noto Serif CJK KR|sans-serif|serif|monospace|DejaVu Sans|DejaVu Serif|Liberation Sans'.split(
    '|',
  )

interface Row {
  readonly features: readonly number[]
  readonly isWriting: boolean
}
type Edges = readonly [left: number, top: number, right: number, bottom: number]

async function rowsOf(file: string, scale: number, isWritten: boolean): Promise<Row[]> {
  const meta = await sharp(file).metadata()
  const [width, height] = [Math.round(meta.width! * scale), Math.round(meta.height! * scale)]
  const plain = sharp(file).resize(width, height, { kernel: 'lanczos3' })
  let image = sharp(await (scale > 1 ? plain.sharpen({ sigma: 1 }) : plain).removeAlpha().png().toBuffer())
  let box: Edges | undefined
  if (isWritten) {
    const layer = Buffer.from(words(width, height))
    box = edges(await sharp(layer).extractChannel(3).raw().toBuffer(), width)
    if (box === undefined) return []
    image = sharp(
      await image
        .composite([{ input: layer }])
        .jpeg({ quality: 85 })
        .toBuffer(),
    )
  }
  const { data, info } = await image.removeAlpha().raw().toBuffer({ resolveWithObject: true })
  const levels = inkLevels(greyOf({ width, height, channels: info.channels as 3, data }))
  return levels.flatMap((level, depth) =>
    writingGroups(inkBlots(level, level.mask, letterLike)).flatMap(({ blots }) => {
      const of = (
        pick: (values: number[]) => number,
        edge: (blot: (typeof blots)[number]) => number,
      ): number => pick(blots.map(edge)) * 2 ** depth
      const group: Edges = [
        of(
          (all) => Math.min(...all),
          ({ left }) => left,
        ),
        of(
          (all) => Math.min(...all),
          ({ top }) => top,
        ),
        of(
          (all) => Math.max(...all),
          (blot) => blot.left + blot.width,
        ),
        of(
          (all) => Math.max(...all),
          (blot) => blot.top + blot.height,
        ),
      ]
      const isWriting = box !== undefined && share(group, box) > 0.6 && share(box, group) > 0.2
      // What is neither inside nor outside teaches nothing.
      if (!isWriting && box !== undefined && share(group, box) > 0.1) return []
      return [{ features: groupFeatures(blots), isWriting }]
    }),
  )
}

function words(width: number, height: number): string {
  const text = Array.from({ length: 1 + next(3) }, () => WORDS[next(WORDS.length)]).join(' ')
  const wanted = 14 + next(Math.min(90, height / 4))
  const turn = next(3) === 0 ? next(360) : next(21) - 10
  const level = next(2) ? 180 + next(76) : next(90)
  const fill = `rgb(${level},${Math.max(0, level - next(60))},${Math.max(0, level - next(60))})`
  const long = text.length * 0.6 + 1
  const size = Math.max(13, Math.min(wanted, (width * 0.9) / long, (height * 1.8) / long))
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g transform="translate(${width / 2} ${height / 2}) rotate(${turn})"><text text-anchor="middle" font-family="${FONTS[next(FONTS.length)]}" font-weight="${next(2) ? 'bold' : 'normal'}" font-size="${size}" fill="${fill}">${text}</text></g></svg>`
}

function edges(alpha: Buffer, width: number): Edges | undefined {
  let [left, top, right, bottom] = [Infinity, Infinity, -1, -1]
  alpha.forEach((value, at) => {
    if (value <= 60) return
    const [x, y] = [at % width, Math.floor(at / width)]
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  })
  return right < 0 ? undefined : [left, top, right, bottom]
}

/** How much of one lies in the other. */
function share(one: Edges, other: Edges): number {
  const across = Math.min(one[2], other[2]) - Math.max(one[0], other[0])
  const down = Math.min(one[3], other[3]) - Math.max(one[1], other[1])
  return (Math.max(0, across) * Math.max(0, down)) / ((one[2] - one[0]) * (one[3] - one[1]))
}

/** Logistic regression by Newton's method, the last weight being the bias. */
function logistic(inputs: readonly (readonly number[])[], rows: readonly Row[]): number[] {
  const size = inputs[0]!.length + 1
  const weights = new Array<number>(size).fill(0)
  for (let round = 0; round < 25; round++) {
    const slope = weights.map((weight, at) => (at < size - 1 ? RIDGE * weight : 0))
    const bend = weights.map((_, at) =>
      weights.map((__, other) => (at === other ? 1e-6 + (at < size - 1 ? RIDGE : 0) : 0)),
    )
    inputs.forEach((input, row) => {
      const full = [...input, 1]
      const sum = full.reduce((total, value, at) => total + value * weights[at]!, 0)
      const p = 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, sum))))
      const worth = rows[row]!.isWriting ? WEIGHT : 1
      const off = (p - Number(rows[row]!.isWriting)) * worth
      for (let at = 0; at < size; at++) {
        slope[at]! += off * full[at]!
        const scaled = worth * p * (1 - p) * full[at]!
        for (let other = 0; other < size; other++) bend[at]![other]! += scaled * full[other]!
      }
    })
    solve(bend, slope).forEach((step, at) => {
      weights[at]! -= step
    })
  }
  return weights
}

/** Gauss, with the largest element of each column first. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!])
  rows.forEach((_, at) => {
    const best = rows.reduce(
      (top, row, other) => (other >= at && Math.abs(row[at]!) > Math.abs(rows[top]![at]!) ? other : top),
      at,
    )
    ;[rows[at], rows[best]] = [rows[best]!, rows[at]!]
    rows.forEach((row, other) => {
      if (other === at) return
      const factor = row[at]! / rows[at]![at]!
      for (let column = at; column < row.length; column++) row[column]! -= factor * rows[at]![column]!
    })
  })
  return rows.map((row, at) => row.at(-1)! / row[at]!)
}

const files = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.jpg'))
  .sort()
const rows: Row[] = []
for (let at = 0; at < PICTURES; at++) {
  const file = `${folder}/${files[(at * 7919) % files.length]}`
  const scale = [1, 1, 2, 3][next(4)]!
  for (const isWritten of [false, true]) rows.push(...(await rowsOf(file, scale, isWritten)))
}
const width = rows[0]!.features.length
const column = (at: number): number[] => rows.map(({ features }) => features[at]!)
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
const means = Array.from({ length: width }, (_, at) => mean(column(at)))
const deviations = means.map((middle, at) =>
  Math.sqrt(mean(column(at).map((value) => (value - middle) ** 2))),
)
const inputs = rows.map(({ features }) => {
  const z = features.map((value, at) => Math.max(-4, Math.min(4, (value - means[at]!) / deviations[at]!)))
  return [...z, ...z.map((value) => value * value)]
})
const weights = logistic(inputs, rows)
const list = (values: readonly number[]): string =>
  `[\n  ${values.map((value) => Number(value.toPrecision(4))).join(', ')},\n]`
writeFileSync(
  OUT,
  `// Made by scripts/train-writing-gate.ts from photographs of clothing (CC0) with and without words drawn on them.

export const MEANS: readonly number[] = ${list(means)}
export const DEVIATIONS: readonly number[] = ${list(deviations)}
export const LINEAR: readonly number[] = ${list(weights.slice(0, width))}
export const SQUARES: readonly number[] = ${list(weights.slice(width, 2 * width))}
export const BIAS = ${Number(weights.at(-1)!.toPrecision(4))}
`,
)
console.log(
  `${rows.length} groups, ${rows.filter(({ isWriting }) => isWriting).length} of writing: run biome over ${OUT}`,
)
