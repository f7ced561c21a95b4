// @ts-expect-error: the package has no types
import { validateBytes } from 'gltf-validator'
import type { Finding } from '../finding.ts'
import type { Item } from '../item.ts'
import { severityOf } from './issue-severities.ts'
import { withoutAnimations } from './without-animations.ts'

/** Bytes that are validated at most: it takes about 25 ms a million. */
export const MOST_BYTES = 24 << 20
const MOST_ISSUES = 1_000

interface Report {
  readonly issues: {
    readonly messages: readonly {
      readonly code: string
      readonly severity: number
      readonly pointer?: string
    }[]
  }
}

/**
 * What the validator of Khronos says of an item, one finding a code. To be asked only of an item that our own reader read
 * whole (its recursion has no end), and in a thread that may die. Animations are left out. Never rejects for content.
 */
export async function validateItem(bytes: Uint8Array, item: Pick<Item, 'whole'>): Promise<Finding[]> {
  if (!item.whole) return []
  if (bytes.length > MOST_BYTES) {
    const says = `The Khronos validator was not asked: the file has more than ${MOST_BYTES} bytes.`
    return [{ code: 'gltf-not-validated', severity: 'note', at: 'file', says }]
  }
  const report = await ask(withoutAnimations(bytes) ?? bytes)
  if (report === undefined) {
    const says = 'The Khronos validator could make nothing of the file.'
    return [{ code: 'gltf-not-validated', severity: 'warning', at: 'file', says }]
  }
  const first = new Map<string, { at: string; count: number }>()
  for (const { code, severity, pointer } of report.issues.messages) {
    if (severity > WARNING || !/^[A-Z][A-Z0-9_]*$/.test(code)) continue
    const seen = first.get(code)
    if (seen === undefined) first.set(code, { at: knownPart(pointer), count: 1 })
    else seen.count++
  }
  return [...first].map(([code, { at, count }]) => ({
    code: `gltf-${code.toLowerCase().replaceAll('_', '-')}`,
    severity: severityOf(code),
    at,
    says: `The Khronos validator: ${code}, ${count === MOST_ISSUES ? `${count} times or more` : `${count} times`}.`,
  }))
}

/** Of the validator's: 0 error, 1 warning, 2 information, 3 hint. */
const WARNING = 1

/** The validator throws what it did not expect as it is. */
async function ask(bytes: Uint8Array): Promise<Report | undefined> {
  try {
    return (await validateBytes(bytes, { maxIssues: MOST_ISSUES, writeTimestamp: false })) as Report
  } catch {
    return undefined
  }
}

const WORDS = new Set([
  ...[
    'accessors',
    'animations',
    'asset',
    'buffers',
    'bufferViews',
    'cameras',
    'images',
    'materials',
    'meshes',
  ],
  ...['nodes', 'samplers', 'scene', 'scenes', 'skins', 'textures', 'extensionsUsed', 'extensionsRequired'],
  ...['primitives', 'attributes', 'indices', 'targets', 'joints', 'inverseBindMatrices', 'children', 'mesh'],
  ...['matrix', 'rotation', 'scale', 'translation', 'weights', 'sparse', 'min', 'max', 'byteOffset', 'mode'],
])

/** A JSON pointer as far as its words are glTF's own: other keys of a file are its author's. */
function knownPart(pointer: string | undefined): string {
  const parts = (pointer ?? '').split('/').slice(1)
  const odd = parts.findIndex((part) => !WORDS.has(part) && !/^\d+$/.test(part))
  const known = odd === -1 ? parts : parts.slice(0, odd)
  return known.length === 0 ? 'file' : `/${known.join('/')}`
}
