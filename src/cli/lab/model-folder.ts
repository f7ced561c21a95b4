import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Client } from '../../client/client.ts'
import type { CliAdapters } from '../adapters.ts'
import { CliFailure } from '../failure.ts'
import { statusLine } from '../status-line.ts'
import { uploadFile } from './upload-file.ts'

/** What a folder of Hugging Face Optimum holds, where; the first that is there. */
const FILES = [
  ['model.onnx', ['model.onnx', 'onnx/model.onnx']],
  ['tokenizer.json', ['tokenizer.json']],
  ['tokenizer_config.json', ['tokenizer_config.json']],
  ['config.json', ['config.json']],
] as const

export interface UploadedFile {
  readonly name: (typeof FILES)[number][0]
  readonly sha256: string
  readonly size: number
}

/** Uploads the files of a model's folder, those that the service does not have yet. */
export async function uploadModel(
  adapters: CliAdapters,
  client: Client,
  folder: string,
  signal: AbortSignal,
): Promise<readonly UploadedFile[]> {
  const uploaded: UploadedFile[] = []
  const status = statusLine(adapters.stderr)
  try {
    for (const [name, places] of FILES) {
      const found = await firstThere(places.map((place) => join(resolve(adapters.cwd, folder), place)))
      if (found === undefined) continue
      status.show(`${name}: reading`)
      const sha256 = await hashOf(found.path)
      await uploadFile(client, found.path, { sha256, size: found.size }, signal, (share) =>
        status.show(`${name}: ${Math.floor(100 * share)} % uploaded`),
      )
      uploaded.push({ name, sha256, size: found.size })
    }
  } finally {
    status.clear()
  }
  if (!uploaded.some(({ name }) => name === 'model.onnx'))
    throw new CliFailure('usage', `${folder} holds no model.onnx; give the folder that Optimum exported to`)
  return uploaded
}

async function firstThere(
  paths: readonly string[],
): Promise<{ readonly path: string; readonly size: number } | undefined> {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (found?.isFile()) return { path, size: found.size }
  }
  return undefined
}

function hashOf(path: string): Promise<string> {
  return new Promise((done, fail) => {
    const hash = createHash('sha256')
    createReadStream(path)
      .on('data', (piece) => hash.update(piece))
      .on('end', () => done(hash.digest('hex')))
      .on('error', fail)
  })
}
