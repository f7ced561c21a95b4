import { decodeFrames } from '../image/decode-frames.ts'
import { decodeImage } from '../image/decode-image.ts'
import type { Finding } from '../model3d/finding.ts'
import { cutShort, type LookSteps, type Seen } from './look-steps.ts'
import type { PictureMeasurer } from './measure-pictures.ts'

/** Frames of an animated picture that are hashed, after the first. */
const MOST_FRAMES = 120
/** Frames that are scored and read besides the first. */
const MOST_SCORED = 15

/** The first frame as `picture`, further ones as `frame.N`. */
export async function lookAtImage(
  bytes: Uint8Array,
  { clock, budgetMs }: LookSteps,
  measurer: PictureMeasurer,
): Promise<Seen> {
  const until = clock() + budgetMs
  const { format, frames, picture, findings: found } = await decodeImage(bytes)
  const findings: Finding[] = [...found]
  if (picture === undefined) return { format, findings, whole: false }
  await measurer.add('picture', picture, { score: true, read: true })
  if (frames < 2) return { format, findings, whole: true }

  const wanted = Math.min(frames - 1, MOST_FRAMES)
  const step = Math.max(1, Math.ceil(wanted / MOST_SCORED))
  let seen = 0
  for await (const one of decodeFrames(bytes, frames, MOST_FRAMES)) {
    if (clock() > until) {
      findings.push(cutShort(budgetMs))
      break
    }
    const telling = seen % step === step - 1
    await measurer.add(`frame.${one.frame}`, one.picture, { score: telling, read: telling })
    seen++
  }
  if (frames - 1 > MOST_FRAMES)
    findings.push({
      ...{ code: 'many-frames', severity: 'warning', at: 'frames' },
      says: `${frames} frames, of which ${seen + 1} were looked at.`,
    })
  else if (seen < wanted && clock() <= until)
    findings.push({
      ...{ code: 'damaged', severity: 'error', at: 'frames' },
      says: `Only ${seen + 1} of ${frames} frames could be decoded.`,
    })
  return { format, findings, whole: seen === frames - 1 }
}
