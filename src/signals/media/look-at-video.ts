import { cutShort, type LookSteps, type Seen } from './look-steps.ts'
import type { PictureMeasurer } from './measure-pictures.ts'

/** One frame a second, further apart in a video longer than so many seconds. */
const MOST_FRAMES = 120
/** Writing stays for a while: it is read in one frame of so many. */
const READ_EACH = 5

/** Frames of a video as `frame.N`, N counted over all of its frames. */
export async function lookAtVideo(
  bytes: Uint8Array,
  { video, clock, budgetMs }: LookSteps,
  measurer: PictureMeasurer,
): Promise<Seen> {
  const until = clock() + budgetMs
  let seen = 0
  let cut = false
  const { format, findings, whole } = await video.read(
    bytes,
    { by: 'seconds', seconds: 1, most: MOST_FRAMES },
    async ({ index, seconds, picture }) => {
      cut ||= clock() > until
      if (cut) return
      const read = seen++ % READ_EACH === 0
      await measurer.add(`frame.${index}`, picture, { score: true, read, seconds })
    },
  )
  return { format, findings: cut ? [...findings, cutShort(budgetMs)] : findings, whole: whole && !cut }
}
