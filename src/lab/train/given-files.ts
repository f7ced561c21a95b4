import { readFile } from 'node:fs/promises'
import type { FileRef } from './candidate.ts'
import type { GivenFile, GivenFiles } from './learner-asked.ts'
import { sha256 } from './model-id.ts'

/** A given model that cannot be used: which file, what is wrong, the way out. */
export class BadGiven extends Error {
  override readonly name = 'BadGiven'
}

/** The file of a name; throws BadGiven when it is missing. */
export function givenFile(files: GivenFiles, name: string): GivenFile {
  const file = files[name]
  if (file === undefined)
    throw new BadGiven(
      `${name} is missing; a model to be taken is model.onnx, tokenizer.json and config.json, as Hugging Face Optimum exports them`,
    )
  return file
}

/** The bytes of a small file, wherever it lies; checked against its SHA-256 where it is named by it. */
export async function bytesOfGiven(files: GivenFiles, name: string): Promise<Uint8Array> {
  const file = givenFile(files, name)
  if (file.kind === 'here') return file.bytes
  const bytes = await readFile(file.path)
  if (sha256(bytes) !== file.sha256)
    throw new BadGiven(`${name} is not the file that is named by its SHA-256: put that one there`)
  return bytes
}

/** The JSON object that a file holds; throws BadGiven. */
export async function jsonOfGiven(
  files: GivenFiles,
  name: string,
): Promise<Readonly<Record<string, unknown>>> {
  const bytes = await bytesOfGiven(files, name)
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Readonly<Record<string, unknown>>
  } catch {
    // Told below.
  }
  throw new BadGiven(`${name} is no JSON object: it is cut short or of another program; copy it again`)
}

/** The files that came as bytes, and references to those that did not. */
export function partGiven(files: GivenFiles): {
  here: Record<string, Uint8Array>
  elsewhere: readonly FileRef[]
} {
  const here: Record<string, Uint8Array> = {}
  const elsewhere: FileRef[] = []
  for (const [name, file] of Object.entries(files)) {
    if (file.kind === 'here') here[name] = file.bytes
    else elsewhere.push({ name, sha256: file.sha256, size: file.size })
  }
  return { here, elsewhere }
}
