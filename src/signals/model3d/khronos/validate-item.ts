// @ts-expect-error: the package has no types
import { validateBytes } from 'gltf-validator'
import type { Finding } from '../finding.ts'
import type { Item } from '../item.ts'
import type { Json } from '../read/fields.ts'
import { severityOf } from './issue-severities.ts'
import { withoutAnimations } from './without-animations.ts'

/** Bytes that are validated at most: it takes about 25 ms a million. */
export const MOST_BYTES = 24 << 20
const MOST_ISSUES = 1_000
/** Where it has more to tell, it is asked again for what it has not told yet; so many codes can hide behind others. */
const MOST_ROUNDS = 5

interface Report {
  readonly issues: {
    readonly messages: readonly {
      readonly code: string
      readonly severity: number
      readonly pointer?: string
    }[]
    /** Whether there are more than it was asked to tell. */
    readonly truncated: boolean
  }
}

/**
 * What the validator of Khronos says of an item, one finding a code. To be asked only of an item that our own reader read
 * whole (its recursion has no end), and in a thread that may die. `json` is the item's JSON as it was read. Animations are
 * left out. Never rejects for content.
 */
export async function validateItem(
  bytes: Uint8Array,
  { whole, extensions }: Pick<Item, 'whole' | 'extensions'>,
  json: Json | undefined,
): Promise<Finding[]> {
  if (!whole || json === undefined) return []
  if (bytes.length > MOST_BYTES) {
    const says = `The Khronos validator was not asked: the file has more than ${MOST_BYTES} bytes.`
    return [{ code: 'gltf-not-validated', severity: 'note', at: 'file', says }]
  }
  const without = withoutAnimations(bytes, json, extensions)
  const seen = new Map<string, { readonly at: string; count: number; more: boolean }>()
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const report = await ask(without?.bytes ?? bytes, [...UNHEARD, ...seen.keys()])
    if (report === undefined) return [notValidated('The Khronos validator could make nothing of the file.')]
    const { messages, truncated } = report.issues
    for (const { code, severity, pointer = '' } of messages) {
      if (severity > WARNING || !/^[A-Z][A-Z0-9_]*$/.test(code)) continue
      const known = seen.get(code)
      if (known !== undefined) known.count++
      else seen.set(code, { at: knownPart(without?.pointer(pointer) ?? pointer), count: 1, more: truncated })
    }
    if (!truncated) return [...seen].map(([code, told]) => findingOf(code, told))
  }
  return [
    ...[...seen].map(([code, told]) => findingOf(code, told)),
    notValidated('The Khronos validator has more to say than it was asked for.'),
  ]
}

function findingOf(code: string, { at, count, more }: { at: string; count: number; more: boolean }): Finding {
  return {
    code: `gltf-${code.toLowerCase().replaceAll('_', '-')}`,
    severity: severityOf(code),
    at,
    says: `The Khronos validator: ${code}, ${count} times${more ? ' or more' : ''}.`,
  }
}

function notValidated(says: string): Finding {
  return { code: 'gltf-not-validated', severity: 'warning', at: 'file', says }
}

/** Of the validator's: 0 error, 1 warning, 2 information, 3 hint. */
const WARNING = 1

/**
 * What it tells as information and hints, and what thus never becomes a finding: thousands of these must not take the places
 * of what does.
 */
const UNHEARD = [
  ...['ACCESSOR_INDEX_TRIANGLE_DEGENERATE', 'BUFFER_VIEW_TARGET_MISSING', 'EXTRA_PROPERTY'],
  ...['GLB_EMPTY_BIN_CHUNK', 'IMAGE_NPOT_DIMENSIONS', 'INCOMPLETE_EXTENSION_SUPPORT', 'NODE_EMPTY'],
  ...['NODE_MATRIX_DEFAULT', 'NON_OBJECT_EXTRAS', 'UNSUPPORTED_EXTENSION', 'UNUSED_MESH_TANGENT'],
  ...['UNUSED_MESH_WEIGHTS', 'UNUSED_OBJECT', 'URI_GLB'],
]

/** The validator throws what it did not expect as it is. */
async function ask(bytes: Uint8Array, ignoredIssues: readonly string[]): Promise<Report | undefined> {
  try {
    const options = { maxIssues: MOST_ISSUES, ignoredIssues, writeTimestamp: false }
    return (await validateBytes(bytes, options)) as Report
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
