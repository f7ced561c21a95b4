import { decodeFrames } from '../image/decode-frames.ts'
import { decodeImage } from '../image/decode-image.ts'
import { shownPicture } from '../image/shown-picture.ts'
import type { Finding } from '../model3d/finding.ts'
import { cutShort, type LookSteps, type Seen } from './look-steps.ts'
import type { PictureMeasurer } from './measure-pictures.ts'

/** Frames of an animated picture that are hashed, after the first. */
const MOST_FRAMES = 120
/** Frames that are read besides the first, whether they are new or not. */
const MOST_READ = 15

/** The first frame as `picture`, and as `picture.shown` where viewers show something else; further ones as `frame.N`. */
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
  const shown = await shownPicture(bytes, picture)
  if (typeof shown !== 'string') await measurer.add('picture.shown', shown, { score: true, read: true })
  if (shown === 'unseen') findings.push(UNSEEN)
  // What else the file is, a ZIP or a page, nobody has looked at.
  const whole = shown !== 'unseen' && !findings.some(({ severity }) => severity === 'error')
  if (frames < 2) return { format, findings, whole }
  if (format === 'png') return { format, findings: [...findings, FRAMES_UNSEEN], whole: false }

  const wanted = Math.min(frames - 1, MOST_FRAMES)
  const step = Math.max(1, Math.ceil(wanted / MOST_READ))
  let seen = 0
  for await (const one of decodeFrames(bytes, frames, MOST_FRAMES)) {
    if (clock() > until) {
      findings.push(cutShort(budgetMs))
      break
    }
    // One frame is enough to show something: each is scored.
    const read = seen % step === step - 1 || 'new'
    await measurer.add(`frame.${one.frame}`, one.picture, { score: true, read })
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
  return { format, findings, whole: whole && seen === frames - 1 }
}

const UNSEEN: Finding = {
  ...{ code: 'shown-otherwise', severity: 'warning', at: 'pixels' },
  says: 'Viewers turn or colour the image otherwise than it stands in the file, and how could not be seen.',
}

const FRAMES_UNSEEN: Finding = {
  ...{ code: 'frames-unseen', severity: 'warning', at: 'frames' },
  says: 'The further frames of an animated PNG are not looked at; a GIF or WebP of them is.',
}
