import { encodeModelBytes } from '../signals/models/model-file.ts'
import { smallOnnxFiles } from '../signals/models/onnx/onnx-file.fixture.ts'
import type { PackFiles } from './pack.ts'
import { SMALL_PACK } from './small-pack.fixture.ts'

/** Files of a model as a pack holds them. */
export function modelFiles(name: string, files: Readonly<Record<string, Uint8Array>>): PackFiles {
  return Object.fromEntries(
    Object.entries(files).map(([file, bytes]) => [`models/${name}/${file}`, encodeModelBytes(bytes)]),
  )
}

/** A rule on chat messages. */
export const rule = (id: string, when: string, then = '{ verdict: hold }', more = ''): string =>
  `- { id: ${id}, policy: harassment.insult, on: chat.message, when: '${when}', then: ${then}${more} }\n`

/** The small pack with these models and rules in place of its own rules. */
export function withModels(models: string, rules: string, files: PackFiles = {}): PackFiles {
  return { ...SMALL_PACK, 'models.yaml': models, 'rules/chat.yaml': rules, ...files }
}

export const TINY_FILES: PackFiles = modelFiles('tiny', smallOnnxFiles())
