/** Which frames are wanted. */
export type FramesAsked =
  /** One every so many seconds, further apart when the video is longer than `most` of them. */
  | { readonly by: 'seconds'; readonly seconds: number; readonly most: number }
  /** Every one, as vPDQ hashes them. */
  | { readonly by: 'each'; readonly most: number }
  /** One of them, counted from 0. */
  | { readonly by: 'index'; readonly index: number }

/** Frames a second that a video may have before the seconds that it tells are no longer believed. */
const FASTEST = 120

/** The expression of ffmpeg's filter `select` for them. */
export function selectFrames(asked: FramesAsked): string {
  switch (asked.by) {
    case 'each':
      return '1'
    case 'index':
      return `eq(n\\,${Math.trunc(asked.index)})`
    case 'seconds': {
      const { seconds } = asked
      const frames = Math.max(1, Math.ceil(seconds * FASTEST))
      return `isnan(prev_selected_t)+gte(t-prev_selected_t\\,${seconds.toFixed(3)})+gte(n-prev_selected_n\\,${frames})`
    }
  }
}

export function mostFrames(asked: FramesAsked): number {
  return asked.by === 'index' ? 1 : asked.most
}
