import type { Box, ReadText } from '../../media/media-facts.ts'
import { type CutLine, cutLine } from './cut-line.ts'
import { writingRegion } from './find-writing.ts'
import { flatField } from './flat-field.ts'
import type { Grey } from './grey.ts'
import { axes } from './group-features.ts'
import { heldLines, type OcrLine } from './held-lines.ts'
import type { OcrEngine, PageMode } from './ocr-engine.ts'
import { reachAcross, rowsOf } from './rows-angle.ts'
import { ONE_LINE, type WritingRegion } from './writing-region.ts'

/** Confidence and letters from which no other direction is tried. */
const SURE = 84
const SURE_LETTERS = 3
/** How much larger a line is tried that was not read surely: some letters, such as those of pixels, are read better so. */
const LARGER = 1.3

/**
 * Reads a region: cut out, turned, evened out, row by row where it has several. A line is tried as it runs and upside down,
 * anything else in four directions, until one is read surely; the best is taken. `goesOn` is asked before each.
 */
export function readLines(
  levels: readonly Grey[],
  region: WritingRegion,
  engine: OcrEngine,
  goesOn: () => boolean,
): ReadText[] {
  return rowsOfRegion(region).flatMap((row) => readRow(levels, row, engine, goesOn))
}

/** A region for each row of several; rows of one piece are no writing. */
function rowsOfRegion(region: WritingRegion): WritingRegion[] {
  const { angle, blots, size, likeness } = region
  if (angle === undefined || isOneLine(region)) return [region]
  const rows = rowsOf(blots, angle, size).filter((row) => row.length > 1)
  if (rows.length < 2) return [region]
  const places = rows.map((row) => reachAcross(row, angle))
  return rows.map((row, i) => {
    const gaps = [
      places[i]![0] - (places[i - 1]?.[1] ?? -Infinity),
      (places[i + 1]?.[0] ?? Infinity) - places[i]![1],
    ]
    return { ...writingRegion(row, likeness), angle, apart: Math.max(0, Math.min(...gaps)) }
  })
}

/** Whitens what is of the rows beside. */
function ownRow({ width, height, data }: Grey, { own: [from, to] }: CutLine): Grey {
  if (from === 0 && to === height) return { width, height, data }
  return {
    width,
    height,
    data: data.map((value, at) => (at >= from * width && at < to * width ? value : 255)),
  }
}

function readRow(
  levels: readonly Grey[],
  region: WritingRegion,
  engine: OcrEngine,
  goesOn: () => boolean,
): ReadText[] {
  let best: { worth: number; lines: OcrLine[]; cut: CutLine } | undefined
  for (const { angle, mode, larger } of directions(region)) {
    if (!goesOn()) break
    const cut = cutLine(levels, larger ? { ...region, size: region.size / LARGER } : region, angle)
    const flat = flatField(cut.grey, region.ink, region.contrast)
    const lines = heldLines(engine.words(ownRow(flat, cut), mode))
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

function directions(region: WritingRegion): { angle: number; mode: PageMode; larger: boolean }[] {
  const { angle } = region
  if (angle === undefined)
    return [0, Math.PI / 2, -Math.PI / 2, Math.PI].map((turn) => ({
      ...{ angle: turn, mode: 'sparse', larger: false },
    }))
  const mode = isOneLine(region) ? 'line' : 'sparse'
  return [
    { angle, mode, larger: false },
    { angle, mode, larger: true },
    { angle: angle + Math.PI, mode, larger: false },
  ]
}

function isOneLine({ blots, size }: WritingRegion): boolean {
  return Math.sqrt(axes(blots).across) < ONE_LINE * size
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
