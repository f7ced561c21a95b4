/**
 * A file of a model's folder. Small ones travel with the pack; a larger one is named by its content, and has to lie
 * on every machine that asks the model.
 */
export type ModelFile =
  | { readonly kind: 'here'; readonly bytes: Uint8Array }
  | { readonly kind: 'elsewhere'; readonly sha256: string; readonly size: number }

/** The files of one model by name, such as `config.json`. */
export type ModelFiles = ReadonlyMap<string, ModelFile>

export const MODEL_LIMITS = {
  /** A file up to so many bytes travels with the pack: it is recorded with each version and comes back with a rollback. */
  travelsBytes: 4 * 1_048_576,
  /** All files that travel, over all models of a pack. */
  travelTotalBytes: 24 * 1_048_576,
  /** No file may be larger. */
  largestBytes: 2 * 1_073_741_824,
  /** Files of one model. */
  files: 32,
} as const

/** A file that travels, as a pack holds it among its texts. */
export function encodeModelBytes(bytes: Uint8Array): string {
  return `base64:${Buffer.from(bytes).toString('base64')}`
}

/** A file that does not travel, as a pack holds it. */
export function encodeModelReference(sha256: string, size: number): string {
  return `sha256:${sha256}:${size}`
}

/** The file of a pack's text; undefined when the text is neither form. */
export function decodeModelFile(text: string): ModelFile | undefined {
  if (text.startsWith('base64:')) {
    const bytes = Buffer.from(text.slice(7), 'base64')
    // Buffer passes over what is no base64; a file that lost letters must not pass for a shorter one.
    return encodedLength(bytes.length) === text.length - 7 ? { kind: 'here', bytes } : undefined
  }
  const reference = /^sha256:([0-9a-f]{64}):(\d{1,12})$/.exec(text)
  if (reference === null) return undefined
  return { kind: 'elsewhere', sha256: reference[1]!, size: Number(reference[2]) }
}

function encodedLength(bytes: number): number {
  return Math.ceil(bytes / 3) * 4
}

/** The text of a file that travels; undefined when it is not there, does not travel, or is no UTF-8. */
export function textOf(files: ModelFiles, name: string): string | undefined {
  const file = files.get(name)
  if (file?.kind !== 'here') return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file.bytes)
  } catch {
    return undefined
  }
}

/** Bytes of all files of a model, also of those that do not travel. */
export function sizeOf(files: ModelFiles): number {
  let size = 0
  for (const file of files.values()) size += file.kind === 'here' ? file.bytes.length : file.size
  return size
}
