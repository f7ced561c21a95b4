import type { Box, ReadText } from '../../media/media-facts.ts'
import { type CutLine, cutLine } from './cut-line.ts'
import { flatField } from './flat-field.ts'
import type { Grey } from './grey.ts'
import { axes } from './group-features.ts'
import { heldLines, type OcrLine } from './held-lines.ts'
import type { OcrEngine, PageMode } from './ocr-engine.ts'
import type { WritingRegion } from './writing-region.ts'

/** Confidence and letters from which no other direction is tried. */
const SURE = 84
const SURE_LETTERS = 3
/** Deviation of the pieces across the line, in sizes, up to which it is one line: to look for more takes twice the time. */
const ONE_LINE = 0.5

/**
 * Reads a region: cut out, turned, evened out. A line is tried as it runs and upside down, anything else in four directions,
 * until one is read surely; the best is taken. `goesOn` is asked before each.
 */
export function readLines(
  levels: readonly Grey[],
  region: WritingRegion,
  engine: OcrEngine,
  goesOn: () => boolean,
): ReadText[] {
  let best: { worth: number; lines: OcrLine[]; cut: CutLine } | undefined
  for (const { angle, mode } of directions(region)) {
    if (!goesOn()) break
    const cut = cutLine(levels, region, angle)
    const flat = flatField(cut.grey, region.ink, region.contrast)
    const lines = heldLines(engine.words(flat, mode))
    const worth = lines.reduce((sum, { confidence, letters }) => sum + letters * (confidence - 40), 0)
    if (best === undefined || worth > best.worth) best = { worth, lines, cut }
    if (lines.some(({ confidence, letters }) => confidence >= SURE && letters >= SURE_LETTERS)) break
  }
  if (best === undefined) return []
  const { lines, cut } = best
  const { width, height } = levels[0]!
  return lines.map((line) => ({
    text: line.text,
    confidence: Math.round(line.confidence) / 100,
    box: boxBack(line, cut, width, height),
    by: 'ocr',
  }))
}

function directions({ angle, blots, size }: WritingRegion): { angle: number; mode: PageMode }[] {
  if (angle === undefined)
    return [0, Math.PI / 2, -Math.PI / 2, Math.PI].map((turn) => ({ angle: turn, mode: 'sparse' }))
  const mode = Math.sqrt(axes(blots).across) < ONE_LINE * size ? 'line' : 'sparse'
  return [angle, angle + Math.PI].map((turn) => ({ angle: turn, mode }))
}

/** The box around a line in the picture, from 0 to 1. */
function boxBack(
  { left, top, right, bottom }: OcrLine,
  { back }: CutLine,
  width: number,
  height: number,
): Box {
  const corners = [back(left, top), back(right, top), back(left, bottom), back(right, bottom)]
  const share = (value: number, side: number): number => Math.min(1, Math.max(0, value / side))
  const xs = corners.map(([x]) => share(x, width))
  const ys = corners.map(([, y]) => share(y, height))
  const [x, y] = [Math.min(...xs), Math.min(...ys)]
  return [x, y, Math.max(...xs) - x, Math.max(...ys) - y]
}
