import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openWaves } from '../src/signals/hash/wasm-waves.ts'
import { findProgram } from '../src/signals/video/find-program.ts'
import { hashVideo } from '../src/signals/video/hash-video.ts'
import { openVideoReader } from '../src/signals/video/open-video-reader.ts'
import type { Bench } from './emit.ts'

const VECTORS = process.env.HAECHI_VPDQ_DATA ?? '/work/shared/data/vpdq'

/** Videos: frames by ffmpeg, and their vPDQ. */
export const bench: Bench = {
  name: 'video',
  summary: 'frames of videos and vPDQ: speed of decoding by ffmpeg and of hashing',
  async run(emit, { quick }) {
    const say = (figure: string, value: number, unit: string): void =>
      emit({ bench: 'video', figure, value, unit, reach: null, holds: null, peer: null })
    const ffmpeg = await findProgram('ffmpeg', process.env.PATH)
    if (ffmpeg === undefined) {
      console.error('video: skipped, there is no ffmpeg in PATH')
      return
    }
    // The comparison with the vectors of the reference needs its videos, which are not shipped.
    if (!existsSync(VECTORS)) console.error(`video: vectors of the reference skipped, ${VECTORS} is not here`)
    const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
    try {
      const seconds = quick ? 5 : 20
      const file = join(folder, 'card.mp4')
      const card = `testsrc2=size=720x480:rate=30:duration=${seconds}`
      execFileSync(ffmpeg, [
        ...['-loglevel', 'error', '-f', 'lavfi', '-i', card, '-c:v', 'mpeg4', '-q:v', '4', file],
      ])
      const bytes = readFileSync(file)
      const reader = await openVideoReader({ path: process.env.PATH })
      const waves = openWaves()
      let start = performance.now()
      const { hashes } = await hashVideo(reader, bytes, waves)
      say('vPDQ of every frame, 720 x 480', hashes.length / ((performance.now() - start) / 1000), 'frames/s')
      start = performance.now()
      await reader.read(bytes, { by: 'seconds', seconds: 1, most: 60 }, () => {})
      say('one frame a second of a minute, 720 x 480', ((performance.now() - start) * 60) / seconds, 'ms')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
}
