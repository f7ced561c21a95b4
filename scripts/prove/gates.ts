import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  CALIBRATION_WORLDS,
  type CalibrationPower,
  calibrationPower,
  OFF,
  TUNE_ROWS,
} from '../../bench/gates/calibration-power.ts'
import { gatesPage } from '../../bench/gates/page.ts'
import type { Proof } from './proof.ts'

const RUNS = 200
/** How far off is on the bar; what is on it or beyond passes in at most one case of twenty, within the simulation's error. */
const BAR = 0.1
const MOST = 0.05 + 3 * Math.sqrt((0.05 * 0.95) / RUNS)

const CELLS = CALIBRATION_WORLDS.flatMap((world) =>
  OFF.flatMap((off) => TUNE_ROWS.map((rows) => ({ world, off, rows }))),
)

export const gates: Proof = {
  name: 'gates',
  summary:
    'each gate fails a mutant made for it, and those that estimate do so at their error; writes docs/gates.md',
  batches: CELLS.length,
  async open() {
    return async (seed, batch) => {
      const { world, off, rows } = CELLS[batch]!
      const row = calibrationPower(seed + batch, world, off, rows, RUNS)
      const isOver = off >= BAR && (row.passes ?? 0) > MOST
      return {
        ...{ evaluations: RUNS, figures: { 'above their error': Number(isOver) }, rows: [row] },
        differences: isOver ? [row] : [],
      }
    }
  },
  finish(rows, seed) {
    const { page, wrong } = gatesPage(seed, rows as readonly CalibrationPower[], RUNS)
    const file = join(process.cwd(), 'docs', 'gates.md')
    writeFileSync(file, page)
    return [...wrong.map((one) => `  NOT AS IT SHOULD BE: ${one}`), `wrote ${file}`].join('\n')
  },
}
