import { expect, test } from 'vitest'
import { applyLink, fitLink } from './fit-link.ts'
import { seededRandom } from './seeded-random.ts'

const OPTIONS = { ridge: 0.1, othersRidge: 10 }

/** Rows of margins, and labels drawn with the log odds that `truth` gives them. */
function drawn(columns: number, rows: number, truth: (margins: Float64Array, column: number) => number) {
  const random = seededRandom(7)
  const margins = Float64Array.from({ length: rows * columns }, () => 4 * random() - 2)
  const has = Uint8Array.from({ length: rows * columns }, (_, at) => {
    const row = Math.floor(at / columns)
    const z = truth(margins.subarray(row * columns, (row + 1) * columns), at % columns)
    return random() < 1 / (1 + Math.exp(-z)) ? 1 : 0
  })
  return { margins, has }
}

test('the log odds that labels were drawn with are found again', () => {
  const { margins, has } = drawn(2, 8000, (own, k) => 2 * own[k]! - 1 + (k === 0 ? 0.8 * own[1]! : 0))
  const { matrix } = fitLink(margins, { columns: 2, has }, OPTIONS)
  const expected = [2, 0.8, -1, 0, 2, -1]
  expected.forEach((value, i) => {
    expect(Math.abs(matrix[i]! - value)).toBeLessThan(0.2)
  })
})

test('a column without any positive row gets low odds, not a fault', () => {
  const { margins } = drawn(2, 500, () => 0)
  const link = fitLink(margins, { columns: 2, has: new Uint8Array(1000) }, OPTIONS)
  const logits = new Float64Array(2)
  applyLink(link, margins, 0, logits)
  expect(logits.every((z) => z < -3 && Number.isFinite(z))).toBe(true)
})

test('of very many columns each is fitted to its own margin', () => {
  const { margins, has } = drawn(20, 1000, (own, k) => own[k]!)
  const { matrix } = fitLink(margins, { columns: 20, has }, OPTIONS)
  for (let k = 0; k < 20; k++) for (let j = 0; j < 20; j++) expect(matrix[k * 21 + j] === 0).toBe(j !== k)
})
