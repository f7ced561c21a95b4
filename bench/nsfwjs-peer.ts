import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { Picture } from '../src/signals/image/picture.ts'

const PACKAGES = [
  'nsfwjs@4.3.0',
  '@tensorflow/tfjs@4.22.0',
  '@tensorflow/tfjs-backend-wasm@4.22.0',
  'buffer@6.0.3',
]

export interface NsfwjsPeer {
  /** What nsfwjs gives a picture, and the CPU time it took of its process in ms. */
  classify(picture: Picture): Promise<{ readonly scores: Record<string, number>; readonly ms: number }>
  end(): void
}

/** nsfwjs on TensorFlow.js (WebAssembly), installed into a temporary folder; a folder from an earlier time is taken again. */
export async function nsfwjsPeer(): Promise<NsfwjsPeer> {
  const folder = process.env.HAECHI_NSFWJS_PEER ?? join(tmpdir(), 'haechi-nsfwjs-peer')
  if (!existsSync(join(folder, 'node_modules/nsfwjs'))) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    await promisify(execFile)(
      'npm',
      ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...PACKAGES],
      {
        cwd: folder,
      },
    )
  }
  const process_ = spawn(process.execPath, ['bench/nsfwjs-peer.mjs', folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: process_.stdout })[Symbol.asyncIterator]()
  const next = async <T>(): Promise<T> => {
    const { value, done } = await lines.next()
    if (done === true) throw new Error('nsfwjs ended before it answered')
    return JSON.parse(value) as T
  }
  await next()
  return {
    async classify({ width, height, channels, data }) {
      const rgb = new Uint8Array(width * height * 3)
      for (let i = 0; i < rgb.length; i++) rgb[i] = channels === 1 ? data[Math.trunc(i / 3)]! : data[i]!
      process_.stdin.write(`${JSON.stringify({ width, height, rgb: Buffer.from(rgb).toString('base64') })}\n`)
      return next()
    },
    end: () => process_.stdin.end(),
  }
}
